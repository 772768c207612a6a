"""What passes between `sources` and `text` before it is a row: a source's name, a reader's record, a fault.

Every fault has a number, what it means and what to do about it; they stand here once, and nowhere else.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pipelines.contracts.operations import QuarantineRow

# The ending of a file's name -> the reader of its content (pipelines/text/readers). The longest ending wins.
FORMATS: dict[str, str] = {
    ".txt": "plain_text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".jsonl.gz": "json_lines",
    ".ndjson.gz": "json_lines",
    ".jsonl.zst": "json_lines",
    ".ndjson.zst": "json_lines",
    ".csv": "csv",
    ".csv.gz": "csv",
    ".csv.zst": "csv",
    ".parquet": "parquet",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "web_archive",
    ".warc.gz": "web_archive",
    ".wet": "web_archive",
    ".wet.gz": "web_archive",
}


def ending_of(name: str) -> str | None:
    """The longest ending in FORMATS that a file's name has, in lower case; None where it has none of them."""
    lower = name.lower()
    return max((ending for ending in FORMATS if lower.endswith(ending)), key=len, default=None)


@dataclass(frozen=True)
class Record:
    """One article as a reader gives it. `line`: its place in the item, from 1; 0 where it is all of it."""

    line: int
    id: str | None = None
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: str | None = None
    language: str | None = None
    text: str | None = None
    html: str | None = None


RECORD_FIELDS = tuple(field.name for field in dataclasses.fields(Record) if field.name != "line")
"""What a record can tell of an article."""


