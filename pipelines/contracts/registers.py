"""core.register_entries: what a trade register says that the user keeps beside the project."""

from typing import ClassVar

from pydantic import Field

from pipelines.contracts.row import Row

_FLAG = "A question mark where the register marks the number before it as uncertain."


class RegisterEntryRow(Row):
    """One row a line of a trade register in SIPRI's layout that the user keeps in the folder `registers` (attache.toml)."""

    SCHEMA: ClassVar[str] = "core"
    TABLE: ClassVar[str] = "register_entries"
    KEY: ClassVar[tuple[str, ...]] = ("file", "line")

    file: str = Field(description="The register: the name of the file that it stands in.")
    line: int = Field(description="Its line in the file, from 1.")
    recipient: str = Field(description="Recipient, as the register names it.")
    supplier: str = Field(description="Supplier, as the register names it.")
    year_of_order: int | None = Field(None, description="Year of the order.")
    year_of_order_flag: str | None = Field(None, description=_FLAG)
    number_ordered: int | None = Field(None, description="Number of items ordered.")
    number_ordered_flag: str | None = Field(None, description=_FLAG)
    weapon_designation: str = Field(description="Designation of the weapon, as the register writes it.")
    weapon_description: str | None = Field(None, description="What the weapon is, in the register's words.")
    number_delivered: int | None = Field(None, description="Number of items delivered.")
    number_delivered_flag: str | None = Field(None, description=_FLAG)
    years_of_delivery: str | None = Field(None, description="Years of delivery, with semicolons between them.")
    status: str | None = Field(None, description="New, second hand and the like, in the register's words.")
    comments: str | None = Field(None, description="The register's comments.")
