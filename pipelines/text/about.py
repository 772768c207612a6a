"""What is known of an item beside its bytes: from attache.toml, and from the source that gave it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pipelines.contracts.operations import LandedItemRow
from pipelines.contracts.records import RECORD_FIELDS, Record, SourceConfig
from pipelines.text.decode import can_be_stored


@dataclass(frozen=True)
class About:
    """What a reader is told of an item.

    Attributes:
        columns: name of a column, in lower case -> the field of a record that it holds.
        charset: of the bytes, as the server told it.
        feed: address of the feed whose entry it is.
        entry: which entry of the feed; None: all of them.
        fields: of the item's records, for those that tell none themselves.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    charset: str | None = None
    feed: str | None = None
    entry: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)

    def field_of(self, column: str) -> str:
        """The field that a column holds: as attache.toml maps it, else the one of its name."""
        name = column.strip().lower()
        if name in self.columns:
            return self.columns[name]
        return "" if name in self.columns.values() else name  # another column was named for this field

    def completed(self, record: Record) -> Record:
        """The record, with what the source tells where the record itself is silent."""
        missing: dict[str, Any] = {name: v for name, v in self.fields.items() if getattr(record, name) is None}
        return replace(record, **missing)


def about_item(item: LandedItemRow, source: SourceConfig | None) -> About:
    """What is known of a landed item."""
    told = json.loads(item.told) if item.told else {}
    columns = {name.strip().lower(): field for field, name in source.columns.items()} if source else {}
    fields = {n: told[n] for n in RECORD_FIELDS if isinstance(told.get(n), str) and can_be_stored(told[n])}
    return About(columns, told.get("charset"), told.get("feed"), told.get("entry"), fields)
