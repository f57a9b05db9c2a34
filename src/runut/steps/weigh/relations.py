"""How the figures of one question stand to each other, each relation with its why.

Intervals are compared, never words: "hingga 12.000" does not conflict with 10.000. The same mouth with a
newer figure updates;
different mouths for the same time conflict. Inside one origin every repetition is tied to the one that it
is closest to, so that
copies do not multiply relations; across origins only the best-told entry of each is compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from itertools import combinations, pairwise

from runut.model.days import days_apart
from runut.model.dossier import Relation
from runut.model.ledger import COMPARED, OWN_VOICE, PLANNED, UNNAMED, Figure, is_unnamed

# how far from "sekitar N" the number may lie: less than half a step between two-digit round numbers (190 is
# itself a round number, and not what one calls "sekitar 200")
_ABOUT = 0.049
_NEARLY = 0.5  # of a bound from above: who says "hampir 6.000" or "di bawah 6.000" does not mean 498
_SAME_MATTER = (
    0.34  # words that two vague figures must share to be one: "ribuan" said twice may be two things
)
_HEADED = 0.5  # what a headline is farther from other articles than running text
_TREE = 60  # repetitions of one figure above which each is tied to the one before it
_MANY = 12  # origins above which only neighbouring values are compared: pairs grow with the square

Say = Callable[..., str]
Bounds = tuple[float | None, float | None]
_DIGITS = re.compile(r"\d+")
_FEWEST_DIGITS = 2
_ASKED = "demands"
_DOUBTS = {"denies": ("denies", "denies-figure"), "cannot-confirm": (None, "doubts-figure")}


class RelationWeigher:
    """Relates the figures of one question. ``root_of`` is the key of each figure's origin, ``name_of`` how
    its source is called."""

    def __init__(
        self,
        root_of: Mapping[str, str],
        name_of: Callable[[Figure], str],
        written_on: Callable[[Figure], str | None],
        toll: Callable[[Figure], bool],
        running: Callable[[Figure], str],
        near: Callable[[Figure], list[Figure]],
        copies: Collection[str],
        stated: Callable[[Figure], bool],
        say: Say,
    ) -> None:
        self.root_of = root_of
        self.name_of = name_of
        self.written_on = written_on
        self.toll = toll
        self.running = running
        self.near = near
        self.copies = copies
        self.stated = stated
        self.say = say
        self.changed: set[tuple[Bounds, Bounds]] = set()  # older and newer values, as some text tells it

    def relate(self, figures: list[Figure]) -> list[Relation]:
        """All relations inside a question, in the order of its figures."""
        asserted = [f for f in figures if f.stance not in _DOUBTS]
        by_id = {figure.id: figure for figure in asserted}
        self.changed = {
            (by_id[f.replaces].bounds, f.bounds) for f in asserted if f.replaces and f.replaces in by_id
        }
        groups: dict[str, list[Figure]] = {}
        for figure in asserted:
            groups.setdefault(self.root_of[figure.id], []).append(figure)
        found: list[Relation] = []
        for members in groups.values():
            found += self._inside(members)
        best = [self._best(members) for members in groups.values()]
        found += self._successive(self._across(best, groups), groups)
        found += self._of_other_days(list(groups.values()), best)
        found += self._denials(figures, asserted)
        found += self._told_changes(asserted, found)
        return found

    # inside one origin

    def _inside(self, members: list[Figure]) -> list[Relation]:
        """Equal figures form a tree of nearest repetitions; the different values of one mouth follow each
        other in time."""
        values: dict[tuple[float | None, float | None], list[Figure]] = {}
        for figure in members:
            values.setdefault(figure.bounds, []).append(figure)
        found: list[Relation] = []
        for equal in values.values():
            for one, other in nearest_tree(equal, closeness):
                if not one.vague or _alike(one, other) >= _SAME_MATTER:
                    found.append(self._same(one, other))
        firm = [equal for equal in values.values() if not equal[0].vague]
        for vague in (equal for equal in values.values() if equal[0].vague):
            for figure in vague:
                found += self._vague(figure, [f for equal in firm for f in equal])
        moved = {equal[0].bounds for equal in firm if _is_told_new(equal)}
        heads = sorted((self._latest(equal) for equal in firm), key=lambda f: self._when(f, moved))
        for old, new in pairwise(heads):
            relation = self._succession(old, new, new.bounds in moved)
            if relation is not None:
                found.append(relation)
        return found

    def _same(self, one: Figure, other: Figure) -> Relation:
        a, b = self.name_of(one), self.name_of(other)
        if a == b:
            why = self.say("same-mouth", a=a, x=one.written)
        elif one.article == other.article:
            why = self.say("same-article", x=one.written)
        else:
            root = self.root_of[one.id]
            named = root[root.index(UNNAMED) :] if UNNAMED in root else root.partition(" ")[2]
            why = self.say("same-body", a=named)
        if one.hedge != other.hedge:
            why = f"{why}; {self.say('hedge-differs', x=one.written, y=other.written)}"
        return Relation(other.id, one.id, "same", why)

    def _vague(self, figure: Figure, firm: list[Figure]) -> list[Relation]:
        fitting = [f for f in firm if within(figure, f)]
        if not fitting or not self.stated(figure):
            return []
        to = max(fitting, key=lambda f: closeness(figure, f))
        return [
            Relation(figure.id, to.id, "agrees", self.say("agrees-vague", x=figure.written, y=to.written))
        ]

    def _succession(self, old: Figure, new: Figure, moved: bool) -> Relation | None:
        """Two values of one mouth: corrected, updated (``moved``: a text says that the new one is new), compatible, or
        a contradiction of itself."""
        if old.article == new.article and (old.replaces == new.id or new.replaces == old.id):
            return None  # the text says it itself, see _told_changes
        told = bool(new.marks & {"rise", "fall", "into"})
        if OWN_VOICE in (old.stance, new.stance) and not (self.toll(new) or told):
            return None  # two articles of one outlet may each tell of something else
        if (within(old, new) or within(new, old)) and not self._has_run_on(old, new):
            if old.article == new.article and _same_number(old, new):
                return self._same(old, new)
            return Relation(new.id, old.id, "agrees", self.say("agrees-bounds", x=new.written, y=old.written))
        if "correct" in new.marks and "former" not in new.marks:
            return Relation(new.id, old.id, "corrects", self.say("corrects", x=new.written, y=old.written))
        if "correct" in old.marks and "former" not in old.marks:
            return Relation(old.id, new.id, "corrects", self.say("corrects", x=old.written, y=new.written))
        apart = days_apart(old.as_of, new.as_of)
        if apart is not None and apart < 0:
            why = self.say(
                "updates-mouth", a=self.name_of(new), d=new.as_of, e=old.as_of, x=new.written, y=old.written
            )
            return Relation(new.id, old.id, "updates", why)
        apart = days_apart(self.written_on(old), self.written_on(new))
        if apart is not None and apart < 0:
            return Relation(
                new.id, old.id, "updates", self.say("updates-later", x=new.written, y=old.written)
            )
        if moved or "former" in old.marks:
            return Relation(
                new.id, old.id, "updates", self.say("updates-words", x=new.written, y=old.written)
            )
        if OWN_VOICE in (old.stance, new.stance):
            return None  # two articles of one outlet are no mouth that contradicts itself
        why = self.say("conflicts-self", x=old.written, y=new.written)
        return Relation(new.id, old.id, "conflicts", why)

    def _when(self, figure: Figure, moved: Collection[Bounds]) -> tuple[str, int, int, str, int]:
        """Order in time as far as it is known: former values first, then by day, those that a text calls new last, then
        by the article's day and the text."""
        replaced = "former" in figure.marks
        new = figure.bounds in moved
        return figure.as_of or "", not replaced, new, self.written_on(figure) or "", figure.start

    def _latest(self, equal: list[Figure]) -> Figure:
        """The telling that stands for one value: of equals the first in time."""
        return max(sorted(equal, key=self._told_first), key=self.telling)

    def _told_first(self, figure: Figure) -> tuple[str, str, int]:
        return self.written_on(figure) or "9999", figure.article, figure.start

    def _best(self, members: list[Figure]) -> Figure:
        """The entry that stands for its origin: its newest firm value, as fully told as possible."""
        firm = [f for f in members if not f.vague and "former" not in f.marks] or members
        risen = {f.bounds for f in firm if _is_told_new([f])}
        last = max((f.as_of or "" for f in firm), default="")
        if any(f.bounds in risen and (f.as_of or last) == last for f in firm):
            firm = [f for f in firm if f.bounds in risen]
        if any("correct" in f.marks and "former" not in f.marks for f in firm):
            corrected = {f.bounds for f in firm if "correct" in f.marks}
            firm = [
                f for f in firm if f.bounds in corrected
            ]  # what it says instead, and no more the other values
        newest = max(firm, key=self.weight)
        return self._latest([f for f in firm if f.bounds == newest.bounds])

    def telling(self, figure: Figure) -> tuple[bool, bool, bool, bool, bool, int]:
        """How well an entry tells a value, whenever it does."""
        hops = len(figure.chain)
        return (
            not figure.marks & {"former", COMPARED},
            figure.furniture is None,
            self.stated(figure),
            figure.article not in self.copies,
            bool(figure.said_on),
            hops if is_unnamed(figure.source_name) else -hops,
        )

    def weight(self, figure: Figure) -> tuple[bool, bool, bool, bool, str, int, str, int]:
        """How well an entry stands for those that are like it: told by its source, in the original, dated,
        straight from the mouth.

        Of unnamed sources the chain that names more is better, of named ones the shorter.
        """
        hops = len(figure.chain)
        return (
            not figure.marks & {"former", COMPARED},
            figure.furniture is None,
            self.stated(figure),
            figure.article not in self.copies,
            figure.said_on or "",
            hops if is_unnamed(figure.source_name) else -hops,
            self.written_on(figure) or "",
            -figure.start,
        )

    # across origins

    def _across(self, best: list[Figure], groups: Mapping[str, list[Figure]]) -> list[Relation]:
        echoes = self._echoes(best, groups)
        best = [f for f in best if not self._is_only_compared(f, best)]
        told = [figure for figure in best if figure.id not in echoes]
        if len(told) > _MANY:
            ordered = sorted(told, key=lambda f: (f.low or 0, f.high or 0, f.id))
            pairs = list(pairwise(ordered))
        else:
            pairs = list(combinations(told, 2))
        pairs += [(echoes[figure.id], figure) for figure in best if figure.id in echoes]
        found = []
        for pair in pairs:
            one, other = pair if len(told) > _MANY else self._of_one_day(*pair, groups)
            relation = self._between(one, other)
            if relation is not None:
                found.append(relation)
        return found

    def _is_only_compared(self, figure: Figure, best: list[Figure]) -> bool:
        """Whether a source names the figure only to correct it, and another one vouches for it."""
        return COMPARED in figure.marks and any(
            o.bounds == figure.bounds and COMPARED not in o.marks and self.stated(o) for o in best
        )

    def _of_one_day(
        self, one: Figure, other: Figure, groups: Mapping[str, list[Figure]]
    ) -> tuple[Figure, Figure]:
        """The same two values as both mouths gave them on one day, the latest, if there is one."""
        if one.as_of == other.as_of:
            return self._side_by_side(one, other, groups)
        mine, its = (
            {
                day: f
                for day, f in self._by_days(groups[self.root_of[x.id]]).items()
                if f.bounds == x.bounds and f.said_on
            }
            for x in (one, other)
        )
        day = max(mine.keys() & its.keys(), default=None)
        return (mine[day], its[day]) if day else (one, other)

    def _side_by_side(
        self, one: Figure, other: Figure, groups: Mapping[str, list[Figure]]
    ) -> tuple[Figure, Figure]:
        """The same two values where one article gives both, if one does: it sets them against each other."""
        if one.article == other.article:
            return one, other
        mine, its = (
            {
                f.article: f
                for f in sorted(groups[self.root_of[x.id]], key=self.telling)
                if f.bounds == x.bounds and f.as_of == x.as_of and f.furniture is None and self.stated(f)
            }
            for x in (one, other)
        )
        both = [name for name in mine if name in its]
        first = min(both, key=lambda name: self._told_first(mine[name]), default=None)
        return (mine[first], its[first]) if first is not None else (one, other)

    def _echoes(self, best: list[Figure], groups: Mapping[str, list[Figure]]) -> dict[str, Figure]:
        """Figures that an article gives without saying whose they are, each with the nearest one of the same
        number that has a source: it brings nothing of its own against the others."""
        stated = [figure for members in groups.values() for figure in members if self.stated(figure)]
        found: dict[str, Figure] = {}
        for figure in best:
            if not self.stated(figure):
                same = [
                    other for other in stated if other.bounds == figure.bounds or _same_floor(figure, other)
                ]
                if same:
                    near = [other for other in best if other in same] or same
                    found[figure.id] = max(near, key=lambda f: closeness(f, figure))
        return found

    def _successive(self, found: list[Relation], groups: Mapping[str, list[Figure]]) -> list[Relation]:
        """Of a count that runs on over days each figure takes the place of the one before it, not of all before
        it: an update starts from the first figure of the newer mouth, and passes over no day between."""
        known = {figure.id: figure for members in groups.values() for figure in members}
        moved: list[Relation] = []
        for relation in found:
            new, old = known[relation.from_], known[relation.to]
            if relation.kind != "updates" or not self._has_run_on(old, new):
                moved.append(relation)
                continue
            mine = groups[self.root_of[new.id]]
            if any(f.bounds == new.bounds and f.as_of and f.as_of <= (old.as_of or "") for f in mine):
                continue  # it said so on that day already: the two contradict each other
            days = self._by_days(mine)
            first = min((day for day in days if day > (old.as_of or "")), default=new.as_of or "")
            between = [
                day
                for key, members in groups.items()
                if key not in (self.root_of[new.id], self.root_of[old.id])
                for day in self._by_days(members)
                if (old.as_of or "") < day < first
            ]
            if between:
                continue
            start = days.get(first, new)
            later = self._between(start, old) if start.id != new.id else relation
            if later is not None and later.kind == "updates":
                moved.append(later)
        return moved

    def _of_other_days(self, groups: list[list[Figure]], best: list[Figure]) -> list[Relation]:
        """What two mouths said differently on one day stays a conflict when one of them thinks better of it
        later."""
        if len(groups) > _MANY:
            return []
        found: list[Relation] = []
        for (mine, one), (its, other) in combinations(zip(groups, best, strict=True), 2):
            a, b = self._by_days(mine), self._by_days(its)
            for day in sorted(a.keys() & b.keys()):
                if (a[day].id, b[day].id) == (one.id, other.id) or a[day].bounds == b[day].bounds:
                    continue
                if not all(
                    f is new or (new.as_of or "") > day for f, new in ((a[day], one), (b[day], other))
                ):
                    continue
                relation = self._between(a[day], b[day])
                if relation is not None and relation.kind == "conflicts":
                    found.append(relation)
        return found

    def _by_days(self, members: list[Figure]) -> dict[str, Figure]:
        """The best-told firm figure of each day, of one origin that is a source."""
        days: dict[str, list[Figure]] = {}
        for figure in members:
            if figure.as_of and self.stated(figure) and not figure.vague and "former" not in figure.marks:
                days.setdefault(figure.as_of, []).append(figure)
        return {day: self._best(figures) for day, figures in days.items()}

    def _between(self, one: Figure, other: Figure) -> Relation | None:
        a, b = self.name_of(one), self.name_of(other)
        if one.bounds == other.bounds:
            known = self.root_of[one.id].startswith("named") and self.root_of[other.id].startswith("named")
            code = "agrees-equal" if known else "agrees-unknown"
            return Relation(one.id, other.id, "agrees", self.say(code, x=one.written, a=a, b=b))
        if one.vague or other.vague:
            if within(one, other) or within(other, one):
                vague, firm = (one, other) if one.vague else (other, one)
                why = self.say("agrees-vague", x=vague.written, y=firm.written)
                return Relation(vague.id, firm.id, "agrees", why)
        elif compatible(one, other) and not self._has_run_on(*self._by_day(one, other)):
            return Relation(
                one.id, other.id, "agrees", self.say("agrees-bounds", x=one.written, y=other.written)
            )
        return self._differ(one, other, a, b)

    def _differ(self, one: Figure, other: Figure, a: str, b: str) -> Relation | None:
        """Different figures of different mouths: a conflict, unless a count that can only grow has grown in
        between."""
        if (PLANNED in one.marks) != (PLANNED in other.marks):
            return None
        if (one.stance == _ASKED) != (other.stance == _ASKED):
            return None  # what is asked for and what was granted can both be as they are told
        for old, new in ((one, other), (other, one)):
            told = (old.bounds, new.bounds) in self.changed and old.article != new.article
            if told and OWN_VOICE in (old.stance, new.stance):
                return Relation(
                    new.id, old.id, "updates", self.say("updates-words", x=new.written, y=old.written)
                )
        older, newer = self._by_day(one, other)
        apart = days_apart(older.as_of, newer.as_of)
        if self._has_run_on(older, newer):
            if not self.root_of[newer.id].startswith("named"):
                return None  # hearsay about a later day brings no count up to date
            when = {"d": newer.as_of, "e": older.as_of}
            mouth = a if newer is one else b
            why = self.say("updates-day", a=mouth, x=newer.written, y=older.written, **when)
            return Relation(newer.id, older.id, "updates", why)
        if apart is not None and apart < 0 and self.toll(newer) and newer.value > older.value:
            another = self.root_of[older.id].startswith("named") and self.stated(older)
            if newer.marks & {"rise", "into"} and not another:  # it rose from what its own mouth had said
                why = self.say("updates-words", x=newer.written, y=older.written)
                return Relation(newer.id, older.id, "updates", why)
            return None
        days = one.as_of and other.as_of and one.as_of != other.as_of
        code = "conflicts-days" if days else "conflicts"
        why = self.say(code, a=a, x=one.written, b=b, y=other.written, d=one.as_of, e=other.as_of)
        gap = self._gap(one, other)
        return Relation(one.id, other.id, "conflicts", f"{why}; {gap}" if gap else why)

    def _by_day(self, one: Figure, other: Figure) -> tuple[Figure, Figure]:
        """The older and the newer of two, as far as their days are known."""
        return (one, other) if (one.as_of or "") <= (other.as_of or "") else (other, one)

    def _has_run_on(self, old: Figure, new: Figure) -> bool:
        """Whether a count that goes on while an event does was taken on two days: like is compared with like
        only on one day. The dead only grow in number, the missing and the displaced also become fewer."""
        apart = days_apart(old.as_of, new.as_of)
        if apart is None or apart >= 0 or not self.toll(new):
            return False
        way = self.running(new)
        return way == "both" or (way == "up" and new.value > old.value)

    def _gap(self, one: Figure, other: Figure) -> str:
        """A figure beside one of the two that is just the difference: what was counted in."""
        difference = abs(one.value - other.value)
        for figure in (one, other):
            for beside in self.near(figure):
                if beside.id in (one.id, other.id) or beside.noun != figure.noun:
                    continue
                if beside.value == difference != 0:
                    return self.say("conflicts-gap", n=beside.written, z=self.name_of(beside))
        return ""

    # what a text says about its figures

    def _denials(self, figures: list[Figure], asserted: list[Figure]) -> list[Relation]:
        found = []
        for figure in figures:
            kind, code = _DOUBTS.get(figure.stance, (None, ""))
            if kind is None:
                continue
            targets = [f for f in asserted if f.bounds == figure.bounds] or [
                f for f in asserted if compatible(f, figure)
            ]
            roots: set[str] = set()
            for target in sorted(targets, key=lambda f: (self.stated(f), f.furniture is None), reverse=True):
                if (
                    self.root_of[target.id] not in roots
                    and self.root_of[target.id] != self.root_of[figure.id]
                ):
                    roots.add(self.root_of[target.id])
                    why = self.say(code, a=self.name_of(figure), x=target.written)
                    found.append(Relation(figure.id, target.id, kind, why))
        return found

    def _told_changes(self, figures: list[Figure], found: list[Relation]) -> list[Relation]:
        """ "dari 12 menjadi 15": the new figure takes the place of the old one, whoever said either."""
        by_id = {figure.id: figure for figure in figures}
        told = {frozenset((r.from_, r.to)) for r in found}
        added = []
        for figure in figures:
            old = by_id.get(figure.replaces or "")
            if old is None or frozenset((figure.id, old.id)) in told:
                continue
            kind, code = (
                ("corrects", "corrects") if "correct" in figure.marks else ("updates", "updates-words")
            )
            added.append(Relation(figure.id, old.id, kind, self.say(code, x=figure.written, y=old.written)))
        return added