class SourceConfig(BaseModel):
    """A `[[sources]]` entry of attache.toml, as the rooms after the landing know it.

    What a kind of source needs to find its articles stands with the kind, in pipelines/sources.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, description="How runs and tables call it.")
    kind: str = Field("folder", description="What it is.")
    publisher: str | None = Field(None, description="Publisher of its records that name none.")
    nightly: bool = Field(True, description="False: read only by a run that names it (an archive to backfill from).")
    columns: dict[str, str] = Field(
        {}, description="Field of a record -> the name that it has in the files (JSON Lines, CSV, Parquet)."
    )

    @field_validator("columns")
    @classmethod
    def _known_fields(cls, columns: dict[str, str]) -> dict[str, str]:
        if unknown := sorted(columns.keys() - set(RECORD_FIELDS)):
            raise ValueError(f"a record has no field {unknown[0]!r}; it has {', '.join(RECORD_FIELDS)}")
        return columns


@dataclass(frozen=True)
class FaultKind:
    """What a numbered fault means. `loses_document`: false where the document is kept all the same."""

    stage: str
    meaning: str
    remedy: str
    loses_document: bool = True


FAULTS: dict[str, FaultKind] = {
    "E101": FaultKind(
        "landing",
        "nothing stands at this path",
        "Check the path that was given, or `path` of the source in attache.toml.",
    ),
    "E102": FaultKind("landing", "it cannot be opened", "Check that it is still there and may be read."),
    "E103": FaultKind("landing", "no reader for this kind of file", f"Readable are {', '.join(FORMATS)}."),
    "E104": FaultKind(
        "landing",
        "the path is not of the source's kind",
        'Set kind = "file" or kind = "folder" to what stands there.',
    ),
    "E105": FaultKind(
        "landing",
        "the store cannot be read",
        "Check the address, the access rights and `storage_options`; it is tried again by the next run.",
    ),
    "E106": FaultKind(
        "landing", "this kind of store needs a package that is not installed", "Install it and run again."
    ),
    "E151": FaultKind(
        "landing", "the server cannot be reached", "Check the address; it is tried again by the next run."
    ),
    "E152": FaultKind(
        "landing", "the server does not give it", "Check whether it is still there and open to everyone."
    ),
    "E153": FaultKind(
        "landing",
        "the address may not be opened",
        "Only http and https to public addresses are; `allow_private = true` of the source admits private ones.",
    ),
    "E154": FaultKind("landing", "it is redirected in a circle or too often", "Give the address where it ends."),
    "E155": FaultKind("landing", "it is too large", "Raise `max_mb` of the source if it should be fetched."),
    "E156": FaultKind(
        "landing", "it takes too long", "It is tried again by the next run; `timeout` of the source gives it longer."
    ),
    "E157": FaultKind(
        "landing",
        "the site's robots.txt asks not to fetch it",
        'Take what the feed itself holds (`full_text = "feed"`), or ask the publisher.',
    ),
    "E158": FaultKind("landing", "it is no feed", "Give the address of the RSS or Atom feed, not of a page."),
    "E159": FaultKind(
        "landing", "the entry has neither an address nor a text", "Nothing can be done but ask the publisher."
    ),
    "E161": FaultKind("landing", "it is no sitemap", "Give the address of a sitemap (XML, or one address a line)."),
    "E162": FaultKind(
        "landing", "it is packed in a way that is damaged or unknown", "It is tried again by the next run."
    ),
    "E163": FaultKind("landing", "it is no page or file that can be read", f"Readable are {', '.join(FORMATS)}."),
    "E198": FaultKind("landing", "an error of Attaché itself", "Please report it with the source's entry."),
    "E109": FaultKind(
        "text",
        "its landed bytes are gone or cannot be read",
        "Check the disk and the folder `landing` of the warehouse; it is tried again by the next run.",
    ),
    "E111": FaultKind("text", "it holds no text", "Remove it, or fill it and run again."),
    "E112": FaultKind("text", "it is binary or damaged, not text", "Save it as text in UTF-8."),
    "E113": FaultKind("text", "its encoding is broken or unknown", "Save it in UTF-8."),
    "E114": FaultKind(
        "text", "the file is too large for one article", "Split it, or give many articles as JSON Lines."
    ),
    "E115": FaultKind("text", "the line is too long for one record", "Give one article a line."),
    "E116": FaultKind("text", "the file is damaged", "Fetch or write it anew; what came before the damage was read."),
    "E117": FaultKind(
        "text", "it unpacks to far more than a file of its size should", "Give it unpacked if it is what it should be."
    ),
    "E118": FaultKind("text", "the feed does not hold the entry", "Please report it with the feed."),
    "E121": FaultKind("text", "the line is no JSON", "Write one whole JSON object on each line."),
    "E122": FaultKind("text", "the line is JSON, but no object", 'Write {"text": ...} on each line.'),
    "E123": FaultKind(
        "text",
        "the front matter is no YAML of `name: value` lines",
        "Close it with ---, and put quotes around a value that holds a colon.",
    ),
    "E124": FaultKind(
        "text",
        "there is no column `text` or `html`",
        "Name the column that holds the articles `text`, or tell its name with `columns` of the source.",
    ),
    "E125": FaultKind("text", "the row is broken", "Check its quotes and that it has as many cells as the header."),
    "E131": FaultKind("text", "the record has no text", "Give it a field `text` or `html`."),
    "E132": FaultKind("text", "the text is of the wrong type", "Give `text` or `html` as a string."),
    "E133": FaultKind(
        "text",
        "no article was found in the HTML",
        "Check that the page holds the article and not only a script or a login.",
    ),
    "E134": FaultKind(
        "text",
        "the text holds characters that cannot be stored",
        "Remove NUL characters and halves of surrogate pairs.",
    ),
    "E135": FaultKind("text", "the text is too long for one article", "Split it into its articles."),
    "E141": FaultKind(
        "text",
        "`published` is not understood and stays empty",
        "Write it as 2024-10-23 or 2024-10-23T18:30:00Z.",
        False,
    ),
    "E142": FaultKind("text", "a field is not understood and stays empty", "Give it as a string.", False),
    "E143": FaultKind(
        "text",
        "`published` cannot be the day of an article and stays empty",
        "Correct it: it lies months ahead of the day it was read on, before 1800, or is a clock's zero.",
        False,
    ),
    "E301": FaultKind(
        "annotation",
        "the document could not be annotated",
        "Please report it with the document; the others are not held up by it.",
    ),
    "E401": FaultKind(
        "facts",
        "no facts could be derived from the document",
        "Please report it with the document; the others are not held up by it.",
    ),
    "E171": FaultKind(
        "registers",
        "no header of a trade register was found",
        "A register has the columns Recipient, Supplier and Weapon designation; export it as CSV from SIPRI's page of "
        "trade registers.",
    ),
    "E172": FaultKind("registers", "the line is broken", "Check its quotation marks."),
    "E173": FaultKind(
        "registers",
        "no recipient, supplier or weapon; the line is left out",
        "Fill the cell, or remove the line.",
    ),
    "E174": FaultKind("registers", "a number is not understood and stays empty", "Write it in digits.", False),
    "E199": FaultKind("text", "an error of Attaché itself", "Please report it with the file."),
}


@dataclass(frozen=True)
class Fault:
    """Something that could not be read: where, its number, and what to do. `line` 0: the whole item."""

    origin: str
    line: int
    stage: str
    code: str
    message: str

    @classmethod
    def of(cls, code: str, origin: str, line: int = 0, detail: str = "") -> Fault:
        """A fault of FAULTS. `detail` says what exactly is wrong here; it is cut to 300 characters.

        Raises:
            KeyError: no such code.
        """
        kind = FAULTS[code]
        what = " ".join(detail.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0").split())
        what = f" ({what[:300]})" if what else ""
        return cls(origin, line, kind.stage, code, f"{kind.meaning}{what}. {kind.remedy}")

    @property
    def loses_document(self) -> bool:
        """False where the document was kept in spite of it."""
        kind = FAULTS.get(self.code)
        return kind is None or kind.loses_document

    def row(self, run_id: str, sha256: str | None, at: datetime) -> QuarantineRow:
        """The row of ops.quarantine. `at`: UTC without a zone."""
        return QuarantineRow(
            origin=self.origin,
            line=self.line,
            stage=self.stage,
            error_code=self.code,
            message=self.message,
            landed_sha256=sha256,
            quarantined_at=at,
            run_id=run_id,
        )

    def __str__(self) -> str:
        place = f"{self.origin}:{self.line}" if self.line else self.origin
        return f"{place}: {self.code} {self.message}"
