"""Search over everything: articles, statements, questions, actors, stories, by their words.

The best fitting come first where few fit; where thousands do, the newest do: nobody reads thousands by rank,
and ranking them would take longer than a person waits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Row, text

from runut.store.records import Hit, Page

KINDS = ("story", "question", "actor", "statement", "article")
_FEW = ("story", "question", "actor")
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
    if not terms or (kind is not None and kind not in KINDS):
        return Page([], 0), {}
    match = _fts5(terms) if connection.dialect.name == "sqlite" else _tsquery(terms)
    counts = _counts(connection, match)
    wanted = [kind] if kind else [one for one in KINDS if one in counts]
    total = sum(counts.get(one, 0) for one in wanted)
    if not total:
        return Page([], 0), counts
    ranked = total < _RANKED
    hits = [
        Hit(r.kind, r.ref, r.article_id, r.story_id, r.head, passage(r.body or r.head, terms), r.day)
        for r in _rows(connection, match, kind, ranked, offset, most)
    ]
    return Page(hits, total, more=any(counts.get(one, 0) >= _RANKED for one in wanted)), counts


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


def _counts(connection: Connection, match: str) -> dict[str, int]:
    """How many hits there are of each kind, each counted up to the limit."""
    found = {}
    for kind in KINDS:
        tables, wanted, given = _source(connection, match, kind)
        query = text(
            f"select count(*) from (select 1 as one from {tables} where {wanted} limit {_RANKED}) as hits"
        )
        with _by_index(connection, kind):
            found[kind] = connection.execute(query, given).scalar() or 0
    return {kind: count for kind, count in found.items() if count}


def _rows(
    connection: Connection, match: str, kind: str | None, ranked: bool, offset: int, most: int
) -> Sequence[Row[Any]]:
    tables, wanted, given = _source(connection, match, kind, few=ranked)
    lite = connection.dialect.name == "sqlite"
    rank = (
        "bm25(finding_words, 4.0, 1.0, 0.0)" if lite else "-ts_rank_cd(f.words, to_tsquery('simple', :match))"
    )
    order = f"{rank}, f.id" if ranked else ("finding_words.rowid desc" if lite else "f.id desc")
    fields = "f.kind, f.ref, f.article_id, f.story_id, f.head, f.body, f.day"
    query = f"select {fields} from {tables} where {wanted} order by {order} limit :most offset :offset"
    with _by_index(connection, kind):
        return connection.execute(text(query), {**given, "most": most, "offset": offset}).all()


@contextmanager
def _by_index(connection: Connection, kind: str | None) -> Iterator[None]:
    """PostgreSQL takes a word that is common in articles for one that is common in names too, and would go through
    all that can be found to look for the first of them: of the kinds that are few it is told to ask their index."""
    if connection.dialect.name == "sqlite" or kind not in _FEW:
        yield
        return
    for way in ("seqscan", "indexscan"):
        connection.exec_driver_sql(f"set local enable_{way} = off")
    yield
    for way in ("seqscan", "indexscan"):
        connection.exec_driver_sql(f"set local enable_{way} = on")


def _source(
    connection: Connection, match: str, kind: str | None, few: bool = False
) -> tuple[str, str, dict[str, Any]]:
    """What to look in, what to ask, and with which values. ``kind`` is one of ``KINDS`` or None: it is written into
    the question, since PostgreSQL finds the index of a kind only by a constant; of ``few`` hits it is to use them
    all, of many it goes from the newest on."""
    if connection.dialect.name == "sqlite":
        told = f"{{head body}} : ({match})" + (f' AND kind : "{kind}"' if kind else "")
        tables = "finding_words join finding f on f.id = finding_words.rowid"
        return tables, "finding_words match :match", {"match": told}
    asked = "f.words @@ to_tsquery('simple', :match)"
    if few:
        wanted = " or ".join(f"({asked} and f.kind = '{one}')" for one in ([kind] if kind else KINDS))
        return "finding f", f"({wanted})", {"match": match}
    return "finding f", f"{asked} and f.kind = '{kind}'" if kind else asked, {"match": match}


__all__ = ["KINDS", "passage", "read_terms", "search"]
