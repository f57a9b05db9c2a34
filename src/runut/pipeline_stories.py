"""The order of the steps across articles: stories, actors, figures, questions, origins, relations,
utterances, drift, timeline.

``assemble`` makes a dossier of a whole pile. ``Assembler`` keeps what it has worked out, so that an article
more costs its own
reading, its ties, and the story that it falls into; the result is the one that ``assemble`` gives for the
larger pile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import pairwise

from msgspec.structs import replace

from runut.model.article import Unread
from runut.model.days import reference_day
from runut.model.dossier import (
    Dossier,
    Drift,
    Entry,
    Question,
    Relation,
    Report,
    Story,
    StoryActor,
    Utterance,
)
from runut.model.faults import fault
from runut.model.ledger import COMPARED, UNSTATED, Figure, Piece, Said
from runut.model.reading import Reading
from runut.rules.pack import Pack
from runut.rules.reasons import Reasons
from runut.steps.align import (
    ActorTable,
    AlignWords,
    QuestionGrouper,
    QuestionWriter,
    UtteranceGrouper,
    common,
    find_figures,
    join_actors,
    link_denials,
    publisher_of,
    read_statements,
    read_timeline,
)
from runut.steps.correct import StoryVerdicts, Verdicts
from runut.steps.group import GroupWords, StoryFeatures, StoryIndex, borrow_years, read_features
from runut.steps.segment import segment
from runut.steps.trace import (
    Fingerprint,
    OriginTracer,
    Shared,
    complete_chains,
    find_circles,
    find_reuse,
    fingerprint,
    roots_outside,
    trace_hops,
)
from runut.steps.weigh import DriftWeigher, DriftWords, PartWeigher, RelationWeigher, find_parties

PackOf = Callable[[str], Pack]

_BESIDE = 3  # sentences around a figure in which the guess stands that was counted in
_DIFFERING = frozenset({"conflicts", "corrects", "denies", "updates"})
_MAIN_TRAITS = frozenset({"toll", "total", "load", "presence"})
_MAIN = 2.0  # a toll told once stands before a detail told by three articles, and
_DIFFERS = 2.0  # so does what the articles contradict each other on
_TITLE = 120  # characters of a first sentence that stands in for a headline
_FOLLOWED = frozenset({"copy", "wire", "translation"})


def assemble(
    readings: Iterable[Reading],
    texts: Mapping[str, str],
    pack_of: PackOf,
    errors: Iterable[Unread] = (),
    verdicts: Verdicts | None = None,
) -> Dossier:
    """The dossier of a pile. ``texts`` gives each article's text by its name; ``pack_of`` a language's pack
    by its code; ``verdicts`` what people decided across articles."""
    assembler = Assembler(pack_of, verdicts)
    for reading in readings:
        assembler.add(reading, texts[reading.article])
    return assembler.dossier(errors)


def features_of(reading: Reading, text: str, pack_of: PackOf) -> StoryFeatures:
    """One article as grouping sees it: all that must be kept of it to find the story that it falls into."""
    pack = pack_of(reading.language)
    return read_features(Piece(reading, segment(text, pack)), pack.compiled(GroupWords))


def build_story(
    readings: Iterable[Reading],
    texts: Mapping[str, str],
    pack_of: PackOf,
    verdicts: Verdicts | None = None,
) -> Story | None:
    """One story of these articles, given in the order of the story; None where a single article says nothing
    that could be compared. Which articles a story has is settled before (``Verdicts.regroup``)."""
    packs = ((reading, pack_of(reading.language)) for reading in readings)
    drafts = [_Draft(Piece(r, segment(texts[r.article], pack)), pack) for r, pack in packs]
    if len(drafts) == 1 and not drafts[0].said and not drafts[0].figures:
        return None
    return _StoryBuilder(_in_their_years(drafts), pack_of, {}, verdicts or Verdicts()).build()


class Assembler:
    """A pile that grows: ``add`` articles, ask for the ``dossier`` at any time."""

    def __init__(self, pack_of: PackOf, verdicts: Verdicts | None = None) -> None:
        self._pack_of = pack_of
        self._verdicts = verdicts or Verdicts()
        self._index = StoryIndex()
        self._drafts: dict[str, _Draft] = {}
        self._stories: dict[tuple[str, ...], tuple[str, Story]] = {}
        self._compared: dict[tuple[str, str], Shared] = {}
        self._faults: dict[str, Unread] = {}

    def decide(self, verdicts: Verdicts) -> None:
        """Take other decisions across articles; only the stories that they touch are worked out again."""
        self._verdicts = verdicts

    def add(self, reading: Reading, text: str) -> None:
        """Take one article in. The same article twice changes nothing; one that cannot be compared is told
        among the dossier's errors."""
        if reading.article in self._drafts or reading.article in self._faults:
            return
        try:
            pack = self._pack_of(reading.language)
            draft = _Draft(Piece(reading, segment(text, pack)), pack)
            features = read_features(draft.piece, pack.compiled(GroupWords))
        except Exception as error:
            self._faults[reading.article] = fault(reading.article, error)
            return
        self._drafts[reading.article] = draft
        self._index.add(features)

    def dossier(self, errors: Iterable[Unread] = ()) -> Dossier:
        """All stories as they stand now. Stories that have not changed since the last call are not worked
        out again. A fault in one story costs that story alone: its articles are in no story, and are told
        among the errors."""
        kept: dict[tuple[str, ...], tuple[str, Story]] = {}
        unplaced: list[str] = list(self._faults)
        told = [*errors, *self._faults.values()]
        for members in self._groups():
            drafts = [self._drafts[name] for name in members]
            if len(members) == 1 and not drafts[0].said and not drafts[0].figures:
                unplaced += members
                continue
            key = tuple(members)
            try:
                kept[key] = self._known(key) or (self._verdicts.digest(key), self._built(drafts))
            except Exception as error:
                unplaced += members
                told += [fault(name, error) for name in members]
        self._stories = kept
        return Dossier([story for _, story in kept.values()], told, unplaced)

    def _groups(self) -> list[list[str]]:
        groups = self._index.stories()
        return self._index.arrange(self._verdicts.regroup(groups)) if self._verdicts else groups

    def _known(self, members: tuple[str, ...]) -> tuple[str, Story] | None:
        """A story worked out before, from the same decisions."""
        known = self._stories.get(members)
        return known if known and known[0] == self._verdicts.digest(members) else None

    def _built(self, drafts: list[_Draft]) -> Story:
        moved = _in_their_years(drafts)
        return _StoryBuilder(moved, self._pack_of, self._compared, self._verdicts).build()


