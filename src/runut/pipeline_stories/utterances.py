"""What was said once and reported several times in one story, and how the reports drift apart."""

from __future__ import annotations

from collections.abc import Mapping

from runut.model.dossier import Report, Utterance
from runut.model.ledger import Said
from runut.pipeline_stories.bodies import Bodies
from runut.pipeline_stories.ledger import Ledger
from runut.pipeline_stories.questions import Groups
from runut.pipeline_stories.setting import Setting
from runut.steps.align import UtteranceGrouper
from runut.steps.weigh import DriftWeigher, DriftWords


def find_utterances(
    setting: Setting, ledger: Ledger, bodies: Bodies, groups: Groups, root_of: Mapping[str, str]
) -> list[Utterance]:
    """The utterances of a story. ``root_of`` gives the key of a figure's origin."""
    question_of = {figure.id: f"{at}" for at, group in enumerate(groups) for figure in group}
    grouper = UtteranceGrouper(
        setting.actors.name,
        setting.unstated,
        ledger.figures,
        question_of,
        root_of,
        bodies.body_of,
        bodies.state_of,
    )
    weigher = DriftWeigher(
        lambda language: setting.pack_of(language).compiled(DriftWords),
        setting.actors.name,
        ledger.figures,
        question_of,
        lambda said: _places_in(said, setting),
        setting.unstated,
        setting.say,
    )
    together = setting.decided.report_anew(grouper.group(ledger.said), ledger.said)
    return [_utterance(reports, weigher, setting) for reports in together]


def _utterance(reports: list[Said], weigher: DriftWeigher, setting: Setting) -> Utterance:
    speakers = [s for r in reports for s in r.speakers if s not in setting.unstated]
    drift = [
        drift
        for drift in weigher.weigh(reports)
        if setting.decided.is_drift(reports[drift.between[0]], reports[drift.between[1]], drift.what)
    ]
    return Utterance(
        [Report(r.article, r.statement, r.start, r.end) for r in reports],
        drift,
        setting.actors.name(speakers[0]) if speakers else None,
        next((r.said_on for r in reports if r.said_on), None),
    )


def _places_in(said: Said, setting: Setting) -> frozenset[str]:
    places = setting.by_name[said.article].reading.places
    return frozenset(p.name for p in places if said.start <= p.start and p.end <= said.end)


__all__ = ["find_utterances"]
