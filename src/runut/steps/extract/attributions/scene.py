"""A text as the attribution rules see it: tokens with names, time phrases and quotations marked on them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from runut.model.layout import Layout
from runut.model.reading import NamedEntity
from runut.model.span import Span
from runut.steps.extract.attributions.words import OPENS_LONG, AttributionWords, Cue

_CLOSING_MARKS = frozenset("\"”“»''``")
# Shorter runs of capitals that open a sentence may be an article or a pronoun ("A", "I").
_SHORTEST_ACRONYM = 3
_PUNCTUATION = frozenset(",.;:!?…()[]\"”“»«„–—-'‘’")


class Scene:
    """One article's tokens with what is already known of them. Token ranges are half-open."""

    def __init__(
        self, layout: Layout, known: AttributionWords, names: list[NamedEntity], times: list[tuple[int, int]]
    ) -> None:
        self.layout = layout
        self.known = known
        self.words = layout.words
        self.lowers = layout.lowers
        self.sentence_starts = {sentence.first for sentence in layout.sentences}
        self.name_at: dict[int, tuple[int, int, str]] = {}
        for name in names:
            self._mark_name(name)
        self._tell_names_from_words()
        self.time_at: dict[int, int] = {}
        for start, end in times:
            first, last = self.tokens(start, end)
            if last > first:
                self.time_at[first] = last
        self.timed = {token for first, last in self.time_at.items() for token in range(first, last)}
        held = [(token, cues) for token, cues in enumerate(map(known.cued.__getitem__, self.lowers)) if cues]
        self.cued = [
            (token, found)
            for token, cues in held
            if (found := self._long_cues(token) if cues is OPENS_LONG else cues)
        ]
        self.quote_at: dict[int, int] = {}
        self.quote_tokens: list[tuple[int, int]] = []
        #: quotations that no mark closes, in which the report goes on
        self.reported_within: set[int] = set()
        for number, quote in enumerate(layout.quotations):
            first, last = self.tokens(quote.open, quote.close)
            reporter = None if quote.closed else self._reporter_within(first, last)
            if reporter is not None:
                if "." in self.words[first:reporter]:
                    self.reported_within.add(number)  # how much of it was said, nothing tells
                else:
                    last = first + 1  # "C, kata S.: the closing mark was forgotten
            self.quote_tokens.append((first, last))
            if quote.depth == 0:
                for token in range(first, last):
                    self.quote_at[token] = number
        self.quote_reach = list(accumulate((last for _, last in self.quote_tokens), max))

    def _reporter_within(self, first: int, last: int) -> int | None:
        """The first word in a range that reports somebody named: where no mark closes, the words before it may be
        quoted, those behind it are not."""
        for token, cues in self.cues_in(first + 1, last):
            if token + 1 in self.name_at and any(cue.kind == "after" for cue in cues):
                return token
        return None

    def _long_cues(self, token: int) -> tuple[Cue, ...]:
        """Cues of several words that stand at the token, "menyambut baik", else those of the word alone."""
        rows = self.known.long_cues[self.lowers[token]]
        long = tuple(c for c in rows if tuple(self.lowers[token + 1 : token + 1 + len(c.rest)]) == c.rest)
        return long or self.known.cues.get(self.lowers[token], ())

    def _mark_name(self, name: NamedEntity) -> None:
        first, last = self.tokens(name.start, name.end)
        for token in range(first, last):
            held = self.name_at.get(token)
            if held is None or held[1] - held[0] < last - first:
                self.name_at[token] = (first, last, name.type)

    def _tell_names_from_words(self) -> None:
        """An acronym is no small word of the same letters: the WHO, the US."""
        small = self.known.of("relative", "pronoun", "first-person", "interrogative")
        taken = [t for t in self.name_at if len(self.words[t]) > 1 and self.words[t].isupper()]
        taken = [t for t in taken if self.lowers[t] in small]
        if taken:
            self.lowers = list(self.lowers)
            for token in taken:
                self.lowers[token] += "."

    def cues_in(self, first: int, last: int) -> list[tuple[int, tuple[Cue, ...]]]:
        """The tokens of a range that may attribute, each with its cues."""
        return self.cued[bisect_left(self.cued, (first,)) : bisect_left(self.cued, (last,))]

    def holds_quote(self, first: int, last: int) -> bool:
        """Whether a quotation has a token in the range."""
        at = bisect_left(self.quote_tokens, (last,)) - 1
        return at >= 0 and self.quote_reach[at] > first

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that lie in a range of characters."""
        return bisect_left(self.layout.starts, start), bisect_left(self.layout.starts, end)

    def span(self, first: int, last: int) -> Span:
        """The characters of a token range."""
        return Span(self.layout.starts[first], self.layout.ends[last - 1])

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """The range without punctuation at its edges (brackets that belong together stay)."""
        while first < last and self.words[first] in _PUNCTUATION and not self._opens_bracket(first, last):
            first += 1
        while last > first and self.words[last - 1] in _PUNCTUATION and not self._closes_bracket(first, last):
            last -= 1
        return first, last

    def _opens_bracket(self, first: int, last: int) -> bool:
        return self.words[first] == "(" and ")" in self.words[first:last]

    def _closes_bracket(self, first: int, last: int) -> bool:
        return self.words[last - 1] == ")" and "(" in self.words[first:last]

    def is_not_cue(self, token: int) -> bool:
        """Whether the next word makes something else of a cue: "meminta maaf", "sebut saja"."""
        rest = self.known.not_cues.get(self.lowers[token])
        if rest is None or token + 1 >= len(self.lowers) or self.lowers[token + 1] not in rest:
            return False
        return self.name_at.get(token + 1, (0, 0, ""))[2] != "PER"  # "kata Sandi" where a Sandi speaks

    def opens_moment(self, token: int) -> bool:
        """Whether a clause of time begins here: "ketika polisi datang", not "saat ini"."""
        after = self.lowers[token + 1] if token + 1 < len(self.lowers) else ""
        return self.lowers[token] in self.known.of("moment") and after not in self.known.of("demonstrative")

    def is_noun_here(self, token: int) -> bool:
        """Whether the words before make a noun of a form that can be verb or noun: "a report", "of state",
        "a similar claim"."""
        leads = self.known.of("noun-lead")
        if not token or not leads:
            return False
        before = self.lowers[token - 1]
        if before in leads:
            return True
        if self.lowers[token] in self.known.of("adjective-too") and before in self.known.of("and", "or"):
            return self._before_plain_noun(token + 1)  # "the death and alleged murder of …"
        base = any(cue.lemma == self.lowers[token] for cue in self.known.cues.get(self.lowers[token], ()))
        if base and before in self.known.of("and", "or") and self.lowers[token] in self.known.of("noun-too"):
            return self._before_plain_noun(token + 1)  # "the army and state security agents"
        if not base or before in self.known.sources or not before.isalpha():
            return False
        articles = self.known.of("article")
        if self.is_capital(token - 1):  # "the Wall Street estimate"
            first = token - 1
            while first > 0 and self.is_capital(first):
                first -= 1
            return self.lowers[token] in self.known.of("noun-too") and self.lowers[first] in articles
        return token > 1 and self.lowers[token - 2] in articles

    def _before_plain_noun(self, token: int) -> bool:
        """Whether a word in small letters that opens no clause and no other noun phrase stands here."""
        if token >= len(self.lowers) or not self.words[token][0].islower():
            return False
        opens = self.known.of("article", "complementiser", "demonstrative", "pronoun", "preposition")
        return self.lowers[token] not in opens

    def is_passive_here(self, token: int) -> bool:
        """Whether an auxiliary makes a passive of a form that can be active: "was accused"."""
        at = token - 1
        while at >= 0 and self.lowers[at] in self.known.of("adverb", "negation"):
            at -= 1
        passive = at >= 0 and self.lowers[at] in self.known.of("passive-aux")
        return passive and self.lowers[token] not in self.known.of("participle", "progressive")

    def is_predicate(self, token: int) -> bool:
        """Whether the token looks like a verb and does not stand as an adjective: "the ousted president"."""
        if not self.words[token][0].islower() or not self.known.is_verb(self.lowers[token]):
            return False
        return token == 0 or self.lowers[token - 1] not in self.known.of("article")

    def is_capital(self, token: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.words[token][0].isupper()

    def is_punctuation(self, token: int) -> bool:
        """Whether the token is a mark and no word."""
        return self.words[token] in _PUNCTUATION

    def closes_quote(self, token: int) -> bool:
        """Whether the token is the closing mark of a quotation."""
        return (
            self.words[token] in _CLOSING_MARKS
            and token in self.quote_at
            and (token + 1) not in self.quote_at
        )

    def is_word(self, token: int) -> bool:
        """Whether the token is a word or number."""
        return self.words[token][0].isalnum()

    def count_words(self, first: int, last: int) -> int:
        """Words and numbers in the range."""
        return sum([word[0].isalnum() for word in self.words[first:last]])

    def plausible_source(self, first: int, last: int) -> bool:
        """Whether a noun phrase can have said something: a name, a pronoun, or a noun of people, bodies or
        documents."""
        pronouns = self.known.function.get("pronoun", frozenset())
        if first < last and not self.known.of("second-person").isdisjoint(
            (self.lowers[first], self.lowers[last - 1])
        ):
            return False  # whoever is spoken to
        for token in range(first, last):
            lower = self.lowers[token]
            if token in self.timed:
                continue
            if token in self.name_at or lower in pronouns or lower in self.known.sources:
                return True
            if self.is_capital(token) and (token > first or token not in self.sentence_starts):
                return True
            if self.words[token].isupper() and len(self.words[token]) >= _SHORTEST_ACRONYM:
                return True  # "RAPBN 2018 menyebutkan": capitals that no sentence gives
            if self.words[token] != lower and self._inner_capital(token):
                return True
        return False

    def _inner_capital(self, token: int) -> bool:
        """`HarlowMotors`, `YouGov`: a capital inside a word is of a name."""
        rest = self.words[token][1:]
        return rest != self.lowers[token][1:] and not rest.isupper() and rest.isalpha()

    def source_class(self, first: int, last: int) -> str | None:
        """The class of the first source noun in the range: role human organisation document media group."""
        for token in range(first, last):
            found = self.known.sources.get(self.lowers[token])
            if found and token not in self.name_at:
                return found
        return None

    def holds_name(self, first: int, last: int, *types: str) -> bool:
        """Whether a name of one of these types begins in the range."""
        return any(
            token in self.name_at
            and self.name_at[token][0] == token
            and (not types or self.name_at[token][2] in types)
            for token in range(first, last)
        )
