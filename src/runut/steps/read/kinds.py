"""What kind of file this is: by its ending, else by its first bytes."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import msgspec

from runut.errors import UnreadableError

#: Kinds that hold one article a file; the others hold many.
SINGLE = frozenset({"text", "html"})
KINDS = ("text", "html", "jsonl", "json", "csv", "tsv", "feed", "warc")
HEAD = 4096  # bytes that suffice to tell the kind

_ENDINGS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
    ".gz": "gzip",
}
_MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"WARC/", "warc"),
)
_FOREIGN = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or a sound"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"(\xb5/\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet table"),
    (b"{\\rtf", "an RTF document"),
)
PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_FEED = re.compile(
    rb"\s*(?:<\?xml.*?\?>\s*)?(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<(?:rss|feed|rdf:rdf)\b", re.I | re.S
)
_MARKUP = re.compile(rb"\s*<(?:\?xml|p|div|article|section|h1|main)\b", re.I)


def kind_by_name(name: str) -> str | None:
    """The kind that the file name's ending promises (``gzip`` is an envelope, not a kind), or None."""
    return _ENDINGS.get(PurePosixPath(name.lower()).suffix)


def kind_by_content(name: str, head: bytes) -> str:
    """The kind that the first bytes show. Raises UnreadableError for what is no text at all."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise UnreadableError(name, f"not text but {what}; save its text as .txt or .html")
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _FEED.match(bare):
        return "feed"
    if PAGE.match(bare) or _MARKUP.match(bare):
        return "html"
    if bare.startswith(b"{"):
        return "jsonl" if _is_object(bare.split(b"\n", 1)[0]) else "json"
    if bare.startswith((b"[{", b"[\n", b"[ ")):
        return "json"
    return "text"


def kind_of(name: str, head: bytes) -> str:
    """By the ending, unless the first bytes show that it lies; by the bytes where the ending says nothing."""
    promised = kind_by_name(name)
    shown = kind_by_content(name, head)
    if shown in ("gzip", "warc") or promised in (None, "gzip"):
        return shown
    return promised


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except msgspec.DecodeError:
        return False
