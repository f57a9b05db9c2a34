"""Align: figures and statements of many articles brought side by side: actors, questions, utterances,
denials, a timeline."""

from runut.steps.align.actors import ActorTable, join_actors
from runut.steps.align.denials import link_denials
from runut.steps.align.figures import find_figures
from runut.steps.align.questions import QuestionGrouper, common
from runut.steps.align.statements import read_statements
from runut.steps.align.timeline import read_timeline
from runut.steps.align.utterances import UtteranceGrouper
from runut.steps.align.voices import publisher_of
from runut.steps.align.wording import QuestionWriter
from runut.steps.align.words import AlignWords

__all__ = [
    "ActorTable",
    "AlignWords",
    "QuestionGrouper",
    "QuestionWriter",
    "UtteranceGrouper",
    "common",
    "find_figures",
    "join_actors",
    "link_denials",
    "publisher_of",
    "read_statements",
    "read_timeline",
]
