"""The options that all sources from the web have."""

from __future__ import annotations

import importlib.metadata
import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field, ValidationInfo, field_validator

USER_AGENT = f"Attache/{importlib.metadata.version('attache')}"


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value.strip())
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"no address: {error}") from error
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise ValueError(f"an address begins with http:// or https://, not {value!r}")
    if parts.username or parts.password:
        raise ValueError("an address in attache.toml holds no user name or password: it stands in tables and logs")
    return value.strip()


WebAddress = Annotated[str, AfterValidator(_web_address)]
"""http(s), with a host, without credentials."""


class WebOptions(BaseModel):
    """How a source fetches."""

    allow_private: bool = Field(False, description="Whether private and loopback addresses may be opened.")
    obey_robots: bool = Field(True, description="Whether robots.txt is asked; false where the publisher agreed.")
    delay: float = Field(1.0, ge=0, le=3600, description="Seconds between two requests to one host.")
    timeout: float = Field(60.0, gt=0, description="Seconds for one item, with its redirects.")
    max_mb: float = Field(20.0, gt=0, description="Megabytes of one item, unpacked.")
    user_agent: str = Field(USER_AGENT, min_length=1, description="What servers are told; name yourself here.")

    @field_validator("user_agent")
    @classmethod
    def _one_line(cls, value: str) -> str:
        if not value.isascii() or not value.isprintable():
            raise ValueError("a user agent is one line of ASCII")
        return value


def is_pattern(value: str | None, info: ValidationInfo) -> Any:
    """A validator: a regular expression."""
    if value is not None:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"no regular expression: {error}") from error
    return value
