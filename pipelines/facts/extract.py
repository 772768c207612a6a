"""One document to its facts: each family finds its drafts, merges them, and they are grounded together."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.annotation.annotator import Annotator
from pipelines.annotation.cues import FOLDER as CUES
from pipelines.annotation.reading import Reading
from pipelines.contracts.digest import digest_of
from pipelines.facts.arms.deals import find_deals
from pipelines.facts.arms.merge import merge_deals
from pipelines.facts.confidence import COEFFICIENTS
from pipelines.facts.context import Context
from pipelines.facts.ground import Extraction, ground
from pipelines.facts.history import is_history
from pipelines.facts.likewise.gaps import hang_gaps
from pipelines.facts.meetings.meetings import find_meetings
from pipelines.facts.meetings.merge import merge_meetings
from pipelines.facts.off_topic import is_off_topic
from pipelines.facts.policy.implied.of_deals import options_of_deals, trading_pairs, unless_told
from pipelines.facts.policy.implied.of_missions import options_of_missions
from pipelines.facts.policy.implied.of_troops import options_of_troops, parts_of_missions, unless_withdrawn
from pipelines.facts.policy.merge import merge_options
from pipelines.facts.policy.options import find_options
from pipelines.facts.troops.deployments import find_deployments
from pipelines.facts.troops.forces.topics import topics
from pipelines.facts.troops.merge import merge_deployments
from pipelines.facts.wording import put_into_words

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc
    from pipelines.contracts.documents import DocumentRow

__all__ = ["Extraction", "Extractor"]


class Extractor:
    """Annotated documents to facts."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator

    @cached_property
    def version(self) -> str:
        """Digest of what the facts depend on beside the annotated document: code, words and calibration."""
        return digest_of(Path(__file__).parent, COEFFICIENTS.parent, CUES) + "-" + self._annotator.version

    def extract(self, doc: ParsedDoc, document: DocumentRow) -> Extraction:
        """The facts of a document, each cell with its evidence. The same document gives the same rows.

        Raises:
            GroundingError: a rule filled a cell without a place in the text.
        """
        published = document.published_at.date() if document.published_at else None
        reading = Reading(doc, document.text, published)
        hang_gaps(reading)
        context = Context(reading, published, document.title or "", document.source or "")
        if is_history(reading) or is_off_topic(reading):
            return Extraction()
        deals = merge_deals(find_deals(context), published)
        spoken = topics(context)
        deployments = merge_deployments(find_deployments(context, spoken))
        implied = [*options_of_deals(deals, context), *options_of_troops(deployments, context)]
        told = find_options(context, trading_pairs(deals, context), implied)
        implied += parts_of_missions(deployments, [*implied, *told], context)
        implied += options_of_missions([*implied, *told], context)
        options = merge_options(unless_withdrawn(unless_told(implied, told, context), told))
        meetings = merge_meetings(find_meetings(context))
        drafts = [*deals, *deployments, *options, *meetings]
        put_into_words(drafts, reading)
        return ground(drafts, reading, document.document_id)
