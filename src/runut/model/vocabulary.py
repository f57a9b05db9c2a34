"""Closed lists of the words that records use in their fields (the contract's)."""

from __future__ import annotations

FURNITURE = (
    "headline",
    "byline",
    "dateline",
    "caption",
    "related-link",
    "promo",
    "footer",
    "notice",
    "source-link",
    "section-heading",
)
DEFECTS = (
    "stray-tag",
    "broken-quote",
    "mistranslation",
    "wrong-name",
    "typo",
    "wrong-expansion",
    "outlet-swap",
    "attribution-clash",
)
SPEECH = ("direct", "indirect", "mixed")
STANCES = (
    "asserts",
    "denies",
    "cannot-confirm",
    "predicts",
    "promises",
    "demands",
    "asks",
    "declines",
    "believes",
)
HEDGES = ("exact", "about", "at-least", "at-most", "more-than", "less-than", "vague")
ACTORS = ("person", "organisation", "state", "outlet", "group")
RELATIONS = ("same", "agrees", "conflicts", "updates", "corrects", "part-of", "denies")
REUSE = ("copy", "wire", "rewrite", "translation")
DRIFT = ("figure", "hedge", "speaker", "place", "date", "stance", "added", "lost")

PERSON = "person"
"""Where a value comes from that a person decided: the rule of a record, and how a publication day is known."""

__all__ = [
    "ACTORS",
    "DEFECTS",
    "DRIFT",
    "FURNITURE",
    "HEDGES",
    "PERSON",
    "RELATIONS",
    "REUSE",
    "SPEECH",
    "STANCES",
]
