"""What makes a document the one that it is: its canonical url, else its id, else its path; its hashes."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from pipelines.contracts.records import Record, ending_of

# Parameters that say how a reader came, not what is read.
_TRACKING = re.compile(
    r"(?:utm|mtm|pk|mc|hsa|at|ns)_.*|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|li_fat_id|"
    r"igshid|igsh|_ga|_gl|vero_id|ref_src|ref_url|cmpid|ocid|smid|spm|ito|xtor|s_cid|ftag|sr_share",
    re.IGNORECASE,
)
_SAME_SITE = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)|(?<=\w)(?=\.m\.[^.]+\.)\.m")
# Forms of one page for phones: /amp/world/tanks, /world/tanks/amp, /world/tanks.amp.html
_PHONE_PATH = re.compile(r"^/amp(?=/.)|(?<=.)/amp$|\.amp(?=(?:\.html?)?$)", re.IGNORECASE)
_PHONE_FORM = {("amp", ""), ("amp", "1"), ("amp", "true"), ("outputtype", "amp")}
_PORTS = {None, 80, 443}


def canonical_url(url: str) -> str | None:
    """The same string for every way to write the address of one article; None where it addresses none.

    Scheme and host in lower case, http as https, no www., m. or amp. before the host, no usual port, fragment,
    tracking parameter, mark of a page for phones (AMP) or slash at the end; other parameters sorted. No front page
    is an article.
    """
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or "." not in host or any(char.isspace() for char in host):
        return None
    host = _SAME_SITE.sub("", host) + ("" if port in _PORTS else f":{port}")
    path = unquote(parts.path, errors="surrogateescape").rstrip("/")
    while (plain := _PHONE_PATH.sub("", path).rstrip("/")) != path:
        path = plain
    path = quote(path, errors="surrogateescape")
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    query = urlencode(sorted(pair for pair in pairs if not _is_of_the_reader(*pair)), errors="surrogateescape")
    if not path and not query:
        return None
    return f"https://{host}{path}" + (f"?{query}" if query else "")


def _is_of_the_reader(name: str, value: str) -> bool:
    """Whether a parameter says how a reader came or what device he reads on, and not what he reads."""
    return bool(_TRACKING.fullmatch(name)) or (name.lower(), value.lower()) in _PHONE_FORM


def document_id(record: Record, origin: str) -> str:
    """20 hex digits of the hash of a document's identity.

    A record among others in a file, with neither url nor id, is told by its content: its line moves
    when another is put before it, and would make it a revision of its neighbour.
    """
    url = canonical_url(record.url) if record.url else None
    if url:
        identity = f"url:{url}"
    elif record.id:
        identity = f"id:{record.id}"
    elif record.line == 0:
        identity = f"path:{origin}"
    else:
        identity = f"path:{origin}#{content_hash(record.title, record.text or record.html or '')}"
    return hashlib.sha256(identity.encode()).hexdigest()[:20]


def external_id(record: Record, origin: str) -> str:
    """The record's id, else the file's name without its ending, with its line behind # among others."""
    if record.id:
        return record.id
    name = PurePosixPath(origin).name
    stem = name.removesuffix(name[-len(ending) :]) if (ending := ending_of(name)) else name
    return f"{stem or name}#{record.line}" if record.line else stem or name


def content_hash(title: str | None, text: str) -> str:
    """SHA-256 (64 hex digits) of the title and the text to the letter."""
    return hashlib.sha256(f"{title or ''}\0{text}".encode()).hexdigest()
