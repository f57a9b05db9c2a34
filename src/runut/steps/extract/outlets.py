"""Outlets named in running text: by the table, and, unknown ones too, by their form after relay cues."""

from __future__ import annotations

import re

from runut.model.layout import Layout
from runut.model.reading import NamedEntity
from runut.rules.outlets import DOMAIN, Outlets
from runut.rules.pack import Pack
from runut.rules.phrases import Phrases

_MARKS = re.compile(r"([!/&])")
_TWO_TOKENS = re.compile(r"\b([a-z]{3,})(?=[A-Z][a-z]{2})")  # "detikNews", as the tokens of a text part it
_BRIDGE_AT_MOST = 5  # "dikutip dari laman resmi surat kabar X"
_NAME_AT_MOST = 5
_SHORT_CAPITALS = (
    6  # an unknown name of so few letters, all capitals, is an institution (BMKG) rather than an outlet
)


class _Known:
    """What finding outlets needs of a pack."""

    def __init__(self, pack: Pack) -> None:
        rows = pack.table("outlets")
        self.outlets = pack.compiled(Outlets)
        self.forms = Phrases(_by_form(rows).items())
        self.cues = Phrases((row["form"], row["class"]) for row in pack.table("relays"))
        self.kinds = Phrases((form, form) for form in pack.words("outlet_words", "kind"))
        self.bridges = pack.words("outlet_words", "bridge")
        self.others = pack.words("outlet_words", "not-outlet") | pack.words("countries")
        self.trusted = pack.words("outlet_words", "trusted")
        self.joints = pack.words("outlet_words", "joint")
        first = {form.split()[0] for form in (_spaced(r["form"]) for r in rows)}
        first |= {row["form"].casefold().split()[0] for row in pack.table("relays")}
        self.watch = frozenset(first | {form.split()[0] for form in pack.words("outlet_words", "kind")})


def _spaced(form: str) -> str:
    """A form with a space wherever a new token begins."""
    return _TWO_TOKENS.sub(r"\1 ", _MARKS.sub(r" \1 ", form)).casefold()


def _by_form(rows: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    """Rows that differ only in their capitals ("Antara", "ANTARA") together."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        found.setdefault(_spaced(row["form"]), []).append(row)
    return found


def find_outlet_names(layout: Layout, pack: Pack) -> list[NamedEntity]:
    """Every mention of an outlet, in text order, with its canonical name."""
    known = pack.compiled(_Known)
    lowers, watch = layout.lowers, known.watch
    found: list[NamedEntity] = []
    until = 0
    cued, trusted = (
        -1,
        False,
    )  # where a name that a cue announces begins, and whether the cue stands before outlets only
    for index, lower in enumerate(lowers):
        if index < until or (lower not in watch and "." not in lower and index != cued):
            continue
        beside = index == cued and "\n" not in layout.text[layout.ends[index - 1] : layout.starts[index]]
        hit = _known_name(layout, index, beside, known)
        if hit is None and beside and trusted:
            hit = _unknown_name(layout, index, known)
        if hit is not None:
            end, name, score = hit
            found.append(NamedEntity(layout.starts[index], layout.ends[end - 1], "OUTLET", score, name))
            until = end
            continue
        after = _after_cue(layout, index, known)
        if after is not None:
            cued, trusted = after
    return found


def _after_cue(layout: Layout, index: int, known: _Known) -> tuple[int, bool] | None:
    """Where a name may begin after a relay cue or a word for an outlet, and whether its form is enough."""
    lowers = layout.lowers
    last = min(len(lowers), index + 8)
    kind = known.kinds.at(lowers, index, last)
    cue = None if kind else known.cues.at(lowers, index, last)
    if cue is None and (kind is None or not layout.words[index].islower()):
        return None
    at = index + (cue or kind or (1, ""))[0]
    trusted = kind is not None or " ".join(lowers[index:at]) in known.trusted
    for _ in range(_BRIDGE_AT_MOST):
        if at < len(lowers) and lowers[at] in known.bridges and not layout.words[at][0].isupper():
            at += 1
    return at, trusted


def _known_name(layout: Layout, index: int, beside: bool, known: _Known) -> tuple[int, str, float] | None:
    """End and canonical name of the longest outlet of the table that begins at this token."""
    word = layout.words[index]
    if "." in word and len(word) > 3:
        return _domain(layout, index, beside, known)
    hit = known.forms.at(layout.lowers, index, min(len(layout.words), index + 8))
    if hit is None:
        return None
    size, rows = hit
    end = index + size
    written = layout.text[layout.starts[index] : layout.ends[end - 1]]
    row = next((row for row in rows if _fits(row, written, beside, layout.words[index:end], known)), None)
    if row is None or _goes_on(layout, index, end):
        return None
    return end, row["name"], 1.0 if row["when"] != "cue" else 0.8


def _fits(row: dict[str, str], written: str, beside: bool, words: list[str], known: _Known) -> bool:
    """Whether what is written can be this form: capitals as it asks, a cue before an everyday word."""
    if written == row["form"]:
        return row["when"] != "cue" or beside
    if row["when"] in ("exact", "cue"):
        return False
    return all(_capital(word) or word.lower() in known.joints for word in words)


def _goes_on(layout: Layout, first: int, last: int) -> bool:
    """Whether a hyphen or a dot ties the name to more ("Reuters-Ipsos" is a poll)."""
    text, end = layout.text, layout.ends[last - 1]
    return text[end : end + 1] in ("-", "_", "@") or (first > 0 and text[layout.starts[first] - 1] in "@#")


def _domain(layout: Layout, index: int, beside: bool, known: _Known) -> tuple[int, str, float] | None:
    site = DOMAIN.match(layout.text, layout.starts[index])
    if site is None or site.end() < layout.ends[index]:
        return None
    end = index + 1
    while end < len(layout.ends) and layout.ends[end] <= site.end():
        end += 1  # ".co.uk" is more than one token
    name = known.outlets.at(site.group())
    if name:
        return end, name, 1.0
    return (end, site.group(), 0.7) if beside else None


def _unknown_name(layout: Layout, index: int, known: _Known) -> tuple[int, str, float] | None:
    """Capitalised words right after a relay cue, where they look like the name of an outlet."""
    words = layout.words
    if index >= len(words) or not _capital(words[index]) or layout.lowers[index] in known.others:
        return None
    end = index + 1
    while end < len(words) and end - index < _NAME_AT_MOST and _near(layout, end):
        if not (
            _capital(words[end])
            or (words[end] in known.joints and end + 1 < len(words) and _capital(words[end + 1]))
        ):
            break
        if layout.lowers[end] in known.others:
            break
        end += 1
    name = layout.text[layout.starts[index] : layout.ends[end - 1]]
    if words[index].isupper() and len(words[index]) <= _SHORT_CAPITALS:
        return None
    return end, name, 0.6


def _near(layout: Layout, index: int) -> bool:
    gap = layout.text[layout.ends[index - 1] : layout.starts[index]]
    return len(gap) <= 2 and "\n" not in gap


def _capital(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in "!/&"
