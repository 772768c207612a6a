"""A folder with one file of each kind of trouble, and what a run over it has to tell."""

import os
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from pipelines.cli import app


def write_bad_input(folder: Path) -> None:
    """One file of each kind of trouble."""
    folder.mkdir()
    (folder / "empty.txt").write_text("")
    (folder / "blank.md").write_text("---\ntitle: nothing\n---\n \n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "encoding.txt").write_bytes("Größe und Maß, größer \xff\xfe\x00".encode("utf-16-le") + b"\x80")
    lines = [f'{{"id": "line-{n}", "text": "France sold {n + 10} Rafale fighter jets to Egypt."}}' for n in range(10)]
    lines[2] = '{"id": "line-2", "text": "cut in the mid'
    lines[5] = '{"id": "line-5", "title": "no text"}'
    (folder / "lines.jsonl").write_text("\n".join(lines))
    (folder / "long.jsonl").write_bytes(b'{"text": "' + b"x" * 50_000_000 + b'"}')
    (folder / "front.md").write_text("---\ntitle: [unclosed\n  : -\n---\nFrance sold tanks to Egypt.\n")
    (folder / "german.txt").write_text(
        "Der Bundestag hat am Mittwoch beschlossen, der Ukraine weitere Panzer zu liefern. Das sagte ein Sprecher."
    )
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "dangling.txt").symlink_to(folder / "not-there.txt")
    if os.geteuid() != 0:  # nothing is locked to root
        (folder / "locked.txt").write_text("France sold tanks to Egypt.")
        (folder / "locked.txt").chmod(0)


def check_bad_input(workshop: Any) -> None:
    """Each trouble got its word with file and line, and no other document was lost to it."""
    kept = {name for (name,) in workshop.query("select external_id from core.documents")}
    assert kept >= {"tanks", "german", *(f"line-{n}" for n in range(10) if n not in (2, 5))}
    assert workshop.query("select language from core.documents where external_id = 'german'") == [("de",)]
    lost = {
        (Path(origin).name, line): message
        for origin, line, message in workshop.query("select origin, line, message from ops.quarantine")
    }
    assert set(lost) >= {("lines.jsonl", 3), ("lines.jsonl", 6)}
    names = {name for name, _ in lost}
    assert names >= {"empty.txt", "blank.md", "binary.txt", "long.jsonl", "front.md", "picture.png", "dangling.txt"}
    assert all(len(message) > 20 for message in lost.values())

    status = CliRunner().invoke(app, ["status", "--warehouse", str(workshop.warehouse)])
    assert status.exit_code == 0
    assert "lines.jsonl:3" in status.stdout
    refused = CliRunner().invoke(app, ["sql", "--warehouse", str(workshop.warehouse), "drop table core.documents"])
    assert refused.exit_code == 1
    assert "refused" in refused.stderr
