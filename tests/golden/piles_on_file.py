"""Golden piles: articles with the dossier's gold, in short. See ``piles/*.toml``.

An entry is ``article statement figure | source``: statement ``-`` is the article's own voice, a figure ``7..`` has
no upper bound. A relation is ``entry kind entry`` with entries counted from 1 in their question, or as
``question.number``. A statement is given by its first and last words.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "piles"


def load(name: str) -> dict[str, Any]:
    """One pile's file."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def write_pile(pile: dict[str, Any], texts: Path, gold: Path) -> None:
    """The articles and their gold as the scorer takes them."""
    for folder in (texts, gold):
        folder.mkdir(parents=True, exist_ok=True)
    for article in pile["article"]:
        text = article["text"].strip() + "\n"
        (texts / article["name"]).write_text(text, "utf-8")
        record = {"article": article["name"], "actors": [], "statements": _statements(article, text)}
        _write(gold / f"{_short(article['name'])}.gold.json", record)
    _write(gold / "story.gold.json", _story(pile))


def _statements(article: dict[str, Any], text: str) -> list[dict[str, Any]]:
    found = []
    for identity, words in article["says"].items():
        first, last = words.split(" // ")
        start = text.index(first)
        end = text.index(last, start) + len(last)
        found.append({"id": identity, "content": [{"start": start, "end": end}]})
    return found


def _story(pile: dict[str, Any]) -> dict[str, Any]:
    questions, relations, origins = [], [], []
    for question in pile["question"]:
        name = question["id"]
        entries = [_entry(row, f"{name}.{n}") for n, row in enumerate(question["entries"], 1)]
        questions.append({"id": name, "entries": entries})
        for row in question.get("relations", []):
            one, kind, other = row.split()
            a, b = (x if "." in x else f"{name}.{x}" for x in (one, other))
            relations.append({"a": a, "b": b, "type": kind})
        groups = [
            {"name": who, "entries": [f"{name}.{n}" for n in numbers]}
            for who, *numbers in question.get("origins", [])
        ]
        origins.append({"question": name, "origins": groups})
    return {
        "questions": questions,
        "relations": relations,
        "origins": origins,
        "same_utterance": [{"members": [_member(m) for m in u]} for u in pile["gold"]["utterances"]],
        "actors": {name: {"forms": forms} for name, forms in pile["gold"]["actors"].items()},
    }


def _entry(row: str, identity: str) -> dict[str, Any]:
    told, source = row.split(" | ")
    article, statement, figure = told.split()
    low, _, high = figure.partition("..") if ".." in figure else (figure, "", figure)
    return {
        "id": identity,
        "low": _number(low),
        "high": _number(high),
        "source_name": source,
        "article": f"{article}.txt",
        "statement": None if statement == "-" else statement,
    }


def _member(short: str) -> dict[str, str]:
    article, _, statement = short.partition(":")
    return {"article": f"{article}.txt", "statement": statement}


def _number(written: str) -> float | int | None:
    if not written:
        return None
    return float(written) if "." in written else int(written)


def _short(name: str) -> str:
    return Path(name).stem


def _write(path: Path, record: dict[str, Any]) -> None:
    path.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
