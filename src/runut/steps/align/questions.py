"""Figures grouped by the question that they answer: like is compared only with like.

Two figures answer one question if they count the same thing (noun class), to which the same happened
(family of predicates), with
the same qualifiers, in the same period, of the same whose, and in the same place where place makes a
difference. Place makes a
difference where some article sets two figures of the same kind side by side for two places: then each means
its own.
An article that gives two different figures in one breath, from one mouth, and does not say that one
replaces the other, means two
different things.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations

from msgspec.structs import replace

from runut.model.ledger import COMPARED, DOUBTING, LOCAL, Figure, Piece, is_unnamed
from runut.steps.align.actors import ActorTable
from runut.steps.align.words import CASE, HUMAN, LOOSE, MONEY, OWNED, OWNED_NOUNS, AlignWords

_TOKEN = re.compile(r"\w+")
_UPDATING = frozenset({"rise", "fall", "into", "former", "correct", COMPARED})
_PRESENCE = "presence"
_TOLL = "toll"
_PART = "part"
_TOTAL = "total"
_CROWD = "crowd"
_LOAD = "load"  # who is aboard: any word for human beings is as good, and an event has one such count
_DEPLOYED = 0.08  # the same for people who are somewhere: an event moves them, but not everybody in it
_ALIKE = 0.25  # share of topic words that makes two figures without a known predicate one question
_TELLING = 10  # from here up, the same number twice is hardly chance
_TELLING_COUNT = 20  # and from here up, unless it is round, it is none in two articles either
_SAME_FAMILY = 0.5  # what a family of predicates in common speaks for one question
_OWNER = 0.8  # what one owner speaks for two sums of money being one
_SMALL = 0.15  # what the same small number twice speaks for one question
_EVERYWHERE = 0.75  # of the articles in which a place is named that is the event's own
_BESIDE = 60  # figures of an article that are held against each other
_SAMPLE = 24  # figures of a group that a new one is held against: in a large group they repeat each other
_BREATH = 1  # sentences between two figures that are given in one breath

Key = tuple[str, frozenset[str], str, str]
Told = tuple[str, tuple[float | None, float | None]]  # article and number


class QuestionGrouper:
    """Groups the figures of one story. One instance a story."""

    def __init__(
        self, words_of: Callable[[str], AlignWords], actors: ActorTable, pieces: Iterable[Piece] = ()
    ) -> None:
        self.words_of = words_of
        self.articles = 0
        self.spread: Counter[str] = Counter()
        for piece in pieces:
            words = words_of(piece.reading.language)
            self.articles += 1
            self.spread.update({place_key(place.name, words) for place in piece.reading.places})
        self.actors = actors
        self.contrasted: set[tuple[str, str, str]] = set()
        self.by_id: dict[str, Figure] = {}
        self._placed: dict[str, str] = {}

    def group(self, figures: list[Figure]) -> list[list[Figure]]:
        """The questions, as lists of figures, in the order in which the figures came."""
        figures = self._completed(figures)
        self.by_id = {figure.id: figure for figure in figures}
        self.contrasted = self._contrasted_places(figures)
        self._placed.clear()
        by_key: dict[Key, list[Figure]] = defaultdict(list)
        for figure in figures:
            by_key[self._key(figure)].append(figure)
        groups: list[list[Figure]] = []
        for members in by_key.values():
            for happened in self._by_predicate(members):
                for whose in self._by_referent(happened):
                    for alike in self._by_matter(whose):
                        groups += self._by_breath(alike)
        groups = self._one_number_two_nouns(self._gather(groups))
        order = {figure.id: at for at, figure in enumerate(figures)}
        for group in groups:
            group.sort(key=lambda figure: order[figure.id])
        return sorted(groups, key=lambda group: (-len(group), order[group[0].id]))

    def _completed(self, figures: list[Figure]) -> list[Figure]:
        """A count of people that says no fate has that of the same number in the same article, if that has
        one; a headline's figure is of the time that the text gives for its number."""
        fates: dict[Told, Figure] = {}
        bodies: dict[Told, Figure] = {}
        counted: dict[Told, Figure] = {}
        for figure in figures:
            if figure.vague:
                continue
            if figure.furniture is None:
                bodies.setdefault((figure.article, figure.bounds), figure)
            if figure.kind == HUMAN and figure.value >= _TELLING:
                counted.setdefault((figure.article, figure.bounds), figure)
            if figure.kind in (LOOSE, HUMAN) and self._trait(figure) == _TOLL:
                fates.setdefault((figure.article, figure.bounds), figure)
        found = []
        for figure in figures:
            other = fates.get((figure.article, figure.bounds))
            if other and not figure.predicates and figure.kind in (LOOSE, HUMAN) and figure.value >= _TELLING:
                figure = replace(figure, predicates=other.predicates)
            named = counted.get((figure.article, figure.bounds))
            if named and figure.kind == LOOSE and not figure.predicates and _follows(named, figure):
                figure = replace(
                    figure,
                    noun=named.noun,
                    kind=named.kind,
                    parents=named.parents,
                    predicates=named.predicates,
                )
            body = bodies.get((figure.article, figure.bounds))
            if figure.furniture is not None and body is not None and self._heads(figure, body):
                figure = replace(
                    figure,
                    period=figure.period or body.period,
                    qualifiers=figure.qualifiers or body.qualifiers,
                )
            found.append(figure)
        return found

    def _heads(self, headline: Figure, body: Figure) -> bool:
        """Whether a headline's figure only repeats one of the text."""
        return self.noun_of(headline) == self.noun_of(body) and self._same_family(headline, body)

    # facets

    def noun_of(self, figure: Figure) -> str:
        """The class that is compared: where people are counted for a toll, any word for human beings is as
        good."""
        trait = self._trait(figure)
        if trait == _LOAD and figure.kind == LOOSE:
            return "person"
        toll = trait in (_TOLL, _CROWD)
        if figure.predicates and self._says_so_itself(figure):
            return "person"
        if (figure.kind in (LOOSE, HUMAN) and toll) or (figure.kind == LOOSE and not figure.predicates):
            return "person"
        return figure.noun

    def _says_so_itself(self, figure: Figure) -> bool:
        """ "Lima tersangka" are "lima orang sebagai tersangka"."""
        words = self.words_of(figure.language)
        return self._trait(figure) == _TOLL and words.implied.get(figure.noun) == figure.predicates[0]

    def place_of(self, figure: Figure) -> str:
        """Key of the place that makes a difference, empty for the whole."""
        known = self._placed.get(figure.id)
        if known is None:
            kind = self.noun_of(figure), self._counted_as(figure)
            known = next((key for key in self._local_places(figure) if (*kind, key) in self.contrasted), "")
            self._placed[figure.id] = known
        return known

    def _key(self, figure: Figure) -> Key:
        place = self.place_of(figure)
        if self._is_told_part(figure, place):
            place = f"{place} {_PART}".strip()
        return self.noun_of(figure), figure.qualifiers, figure.period or "", place

    def _is_told_part(self, figure: Figure, place: str) -> bool:
        """Whether its own text makes it a part of a figure for the same thing and place ("dari jumlah itu, tiga
        …")."""
        whole = self.by_id.get(figure.anchor or "")
        if whole is None or self.noun_of(whole) != self.noun_of(figure):
            return False
        told = not figure.predicates or self._same_family(whole, figure)
        return told and (not place or self.place_of(whole) == place)

    def _trait(self, figure: Figure) -> str:
        if not figure.predicates:
            return ""
        return self.words_of(figure.language).traits.get(figure.predicates[0], "")

    def family_of(self, figure: Figure) -> str:
        """The family of what happened; being there under any word is one family; empty where nothing is
        said."""
        if not figure.predicates:
            return ""
        if figure.kind == MONEY:
            words = self.words_of(figure.language)
            return words.one_sum.get(figure.predicates[0], figure.predicates[0])
        return _PRESENCE if self._trait(figure) == _PRESENCE else figure.predicates[0]

    def _counted_as(self, figure: Figure) -> str:
        """The family for which places make a difference: what says nothing is taken for being there."""
        return self.family_of(figure) or _PRESENCE

    def _local_places(self, figure: Figure) -> list[str]:
        """Keys of the places that are not whole countries."""
        words = self.words_of(figure.language)
        return [
            place_key(name, words)
            for name in figure.places
            if name.casefold() not in words.countries and self.actors.type_of(name) != "state"
        ]

    def _contrasted_places(self, figures: list[Figure]) -> set[tuple[str, str, str]]:
        """Noun, family and place for which an article gives a figure of the place's own beside another of
        the same kind."""
        found: set[tuple[str, str, str]] = set()
        by_article: dict[tuple[str, str, frozenset[str], str], list[Figure]] = defaultdict(list)
        for figure in figures:
            if not figure.vague and "former" not in figure.marks:
                noun, period = self.noun_of(figure), figure.period or ""
                by_article[figure.article, noun, figure.qualifiers, period].append(figure)
        for members in by_article.values():
            for one, other in combinations(members[:_BESIDE], 2):
                if not _may_be_one(one, other) and self._same_family(one, other):
                    kind = self.noun_of(one), self._counted_as(one)
                    places = self._contrast(one, other) - self._with_all(one, other, members)
                    found |= {(*kind, place) for place in places}
        return found

    def _with_all(self, one: Figure, other: Figure, members: list[Figure]) -> set[str]:
        """Places of the smaller of two figures where the article counts as many as the larger one, or more: they are
        no part of it."""
        part, whole = (one, other) if one.value < other.value else (other, one)
        here = set() if LOCAL in one.marks | other.marks else set(self._local_places(part))
        return here and {
            place
            for figure in members[:_BESIDE]
            if figure.value >= whole.value and figure is not whole
            for place in here.intersection(self._local_places(figure))
        }

    def _same_family(self, one: Figure, other: Figure) -> bool:
        a, b = self.family_of(one), self.family_of(other)
        return a == b or {a, b} == {"", _PRESENCE}

    def _contrast(self, one: Figure, other: Figure) -> set[str]:
        """The places, of these two figures, that stand for less than the whole."""
        if (LOCAL in one.marks) != (LOCAL in other.marks):
            return set(self._local_places(one if LOCAL in one.marks else other))
        part, whole = (one, other) if one.value < other.value else (other, one)
        if part.marks & _UPDATING:
            return set()
        here, there = set(self._local_places(part)), set(self._local_places(whole))
        if not there:
            here = {place for place in here if not self._is_the_events(place)}
        if here & there or not here:
            return set()
        other_mouth = part.source_name != whole.source_name and whole.statement
        if not there and other_mouth and self._trait(part) == _TOLL:
            return set()  # another source with another number and no place may mean the same place
        listed = one.sentence == other.sentence and part.anchor != whole.id  # "Cibatu 19, Wanaraja 23"
        return here if not there or (not listed and self._is_wider(there, here)) else here | there

    def _is_wider(self, there: set[str], here: set[str]) -> bool:
        """Whether a place is the event's own, of which the other is a part: in most articles, and in more
        than the other."""
        wide = max(self.spread.get(key, 0) for key in there)
        return 2 * wide >= self.articles and wide > max(self.spread.get(key, 0) for key in here)

    def _is_the_events(self, place: str) -> bool:
        """Whether a place is named in nearly all articles: a count that names no place may mean it."""
        return self.spread.get(place, 0) >= max(_EVERYWHERE * self.articles, 2)

    # partitions, each finer than the one before

    def _by_predicate(self, members: list[Figure]) -> list[list[Figure]]:
        """By family; what has none joins being-there, or the family in which its number stands already."""
        families: dict[str, list[Figure]] = defaultdict(list)
        for figure in members:
            families[self.family_of(figure)].append(figure)
        self._merge_families(families)
        bare = families.pop("", [])
        rest: list[Figure] = []
        for figure in bare:
            home = self._home(figure, families)
            if home is None:
                rest.append(figure)
            else:
                families[home].append(self._as_theirs(figure, families[home][0]))
        return [*families.values(), *self._by_mouth(_by_topic(rest))]

    def _by_mouth(self, groups: list[list[Figure]]) -> list[list[Figure]]:
        """What one named source counts alone in each of two articles is one question: "214 nasabah", and days later
        "261 nasabah"."""
        told: dict[tuple[str, str], set[tuple[float | None, float | None]]] = defaultdict(set)
        for figure in (f for group in groups for f in group):
            told[figure.source_name or "", figure.article].add(figure.bounds)
        homes: dict[tuple[str, str], list[Figure]] = {}
        merged: list[list[Figure]] = []
        for group in groups:
            keys = {
                (figure.source_name, figure.noun)
                for figure in group
                if figure.statement
                and figure.source_name
                and not is_unnamed(figure.source_name)
                and figure.kind not in (LOOSE, *OWNED)
                and len(told[figure.source_name, figure.article]) == 1
            }
            home = next((homes[key] for key in sorted(keys) if key in homes), None)
            if home is None:
                merged.append(home := list(group))
            else:
                home += group
            homes.update(dict.fromkeys(keys, home))
        return merged

    def _as_theirs(self, figure: Figure, other: Figure) -> Figure:
        """A count that says no fate, with that of the toll which it turned out to be."""
        return replace(figure, predicates=other.predicates[:1]) if self._trait(other) == _TOLL else figure

    def _merge_families(self, families: dict[str, list[Figure]]) -> None:
        """Two families in which one number stands with a predicate in common are one ("kabur", "ditahan
        setelah kabur")."""
        for one, other in combinations(sorted(families), 2):
            if not one or not other or one not in families or other not in families:
                continue
            if families[one][0].kind in OWNED:
                continue  # the matter of a case ("perkara hibah") stands beside every sum in it
            mine = {(f.bounds, p) for f in families[one] if not f.vague for p in f.predicates}
            its = {(f.bounds, p) for f in families[other] if not f.vague for p in f.predicates}
            if mine & its:
                kept, gone = (one, other) if len(families[one]) >= len(families[other]) else (other, one)
                families[kept] += families.pop(gone)

    def _home(self, figure: Figure, families: dict[str, list[Figure]]) -> str | None:
        if figure.noun == CASE and len(families) == 1 and not figure.anchor:
            return next(iter(families))  # an event has cases of one illness
        if _PRESENCE in families and not figure.anchor:
            return _PRESENCE
        best, at = None, 0.0
        for name, members in sorted(families.items()):
            score = _closest(figure, members)
            if self._is_owned(figure) and self._shares_owner(figure, members):
                score += _OWNER if figure.kind == MONEY else 1.0  # one owner has money of many kinds
            if score > at:
                best, at = name, score
        return best if at >= 1.0 else None

    def _by_referent(self, members: list[Figure]) -> list[list[Figure]]:
        """By whose the counted are, where that makes a difference; a figure that does not say goes with
        those it is most like."""
        clusters: list[tuple[set[str], list[Figure]]] = []
        silent: list[Figure] = []
        for figure in members:
            tokens = self._referent_tokens(figure)
            if not tokens:
                silent.append(figure)
                continue
            for known, group in clusters:
                if known & tokens or not self._tells_apart(group, figure):
                    known |= tokens
                    group.append(figure)
                    break
            else:
                clusters.append((tokens, [figure]))
        if not clusters:
            return [silent] if silent else []
        for figure in silent:
            home = max(clusters, key=lambda c: (_closest(figure, c[1]), len(c[1])))
            home[1].append(figure)
        return [group for _, group in clusters]

    def _by_matter(self, members: list[Figure]) -> list[list[Figure]]:
        """Tolls and totals are an event's own; other counts are one question only where number or words
        around agree."""
        if all(figure.anchor for figure in members):
            return _by_topic(members, _ALIKE + _SAME_FAMILY)  # each part is a question of its own
        if common(map(self._trait, members)) in (_TOLL, _TOTAL, _LOAD, _CROWD):
            return [members]
        least = _DEPLOYED if self.family_of(members[0]) == _PRESENCE else _ALIKE
        if self._is_owned(members[0]) and self._referent_tokens(members[0]):
            return [members]  # amounts of one owner, and of one family
        return self._by_mouth(_by_topic(members, least + _SAME_FAMILY))

    def _tells_apart(self, group: list[Figure], figure: Figure) -> bool:
        """Two states are never one; of other names an article must set two side by side."""
        if self._is_owned(figure):
            return self._trait(figure) != _TOTAL
        if any(self._of_state(figure) and self._of_state(other) for other in group):
            return True
        return any(other.article == figure.article and other.bounds != figure.bounds for other in group)

    def _is_owned(self, figure: Figure) -> bool:
        return figure.kind in OWNED or figure.noun in OWNED_NOUNS

    def _shares_owner(self, figure: Figure, members: list[Figure]) -> bool:
        mine = self._referent_tokens(figure)
        return any(mine & self._referent_tokens(other) for other in members[:_SAMPLE])

    def _of_state(self, figure: Figure) -> bool:
        words = self.words_of(figure.language)
        names = [self.actors.name(name) for name in figure.referents]
        return any(self.actors.type_of(n) == "state" or _holds_country(n, words) for n in names)

    def _referent_tokens(self, figure: Figure) -> set[str]:
        """Words of the names that say whose, without the words for what is counted."""
        found: set[str] = set()
        words = self.words_of(figure.language)
        counted = {words.morphology.without_clitic(t) for t in figure.noun_words.split()}
        for name in figure.referents:
            if is_unnamed(name):
                continue
            tokens = set(words.written_out(self.actors.name(name)).split()) - counted
            found |= {t for t in tokens if t not in words.noun_of}
        return found

    def _by_breath(self, members: list[Figure]) -> list[list[Figure]]:
        """Figures that one mouth gives side by side are kept apart, the others go with the one that they
        are most like."""
        groups: list[list[Figure]] = []
        home: dict[str, int] = {}
        by_article: dict[str, list[Figure]] = defaultdict(list)
        for figure in members:
            beside = [o for o in by_article[figure.article] if _side_by_side(figure, o)]
            taken = {home[o.id] for o in beside}
            by_article[figure.article].append(figure)
            free = [at for at in range(len(groups)) if at not in taken]
            if not free:
                home[figure.id] = len(groups)
                groups.append([figure])
                continue
            best = max(free, key=lambda at: (_closest(figure, groups[at]), len(groups[at])))
            home[figure.id] = best
            groups[best].append(figure)
        return groups

    def _gather(self, groups: list[list[Figure]]) -> list[list[Figure]]:
        """A figure that says no place joins the place's question if the same mouth, or its article, gives
        that very number there."""
        given: dict[tuple[str, tuple[float | None, float | None]], list[tuple[int, Figure]]] = defaultdict(
            list
        )
        for at, group in enumerate(groups):
            for figure in group:
                if self.place_of(figure):
                    for key in (figure.article, figure.source_name or ""):
                        given[key, figure.bounds].append((at, figure))
        for at, group in enumerate(groups):
            for figure in list(group):
                if self.place_of(figure) or figure.vague or figure.anchor:
                    continue
                near = given.get((figure.article, figure.bounds), [])[:_SAMPLE]
                near += given.get((figure.source_name or "", figure.bounds), [])[:_SAMPLE]
                home = next((n for n, other in near if n != at and self._is_repeat(figure, other)), None)
                if home is not None:
                    group.remove(figure)
                    groups[home].append(figure)
        return [group for group in groups if group]

    def _one_number_two_nouns(self, groups: list[list[Figure]]) -> list[list[Figure]]:
        """ "245 kasus" and "245 anak" of one article: where an article counts the same under two nouns, and none gives
        the two different numbers, they are one question."""
        merged: list[list[Figure]] = []
        alike: dict[tuple[object, ...], list[list[Figure]]] = defaultdict(list)
        for group in groups:
            head = group[0]
            if head.noun != CASE and self._trait(head) != _TOLL:
                merged.append(group)
                continue
            known = alike[self._key(head)[1:]]
            home = next((one for one in known if self._is_same_count(one, group)), None)
            if home is None:
                known.append(copy := list(group))
                merged.append(copy)
            else:
                home += group
        return merged

    def _are_cases_of(self, cases: list[Figure], people: list[Figure]) -> bool:
        """ "702 kasus" of an illness that is not named, and "702 orang terjangkit" elsewhere."""
        if any(f.noun != CASE or f.predicates or f.anchor for f in cases):
            return False
        words = self.words_of(people[0].language)
        if (
            self.family_of(people[0]) not in words.cases
            or self._key(cases[0])[1:] != self._key(people[0])[1:]
        ):
            return False
        same = {f.bounds for f in cases} & {f.bounds for f in people}
        return any((high or low or 0) >= _TELLING_COUNT and (high or low or 0) % 10 for low, high in same)

    def _is_same_count(self, one: list[Figure], other: list[Figure]) -> bool:
        a, b = one[0], other[0]
        if self._are_cases_of(one, other) or self._are_cases_of(other, one):
            return True
        if self._trait(a) != _TOLL or self.family_of(a) != self.family_of(b) or a.noun == b.noun:
            return False
        if self._key(a)[1:] != self._key(b)[1:] or a.anchor or b.anchor:
            return False
        mine, its = _values_by_article(one), _values_by_article(other)
        shared = mine.keys() & its.keys()
        telling = _telling(one) | _telling(other)
        return any(mine[n] & its[n] & telling for n in shared) and all(mine[n] & its[n] for n in shared)

    def _is_repeat(self, figure: Figure, other: Figure) -> bool:
        if figure.bounds != other.bounds or self.noun_of(figure) != self.noun_of(other):
            return False
        if figure.qualifiers != other.qualifiers or not self._same_family(figure, other):
            return False
        same_mouth = figure.source_name == other.source_name and not is_unnamed(figure.source_name)
        return same_mouth or figure.article == other.article


