"""One claim's way on a terminal: from who said it, over who relayed it, to the sentences of the articles."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from runut.model.dossier import Entry, Question, Story
from runut.model.reading import Quantity, Statement
from runut.views.interface import Interface
from runut.views.material import Material, extent
from runut.views.report.excerpts import label_of
from runut.views.ways import Spot, WayFinder, Ways

#: Claims printed for one call, statements printed where no figure was asked for, relations printed below a claim.
CLAIMS, STATEMENTS, RELATIONS = 4, 12, 6
NARROW = 40  # a terminal is never taken for narrower than this
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = 260  # characters of a sentence; the words that matter stay in it


class Claim(msgspec.Struct, frozen=True):
    """Figures of one question that answer what was asked."""

    story: Story
    question: Question
    entries: list[Entry]


def find_claims(material: Material, asked: str, values: Sequence[Quantity]) -> list[Claim]:
    """The figures with these values whose words hold all words of the call; else those with the values."""
    spans = [(value.start, value.end) for value in values]
    words = [
        m.group().casefold()
        for m in _WORD.finditer(asked)
        if not any(start <= m.start() and m.end() <= end for start, end in spans)
    ]
    found = [
        (sum(word in _words(material, question, entry) for word in words), story, question, entry)
        for story in material.dossier.stories
        for question in story.questions
        for entry in question.entries
        if any(_answers(entry, value) for value in values)
    ]
    most = max((hits for hits, *_ in found), default=0)
    claims: dict[str, Claim] = {}
    for hits, story, question, entry in found:
        if hits == most:
            claims.setdefault(question.id, Claim(story, question, [])).entries.append(entry)
    return sorted(claims.values(), key=lambda claim: -len(claim.entries))


def _answers(entry: Entry, asked: Quantity) -> bool:
    """Whether an entry has the figure asked for; "3" asks for "at least 3" and "up to 3" too."""
    if (entry.low, entry.high) == (asked.low, asked.high):
        return True
    return asked.low == asked.high and asked.low in (entry.low, entry.high)


def find_statements(material: Material, asked: str) -> list[tuple[Story, str, Statement]]:
    """The statements that hold all words of the call."""
    words = [word.casefold() for word in asked.split()]
    return [
        (story, article, statement)
        for story in material.dossier.stories
        for article, statement in material.told_in(story)
        if all(word in _said(material, article, statement) for word in words)
    ]


def _words(material: Material, question: Question, entry: Entry) -> str:
    sentence = material.sentences(entry.article, entry.start, entry.end)
    told = (
        question.text,
        entry.unit,
        entry.of,
        entry.source_name,
        sentence.of(material.texts[entry.article]),
    )
    return " ".join(part for part in told if part).casefold()


def _said(material: Material, article: str, statement: Statement) -> str:
    whole = extent(statement)
    sentences = material.sentences(article, whole.start, whole.end).of(material.texts[article])
    return f"{statement.source_name or ''} {sentences}".casefold()


class Tracer:
    """Draws claims as text. ``width`` is the terminal's; ``bold`` marks what leads the eye."""

    def __init__(self, material: Material, interface: Interface, width: int = 80, ansi: bool = False) -> None:
        self._material = material
        self._say = interface
        self._width = max(NARROW, width)
        self._ansi = ansi
        self._told: set[str] = set()

    def claims(self, claims: Sequence[Claim]) -> str:
        """Several claims one below the other."""
        shown = [self._claim(claim) for claim in claims[:CLAIMS]]
        if len(claims) > CLAIMS:
            shown.append(f"+{len(claims) - CLAIMS} {self._say.word('more')}\n")
        return f"\n{'─' * self._width}\n".join(shown) + f"\n{self._legend()}\n"

    def statements(self, found: Sequence[tuple[Story, str, Statement]]) -> str:
        """Statements with their chains."""
        lines: list[str] = []
        for _, article, statement in found[:STATEMENTS]:
            chain = " → ".join(self._say.plain_who(name) for name in statement.chain[:-1])
            number = self._material.numbers[article]
            head = f"{chain} → {number} {label_of(self._material, article)}" if chain else str(number)
            lines += self._wrapped(self._bold(head), "", "  ")
            told = [self._say.word(f"stance.{statement.stance}"), self._say.plain_day(statement.said_on)]
            lines.append("  " + ", ".join(part for part in told if part))
            whole = extent(statement)
            lines += self._sentence(article, whole.start, whole.end, "  ")
            lines.append("")
        if len(found) > STATEMENTS:
            lines.append(f"+{len(found) - STATEMENTS} {self._say.word('more')}")
        return "\n".join(lines) + "\n"

    def _claim(self, claim: Claim) -> str:
        question = claim.question
        self._told = set()
        articles = len({entry.article for entry in question.entries})
        lines = self._wrapped(self._bold(question.text), "", "")
        low, high = question.origins_low, question.origins_high
        origins = f"{low}" if low == high else f"{low}–{high}"
        nouns = [
            self._say.word(f"{noun}.{'one' if n == 1 else 'many'}")
            for noun, n in (("article", articles), ("origin", high))
        ]
        lines += [f"{articles} {nouns[0]} → {origins} {nouns[1]}", ""]
        ways = WayFinder(self._material, claim.story).ways(question, claim.entries)
        below = ways.below
        for head in ways.heads:
            lines += self._spot(ways.spots[head], "", "")
            lines += self._branches(ways, below, head, "", frozenset({head}))
        lines += self._relations(claim)
        return "\n".join(lines) + "\n"

    def _branches(
        self, ways: Ways, below: Mapping[str, Sequence[str]], key: str, indent: str, passed: frozenset[str]
    ) -> Iterator[str]:
        following = [other for other in below.get(key, ()) if other not in passed]
        for number, other in enumerate(following):
            step = ways.steps[key, other]
            last = number == len(following) - 1
            joint = ("└" if last else "├") + ("┄ " if step.inferred else "─ ")
            deeper = indent + ("   " if last else "│  ")
            yield from self._spot(ways.spots[other], indent + joint, deeper, step.why)
            yield from self._branches(ways, below, other, deeper, passed | {other})

    def _spot(self, spot: Spot, first: str, rest: str, why: str = "") -> Iterator[str]:
        yield from self._name(spot, first, rest)
        if why:
            yield from self._wrapped(f"({self._say.reason(why)})", rest + "  ", rest + "  ")
        if spot.key in self._told and spot.entries:
            yield f"{rest}  ↑ {self._say.word('above')}"
            return
        self._told.add(spot.key)
        for entry in spot.entries:
            yield from self._sentence(entry.article, entry.start, entry.end, rest + "  ")

    def _name(self, spot: Spot, first: str, rest: str) -> Iterator[str]:
        if spot.article is None:
            name = self._say.plain_who(spot.name)
            told = f"  ○ {self._say.word('chains.outside')}" if spot.outside else ""
            figures = f"  {' · '.join(spot.figures)}" if spot.figures else ""
            yield from self._wrapped(f"{self._bold(name)}{figures}{told}", first, rest)
            return
        number, label = self._material.numbers[spot.article], label_of(self._material, spot.article)
        day = self._say.plain_day(self._material.readings[spot.article].published)
        yield from self._wrapped(self._bold(f"{number} {label}") + (f"  {day}" if day else ""), first, rest)

    def _sentence(self, article: str, start: int, end: int, indent: str) -> list[str]:
        text = self._material.texts[article]
        whole = self._material.sentences(article, start, end)
        first = max(whole.start, min(start - _SENTENCE // 3, whole.end - _SENTENCE))
        last = min(whole.end, max(first + _SENTENCE, min(end, start + _SENTENCE)))
        words = " ".join(text[first:last].split())
        before, after = "…" * (first > whole.start), "…" * (last < whole.end)
        lines = self._wrapped(f"“{before}{words}{after}”", indent, indent + " ")
        where = f"{article.rstrip('/').rsplit('/', 1)[-1]} [{start}:{end}]"
        return [*lines, self._dim(f"{indent}{where}")]

    def _relations(self, claim: Claim) -> Iterator[str]:
        own = {entry.id for entry in claim.entries}
        told: dict[str, None] = {}
        for relation in claim.question.relations:
            if relation.kind == "same" or len({relation.from_, relation.to} & own) != 1:
                continue
            other = self._material.entries.get(relation.to if relation.from_ in own else relation.from_)
            if other is not None:
                kind = self._say.word(f"relation.{relation.kind}")
                passive = relation.to in own and relation.kind in ("updates", "corrects", "denies", "part-of")
                arrow = "←" if passive else "→"
                who = self._say.plain_who(other.source_name)
                told.setdefault(f"{kind} {arrow} {other.written} ({who})")
        if told:
            yield ""
        for line in list(told)[:RELATIONS]:
            yield from self._wrapped(line, "· ", "  ")
        if len(told) > RELATIONS:
            yield f"  +{len(told) - RELATIONS} {self._say.word('more')}"

    def _legend(self) -> str:
        return self._dim(f"─ {self._say.word('chains.read')}   ┄ {self._say.word('chains.inferred')}")

    def _wrapped(self, words: str, first: str, rest: str) -> list[str]:
        room = max(24, self._width - len(rest))
        lines = _wrap(words, room)
        return [f"{first if n == 0 else rest}{line}" for n, line in enumerate(lines)] or [first]

    def _bold(self, words: str) -> str:
        return f"\x1b[1m{words}\x1b[0m" if self._ansi else words

    def _dim(self, words: str) -> str:
        return f"\x1b[2m{words}\x1b[0m" if self._ansi else words


def _wrap(words: str, room: int) -> list[str]:
    if "\x1b" not in words:
        return textwrap.wrap(words, room, break_on_hyphens=False) or [""]
    bare = re.sub(r"\x1b\[\d+m", "", words)
    return [words] if len(bare) <= room else _wrap(bare, room)


__all__ = ["Claim", "Tracer", "find_claims", "find_statements"]
