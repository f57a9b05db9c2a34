"""Relations between questions: a figure that is a part of another one, and figures that only look alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from itertools import combinations

from runut.model.dossier import Apart, Relation
from runut.model.ledger import NOT_YET, STEP, Figure

_LISTED = 60  # pairs that are not comparable are listed up to here: a reader wants the nearest ones
_NEXT = 2  # sentences on in which a mouth goes on about the same people
_ANYBODY = "loose"  # kind of the words for any human being
_TELLING = 10  # smaller numbers meet by chance

Say = Callable[..., str]


class PartWeigher:
    """Relates figures of different questions of one story."""

    def __init__(
        self,
        groups: list[list[Figure]],
        root_of: Mapping[str, str],
        place_of: Callable[[Figure], str],
        family_of: Callable[[Figure], str],
        subsets: Collection[tuple[str, str]],
        label: Callable[[str, str], str],
        say: Say,
    ) -> None:
        self.groups = groups
        self.root_of = root_of
        self.place_of = place_of
        self.family_of = family_of
        self.subsets = subsets
        self.label = label
        self.say = say
        self.group_of = {figure.id: at for at, group in enumerate(groups) for figure in group}
        self.figures = {figure.id: figure for group in groups for figure in group}
        self.by_article: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.figures.values():
            self.by_article[figure.article].append(figure)

    def parts(self) -> list[Relation]:
        """Part-of relations, each from the part."""
        found: dict[str, Relation] = {}
        for group in self.groups:
            told = [f for f in group if f.anchor in self.figures]
            for figure in told:
                whole = self.figures[figure.anchor or ""]
                why = self.say("part-of-words", x=figure.written, y=whole.written)
                found[figure.id] = Relation(figure.id, whole.id, "part-of", why)
            self._same_parts(group, told, found)
        for group in self.groups:
            self._read_parts(group, found)
        return list(found.values())

    def _same_parts(self, group: list[Figure], told: list[Figure], found: dict[str, Relation]) -> None:
        """The same figure of the same origin in another article is a part of the same whole; told once an
        article."""
        articles = {figure.article for figure in told}
        wholes: dict[tuple[object, str], Figure] = {}
        for part in told:
            wholes.setdefault((part.bounds, self.root_of[part.id]), part)
        for figure in sorted(group, key=lambda f: (not self.place_of(f), f.start)):
            same = wholes.get((figure.bounds, self.root_of[figure.id]))
            if same is not None and figure.article not in articles:
                articles.add(figure.article)
                whole = self.figures[same.anchor or ""]
                why = self.say("part-of-same", x=figure.written, y=whole.written)
                found[figure.id] = Relation(figure.id, whole.id, "part-of", why)

    def _read_parts(self, group: list[Figure], found: dict[str, Relation]) -> None:
        """A figure for one place, or for some of the counted, beside a larger one for all of them in one
        article."""
        roots = {self.root_of[f.id] for f in group if f.id in found}
        for figure in group:
            if figure.id in found or figure.vague or self.root_of[figure.id] in roots:
                continue
            wholes = [f for f in self.by_article[figure.article] if self._is_whole(f, figure)]
            if not wholes:
                continue
            whole = max(
                wholes,
                key=lambda f: (
                    self.root_of[f.id] == self.root_of[figure.id],
                    bool(set(f.predicates) & set(figure.predicates)),
                    -abs(f.start - figure.start),
                ),
            )
            place = self.place_of(figure)
            kinds = figure.qualifiers or {self.label("noun", figure.noun) or figure.noun_words}
            why = (
                self.say("part-of-place", x=figure.written, y=whole.written, p=place)
                if place and not self.place_of(whole)
                else self.say("part-of-next", x=figure.written, y=whole.written)
                if self._befell_some(whole, figure)
                else self.say("part-of-kind", x=figure.written, y=whole.written, q=", ".join(sorted(kinds)))
            )
            found[figure.id] = Relation(figure.id, whole.id, "part-of", why)
            roots.add(self.root_of[figure.id])

    def _is_whole(self, whole: Figure, part: Figure) -> bool:
        if self.group_of[whole.id] == self.group_of[part.id] or whole.vague or whole.value <= part.value:
            return False
        if STEP in part.qualifiers | whole.qualifiers:
            return False
        if self._befell_some(whole, part):
            return True
        if whole.period != part.period or whole.kind in ("money", "share", "measure"):
            return False
        families = {self.family_of(whole), self.family_of(part)}
        if len(families) > 1 and families != {"", "presence"}:
            return False
        same_noun = whole.noun == part.noun or whole.kind == part.kind == _ANYBODY
        narrower = self.place_of(part) and not self.place_of(whole)
        if same_noun and narrower and whole.qualifiers == part.qualifiers:
            return True
        if self.place_of(whole) != self.place_of(part) or not part.predicates:
            return False
        fewer = whole.noun in part.parents or (same_noun and part.qualifiers > whole.qualifiers)
        return fewer and self.root_of[whole.id] == self.root_of[part.id]

    def _befell_some(self, whole: Figure, part: Figure) -> bool:
        """ "34 orang ditangkap … 20 sudah dipulangkan": what one mouth tells next of some of them."""
        return (
            (self.family_of(part), self.family_of(whole)) in self.subsets
            and self.root_of[whole.id] == self.root_of[part.id]
            and whole.period == part.period
            and 0 <= part.sentence - whole.sentence <= _NEXT
            and NOT_YET not in part.qualifiers
        )

    def apart(self) -> list[Apart]:
        """Figures that look alike and answer different questions: the same number, or the same thing
        counted."""
        by_bounds: dict[tuple[float | None, float | None], list[Figure]] = defaultdict(list)
        by_noun: dict[str, list[Figure]] = defaultdict(list)
        for group in self.groups:
            head = group[0]
            by_noun[head.noun].append(head)
            for figure in {f.bounds: f for f in reversed(group)}.values():
                if not figure.vague and figure.value >= _TELLING:
                    by_bounds[figure.bounds].append(figure)
        found: dict[tuple[int, int], Apart] = {}
        for members in [*by_bounds.values(), *by_noun.values()]:
            for one, other in combinations(members[:12], 2):
                pair = (self.group_of[one.id], self.group_of[other.id])
                if pair[0] != pair[1] and len(found) < _LISTED:
                    found.setdefault(pair, Apart(one.id, other.id, self._why(one, other)))
        return list(found.values())

    def _why(self, one: Figure, other: Figure) -> str:
        if one.noun != other.noun:
            a, b = (self.label("noun", f.noun) or f.noun_words or f.noun for f in (one, other))
            return self.say("apart-noun", a=a, b=b)
        x, y = self.family_of(one), self.family_of(other)
        if x != y:
            a, b = (self.label("predicate", (f.predicates or ("",))[0]) or "–" for f in (one, other))
            return self.say("apart-predicate", a=a, b=b)
        if self.place_of(one) != self.place_of(other):
            return self.say("apart-place", a=self.place_of(one) or "–", b=self.place_of(other) or "–")
        if one.period != other.period:
            return self.say("apart-period", a=one.period or "–", b=other.period or "–")
        if one.qualifiers != other.qualifiers:
            a, b = (", ".join(sorted(f.qualifiers)) or "–" for f in (one, other))
            return self.say("apart-qualifier", a=a, b=b)
        return self.say("apart-other")


__all__ = ["PartWeigher"]
