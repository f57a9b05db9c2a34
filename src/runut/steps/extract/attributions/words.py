"""What attribution needs of a language pack: cues with their frames, function words, who can be a source."""

from __future__ import annotations

from typing import NamedTuple

from runut.rules.pack import Pack

# Shorter verbs have too many neighbours.
_LONG_ENOUGH = 9
_SHORTEST_MISSPELT = _LONG_ENOUGH - 1
_SAYS = ("active", "say")
# Titles whose bearers speak, beside the nouns of the table of sources.
_TITLED = ("office", "profession")
# Words whose nearest cue is kept; a bound, since texts are endless.
_MOST_HELD = 50_000


class Cue(NamedTuple):
    """One way in which a word form can attribute."""

    lemma: str
    kind: str  # the table's class: active after clitic object passive noun according document hearsay
    stance: str
    frame: str
    rest: tuple[str, ...] = ()  # further words of the form: "menyambut" + ("baik",)


#: Stands for the cues of a word that opens a form of several words: which ones, only its place tells.
OPENS_LONG: tuple[Cue, ...] = (Cue("", "", "", ""),)


class _Cued(dict[str, tuple[Cue, ...]]):
    """The cues of each word form, worked out when it is first met: its own, else those that it misspells."""

    def __init__(self, words: AttributionWords) -> None:
        self._words = words
        super().__init__(words.cues | dict.fromkeys(words.long_cues, OPENS_LONG))

    def __missing__(self, lower: str) -> tuple[Cue, ...]:
        words = self._words
        long = len(lower) >= _SHORTEST_MISSPELT and lower[0] in words.verb_initials
        found = words.misspelt(lower) if long else ()
        if len(self) < _MOST_HELD:
            self[lower] = found
        return found


class AttributionWords:
    """The pack's words, indexed for look-up by lower-case token."""

    def __init__(self, pack: Pack) -> None:
        self._unions: dict[tuple[str, ...], frozenset[str]] = {}
        self.cues: dict[str, tuple[Cue, ...]] = {}
        self.long_cues: dict[str, tuple[Cue, ...]] = {}
        for row in pack.table("cues"):
            opening, *more = row["form"].split()
            held = self.long_cues if more else self.cues
            cue = Cue(row["lemma"], row["class"], row["stance"], row["frame"], tuple(more))
            held[opening] = (*held.get(opening, ()), cue)
        self.function: dict[str, frozenset[str]] = {
            name: pack.words("function_words", name)
            for name in sorted({row["class"] for row in pack.table("function_words")})
        }
        self.sources = {form: "role" for form in pack.words("titles", *_TITLED) if " " not in form}
        self.sources |= {row["form"]: row["class"] for row in pack.table("source_nouns")}
        self.relays: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for row in pack.table("relays"):
            words = tuple(row["form"].split())
            self.relays.setdefault(words[0], []).append((words, row["class"]))
        for rows in self.relays.values():
            rows.sort(key=lambda r: -len(r[0]))
        self.not_cues: dict[str, frozenset[str]] = {}
        for row in pack.table("not_cues"):
            first, _, rest = row["form"].partition(" ")
            self.not_cues[first] = self.not_cues.get(first, frozenset()) | {rest}
        self.abbreviated = frozenset(
            form.rstrip(".") for form in pack.words("abbreviations", "title", "rank") if form.count(".") == 1
        )
        self.ranks = pack.words("titles", "rank")
        self.continuations = [tuple(row["form"].split()) for row in pack.table("continuations")]
        self.continuing = frozenset(forms[0] for forms in self.continuations)
        self.core = pack.words("core_cues")
        self.saying = {c.lemma for cues in self.cues.values() for c in cues if (c.kind, c.frame) == _SAYS}
        self.verbs = pack.words("verbs", "verb")
        self.not_verbs = pack.words("verbs", "not-verb")
        self.verb_prefixes = tuple(pack.settings.get("verb_prefixes", ()))
        self._misspelt = self._neighbours()
        self.verb_initials = tuple({prefix[0] for prefix in self.verb_prefixes}) or ("\0",)
        self.cued = _Cued(self)
        self.attributive_prefixes = tuple(pack.settings.get("attributive_prefixes", ())) or ("\0",)
        self.passive_prefix = str(pack.settings.get("passive_prefix", "")) or "\0"
        self.comma_after_phrase = bool(pack.settings.get("comma_after_phrase", True))
        self.clitic = str(pack.settings.get("speaker_clitic", ""))
        self.stance_marks = pack.table("stance_marks")
        self.marks: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for row in self.stance_marks:
            forms = tuple(row["form"].split())
            if row["class"] != "negated":
                self.marks.setdefault(forms[0], []).append((forms, row["class"], row["stance"]))
        self.aux = self.of("negation", "aspect", "modal", "adverb")
        self.skip_lead = self.of("connective", "adverb")
        self.not_noun = self.of("preposition", "connective", "complementiser", "purpose", "tail") | self.aux

    def _neighbours(self) -> dict[str, str]:
        """Active cues with one letter missing, to look misspelt ones up by the same deletion."""
        found: dict[str, str] = {}
        for form, cues in self.cues.items():
            if len(form) >= _LONG_ENOUGH and any(cue.kind == "active" for cue in cues):
                found[form] = form
                for at in range(1, len(form)):
                    found.setdefault(form[:at] + form[at + 1 :], form)
        return found

    def misspelt(self, lower: str) -> tuple[Cue, ...]:
        """Cues of the active verb that this word misspells: a letter too many, too few, two swapped, or a
        broken prefix.

        A replaced letter inside a sound prefix often makes another word ("menyatukan", to unite): that is not taken.
        """
        if not lower.isalpha() or not lower.startswith(self.verb_initials):
            return ()
        near = {lower[:at] + lower[at + 1 :] for at in range(1, len(lower))} | {lower}
        for word in sorted(near & self._misspelt.keys()):
            form = self._misspelt[word]
            if (
                abs(len(form) - len(lower)) == 1
                or sorted(form) == sorted(lower)
                or not lower.startswith(self.verb_prefixes)
            ):
                return self.cues[form]
        return ()

    def of(self, *classes: str) -> frozenset[str]:
        """Function words of these classes."""
        found = self._unions.get(classes)
        if found is None:
            found = frozenset().union(*(self.function.get(name, frozenset()) for name in classes))
            self._unions[classes] = found
        return found

    def speaks(self, lower: str) -> bool:
        """Whether a word is a pronoun or a noun of people and bodies; papers do not judge."""
        return lower in self.of("pronoun") or self.sources.get(lower, "document") != "document"

    def is_verb(self, lower: str) -> bool:
        """Whether a lower-case token looks like a verb: by a list, or by its prefix where the language has such."""
        if lower in self.verbs:
            return True
        return len(lower) > 5 and lower.startswith(self.verb_prefixes) and lower not in self.not_verbs
