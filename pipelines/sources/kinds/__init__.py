"""The kinds of sources. A kind is a class here, and a line in KINDS: attache.toml, runs and tests know it by that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import Discriminator, Tag

from pipelines.sources.kinds.feed import FeedSource
from pipelines.sources.kinds.files import ArchiveSource, FileSource, FolderSource, InboxSource, RecordsSource
from pipelines.sources.kinds.pages import PagesSource
from pipelines.sources.source import Source

KINDS: dict[str, type[Source]] = {
    "folder": FolderSource,
    "file": FileSource,
    "inbox": InboxSource,
    "records": RecordsSource,
    "archive": ArchiveSource,
    "feed": FeedSource,
    "pages": PagesSource,
}
DEFAULT_KIND = "folder"


def _kind(value: Any) -> Any:
    return value.get("kind", DEFAULT_KIND) if isinstance(value, dict) else getattr(value, "kind", None)


if TYPE_CHECKING:
    AnySource = Source
else:
    AnySource = Annotated[
        Union[tuple(Annotated[made, Tag(kind)] for kind, made in KINDS.items())],  # noqa: UP007
        Discriminator(_kind),
    ]
    """A source of any kind, told by `kind`."""
