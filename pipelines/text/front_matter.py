"""YAML front matter: the `name: value` lines between two lines of --- at the head of a text."""

from __future__ import annotations

import re
from typing import Any

import yaml

from pipelines.text.decode import UnreadableError

_END = r"[ \t]*(?:\r\n?|\n)"  # of a line, also as old Macs wrote it
_OPEN = re.compile(rf"---{_END}")
_CLOSE = re.compile(rf"(?<=[\r\n])(?:---|\.\.\.)(?:{_END}|[ \t]*\Z)")
_PAIR = re.compile(r"[\w-]+[ \t]*:")
# title: Poland: tanks arrive. YAML would have quotes, writers of headlines do not know; the value means only itself.
_COLON_IN_VALUE = re.compile(
    r"(?<![^\r\n])([\w-]+:[ \t]+)([^\s\"'\[{>|&*!%@`#][^\r\n]*?:(?:[ \t][^\r\n]*)?)(?=[\r\n]|\Z)"
)
_MAX_CHARS = 64 * 1024


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The fields of the front matter, and the unchanged text after it; no fields where there is no front matter.

    Every value comes as it is written: 2024-03-04 is no date here, and `no` is a language.

    Raises:
        UnreadableError: E123 with the line, where it is not closed or no YAML of `name: value` lines.
    """
    opened = _OPEN.match(text)
    if not opened:
        return {}, text
    closed = _CLOSE.search(text, opened.end(), opened.end() + _MAX_CHARS)
    if not closed:
        if _PAIR.match(text, opened.end()):
            raise UnreadableError("E123", "no closing ---", 1)
        return {}, text  # a rule, drawn above the text
    fields = _fields(text[opened.end() : closed.start()])
    if not isinstance(fields, dict) and fields:
        raise UnreadableError("E123", "no `name: value` lines", 2)
    return dict(fields or {}), text[closed.end() :]


def _fields(head: str) -> Any:
    try:
        return _yaml(head)
    except UnreadableError:
        quoted = _COLON_IN_VALUE.sub(_quoted, head)
        if quoted == head:
            raise
        return _yaml(quoted)


def _yaml(head: str) -> Any:
    try:  # not the loader in C, which dies of deep nesting and takes the run with it
        return yaml.load(head, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or type(error).__name__
        raise UnreadableError("E123", str(problem), mark.line + 2 if mark else 1) from error


def _quoted(pair: re.Match[str]) -> str:
    name, value = pair.groups()
    doubled = value.strip().replace("'", "''")
    return f"{name}'{doubled}'"