def _same_number(one: Figure, other: Figure) -> bool:
    """Whether two figures name one number, one of them as a bound ("sedikitnya tujuh", "tujuh")."""
    return one.value == other.value and not one.vague and not other.vague


def _is_told_new(equal: list[Figure]) -> bool:
    """Whether a text says of a value that the count has come to it."""
    return any(f.marks & {"rise", "fall"} and "former" not in f.marks for f in equal)


def nearest_tree(
    members: list[Figure], close: Callable[[Figure, Figure], float]
) -> list[tuple[Figure, Figure]]:
    """Each member after the first with the one before it, in the tree that holds the closest pairs together.

    Above a few dozen members each is tied to the closest of its neighbours in order: a story of 2,000
    copies stays cheap.
    """
    if len(members) > _TREE:
        return list(pairwise(members))
    nearest = [(close(members[0], member), 0) for member in members]
    waiting = list(range(1, len(members)))
    found = []
    while waiting:
        at = max(waiting, key=lambda n: (nearest[n][0], -nearest[n][1], -n))
        waiting.remove(at)
        found.append((members[nearest[at][1]], members[at]))
        for other in waiting:
            score = close(members[at], members[other])
            if score > nearest[other][0]:
                nearest[other] = (score, at)
    return found


def closeness(one: Figure, other: Figure) -> float:
    """How close two tellings of one figure are: same source, same article, same words, same place,
    neighbours."""
    score = _alike(one, other)
    score += one.source_name == other.source_name
    if one.article == other.article:
        score += 0.5 + 0.5 / (1 + abs(one.sentence - other.sentence))
    else:  # a headline repeats its own article
        score -= _HEADED * ((one.furniture is not None) + (other.furniture is not None))
    return score + 0.5 * bool(set(one.places) & set(other.places)) + 0.25 * (one.hedge == other.hedge)


