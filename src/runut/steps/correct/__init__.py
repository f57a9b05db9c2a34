"""Correct: what people decided, laid over what the program read."""

from runut.steps.correct.anchoring import find_anchor
from runut.steps.correct.checking import check_correction
from runut.steps.correct.effective import effective, in_order
from runut.steps.correct.making import make_anchor, make_correction, make_undo, make_verdict
from runut.steps.correct.reading import correct_reading
from runut.steps.correct.settled import People, StoryVerdicts
from runut.steps.correct.verdicts import Verdicts

__all__ = [
    "People",
    "StoryVerdicts",
    "Verdicts",
    "check_correction",
    "correct_reading",
    "effective",
    "find_anchor",
    "in_order",
    "make_anchor",
    "make_correction",
    "make_undo",
    "make_verdict",
]
