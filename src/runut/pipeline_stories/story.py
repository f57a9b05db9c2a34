"""One story: all that can be read across its articles, step by step."""

from __future__ import annotations

from runut.model.dossier import Reuse, StatementLink, Story
from runut.model.ledger import Piece
from runut.pipeline_stories.bodies import Bodies
from runut.pipeline_stories.drafts import Draft
from runut.pipeline_stories.ledger import Ledger
from runut.pipeline_stories.parties import story_actors
from runut.pipeline_stories.questions import Groups, QuestionMaker, by_importance, with_parts
from runut.pipeline_stories.setting import PackOf, Setting
from runut.pipeline_stories.utterances import find_utterances
from runut.steps.align import QuestionGrouper, link_denials, read_timeline
from runut.steps.correct import Verdicts
from runut.steps.trace import OriginTracer, Shared, find_circles, find_reuse, roots_outside, trace_hops
from runut.steps.weigh import PartWeigher

_TITLE = 120  # characters of a first sentence that stands in for a headline
_FOLLOWED = frozenset({"copy", "wire", "translation"})


class StoryBuilder:
    """Works out one story. ``compared`` keeps what two articles share, from story to story."""

    def __init__(
        self,
        drafts: list[Draft],
        pack_of: PackOf,
        compared: dict[tuple[str, str], Shared],
        verdicts: Verdicts,
    ) -> None:
        self.drafts = drafts
        self.compared = compared
        self.pieces = [draft.piece for draft in drafts]
        self.setting = Setting(self.pieces, pack_of, verdicts)
        self.ledger = Ledger(drafts, self.setting)
        self.bodies = Bodies(self.setting)

    def build(self) -> Story:
        """The story with everything that can be read across its articles."""
        setting, ledger, name_of = self.setting, self.ledger, self.setting.actors.name
        reuse = self._reuse()
        vouched = ledger.vouched()
        grouper = QuestionGrouper(setting.words, setting.actors, self.pieces)
        groups = setting.decided.ask_anew(grouper.group(list(ledger.figures.values())))
        maker = QuestionMaker(setting, ledger, grouper, self._tracer(reuse, vouched))
        questions = maker.questions(groups)
        parts = self._parts(groups, grouper, maker)
        questions = by_importance(with_parts(questions, setting.decided.relations(parts.parts())))
        links = setting.decided.links(
            link_denials(ledger.said, name_of, setting.say, ledger.figures, setting.home)
        )
        publishers = {draft.piece.name: name_of(draft.publisher) for draft in self.drafts}
        publisher_of, inferred = publishers.__getitem__, ledger.inferred_ways
        hops = trace_hops(ledger.said, vouched, reuse, name_of, publisher_of, setting.say, inferred)
        hops = setting.decided.hops(hops)
        return Story(
            id=_story_id(self.pieces[0]),
            title=_title(self.pieces),
            articles=[piece.name for piece in self.pieces],
            questions=questions,
            utterances=find_utterances(setting, ledger, self.bodies, groups, maker.root_of),
            timeline=read_timeline(self.pieces, ledger.said, setting.words, name_of, setting.say),
            actors=story_actors(setting, ledger, self._deniers(links)),
            links=links,
            hops=hops,
            copies=[(r.from_, r.to, r.kind) for r in reuse if r.kind in _FOLLOWED],
            reuse=reuse,
            apart=parts.apart(),
            circles=find_circles(hops, self.bodies.is_outlet),
            outside=roots_outside(hops, frozenset(publishers.values()), self.bodies.is_outlet),
        )

    def _reuse(self) -> list[Reuse]:
        """Which article took its text from which, as read and as people decided."""
        setting = self.setting
        prints = {draft.piece.name: draft.print for draft in self.drafts}
        found = find_reuse(self.pieces, prints, setting.say, self.compared)
        return setting.decided.reuse(found, setting.by_name.keys(), setting.say("reuse-decided"))

    def _tracer(self, reuse: list[Reuse], vouched: dict[str, str]) -> OriginTracer:
        setting, bodies = self.setting, self.bodies
        copied = {r.to: r.from_ for r in reversed(reuse) if r.kind in _FOLLOWED or r.share == 0.0}
        return OriginTracer(
            setting.actors.name,
            bodies.body_of,
            bodies.state_of,
            bodies.is_group,
            bodies.described,
            setting.unstated,
            copied,
            vouched,
            setting.say,
        )

    def _parts(self, groups: Groups, grouper: QuestionGrouper, maker: QuestionMaker) -> PartWeigher:
        return PartWeigher(
            groups,
            maker.root_of,
            grouper.place_of,
            grouper.family_of,
            self.setting.home.subsets,
            self.setting.label,
            self.setting.say,
        )

    def _deniers(self, links: list[StatementLink]) -> list[str]:
        """Who denies what others say."""
        return [name for link in links if link.kind == "denies" for name in self.ledger.speakers(link.from_)]


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


__all__ = ["StoryBuilder"]