def _same_floor(loose: Figure, firm: Figure) -> bool:
    """Whether one is the other with "sedikitnya" before it, on one day."""
    return loose.low == firm.low and within(loose, firm) and loose.as_of == firm.as_of


def _alike(one: Figure, other: Figure) -> float:
    """The part of the words around that two figures share."""
    union = len(one.topic | other.topic)
    return len(one.topic & other.topic) / union if union else 0.0


def bounds_of(figure: Figure) -> tuple[float, float]:
    """The interval that the words leave open."""
    high = float("inf") if figure.high is None else float(figure.high)
    low = _NEARLY * high if figure.low is None else float(figure.low)
    if figure.hedge == "about" and low == high:
        return low - abs(low) * _ABOUT, high + abs(high) * _ABOUT
    return low, high


def compatible(one: Figure, other: Figure) -> bool:
    """Whether one true number fits both."""
    a, b = bounds_of(one), bounds_of(other)
    return max(a[0], b[0]) <= min(a[1], b[1]) or rounds(one, other) or rounds(other, one)


def rounds(coarse: Figure, fine: Figure) -> bool:
    """Whether one figure is the other one in fewer digits, the rest of which a word stands for ("Rp 131 miliar", "Rp
    131,2 miliar"). Two digits at least: one alone says too little."""
    value, exact = coarse.low, fine.low
    if value is None or exact is None or value == exact or coarse.vague or fine.vague:
        return False
    if (value, exact) != (coarse.high, fine.high) or not float(value).is_integer():
        return False
    told = len("".join(_DIGITS.findall(coarse.written)).lstrip("0"))
    whole = len(str(int(value)))
    if not _FEWEST_DIGITS <= told < whole:
        return False
    step: int = 10 ** (whole - told)
    return bool(abs(value - exact) * 2 <= step)


def within(wide: Figure, narrow: Figure) -> bool:
    """Whether the narrow figure's interval lies in the wide one's, which leaves something open."""
    if rounds(wide, narrow):
        return True
    a, b = bounds_of(wide), bounds_of(narrow)
    return wide.hedge != "exact" and a[0] <= b[0] and b[1] <= a[1]


__all__ = ["RelationWeigher", "bounds_of", "closeness", "compatible", "nearest_tree", "rounds", "within"]
