"""Search over everything: articles, statements, questions, actors, stories, by their words.

The best fitting come first where few fit; where thousands do, the newest do: nobody reads thousands by rank,
and ranking them would take longer than a person waits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import Connection, text

from runut.store.records import Hit, Page

KINDS = ("story", "question", "actor", "statement", "article")
_RANKED = 2_000  # hits up to which all are ranked; more are counted no further
_AROUND = 140  # characters on each side of the first word found
_WORD = re.compile(r"[\w]+(?:[.,'’-][\w]+)*")
_PHRASE = re.compile(r'"([^"]+)"')


def search(
    connection: Connection, asked: str, *, kind: str | None = None, offset: int = 0, most: int = 30
) -> tuple[Page, dict[str, int]]:
    """What has all the words asked for ("in quotes": side by side; a last * stands for any ending).

    Returns a piece of the hits and how many there are of each kind, both counted up to a limit.
    """
    terms = read_terms(asked)
    if not terms:
        return Page([], 0), {}
    lite = connection.dialect.name == "sqlite"
    match = _fts5(terms) if lite else _tsquery(terms)
    counts = _counts(connection, lite, match)
    total = counts.get(kind, 0) if kind else sum(counts.values())
    ranked = sum(counts.values()) < _RANKED
    rows = connection.execute(
        text(_query(lite, kind is not None, ranked)),
        {"match": match, "kind": kind, "most": most, "offset": offset, "limit": _RANKED},
    )
    hits = [
        Hit(r.kind, r.ref, r.article_id, r.story_id, r.head, passage(r.body or r.head, terms), r.day)
        for r in rows
    ]
    return Page(hits, total, more=not ranked), counts


def read_terms(asked: str) -> list[list[str]]:
    """The words asked for; each a list of words side by side. A last word may end in *."""
    phrases = [[word.lower() for word in _WORD.findall(phrase)] for phrase in _PHRASE.findall(asked)]
    rest = _PHRASE.sub(" ", asked)
    singles = [
        [hit.group().lower() + ("*" if rest[hit.end() : hit.end() + 1] == "*" else "")]
        for hit in _WORD.finditer(rest)
    ]
    return [term for term in phrases + singles if term][:12]


def passage(body: str, terms: Iterable[list[str]]) -> str:
    """A piece of a text around the first word that was asked for."""
    low = body.lower()
    places = [low.find(term[0].rstrip("*")) for term in terms]
    at = min((place for place in places if place >= 0), default=0)
    start, end = max(0, at - _AROUND), min(len(body), at + _AROUND)
    while start > 0 and not body[start - 1].isspace() and start > at - _AROUND - 20:
        start -= 1
    while end < len(body) and not body[end].isspace() and end < at + _AROUND + 20:
        end += 1
    piece = " ".join(body[start:end].split())
    return f"{'… ' if start else ''}{piece}{' …' if end < len(body) else ''}"


def _fts5(terms: list[list[str]]) -> str:
    return " ".join(_quoted(term) for term in terms)


def _quoted(term: list[str]) -> str:
    words = " ".join(term)
    return f'"{words[:-1]}"*' if words.endswith("*") else f'"{words}"'


def _tsquery(terms: list[list[str]]) -> str:
    """Words as PostgreSQL reads them: every word apart, since its parser cuts numbers and hyphens its own way."""
    found = []
    for term in terms:
        words = [re.sub(r"[^\w]+", " ", word.rstrip("*")).split() for word in term]
        flat = ["'" + part.replace("'", "''") + "'" for word in words for part in word]
        found.append(" <-> ".join(flat) + (":*" if term[-1].endswith("*") else ""))
    return " & ".join(f"({one})" for one in found if one)


def _source(lite: bool) -> tuple[str, str]:
    if lite:
        return "finding_words join finding f on f.id = finding_words.rowid", "finding_words match :match"
    return "finding f", "f.words @@ to_tsquery('simple', :match)"


def _counts(connection: Connection, lite: bool, match: str) -> dict[str, int]:
    tables, wanted = _source(lite)
    inner = f"select f.kind as kind from {tables} where {wanted} limit :limit"
    query = text(f"select kind, count(*) as n from ({inner}) as some group by kind")
    rows = connection.execute(query, {"match": match, "limit": _RANKED})
    found = {row.kind: row.n for row in rows}
    return {kind: found[kind] for kind in KINDS if kind in found}


def _query(lite: bool, of_kind: bool, ranked: bool) -> str:
    tables, wanted = _source(lite)
    if of_kind:
        wanted += " and f.kind = :kind"
    rank = "bm25(finding_words, 4.0, 1.0)" if lite else "-ts_rank_cd(f.words, to_tsquery('simple', :match))"
    order = f"{rank}, f.id" if ranked else ("finding_words.rowid desc" if lite else "f.id desc")
    fields = "f.kind, f.ref, f.article_id, f.story_id, f.head, f.body, f.day"
    return f"select {fields} from {tables} where {wanted} order by {order} limit :most offset :offset"


__all__ = ["KINDS", "passage", "read_terms", "search"]
