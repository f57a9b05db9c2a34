"""Why something was read so: its words, the rules, what each rule weighs, as a tree."""

from __future__ import annotations

from typing import Annotated

import msgspec

from runut.errors import UsageError
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
    """One thing that was read, with its reasons."""

    article: ArticleRow
    id: str
    kind: str
    label: str
    branches: list[Branch]


_KINDS = {
    "s": "statement",
    "q": "quantity",
    "t": "time",
    "p": "place",
    "a": "actor",
    "f": "furniture",
    "d": "defect",
}


def explain(visit: Visit, asked: ExplainAsked) -> Explained:
    """Read the reasons."""
    opened = visit.desk.shelf.article(asked.article)
    if opened is None:
        raise Missing(visit.say.word("article.missing"))
    try:
        label, branches = explained(opened.stored.standing, opened.stored.text, asked.id)
    except UsageError as error:
        raise Missing(str(error)) from error
    return Explained(opened.row, asked.id, _KINDS[asked.id[0]], label, [_branch(tree) for tree in branches])


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
