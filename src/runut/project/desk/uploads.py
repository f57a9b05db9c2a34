"""Files that were sent are kept in the project's folder, under names that can do no harm."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from runut.errors import StoreError
from runut.project.desk.folder import Folder

UPLOADS = "uploads"
_PIECE = 1 << 20  # bytes held in memory at a time
_LONGEST = 80  # characters of a name before its ending
_ENDING = re.compile(r"(\.[A-Za-z0-9]{1,8}){0,2}$")  # ".warc.gz" too
_STRANGE = re.compile(r"[^\w.-]+")
_DEVICES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # what Windows keeps for itself


def keep_upload(folder: Folder, name: str, content: BinaryIO) -> str:
    """Keep a file. Returns its path. The same bytes under the same name are kept once; others of that name get
    a piece of their hash into theirs, nothing is overwritten."""
    uploads = folder.path / UPLOADS
    try:
        uploads.mkdir(exist_ok=True)
        part, digest = _copy(uploads, content)
        try:
            return str(_placed(part, digest, uploads, safe_name(name)))
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        told = error.strerror or error
        raise StoreError(f"{uploads}: {told}; make room, or check that it may be written") from error


def safe_name(name: str) -> str:
    """A file's name without its folders, hidden beginnings and signs that mean something to a system."""
    bare = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    bare = _STRANGE.sub("-", bare).strip(".-_ ")
    found = _ENDING.search(bare)
    ending = found.group() if found and found.group() != bare else ""
    stem = bare[: len(bare) - len(ending)][:_LONGEST].rstrip(".-") or "file"
    while len((stem + ending).encode()) > 200:  # file systems count bytes
        stem = stem[:-1]
    return f"_{stem}{ending}" if _DEVICES.match(stem) else f"{stem}{ending}"


def _copy(uploads: Path, content: BinaryIO) -> tuple[Path, str]:
    digest = sha256()
    with tempfile.NamedTemporaryFile(dir=uploads, prefix=".part-", delete=False) as file:
        try:
            while piece := content.read(_PIECE):
                digest.update(piece)
                file.write(piece)
        except BaseException:
            os.unlink(file.name)
            raise
    os.chmod(file.name, 0o644)
    return Path(file.name), digest.hexdigest()


def _placed(part: Path, digest: str, uploads: Path, name: str) -> Path:
    """The file under its name, or, where other bytes have that, under one with a piece of its hash."""
    ending = _ENDING.search(name)
    cut = ending.start() if ending else len(name)
    for length in (0, 8, 64):
        told = f"{name[:cut]}-{digest[:length]}{name[cut:]}" if length else name
        target = uploads / told
        try:
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError:
            if target.is_file() and _digest_of(target) == digest:
                return target
            continue
        os.replace(part, target)
        return target
    raise StoreError(f"{uploads / name}: something else is there under this name; move it away")


def _digest_of(path: Path) -> str:
    digest = sha256()
    with open(path, "rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


__all__ = ["UPLOADS", "keep_upload", "safe_name"]
