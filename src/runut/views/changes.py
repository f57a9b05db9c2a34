"""What a newer dossier says that an older one did not: articles, origins, updates, conflicts, denials."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

import msgspec

from runut.model.dossier import Dossier, Entry, Origin, Question, Relation, Story
from runut.views.interface import Interface

_TOLD = ("conflicts", "updates", "corrects", "denies")
_Link = tuple[str, str, str]


class QuestionChange(msgspec.Struct, frozen=True):
    """What is new about one question. ``before`` is its range of origins in the older dossier, if it was there."""

    question: Question
    before: tuple[int, int] | None
    origins: list[Origin]
    entries: list[Entry]
    gone: list[Entry]
    relations: list[tuple[Relation, Entry, Entry]]


class Changes(msgspec.Struct, frozen=True):
    """All that is new, and what is gone."""

    articles: list[str]
    gone: list[str]
    stories: list[Story]
    questions: list[QuestionChange]
    links: list[tuple[str, str, str]]

    @property
    def nothing(self) -> bool:
        """Whether both dossiers say the same."""
        return not (self.articles or self.gone or self.stories or self.questions or self.links)


def find_changes(old: Dossier, new: Dossier) -> Changes:
    """Compare two dossiers. Figures keep their ids from run to run; questions are the same by their figures."""
    had, has = set(_articles(old)), set(_articles(new))
    home = {entry.id: q for story in old.stories for q in story.questions for entry in q.entries}
    before = {id(q): q for q in home.values()}
    questions = [
        change
        for story in new.stories
        for question in story.questions
        for change in [_change(question, [before[id(home[e.id])] for e in question.entries if e.id in home])]
        if change
    ]
    links = {(x.from_, x.to, x.kind) for story in old.stories for x in story.links}
    return Changes(
        articles=[name for name in _articles(new) if name not in had],
        gone=[name for name in _articles(old) if name not in has],
        stories=[story for story in new.stories if not had & set(story.articles)],
        questions=questions,
        links=[
            (x.from_, x.to, x.kind)
            for story in new.stories
            for x in story.links
            if (x.from_, x.to, x.kind) not in links
        ],
    )


def _articles(dossier: Dossier) -> list[str]:
    names = [name for story in dossier.stories for name in story.articles] + dossier.unplaced
    return list(dict.fromkeys(names))


def _change(new: Question, olds: list[Question]) -> QuestionChange | None:
    """What is new about a question; its older self is the question that shares most figures with it."""
    shared = {id(old): old for old in olds}
    old = max(shared.values(), key=lambda q: sum(o is q for o in olds), default=None)
    known = {entry.id for entry in old.entries} if old else set()
    entries = {entry.id: entry for entry in new.entries}
    told = {(r.from_, r.to, r.kind) for r in old.relations} if old else set()
    names = {origin.name for origin in old.origins} if old else set()
    change = QuestionChange(
        question=new,
        before=(old.origins_low, old.origins_high) if old else None,
        origins=[origin for origin in new.origins if origin.name not in names],
        entries=[entry for entry in new.entries if entry.id not in known],
        gone=[entry for entry in old.entries if entry.id not in entries] if old else [],
        relations=[
            (r, entries[r.from_], entries[r.to])
            for r in new.relations
            if r.kind in _TOLD
            and (r.from_, r.to, r.kind) not in told
            and r.from_ in entries
            and r.to in entries
        ],
    )
    same = old is not None and (old.origins_low, old.origins_high) == (new.origins_low, new.origins_high)
    empty = not (change.origins or change.entries or change.gone or change.relations)
    return None if same and empty else change


def show_changes(changes: Changes, interface: Interface, width: int = 80) -> str:
    """The changes as text for a terminal."""
    if changes.nothing:
        return interface.word("diff.nothing") + "\n"
    lines: list[str] = []
    for key, names in (("diff.articles", changes.articles), ("diff.gone", changes.gone)):
        lines += _block(f"{interface.word(key)} ({len(names)})", names) if names else []
    if changes.stories:
        titles = [f"{story.title} ({len(story.articles)})" for story in changes.stories]
        lines += _block(f"{interface.word('diff.stories')} ({len(titles)})", titles)
    for change in changes.questions:
        lines += _question(change, interface)
    if changes.links:
        told = [
            f"{_short(one)} {interface.word(f'relation.{kind}')} {_short(other)}"
            for one, other, kind in changes.links
        ]
        lines += _block(f"{interface.word('diff.links')} ({len(told)})", told)
    return "\n".join(wrapped for line in lines for wrapped in _wrap(line, width)) + "\n"


def _question(change: QuestionChange, say: Interface) -> Iterator[str]:
    question = change.question
    now = (question.origins_low, question.origins_high)
    noun = say.word(f"origin.{'one' if now[1] == 1 else 'many'}")
    moved = f"{_range(change.before)} → {_range(now)}" if change.before not in (None, now) else _range(now)
    mark = "+" if change.before is None else "~"
    yield f"{mark} {question.text}  {moved} {noun}"
    for origin in change.origins:
        noun = say.word("stance.denies" if origin.stance == "denies" else "origin.one")
        yield f"    + {noun}: {say.plain_who(origin.name)}"
    for entry in change.entries:
        yield f"    + {entry.written} ({say.plain_who(entry.source_name)}), {_short(entry.article)}"
    for entry in change.gone:
        yield f"    - {entry.written} ({say.plain_who(entry.source_name)}), {_short(entry.article)}"
    for relation, one, other in change.relations:
        kind = say.word(f"relation.{relation.kind}")
        ends = [f"{e.written} ({say.plain_who(e.source_name)})" for e in (one, other)]
        yield f"    ! {ends[0]} {kind} {ends[1]}"
    yield ""


def _range(origins: tuple[int, int] | None) -> str:
    low, high = origins or (0, 0)
    return f"{low}" if low == high else f"{low}–{high}"


def _block(title: str, rows: Iterable[str]) -> list[str]:
    return [title, *(f"  {row}" for row in rows), ""]


def _short(name: str) -> str:
    return name.rstrip("/").rsplit("/", 1)[-1]


def _wrap(line: str, width: int) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False) or [""]


__all__ = ["Changes", "QuestionChange", "find_changes", "show_changes"]
