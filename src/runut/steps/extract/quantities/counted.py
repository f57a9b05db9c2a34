"""What a figure says of what: the counted noun with its predicate and place, in the sentence's own words."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.model.span import Span
from runut.steps.extract.quantities.exclusions import is_title_case
from runut.steps.extract.quantities.figure import Figure
from runut.steps.extract.quantities.lexicon import FigureWords
from runut.steps.extract.quantities.subject import Lead, Subject, SubjectFinder
from runut.steps.extract.quantities.unit import MEASURED

_BEHIND = 11  # words taken behind the figure
_BEFORE = 8  # words taken before it
_PHRASE = 4  # words back to the verb of a preposition ("diberikan kepada 35 warga")
_ENOUGH = 3  # words behind it that say enough
_BORROWED = 3  # words of the noun that the figure before counts
_NEAR = 3  # tokens to a figure that says the same in another unit ("263 pon atau 120 kilogram")
_SKIPPED = 16  # tokens passed over on the way to the verb's subject
_LEAD = 3  # words before a list that reach over it
_PREDICATE = 6  # words behind the figure that are added to a subject
_MOST = 12
_OPENING = 4  # tokens looked at for a word before the first
_TELLING = 10  # from here on, an equal number in the same article counts the same thing
_RECENT = 4  # sentences back to what "jumlah itu" points at
_COUNTED = frozenset(("noun", "classifier", "unknown"))
_NAMED = frozenset(("noun", "unknown", "part", "ambiguous-force"))


class Describer:
    """Tells of each figure of a text what it counts; goes through them in order."""

    def __init__(self, layout: Layout, words: FigureWords, figures: list[Figure]) -> None:
        self.layout = layout
        self.words = words
        self.edge = words.classes["edge"]
        self.tail = words.classes["edge-end"]
        self.numbers = {i for f in figures for i in range(f.first, _number_end(f))}
        self.counts = {i for f in figures if f.kindred not in MEASURED for i in range(f.first, f.unit_at)}
        self.spans = {i for f in figures if f.kindred == "duration" for i in range(f.first, f.after)}
        self.taken = {i for f in figures for i in range(f.first, f.after)}
        self.subjects = SubjectFinder(layout, words, self.taken)
        self.figure = figures[0] if figures else Figure(0, 0, 0, 0, None)  # the one being told of
        self.previous: Figure | None = None
        self.noun: list[int] = []  # of the figure before, in the same sentence
        self.lead: list[int] = []  # words before the first figure of a list
        self.told: str | None = None
        self.sentence = Span(0, 0)  # its tokens
        self.number = 0  # of the sentence
        self.by_value: dict[tuple[object, object], str] = {}
        self.by_unit: dict[str | None, tuple[str, int]] = {}

    def describe(self, figure: Figure) -> str | None:
        """``of``: at most a dozen words of the figure's own sentence."""
        self.figure = figure
        self._enter_sentence(figure)
        behind = self._behind(figure)
        lead = self.subjects.lead(figure, self.sentence)
        bare = False
        if self._names_itself(figure, behind, lead):
            picked = self._with_noun(figure, behind, lead)
            held = lead.dimension if lead.dimension in self.words.capacities else ""
            told = " ".join(filter(None, (held, self._written(picked))))
        else:
            picked, prefix, bare = self._without_noun(figure, behind, lead)
            told = " ".join(filter(None, (prefix, self._written(picked))))
        if bare or not told:
            told = self._told_before(figure, bare) or told
        told = told or self._same(figure) or self._before_bracket(figure)
        self._remember(figure, picked, told, bare)
        return told or None

    def _enter_sentence(self, figure: Figure) -> None:
        self.number = self.layout.sentence_at(figure.start)
        sentence = self.layout.sentences[self.number]
        here = Span(sentence.first, sentence.last)
        if here != self.sentence:
            self.sentence, self.previous, self.noun, self.lead, self.told = here, None, [], [], None

    def _remember(self, figure: Figure, picked: list[int], told: str, bare: bool) -> None:
        self.noun = self._noun(picked) or self.noun
        self.previous, self.told = figure, told
        if told and not bare:
            self.by_unit[figure.unit] = (told, self.number)
            high = figure.high if figure.high is not None else figure.low
            if high is not None and high >= _TELLING:
                self.by_value.setdefault((figure.low, figure.high), told)

    def _told_before(self, figure: Figure, pointing: bool) -> str | None:
        """What an equal figure of the article counts, else what the last one of the unit does."""
        told = self.by_value.get((figure.low, figure.high))
        if told or not pointing:
            return told
        told, number = self.by_unit.get(figure.unit, ("", 0))
        return told if self.number - number <= _RECENT else None

    # a figure with its noun behind it

    def _names_itself(self, figure: Figure, behind: list[int], lead: Lead) -> bool:
        """Whether the counted noun stands right behind the figure."""
        if figure.kindred in _NAMED:
            return True
        if figure.kindred == "classifier":
            return figure.after > figure.unit_at + 1
        if lead.dimension or figure.kindred not in MEASURED or not behind or behind[0] != _number_end(figure):
            return False
        lowered = self.layout.lowers[behind[0]]
        return not self._ends_nothing(lowered) and not self.words.is_verb(lowered)

    def _with_noun(self, figure: Figure, behind: list[int], lead: Lead) -> list[int]:
        if figure.kindred in ("classifier", "noun") and self._has_classifier(figure):
            behind = behind[1:]  # "25 orang pengacara"
        before = self._before(figure, behind, lead)
        if not before and behind and self._lacks_noun(figure, behind[0]):
            before = self.noun
        elif not before and self._continues_list(figure, behind):
            before = self.lead
        elif figure.kindred in _COUNTED:
            self.lead = before[-_LEAD:]
        return [*before, *behind][:_MOST]

    def _has_classifier(self, figure: Figure) -> bool:
        if figure.after <= figure.unit_at + 1:
            return False
        forms = self.words.units.forms.get(self.layout.lowers[figure.unit_at], ())
        return any(kind == "classifier" and not rest for rest, kind, _ in forms)

    def _before(self, figure: Figure, behind: list[int], lead: Lead) -> list[int]:
        """The verb whose object is counted, or the subject whose amount the figure is."""
        lowers, words, index = self.layout.lowers, self.words, lead.nearest
        if index < self.sentence.start or lowers[index] in words.boundary or lowers[index] in words.reporting:
            return []
        if self._says(behind):
            return []
        if lead.marked and not lead.attributive:
            subject = self.subjects.find(lead, figure, self.sentence).tokens
            named = {lowers[at] for at in subject}
            if behind and lowers[behind[0]] in named:
                del behind[0]  # "jumlah kasus mencapai 40 kasus"
            return self.subjects.shorten(subject, _MOST - min(len(behind), _PREDICATE))
        if len(behind) < _ENOUGH or lead.amount:
            if lowers[index] in self.tail and not lead.marked:
                return self._phrase(index)
            return self._back(index, _BEFORE)
        if words.is_verb(lowers[index]):
            return [index]
        return self._phrase(index) if lowers[index] in self.tail else []

    def _phrase(self, index: int) -> list[int]:
        """ "diberikan kepada": the verb that the preposition before the figure belongs to."""
        lowers, words = self.layout.lowers, self.words
        phrase = self._back(index, _PHRASE, keep_tail=True)
        verbs = [place for place, at in enumerate(phrase) if words.is_verb(lowers[at])]
        if verbs and len(phrase) - verbs[-1] <= index - phrase[verbs[-1]]:
            return []  # another figure stands between: "menyisakan lima nama dari 32 pelamar"
        return [at for at in phrase[verbs[-1] :] if not self._tells_when(at)] if verbs else []

    def _tells_when(self, index: int) -> bool:
        return self._is_weekday(index) or self._is_period(index)

    def _says(self, behind: list[int]) -> bool:
        """Whether the words behind tell what becomes of the counted, not only in a relative clause."""
        lowers, words = self.layout.lowers, self.words
        for place, index in enumerate(behind):
            if lowers[index] in words.classes["relative"]:
                return False
            if lowers[index] in words.fates or (place and words.is_verb(lowers[index])):
                return True
        return False

    # a figure that is said of something

    def _without_noun(self, figure: Figure, behind: list[int], lead: Lead) -> tuple[list[int], str, bool]:
        """Words of what it is said of, a word for what is measured, and whether that only points back."""
        classifier = figure.kindred == "classifier"
        rest = self._rest(figure, behind)
        if behind and self._lacks_noun(figure, behind[0]) and not lead.marked:
            return [*self.noun, *behind][:_MOST], "", False
        told = self._says(behind) if classifier else self._predicates(rest)
        if classifier and told and not lead.marked and not self._from_subject(figure):
            return behind, "", False
        noun = self._verbal_noun(figure, lead)
        if noun:
            agent = self._agent(lead.nearest) if not rest or self._is_passive(lead.nearest) else []
            return [*agent, *rest][: _MOST - 1], noun, False
        if classifier and not lead.marked and self._is_object(lead.nearest):
            return [*self._back(lead.nearest, _BEFORE), *behind][:_MOST], "", False
        subject = self._subject(figure, lead)
        if not subject.tokens:
            bare = subject.anaphoric or (classifier and not told)
            picked = self._whole(behind) if told or not subject.anaphoric else []
            return picked or self._continued(figure), lead.dimension, bare
        dimension = self._dimension(figure, lead, subject.tokens)
        if (told and dimension) or not (told or figure.kindred in MEASURED):
            rest = []  # "banjir setinggi 2 meter merendam …": what it did is no height
        self._call_by_noun(figure, subject)
        picked = self.subjects.shorten(subject.tokens, _MOST - min(len(rest), _PREDICATE))
        return [*picked, *rest][:_MOST], dimension, False

    def _call_by_noun(self, figure: Figure, subject: Subject) -> None:
        """ "rumah rusak mencapai 20 unit" counts houses."""
        lowers, words = self.layout.lowers, self.words
        if figure.kindred != "classifier" or lowers[figure.unit_at] not in words.classes["thing-classifier"]:
            return
        for rest, kind, unit in words.units.forms.get(lowers[subject.tokens[0]], ()):
            if kind == "noun" and not rest:
                figure.unit = unit
                return

    def _subject(self, figure: Figure, lead: Lead) -> Subject:
        if lead.nearest < self.sentence.start or self.layout.lowers[lead.nearest] in self.words.boundary:
            return Subject([], lead.marked and self._points_back(lead))
        return self.subjects.find(lead, figure, self.sentence)

    def _points_back(self, lead: Lead) -> bool:
        """ "Jumlahnya menjadi 12": all words of the subject were words of amount."""
        lowers = self.layout.lowers
        return any(
            lowers[index] in self.words.classes["amount-head"]
            for index in range(lead.nearest + 1, min(lead.nearest + 4, self.sentence.end))
        )

    def _rest(self, figure: Figure, behind: list[int]) -> list[int]:
        """What is behind the figure, without its classifier."""
        if figure.kindred == "classifier" and behind and behind[0] == figure.unit_at:
            return self._trim(behind[figure.after - figure.unit_at :])
        return behind

    def _predicates(self, rest: list[int]) -> bool:
        lowers, words = self.layout.lowers, self.words
        return any(lowers[at] in words.fates or words.is_verb(lowers[at]) for at in rest[:2])

    def _from_subject(self, figure: Figure) -> bool:
        """Whether the unit is the noun before the figure ("Tahanan 70 orang dipindahkan")."""
        forms = self.words.units.forms.get(self.layout.lowers[figure.unit_at], ())
        return all(unit != figure.unit for _, _, unit in forms)

    def _is_object(self, index: int) -> bool:
        lowers = self.layout.lowers
        if index < self.sentence.start or lowers[index] in self.words.reporting:
            return False
        return self.words.is_verb(lowers[index]) and lowers[index] not in self.words.changes

    def _verbal_noun(self, figure: Figure, lead: Lead) -> str:
        """ "menawarkan Rp 2 miliar": an offer."""
        if figure.kindred != "money" or lead.nearest < self.sentence.start:
            return ""
        return self.words.money_verbs.get(self.layout.lowers[lead.nearest], "")

    def _whole(self, behind: list[int]) -> list[int]:
        """ "3.000 dari 5.000 buruh": workers, too."""
        if len(behind) < 2 or behind[1] not in self.counts or behind[0] in self.counts:
            return behind
        return [index for index in behind[1:] if index not in self.counts]

    def _agent(self, verb: int) -> list[int]:
        """Who offers or pays, where nothing is told of what for."""
        if verb <= self.sentence.start:
            return []
        lowers, words = self.layout.lowers, self.words
        agent = self._back(verb - 1, _PHRASE)
        agent = self._trim([at for at in agent if lowers[at] not in words.evidential])
        return [] if agent and words.is_verb(lowers[agent[-1]]) else agent

    def _is_passive(self, index: int) -> bool:
        """ "beras dijual Rp 15.000": the subject is what has the price."""
        return self.layout.lowers[index].startswith(self.words.passive_prefixes)

    def _dimension(self, figure: Figure, lead: Lead, picked: list[int]) -> str:
        """ "gelombang mencapai 3 meter" tells its height."""
        lowers = self.layout.lowers
        if lead.dimension:
            return lead.dimension if lead.dimension not in (lowers[at] for at in picked) else ""
        if figure.kindred != "measure":
            return ""
        noun, units = self.words.measured_nouns.get(lowers[picked[0]], ("", ()))
        return noun if figure.unit in units else ""

    def _continued(self, figure: Figure) -> list[int]:
        return self.lead if self._continues_list(figure, []) else []

    # words around

    def _behind(self, figure: Figure) -> list[int]:
        lowers, boundary = self.layout.lowers, self.words.boundary
        start = _number_end(figure)
        if figure.kindred == "duration" and figure.first and self._is_age(figure.first - 1):
            return []
        copular = self.words.classes["copular"]
        picked: list[int] = []
        end = min(self.sentence.end, start + _BEHIND)
        for index in range(start, end):
            if self._is_weekday(index):
                while picked and self._is_period(picked[-1]):
                    picked.pop()  # "hari Sabtu"
                break
            if lowers[index] in self.words.classes["owner"] and picked and self._is_period(picked[-1]):
                picked.append(index)  # "bulan lalu"
                continue
            if lowers[index] in boundary and not self._joins(index, picked):
                break
            if picked and lowers[index] in copular:
                break
            if (
                index in self.numbers
                and index not in self.spans
                and not self._is_inner(figure, index, picked)
            ):
                break
            picked.append(index)
        if len(picked) == _BEHIND and end < self.sentence.end and lowers[end] not in boundary:
            picked = self._to_a_break(picked)
        return self._trim(picked)

    def _is_weekday(self, index: int) -> bool:
        """A day is no part of what is counted; "sel" is a cell, "Sel" a day."""
        return self.layout.lowers[index] in self.words.weekdays and self.layout.words[index][0].isupper()

    def _is_inner(self, figure: Figure, index: int, picked: list[int]) -> bool:
        """ "ratusan rumah di tiga desa": a count inside a phrase of what is counted."""
        if figure.kindred in MEASURED or index not in self.counts or not picked or picked[-1] != index - 1:
            return False
        return self.layout.lowers[index - 1] in self.tail or index - 1 in self.counts

    def _joins(self, index: int, picked: list[int]) -> bool:
        """ "30 bayi dan anak yang meninggal": one predicate for both."""
        lowers, words = self.layout.lowers, self.words
        if (
            lowers[index] not in words.classes["range-and"]
            or len(picked) != 1
            or index + 2 >= self.sentence.end
        ):
            return False
        relative = lowers[index + 2] in words.classes["relative"]
        return relative and self.subjects.joins(picked[0], index + 1)

    def _to_a_break(self, picked: list[int]) -> list[int]:
        """Too long a phrase ends where a preposition or a relative clause starts."""
        lowers = self.layout.lowers
        for place in range(len(picked) - 1, _BEHIND // 2, -1):
            lowered = lowers[picked[place]]
            if lowered in self.tail or lowered in self.words.classes["relative"]:
                return picked[:place]
        return picked

    def _is_age(self, index: int) -> bool:
        return self.layout.lowers[index] in self.words.classes["age-noun"]

    def _back(self, index: int, reach: int, keep_tail: bool = False) -> list[int]:
        """Words back to the clause's start or to another figure."""
        lowers, words = self.layout.lowers, self.words
        first = max(self.sentence.start, index - reach - _SKIPPED)
        picked: list[int] = []
        said = False
        while index >= first and len(picked) < reach:
            lowered = lowers[index]
            if lowered == ")" and picked:
                index = self.subjects.opening(index, self.sentence) - 1
                continue
            if lowered in words.boundary or lowered in words.cues:
                hops = lowered == "," and picked and lowers[picked[-1]] in words.classes["relative"]
                asked = not picked and lowered in words.cues and lowered not in words.reporting
                if asked:
                    return [index]  # "menuntut 12 tahun"
                if not hops:
                    break
            elif index in self.taken:
                if said:
                    break
            else:
                picked.append(index)
                said = said or not self._ends_nothing(lowered)
            index -= 1
        picked.reverse()
        return self._trim(picked, keep_tail)

    def _trim(self, picked: list[int], keep_tail: bool = False) -> list[int]:
        """Without the grammar words at both ends."""
        lowers = self.layout.lowers
        start, end = 0, len(picked)
        while start < end and lowers[picked[start]] in self.edge:
            start += 1
        while end > start and not keep_tail and self._ends_nothing(lowers[picked[end - 1]]):
            if lowers[picked[end - 1]] in self.words.classes["owner"] and self._is_period(picked[end - 2]):
                break  # "musim ini"
            end -= 1
        return picked[start:end]

    def _is_period(self, index: int) -> bool:
        return self.layout.lowers[index] in self.words.classes["period"]

    def _ends_nothing(self, lowered: str) -> bool:
        return lowered in self.edge or lowered in self.tail

    def _lacks_noun(self, figure: Figure, index: int) -> bool:
        """Whether what follows is a bare predicate, whose subject the figure before has."""
        previous, lowers, words = self.previous, self.layout.lowers, self.words
        if previous is None or previous.unit != figure.unit or figure.kindred == "money":
            return False
        rest = words.classes["rest"]
        if lowers[index] in rest or " ".join(lowers[index : index + 2]) in rest:
            return True
        return words.is_verb(lowers[index]) or lowers[index] in words.fates

    def _continues_list(self, figure: Figure, behind: list[int]) -> bool:
        """ "menyita 3 motor, 2 pistol": the words before the list reach over it."""
        if not self.lead or self.previous is None or figure.kindred not in _COUNTED:
            return False
        lowers, words = self.layout.lowers, self.words
        if not figure.first or lowers[figure.first - 1] not in words.classes["link"]:
            return False
        if lowers[figure.first - 1] in self.tail:
            return False
        return not any(words.is_verb(lowers[index]) for index in behind)

    def _noun(self, picked: list[int]) -> list[int]:
        """The words of the counted noun: up to the verb."""
        lowers, words = self.layout.lowers, self.words
        start = 0
        while start < len(picked) and words.is_verb(lowers[picked[start]]):
            start += 1
        noun: list[int] = []
        for index in picked[start : start + _BORROWED + 1]:
            lowered = lowers[index]
            if words.is_verb(lowered) or self._ends_nothing(lowered) or lowered in words.fates:
                return noun
            noun.append(index)
        return noun[:_BORROWED]

    def _same(self, figure: Figure) -> str | None:
        """A figure in brackets or behind "atau" says the one before in another unit."""
        if self.previous is not None and 0 <= figure.first - self.previous.after <= _NEAR:
            return self.told
        return None

    def _lower_headline(self, picked: list[int], written: list[str]) -> None:
        """Common words of a headline, up to the first that belongs to a name, as a sentence has them."""
        lowers = [self.layout.lowers[index] for index in picked]
        common = [self.words.is_common(lowered, alone=True) for lowered in lowers]
        for place, lowered in enumerate(lowers):
            if not all(common[place : place + 2]):
                break
            written[place] = lowered

    def _before_bracket(self, figure: Figure) -> str:
        """ "jalur ganda Solo-Madiun (57 kilometer)": what stands before the bracket."""
        index = figure.first - 1
        if index <= self.sentence.start or self.layout.lowers[index] != "(" or figure.kindred == "duration":
            return ""
        return "" if figure.kind == "age" else self._written(self._back(index - 1, _BEFORE))

    def _opens(self, index: int) -> bool:
        """Whether the token is the first word of its sentence."""
        return not any(
            word[0].isalnum() for word in self.layout.words[self.sentence.start : index][-_OPENING:]
        )

    def _written(self, picked: list[int]) -> str:
        """The words, a known noun that only opens the sentence in small letters."""
        written = [self.layout.words[index] for index in picked]
        if picked and written[0][:1].isupper() and self._opens(picked[0]):
            following = written[1] if len(written) > 1 else ""
            if self.words.is_common(self.layout.lowers[picked[0]], not _is_name(following)):
                written[0] = self.layout.lowers[picked[0]]
        if len(picked) > 1 and written[1][:1].isupper() and is_title_case(self.layout, self.figure):
            self._lower_headline(picked, written)
        return " ".join(written)


def _is_name(word: str) -> bool:
    """Whether a word is written as names are, acronyms aside."""
    return word[:1].isupper() and not word.isupper()


def _number_end(figure: Figure) -> int:
    """The token after the figure's own words: a measure belongs to them, a counted noun does not."""
    return figure.after if figure.kindred in MEASURED else figure.unit_at
