"""Lists of addresses: a text file with one on a line."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from runut.engine.fetch.refusal import NotFetchedError
from runut.engine.fetch.urls import target_of
from runut.errors import UsageError

_LARGEST = 50_000_000  # bytes; half a million addresses


class ListedUrl(msgspec.Struct, frozen=True):
    """An address and the line it stands on, counted from 1."""

    url: str
    line: int


class UrlList(msgspec.Struct, frozen=True):
    """The addresses of a list, each once, in its order; ``errors`` name the lines that hold none."""

    urls: list[ListedUrl]
    errors: list[str]


def load_url_list(path: str | os.PathLike[str]) -> UrlList:
    """Read a list. Empty lines, and what follows a ``#`` at a line's beginning or behind a space, are left out.

    Raises UsageError where there is no such file, or it is no text.
    """
    text = _text(Path(path))
    urls: dict[str, ListedUrl] = {}
    errors: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        written = _without_comment(line)
        if not written:
            continue
        try:
            url = target_of(written).url
        except NotFetchedError as error:
            errors.append(f"{os.fspath(path)}, line {number}: {error.reason}")
            continue
        urls.setdefault(url, ListedUrl(url, number))
    return UrlList(list(urls.values()), errors)


def _without_comment(line: str) -> str:
    stripped = line.strip()
    if stripped.startswith("#"):
        return ""
    for space in (" #", "\t#"):
        stripped = stripped.partition(space)[0]
    return stripped.rstrip()


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageError(f"{path}: a list of more than {_LARGEST:,} bytes; split it")
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file; check the path") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not a text file in UTF-8; save it as such") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check the path") from error