def place_key(name: str, words: AlignWords) -> str:
    """A place's name without the words that say what kind of place it is."""
    tokens = [t for t in _TOKEN.findall(name.casefold()) if t not in words.place_kinds]
    return " ".join(tokens) or name.casefold()


def _telling(figures: list[Figure]) -> set[tuple[float | None, float | None]]:
    """Numbers that are the same by no chance: large ones, and what a headline repeats."""
    return {f.bounds for f in figures if f.value >= _TELLING or f.furniture}


def _values_by_article(figures: list[Figure]) -> dict[str, set[tuple[float | None, float | None]]]:
    """The firm numbers that each article gives."""
    found: dict[str, set[tuple[float | None, float | None]]] = {}
    for figure in figures:
        if not figure.vague:
            found.setdefault(figure.article, set()).add(figure.bounds)
    return found


def _holds_country(name: str, words: AlignWords) -> bool:
    """Whether a name is, or ends in, a country's ("Nelayan Vietnam")."""
    tokens = words.written_out(name).split()
    return any(" ".join(tokens[at:]) in words.countries for at in range(len(tokens)))


def _affinity(one: Figure, other: Figure) -> float:
    """How much speaks for two figures answering one question, kind and family aside."""
    score = 0.0
    bound = one.article == other.article and one.value == other.value and not (one.vague or other.vague)
    if one.bounds == other.bounds or bound:  # "tembus 640", "640"
        score += 1.0 if one.value >= _TELLING or one.article == other.article else _SMALL
        if one.article == other.article or one.source_name == other.source_name:
            score += 1.0
    if set(one.predicates) & set(other.predicates):
        score += _SAME_FAMILY
    union = len(one.topic | other.topic)
    return score + (len(one.topic & other.topic) / union if union else 0.0)


