"""facts.evidence: the place of every cell of every fact."""

from typing import ClassVar

from pydantic import Field

from pipelines.contracts.row import Row


class EvidenceRow(Row):
    """One row a place: the characters from which a cell of a fact was read, or the cue that decided it."""

    SCHEMA: ClassVar[str] = "facts"
    TABLE: ClassVar[str] = "evidence"
    KEY: ClassVar[tuple[str, ...]] = ("fact_id", "column_name", "start_char", "end_char", "role")

    fact_id: str = Field(description="The fact (in one of the tables of schema facts).")
    column_name: str = Field(description="The cell of the fact that this place speaks for.")
    document_id: str = Field(description="The document that it was read from.")
    start_char: int = Field(description="First code point in core.documents.text, from 0.")
    end_char: int = Field(description="Code point after the last.")
    quote: str = Field(description="The characters at that place, to the letter.")
    found_by: str = Field(description="Id of the rule or word (seeds/cues, seeds/reference) that read it.")
    role: str = Field(
        description="trigger (the word that told of the fact), argument (the value itself) or cue (a word that decided it)."
    )