class _Draft:
    """What one article brings to any story, worked out once."""

    def __init__(self, piece: Piece, pack: Pack) -> None:
        words = pack.compiled(AlignWords)
        self.pack = pack
        self.piece = piece
        self.figures: list[Figure] = find_figures(piece, words)
        self.said: list[Said] = read_statements(piece, self.figures, words)
        self.print: Fingerprint = fingerprint(piece)
        self.publisher = publisher_of(piece)


def _in_their_years(drafts: list[_Draft]) -> list[_Draft]:
    """What the articles bring, those without a stated year read anew in the year of the others; in order
    of time."""
    pieces = borrow_years([draft.piece for draft in drafts])
    moved = [
        draft if draft.piece is piece else _Draft(piece, draft.pack)
        for draft, piece in zip(drafts, pieces, strict=True)
    ]
    return moved if all(a is b for a, b in zip(drafts, moved, strict=True)) else sorted(moved, key=_order)


def _order(draft: _Draft) -> tuple[str, str]:
    day = reference_day(draft.piece.reading)
    return day.isoformat() if day else "9999", draft.piece.name


class _StoryBuilder:
    """Works out one story."""

    def __init__(
        self,
        drafts: list[_Draft],
        pack_of: PackOf,
        compared: dict[tuple[str, str], Shared],
        verdicts: Verdicts,
    ) -> None:
        self.drafts = drafts
        self.compared = compared
        self.pieces = [draft.piece for draft in drafts]
        self.decided: StoryVerdicts = verdicts.settle(self.pieces)
        self.pack_of = pack_of
        self.home = pack_of(_main_language(self.pieces))
        self.say = self.home.compiled(Reasons).say
        self.actors: ActorTable = join_actors(
            self.pieces, self._words, self.decided.people.merged, self.decided.people.apart
        )
        self.decided.call_by(self.actors.name)
        self.unstated = frozenset(self._words(p.reading.language).unstated for p in self.pieces) | {UNSTATED}
        self.figures = {f.id: f for draft in drafts for f in draft.figures}
        self.said = [s for draft in drafts for s in draft.said]
        self.inferred_ways: frozenset[str] = frozenset()
        self._complete_chains()
        self._cut_chains()
        self.said_by_id = {s.id: s for s in self.said}
        self.by_name = {piece.name: piece for piece in self.pieces}
        self.body_of = cache(self._find_body)
        self.state_of = cache(self._find_state)
        self.near: dict[tuple[str, int], list[Figure]] = {}
        for figure in self.figures.values():
            self.near.setdefault((figure.article, figure.sentence), []).append(figure)

    def _complete_chains(self) -> None:
        """Relays that the story's other articles show, in the statements and in the figures that stand in
        them."""
        publishers = {d.piece.name: d.publisher for d in self.drafts}
        pieces = {piece.name: piece for piece in self.pieces}
        longer = complete_chains(self.said, pieces, publishers)
        longer = {identity: way for identity, way in longer.items() if self._may_pass(identity, way.chain)}
        if not longer:
            return
        self.said = [replace(s, chain=longer[s.id].chain) if s.id in longer else s for s in self.said]
        self.inferred_ways = frozenset(identity for identity, way in longer.items() if not way.read)
        for identity, figure in self.figures.items():
            way = longer.get(f"{figure.article}#{figure.statement}")
            if way:
                self.figures[identity] = replace(figure, chain=way.chain)

    def _may_pass(self, statement: str, chain: tuple[str, ...]) -> bool:
        links = [self.actors.name(name) for name in chain]
        return all(self.decided.is_hop(statement, one, other) for one, other in pairwise(links))

    def _cut_chains(self) -> None:
        """Chains without the hops that a person says are none."""
        if not self.decided.no_hops:
            return
        name_of = self.actors.name
        self.said = [replace(s, chain=self.decided.chain(s.id, s.chain, name_of)) for s in self.said]
        for identity, figure in self.figures.items():
            chain = self.decided.chain(f"{figure.article}#{figure.statement}", figure.chain, name_of)
            self.figures[identity] = replace(figure, chain=chain)

    def _words(self, language: str) -> AlignWords:
        return self.pack_of(language).compiled(AlignWords)

    def build(self) -> Story:
        """The story with everything that can be read across its articles."""
        prints = {d.piece.name: d.print for d in self.drafts}
        reuse = self.decided.reuse(
            find_reuse(self.pieces, prints, self.say, self.compared),
            self.by_name.keys(),
            self.say("reuse-decided"),
        )
        copied = {r.to: r.from_ for r in reversed(reuse) if r.kind in _FOLLOWED or r.share == 0.0}
        vouched = self._vouched()
        grouper = QuestionGrouper(self._words, self.actors, self.pieces)
        groups = self.decided.ask_anew(grouper.group(list(self.figures.values())))
        tracer = OriginTracer(
            self.actors.name,
            self.body_of,
            self.state_of,
            self._is_group,
            self._described,
            self.unstated,
            copied,
            vouched,
            self.say,
        )
        questions, roots = self._questions(groups, grouper, tracer)
        questions = self._told_apart(_by_importance(questions))
        parts = PartWeigher(
            groups,
            roots,
            grouper.place_of,
            grouper.family_of,
            self.home.compiled(AlignWords).subsets,
            self._label,
            self.say,
        )
        questions = _by_importance(_with_parts(questions, self.decided.relations(parts.parts())))
        utterances = self._utterances(groups, roots)
        words = self.home.compiled(AlignWords)
        links = self.decided.links(link_denials(self.said, self.actors.name, self.say, self.figures, words))
        publishers = {d.piece.name: self.actors.name(d.publisher) for d in self.drafts}
        hops = trace_hops(
            self.said,
            vouched,
            reuse,
            self.actors.name,
            publishers.__getitem__,
            self.say,
            self.inferred_ways,
        )
        hops = self.decided.hops(hops)
        names = [piece.name for piece in self.pieces]
        return Story(
            id=_story_id(self.pieces[0]),
            title=_title(self.pieces),
            articles=names,
            questions=questions,
            utterances=utterances,
            timeline=read_timeline(self.pieces, self.said, self._words, self.actors.name, self.say),
            actors=self._actors(
                [name for link in links if link.kind == "denies" for name in self._speakers(link.from_)]
            ),
            links=links,
            hops=hops,
            copies=[(r.from_, r.to, r.kind) for r in reuse if r.kind in _FOLLOWED],
            reuse=reuse,
            apart=parts.apart(),
            circles=find_circles(hops, self._is_outlet),
            outside=roots_outside(hops, frozenset(publishers.values()), self._is_outlet),
        )

    # questions

    def _questions(
        self, groups: list[list[Figure]], grouper: QuestionGrouper, tracer: OriginTracer
    ) -> tuple[list[Question], dict[str, str]]:
        writer = QuestionWriter(self.home.compiled(AlignWords), self.actors)
        found: list[Question] = []
        root_of: dict[str, str] = {}
        home = {figure.id: group for group in groups for figure in group}
        for group in groups:
            roots = tracer.unite(group, tracer.trace(group), self.decided.one_utterance)
            root_of.update((identity, root.key) for identity, root in roots.items())
            origins, low, high = tracer.origins(group, roots)
            weigher = RelationWeigher(
                root_of,
                self._holder,
                self._written_on,
                self._has_trait("toll", "presence", "total"),
                self._running,
                self._beside,
                tracer.copied,
                self._is_stated,
                self.say,
            )
            relations = self.decided.relations(weigher.relate(group))
            found.append(
                Question(
                    id=f"q-{group[0].id}",
                    text=self.decided.text_of(group)
                    or writer.write(
                        group,
                        grouper.place_of,
                        next((home.get(f.anchor or "") for f in group if f.anchor), None),
                    ),
                    unit=group[0].unit,
                    entries=[self._entry(figure) for figure in self._best_first(group, weigher)],
                    relations=relations,
                    origins=origins,
                    origins_low=low,
                    origins_high=high,
                    counted=common(grouper.noun_of(f) for f in group),
                    predicate=grouper.family_of(group[0]),
                    place=next((grouper.place_of(f) for f in group if grouper.place_of(f)), ""),
                    importance=self._importance(group, relations, high),
                )
            )
        return found, root_of

    def _told_apart(self, questions: list[Question]) -> list[Question]:
        """Questions that read alike get the words around their figures; the most important one stays as it is, and so
        does what a person wrote."""
        writer = QuestionWriter(self.home.compiled(AlignWords), self.actors)
        seen: set[str] = set()
        found = []
        for question in questions:
            group = [self.figures[entry.id] for entry in question.entries]
            if question.text in seen and not self.decided.text_of(group):
                question = replace(question, text=writer.apart(question.text, group))
            seen.add(question.text)
            found.append(question)
        return found

    def _importance(self, group: list[Figure], relations: list[Relation], origins: int) -> float:
        """How much a reader of the story wants to know it: in how many articles, from how many origins, whether
        they differ, whether it is a toll or a total of the event."""
        trait = self._words(group[0].language).traits.get((group[0].predicates or ("",))[0], "")
        vouched = any(self._is_stated(figure) for figure in group)  # who differs with nobody is no news
        differs = vouched and any(r.kind in _DIFFERING for r in relations)
        part = all(figure.anchor for figure in group)
        main = _MAIN if trait in _MAIN_TRAITS and not part and not group[0].period else 0.0
        articles = len({figure.article for figure in group})
        return articles + origins / 2 + _DIFFERS * differs + main

    def _best_first(self, group: list[Figure], weigher: RelationWeigher) -> list[Figure]:
        """The articles in their order, and of each article first the entry that tells most."""
        order = {piece.name: at for at, piece in enumerate(self.pieces)}
        by_weight = sorted(group, key=weigher.weight, reverse=True)
        return sorted(by_weight, key=lambda figure: order[figure.article])

    def _entry(self, figure: Figure) -> Entry:
        return Entry(
            id=figure.id,
            low=figure.low,
            high=figure.high,
            hedge=figure.hedge,
            unit=figure.unit,
            of=figure.of,
            source_name=self._canonical(figure.source_name),
            said_on=figure.said_on,
            chain=[self.actors.name(name) for name in figure.chain],
            article=figure.article,
            statement=figure.statement,
            start=figure.start,
            end=figure.end,
            stance=figure.stance,
            written=figure.written,
        )

    def _has_trait(self, *wanted: str) -> Callable[[Figure], bool]:
        def told(figure: Figure) -> bool:
            traits = self._words(figure.language).traits
            return any(traits.get(p) in wanted for p in figure.predicates[:1])

        return told

    def _running(self, figure: Figure) -> str:
        """ "up" for a toll, "both" for one that also falls, else empty."""
        words, family = self._words(figure.language), (figure.predicates or ("",))[0]
        if words.traits.get(family) != "toll" or family in words.settled:
            return ""
        return "both" if family in words.falling else "up"

    def _beside(self, figure: Figure) -> list[Figure]:
        """Figures in the same sentence and those around it, the nearest first."""
        at = figure.sentence
        reach = range(at - _BESIDE, at + _BESIDE + 1)
        return [
            f
            for s in sorted(reach, key=lambda s: abs(s - at))
            for f in self.near.get((figure.article, s), ())
        ]

    def _holder(self, figure: Figure) -> str:
        name = None if COMPARED in figure.marks else self._canonical(figure.source_name)
        return self.say("unknown") if name is None or name in self.unstated else name

    def _is_stated(self, figure: Figure) -> bool:
        return figure.statement is not None and figure.source_name not in self.unstated

    def _written_on(self, figure: Figure) -> str | None:
        return self.by_name[figure.article].reading.published

    def _canonical(self, name: str | None) -> str | None:
        return self.actors.name(name) if name else name

    # who is who

    def _find_body(self, name: str) -> str | None:
        """The organisation that a person speaks for, as the roles that articles give say it; and the one whose
        headquarters or press office another one is ("Humas Polda Riau")."""
        actor = self.actors.by_name.get(name)
        if actor is None or actor.type not in ("person", "organisation"):
            return None
        words = self.home.compiled(AlignWords)
        if actor.type == "organisation":
            return self._speaks_for(words.without_kinds(words.written_out(name)), words)
        best = None
        for role in [*actor.roles, *actor.called]:
            told = words.without_kinds(words.written_out(role))
            for body, written in self._bodies:
                if f" {written} " in f" {told} " and (best is None or len(body) > len(best)):
                    best = body
        return (best and self.body_of(best)) or best

    def _speaks_for(self, written: str, words: AlignWords) -> str | None:
        """The body whose own voice another one is, by the name of that one."""
        tokens = written.split()
        if len(tokens) < 2:
            return None
        last = max((end for _, end, _ in words.voices.scan(tokens, 0, len(tokens) - 1)), default=0)
        rest = " ".join(tokens[last:])
        return next((body for body, form in self._bodies if form == rest), None) if last and rest else None

    def _find_state(self, name: str) -> str | None:
        """The state that a body, an official or an army belongs to, as its name or its roles say it."""
        actor = self.actors.by_name.get(name)
        if actor is None or actor.type in ("state", "outlet"):
            return None
        words = self.home.compiled(AlignWords)
        told = {words.written_out(text) for text in (name, *actor.forms, *actor.roles)}
        found = {
            known.name
            for known in self.actors.known
            if known.type == "state"
            and any(text.endswith(f" {words.written_out(known.name)}") for text in told)
        }
        return found.pop() if len(found) == 1 else None

    @property
    def _bodies(self) -> list[tuple[str, str]]:
        if not hasattr(self, "_bodies_known"):
            words = self.home.compiled(AlignWords)
            self._bodies_known = [
                (actor.name, words.without_kinds(words.written_out(form)))
                for actor in self.actors.known
                if actor.type == "organisation"
                for form in {actor.name, *actor.forms}
            ]
        return self._bodies_known

    def _is_group(self, name: str) -> bool:
        return self.actors.type_of(name) == "group"

    def _is_outlet(self, name: str) -> bool:
        return self.actors.type_of(name) == "outlet"

    def _described(self, name: str) -> str:
        actor = self.actors.by_name.get(name)
        if actor is None:
            return name
        return " ".join([name, *actor.roles, *(form for form in actor.forms if len(form) > len(name))])

    def _label(self, kind: str, name: str) -> str:
        return self.home.compiled(AlignWords).labels.get((kind, name), "")

    def _vouched(self) -> dict[str, str]:
        """Statements without a source that a later sentence gives to somebody ("kabar itu diumumkan X")."""
        unstated = {s.id for s in self.said if not s.speakers or set(s.speakers) <= self.unstated}
        found: dict[str, str] = {}
        for said in self.said:
            if (
                said.points_back in unstated
                and said.speakers
                and said.stance not in ("denies", "cannot-confirm")
            ):
                named = [self.actors.name(s) for s in said.speakers if s not in self.unstated]
                told, by = said.points_back or "", "; ".join(named)
                if named and self._may_vouch(told, by):
                    found.setdefault(told, by)
        return found

    def _may_vouch(self, statement: str, by: str) -> bool:
        chain = self.said_by_id[statement].chain if statement in self.said_by_id else ()
        return not chain or self.decided.is_hop(statement, by, self.actors.name(chain[0]))

    def _speakers(self, identity: str) -> tuple[str, ...]:
        return tuple(map(self.actors.name, self.said_by_id[identity].speakers))

    def _actors(self, deniers: list[str]) -> list[StoryActor]:
        known = self.actors.known
        words = self.home.compiled(AlignWords)
        types = {actor.name: actor.type for actor in known}
        by_role = [
            actor.name
            for actor in known
            if any(list(words.party_roles.scan(r.casefold().split(), 0, len(r.split()))) for r in actor.roles)
        ]
        counted = [self.actors.name(name) for f in self.figures.values() for name in f.referents]
        parties = find_parties(types, {a.name: a.roles for a in known}, counted, deniers, by_role)
        decided = {self.actors.name(name): flag for name, flag in self.decided.people.parties.items()}
        parties = {name for name in types if decided.get(name, name in parties)}
        return [
            StoryActor(
                name=actor.name,
                type=actor.type or "group",
                forms=[form for form, _ in actor.forms.most_common()],
                roles=list(actor.roles),
                party=actor.name in parties,
            )
            for actor in known
            if actor.forms
        ]

    # utterances

    def _utterances(self, groups: list[list[Figure]], root_of: dict[str, str]) -> list[Utterance]:
        question_of = {figure.id: f"{at}" for at, group in enumerate(groups) for figure in group}
        grouper = UtteranceGrouper(
            self.actors.name,
            self.unstated,
            self.figures,
            question_of,
            root_of,
            self.body_of,
            self.state_of,
        )
        weigher = DriftWeigher(
            lambda language: self.pack_of(language).compiled(DriftWords),
            self.actors.name,
            self.figures,
            question_of,
            self._places_of,
            self.unstated,
            self.say,
        )
        found = []
        for reports in self.decided.report_anew(grouper.group(self.said), self.said):
            speakers = [s for r in reports for s in r.speakers if s not in self.unstated]
            found.append(
                Utterance(
                    [Report(r.article, r.statement, r.start, r.end) for r in reports],
                    self._drift(reports, weigher),
                    self.actors.name(speakers[0]) if speakers else None,
                    next((r.said_on for r in reports if r.said_on), None),
                )
            )
        return found

    def _drift(self, reports: list[Said], weigher: DriftWeigher) -> list[Drift]:
        return [
            drift
            for drift in weigher.weigh(reports)
            if self.decided.is_drift(reports[drift.between[0]], reports[drift.between[1]], drift.what)
        ]

    def _places_of(self, said: Said) -> frozenset[str]:
        piece = self.by_name[said.article]
        return frozenset(p.name for p in piece.reading.places if said.start <= p.start and p.end <= said.end)


