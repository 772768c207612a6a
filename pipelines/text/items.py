"""A landed item to its documents and faults."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipelines.contracts import feeds, records
from pipelines.contracts.digest import digest_of
from pipelines.contracts.documents import DocumentRevisionRow
from pipelines.contracts.operations import LandedItemRow
from pipelines.contracts.records import Fault, SourceConfig
from pipelines.text.about import about_item
from pipelines.text.decode import UnreadableError
from pipelines.text.documents import document_of
from pipelines.text.readers import READERS

# Changes with the code that reads; a landed item is read again when it does.
_HERE = Path(__file__).parent
_NOT_READING = {"assets.py", "reading_view.py", "stage.py"}
TEXT_VERSION = digest_of(
    *sorted(path for path in _HERE.rglob("*.py") if path.name not in _NOT_READING),
    Path(records.__file__),
    Path(feeds.__file__),
)


def read_item(
    item: LandedItemRow, landed_path: Path, source: SourceConfig | None = None
) -> Iterator[DocumentRevisionRow | Fault]:
    """The documents of a landed item, with the faults among them. Nothing that a file holds raises.

    Args:
        item: its `format` names the reader, its `origin` stands in ids and faults.
        landed_path: where its bytes are (`Landing.path`).
        source: that brought it: publisher of records that name none, and names of columns.
    """
    origin = item.origin
    reader = READERS.get(item.format)
    if reader is None:
        yield Fault.of("E103", origin, detail=f"format {item.format}")
        return
    about = about_item(item, source)
    is_empty = True
    try:
        for result in reader(landed_path, origin, about):
            is_empty = False
            if isinstance(result, Fault):
                yield result
            else:
                yield from document_of(about.completed(result), item, source.publisher if source else None)
        if is_empty:
            yield Fault.of("E111", origin, detail=f"{item.size_bytes} bytes")
    except UnreadableError as error:
        yield Fault.of(error.code, origin, error.line, error.detail)
    except OSError as error:
        yield Fault.of("E109", origin, detail=error.strerror or str(error))
    except Exception as error:  # an error here must not cost the other items their night
        yield Fault.of("E199", origin, detail=f"{type(error).__name__}: {error}")
