"""Why something was read so: its words, the rules, what each rule weighs, as a tree."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from runut.errors import UsageError
from runut.model.reading import Actor
from runut.store.records import ArticleRow
from runut.views.explain import Tree, explained
from runut.web.frame.registry import Identity, Missing, PageOf
from runut.web.frame.visit import Visit

Target = Annotated[
    str, msgspec.Meta(pattern=r"^[sqtpafd][0-9]{1,6}$", description="s1, q1, t1, p1, a1, f1, d1 …")
]


class ExplainAsked(msgspec.Struct, frozen=True):
    """What of which article: the third statement is s3, the first figure q1."""

    article: Identity
    id: Target


class Branch(msgspec.Struct, frozen=True):
    """A part of the reason, and its own parts."""

    label: str
    below: list[Branch]


class Explained(msgspec.Struct, frozen=True):
    """One thing that was read, with its reasons. ``key`` is what a decision calls it by in its article."""

    article: ArticleRow
    id: str
    kind: str
    key: str
    label: str
    branches: list[Branch]


_KINDS = {
    "s": ("statement", "statements"),
    "q": ("quantity", "quantities"),
    "t": ("time", "times"),
    "p": ("place", "places"),
    "a": ("actor", "actors"),
    "f": ("furniture", "furniture"),
    "d": ("defect", "defects"),
}


def explain(visit: Visit, asked: ExplainAsked) -> Explained:
    """Read the reasons."""
    opened = visit.desk.shelf.article(asked.article)
    if opened is None:
        raise Missing(visit.say.word("article.missing"))
    try:
        standing = opened.stored.standing
        label, branches = explained(standing, opened.stored.text, asked.id, visit.say.word)
    except UsageError as error:
        raise Missing(visit.say.word("record.missing")) from error
    kind, records = _KINDS[asked.id[0]]
    key = asked.id if kind == "statement" else _key(getattr(standing, records)[int(asked.id[1:]) - 1])
    return Explained(opened.row, asked.id, kind, key, label, [_branch(tree) for tree in branches])


def _key(record: Any) -> str:
    return record.name if isinstance(record, Actor) else f"{record.start}-{record.end}"


def _branch(tree: Tree) -> Branch:
    label, below = tree
    return Branch(label, [_branch(one) for one in below])


PAGES = [
    PageOf(
        "explain",
        "/explain/{article}/{id}",
        "desk_explain.html",
        ExplainAsked,
        Explained,
        explain,
        "Why something was read so.",
    )
]
