"""facts.*: the fact families. One class a family; FAMILIES lists them in the order in which they are shown."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from pipelines.contracts.row import Row

_CONFIDENCE = "Probability, 0 to 1, that the row's core cells are all right: a logistic model over the rules that read it, the number of its cells and how far apart they stand, fitted on gold and scaled on articles that no rule was written with."


class FactRow(Row):
    """What every fact has."""

    SCHEMA: ClassVar[str] = "facts"
    KEY: ClassVar[tuple[str, ...]] = ("fact_id",)
    # The cells that make two rows of one document the same fact; fact_id is their hash with the document_id.
    IDENTITY: ClassVar[tuple[str, ...]]

    fact_id: str = Field(
        description="Hash of the document_id and of the cells that make this fact the one that it is: the same on every run."
    )
    document_id: str = Field(description="The document that states it (core.documents).")


class ArmsDealRow(FactRow):
    """One row a transfer of one weapon from a supplier to a recipient that a document states."""

    TABLE: ClassVar[str] = "arms_deals"
    IDENTITY: ClassVar[tuple[str, ...]] = (
        "supplier_country",
        "recipient_country",
        "weapon_system",
        "weapon_class",
        "weapon_text",
    )

    supplier_country: str | None = Field(
        description="Code of the supplier's country or organisation; a company counts as its home country."
    )
    supplier_name: str | None = Field(description="The supplier as the document names it.")
    recipient_country: str | None = Field(description="Code of the country or organisation that receives.")
    recipient_name: str | None = Field(description="The recipient as the document names it.")
    weapon_system: str | None = Field(
        description="Canonical designation (ref.weapons), null for a bare class such as `tanks`."
    )
    weapon_class: str | None = Field(description="Class of the weapon: a code of ref.weapon_classes.")
    weapon_text: str = Field(description="The weapon as written.")
    quantity_low: int | None = Field(description="Fewest units in the deal, in `quantity_text`'s words.")
    quantity_high: int | None = Field(
        description="Most units in the deal; equal to quantity_low where one number is told."
    )
    quantity_text: str | None = Field(description="The number as written, with its qualifier.")
    value_amount: float | None = Field(
        description="Price of this row, or of the deal that it is a part of, in units of value_currency."
    )
    value_currency: str | None = Field(description="ISO 4217 code.")
    value_usd: float | None = Field(
        description="The price in US dollars, at the reference rate of the article's year where told in another currency."
    )
    value_basis: str | None = Field(description="What the price is of: a code of ref.value_basis.")
    deal_status: str = Field(description="How far the deal has got, the newest state told: a code of ref.deal_status.")
    transfer_kind: str | None = Field(description="A code of ref.transfer_kind: sale, aid, lease, licence, upgrade.")
    deal_date_from: date | None = Field(
        description="First day on which the status can have come about, as the document tells."
    )
    deal_date_to: date | None = Field(description="Last such day.")
    attributed_to: str | None = Field(
        description="Code of the country or organisation, else the name, to which the document attributes it."
    )
    certainty: str = Field(description="A code of ref.certainty: asserted, reported, planned, possible, denied.")
    confidence: float = Field(description=_CONFIDENCE)


class TroopDeploymentEstimateRow(FactRow):
    """One row a number of personnel or units of one origin in, bound for or leaving a place that a document states."""

    TABLE: ClassVar[str] = "troop_deployment_estimates"
    IDENTITY: ClassVar[tuple[str, ...]] = (
        "force_country",
        "host_country",
        "unit",
        "count_low",
        "count_high",
        "deployment_status",
    )

    force_country: str | None = Field(
        description="Code of the country, organisation or armed group that the force belongs to."
    )
    force_name: str | None = Field(description="The force as the document names it.")
    unit: str = Field(
        description="What is counted: a code of ref.unit (personnel, brigade, battalion, division, regiment, company, other)."
    )
    count_low: int | None = Field(description="Lower bound of the number; null where none is told (`up to 12,000`).")
    count_high: int | None = Field(
        description="Upper bound of the number; null where none is told (`more than 3,000`)."
    )
    count_qualifier: str | None = Field(
        description="The word that bounds the number, as written (`more than`, `up to`, `about`)."
    )
    count_text: str = Field(description="The number as written.")
    host_country: str | None = Field(description="Code of the country (or territory) where they are, will be or were.")
    place: str | None = Field(description="The place within it, as written.")
    deployment_status: str = Field(description="A code of ref.deployment_status: planned, deployed, withdrawn.")
    date_from: date | None = Field(description="First day on which the status holds, as the document tells.")
    date_to: date | None = Field(description="Last such day.")
    claimant: str | None = Field(
        description="Code of the country or organisation, else the name, that gives the figure; null where the document tells it as its own."
    )
    denied_by: list[str] = Field(
        description="Codes of those who deny the deployment or the figure in the document; may be empty."
    )
    certainty: str = Field(description="A code of ref.certainty: asserted, reported, planned, possible, denied.")
    confidence: float = Field(description=_CONFIDENCE)


class PolicyOptionRow(FactRow):
    """One row a course of action of a state or organisation that a document says it weighs, proposes, promises, takes or rules out."""

    TABLE: ClassVar[str] = "policy_options"
    IDENTITY: ClassVar[tuple[str, ...]] = ("actor", "category", "instrument", "target", "beneficiary")

    actor: str = Field(description="Code of the state or organisation that would act.")
    actor_name: str | None = Field(description="The actor as the document names it.")
    category: str = Field(description="A code of ref.category: diplomatic, economic, military, humanitarian.")
    instrument: str = Field(description="A code of ref.instrument, e.g. arms_supply, sanctions, talks.")
    target: str | None = Field(description="Code of the country or group acted against.")
    beneficiary: str | None = Field(description="Code of the country or group helped.")
    stance: str = Field(description="A code of ref.stance: considering, proposed, pledged, adopted, ruled_out.")
    action_text: str = Field(description="The action as written.")
    condition_text: str | None = Field(description="The condition attached to it, as written.")
    date_from: date | None = Field(description="First day on which the stance holds, as the document tells.")
    date_to: date | None = Field(description="Last such day.")
    attributed_to: str | None = Field(
        description="Code of the country or organisation, else the name, to which the document attributes it."
    )
    certainty: str = Field(description="A code of ref.certainty: asserted, reported, planned, possible, denied.")
    confidence: float = Field(description=_CONFIDENCE)


class DiplomaticMeetingRow(FactRow):
    """One row a meeting, visit or call of two or more states or organisations that a document tells of."""

    TABLE: ClassVar[str] = "diplomatic_meetings"
    IDENTITY: ClassVar[tuple[str, ...]] = (
        "participants",
        "meeting_format",
        "meeting_status",
        "place_country",
        "date_from",
        "date_to",
    )

    participants: list[str] = Field(
        description="Codes of the states and organisations that meet, at least two, in the order of the alphabet; a person counts as whom they act for."
    )
    persons: list[str] = Field(
        description="Names of those who meet, as written, in the order of the text; may be empty."
    )
    meeting_level: str | None = Field(
        description="The highest level of a person or group taking part that the document tells: a code of ref.meeting_level."
    )
    meeting_format: str = Field(
        description="A code of ref.meeting_format: bilateral, multilateral, summit, visit, phone_call."
    )
    meeting_status: str = Field(
        description="Whether it came about, as the document tells last: a code of ref.meeting_status."
    )
    place_country: str | None = Field(description="Code of the country (or territory) in which they meet.")
    place: str | None = Field(description="The place, as written.")
    date_from: date | None = Field(
        description="First day on which they can have met or are to meet, as the document tells."
    )
    date_to: date | None = Field(description="Last such day.")
    topic_text: str | None = Field(description="What they speak about, as written.")
    topic_category: str | None = Field(
        description="What the topic belongs to, by its words: a code of ref.category; null where no word tells."
    )
    attributed_to: str | None = Field(
        description="Code of the country or organisation, else the name, to which the document attributes it."
    )
    certainty: str = Field(description="A code of ref.certainty: asserted, reported, planned, possible, denied.")
    confidence: float = Field(
        description="0.5 for every row: there is no gold of meetings on which a probability could be fitted."
    )


# The one place where a family is registered. Store, history, evidence, Dagster assets, dbt sources, comments and
# `attache explain` follow from it; tests/contracts/test_families.py names what a registered family still lacks.
FAMILIES: dict[str, type[FactRow]] = {
    f.TABLE: f for f in (ArmsDealRow, TroopDeploymentEstimateRow, PolicyOptionRow, DiplomaticMeetingRow)
}
