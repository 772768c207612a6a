"""The facts of a folder of articles in a warehouse to be thrown away: the stages in turn, without Dagster.

The same functions as in a run of the pipeline; what is left out (marts, publishing) adds no fact.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pipelines.annotation.annotator import Annotator
from pipelines.annotation.cache import AnnotationCache
from pipelines.annotation.stage import annotate_texts, find_mentions
from pipelines.contracts.records import Fault
from pipelines.contracts.stage import Progress, Run, silent
from pipelines.facts.extract import Extractor
from pipelines.facts.stage import extract_facts
from pipelines.settings import Settings, StatePaths
from pipelines.sources.kinds.files import FileSource, FolderSource
from pipelines.sources.landing import Landing
from pipelines.sources.stage import land
from pipelines.store.store import Store
from pipelines.text.stage import read_landed


def extract_folder(
    articles: Path, folder: Path, settings: Settings, progress: Progress = silent, annotations: Path | None = None
) -> tuple[Path, list[Fault]]:
    """Run the stages over a folder of articles.

    Args:
        articles: a folder (or file) that a source can be.
        folder: where the build database and its company are made.
        settings: of the language pipeline and the batches.
        progress: told of the documents whose facts are derived.
        annotations: the folder of a cache to take annotations from and keep new ones in, instead of one in `folder`.

    Returns:
        The build database, which holds core.* and facts.*, and the faults that were met.
    """
    cached = annotations or folder / "annotations"
    paths = StatePaths(folder / "w.duckdb", folder, folder / "build/attache.duckdb", folder / "landing", cached)
    now = datetime.now(UTC).replace(tzinfo=None)
    run = Run("evaluation", now, settings.batch_size, processes=settings.hands)
    store, landing = Store(paths), Landing(paths.landing)
    source = (FolderSource if articles.is_dir() else FileSource)(name="articles", path=articles)
    annotator = Annotator(settings)
    cache = AnnotationCache(paths.annotations, annotator.version)
    store.prepare()
    store.begin_run(run.run_id, now)
    faults = land(run, store, landing, [source]).faults
    faults += read_landed(run, store, landing.path, sources={}).faults
    annotate_texts(run, store, annotator, cache)
    faults += find_mentions(run, store, annotator, cache).faults
    counted = replace(run, progress=progress)
    faults += extract_facts(counted, store, annotator, Extractor(annotator), cache).faults
    return paths.build, faults
