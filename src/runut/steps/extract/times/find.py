"""Find time phrases: the longest rule that fits at each place, from left to right."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from runut.model.layout import Layout
from runut.model.timephrase import TimePhrase
from runut.rules.pack import Pack
from runut.steps.extract.times.grammar import Grammar
from runut.steps.extract.times.phrase import Reading, phrase_of

# Tokens before a phrase in which "akan" still governs it; longer clauses have changed subject.
_FUTURE_REACH = 14
_ADDRESS = 200  # characters of an address before its date
_EVE_REACH = 3  # "menjelang 5 Mei", "jelang laga, Sabtu": what the word takes stands right behind it


def find_times(layout: Layout, pack: Pack) -> list[TimePhrase]:
    """The time phrases of a text in text order, not overlapping; what they point at is not yet resolved."""
    grammar = pack.compiled(Grammar)
    letters = "".join(map(grammar.classes.__getitem__, layout.words))
    found: list[TimePhrase] = []
    at = 0
    while start := grammar.start.search(letters, at):
        reading = _longest(grammar, layout, letters, start.start())
        if reading is None:
            at = start.start() + 1
            continue
        if not _in_address(layout.text, reading.phrase.start):
            found.append(_in_context(reading, grammar, layout, letters))
        at = reading.last
    return found


def _in_address(text: str, start: int) -> bool:
    """Whether a figure belongs to the address of a page: "https://…/2017/06/20/…"."""
    if start == 0 or text[start - 1] not in "/-=":
        return False
    begin = start - len(text[max(0, start - _ADDRESS) : start].split()[-1])
    return "://" in text[begin:start] or text[begin : begin + 4] == "www."


def _longest(grammar: Grammar, layout: Layout, letters: str, at: int) -> Reading | None:
    best = _named_day(grammar, layout, at) if layout.words[at][0].isupper() else None
    for rule in grammar.beginning.get(letters[at], ()):
        match = rule.sequence.regex.match(letters, at)
        if match is None or (best and match.end() <= best.last) or match.end() == at:
            continue
        if rule.heads and not _heads_sentence(layout, at):
            continue
        first, last = layout.starts[at], layout.ends[match.end() - 1]
        if layout.text.find("\n", first, last) >= 0:
            continue
        best = phrase_of(rule, rule.sequence.slots(match), layout, grammar.classes, at, match.end()) or best
    return best


def _heads_sentence(layout: Layout, at: int) -> bool:
    """Whether a token is the first word of a sentence or of a quotation."""
    return (
        at == 0
        or not (layout.words[at - 1][-1].isalnum() or layout.words[at - 1] == ",")
        or (layout.sentences[layout.sentence_at(layout.starts[at])].first == at)
    )


def _named_day(grammar: Grammar, layout: Layout, at: int) -> Reading | None:
    """The named day that begins at this capitalised word."""
    for day in grammar.days.get(layout.lowers[at], ()):
        end = at + len(day.words)
        if tuple(layout.lowers[at:end]) == day.words:
            phrase = TimePhrase(
                layout.starts[at],
                layout.ends[end - 1],
                "named-day",
                "day",
                "named-day",
                day=day.day,
                month=day.month,
            )
            return Reading(phrase, at, end)
    return None


def _in_context(reading: Reading, grammar: Grammar, layout: Layout, letters: str) -> TimePhrase:
    """The phrase with what its sentence tells: spoken of as future, inside a quotation."""
    phrase = reading.phrase
    ahead = quoted = False
    if layout.sentences:
        sentence = layout.sentences[layout.sentence_at(phrase.start)]
        ahead = phrase.toward != "past" and _is_ahead(reading, sentence.first, grammar, letters)
    if layout.quotations:
        before = bisect_right(layout.quotations, phrase.start, key=lambda q: q.open) - 1
        quoted = before >= 0 and layout.quotations[before].close >= phrase.end
    until = reading.first > 0 and letters[reading.first - 1] in grammar.until
    if not (ahead or quoted or until):
        return phrase
    return msgspec.structs.replace(phrase, ahead=ahead, quoted=quoted, after_until=until)


def _is_ahead(reading: Reading, first: int, grammar: Grammar, letters: str) -> bool:
    """Whether a word for the future governs the phrase. What tells who said it dates the telling, not the
    plan: "… akan dibuka," kata Rina, Senin (3/6).
    """
    at = reading.first
    for back in range(at - 1, max(first, at - _FUTURE_REACH) - 1, -1):
        letter = letters[back]
        if letter in grammar.telling:
            return False
        if letter in grammar.future or (letter in grammar.eve and at - back <= _EVE_REACH):
            return True
    return False