def _with_parts(questions: list[Question], parts: list[Relation]) -> list[Question]:
    """Each part-of relation stands in the question of the part."""
    home = {entry.id: at for at, question in enumerate(questions) for entry in question.entries}
    added: dict[int, list[Relation]] = {}
    for relation in parts:
        added.setdefault(home[relation.from_], []).append(relation)
    return [
        question if at not in added else _replaced(question, [*question.relations, *added[at]])
        for at, question in enumerate(questions)
    ]


def _by_importance(questions: list[Question]) -> list[Question]:
    return sorted(questions, key=lambda question: -question.importance)


def _replaced(question: Question, relations: list[Relation]) -> Question:
    fields = {name: getattr(question, name) for name in question.__struct_fields__}
    return Question(**{**fields, "relations": relations})


def _main_language(pieces: list[Piece]) -> str:
    counted: dict[str, int] = {}
    for piece in pieces:
        counted[piece.reading.language] = counted.get(piece.reading.language, 0) + 1
    return max(sorted(counted), key=lambda code: counted[code])


def _story_id(first: Piece) -> str:
    """Named after its earliest article: a story keeps its name while it grows."""
    return f"story-{first.reading.sha256[:10]}"


def _title(pieces: list[Piece]) -> str:
    """A headline, the first in time; else the first sentence of the first article."""
    for piece in pieces:
        if piece.reading.title:
            return piece.reading.title
        for furniture in piece.reading.furniture:
            if furniture.kind == "headline":
                return " ".join(piece.layout.text[furniture.start : furniture.end].split())
    for piece in pieces:
        out = [(f.start, f.end) for f in piece.reading.furniture]
        for sentence in piece.layout.sentences:
            if not any(a <= sentence.start < b for a, b in out):
                text = " ".join(piece.layout.text[sentence.start : sentence.end].split())
                return text if len(text) <= _TITLE else text[:_TITLE].rsplit(" ", 1)[0] + "…"
    return pieces[0].name


__all__ = ["Assembler", "assemble", "build_story", "features_of"]
