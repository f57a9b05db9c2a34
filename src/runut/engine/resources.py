"""Package data as bytes and text: the only place that knows where it lies on disk."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from runut.errors import UsageError
from runut.rules.pack import Pack
from runut.steps.extract.places import Gazetteer

if TYPE_CHECKING:
    from runut.steps.extract.names import NameTagger

LANGUAGES = ("id", "en")


@cache
def load_pack(code: str) -> Pack:
    """The language pack with this ISO 639-1 code."""
    if code not in LANGUAGES:
        raise UsageError(f"no language pack {code!r}; there are: {', '.join(LANGUAGES)}")
    root = files("runut") / "languages" / code
    found = {"pack.toml": (root / "pack.toml").read_text("utf-8")}
    for folder, ending in (("lexicon", ".tsv"), ("rules", ".toml")):
        for entry in (root / folder).iterdir():
            if entry.name.endswith(ending):
                found[f"{folder}/{entry.name}"] = entry.read_text("utf-8")
    return Pack(code, found)


def load_bytes(name: str) -> bytes:
    """A file of ``runut/data`` (models, gazetteer)."""
    return (files("runut") / "data" / name).read_bytes()


@cache
def load_gazetteer() -> Gazetteer:
    """The names of the world's places."""
    return Gazetteer(load_bytes("gazetteer.bin"))


@cache
def load_name_tagger() -> NameTagger:
    """The tagger of names, one for each process: it keeps what it has worked out of every word it met."""
    from runut.steps.extract.names import NameTagger  # brings numpy in: only where articles are read

    abbreviations = load_pack("id").words("abbreviations") | load_pack("en").words("abbreviations")
    return NameTagger(load_bytes("names.id.npz"), sorted(abbreviations))