def _may_be_one(one: Figure, other: Figure) -> bool:
    """Whether one number fits both: "sedikitnya tujuh" and "tujuh" tell of no two places."""
    if one.bounds == other.bounds:
        return True
    if "exact" not in (one.hedge, other.hedge):
        return False
    low = max(f.low for f in (one, other) if f.low is not None)
    return all(f.high is None or f.high >= low for f in (one, other))


def _closest(figure: Figure, members: list[Figure]) -> float:
    """How near the nearest of a group's first members is."""
    return max((_affinity(figure, other) for other in members[:_SAMPLE]), default=0.0)


def _follows(one: Figure, other: Figure) -> bool:
    """Whether a figure is taken up right behind where it was given ("29 orang saksi. Dari 29 orang itu …")."""
    return 0 <= other.sentence - one.sentence <= _BREATH and one.start < other.start


def _side_by_side(one: Figure, other: Figure) -> bool:
    """Whether one mouth gives both in one breath, as two different things."""
    if one.article != other.article or one.bounds == other.bounds or one.vague or other.vague:
        return False
    if one.anchor is not None and one.anchor == other.anchor:
        return True  # two parts of one whole
    if one.source_name != other.source_name or abs(one.sentence - other.sentence) > _BREATH:
        return False
    if (one.stance in DOUBTING) != (other.stance in DOUBTING):
        return False  # "bukan 34, melainkan 27" answers one question
    if (one.marks | other.marks) & _UPDATING or one.value == other.value:
        return False
    return one.as_of == other.as_of


def _by_topic(figures: Iterable[Figure], least: float = _ALIKE) -> list[list[Figure]]:
    """Figures that no family of predicates brings together: by number, and by the words around."""
    groups: list[list[Figure]] = []
    for figure in figures:
        scored = [(_closest(figure, group), at) for at, group in enumerate(groups)]
        best = max(scored, default=(0.0, -1))
        if best[0] >= least:
            groups[best[1]].append(figure)
        else:
            groups.append([figure])
    return groups


def common(values: Iterable[str]) -> str:
    """The most frequent value, the first of equals."""
    counted = Counter(values)
    return max(counted, key=lambda v: counted[v]) if counted else ""


__all__ = ["QuestionGrouper", "common", "place_key"]
