"""The annotations on disk."""

from pathlib import Path

from pipelines.annotation.cache import AnnotationCache


def test_what_was_written_is_read_and_no_longer_missing(tmp_path: Path) -> None:
    cache = AnnotationCache(tmp_path, "v1")
    assert cache.missing(["a", "b"]) == ["a", "b"]
    cache.write({"a": b"1"})
    cache.write({"a": b"1", "b": b"2"})
    assert cache.missing(["c", "a", "b"]) == ["c"]
    assert cache.read(["b", "a", "z"]) == {"a": b"1", "b": b"2"}


def test_another_version_knows_nothing_of_it(tmp_path: Path) -> None:
    AnnotationCache(tmp_path, "v1").write({"a": b"1"})
    assert AnnotationCache(tmp_path, "v2").missing(["a"]) == ["a"]


def test_a_half_written_file_is_not_read(tmp_path: Path) -> None:
    cache = AnnotationCache(tmp_path, "v1")
    cache.write({"a": b"1"})
    (tmp_path / "v1" / ".b.123").write_bytes(b"PAR1 torn")
    assert cache.hashes() == {"a"}
