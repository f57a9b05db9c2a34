"""Correct: what people decided, laid over what the program read."""

from runut.steps.correct.anchoring import find_anchor
from runut.steps.correct.checking import check_correction
from runut.steps.correct.concerning import Concern, record_of, spans_shown
from runut.steps.correct.effective import effective, in_order, undone
from runut.steps.correct.fields import (
    ALLOWED,
    FIELDS,
    NEEDED,
    RECORDS,
    Record,
    check_values,
    choices_of,
    typed,
)
from runut.steps.correct.finding import find_words
from runut.steps.correct.making import make_anchor, make_correction, make_undo, make_verdict
from runut.steps.correct.reading import correct_reading
from runut.steps.correct.settled import People, StoryVerdicts
from runut.steps.correct.settling import Places, Snapshot
from runut.steps.correct.verdicts import Verdicts

__all__ = [
    "ALLOWED",
    "FIELDS",
    "NEEDED",
    "RECORDS",
    "Concern",
    "People",
    "Places",
    "Record",
    "Snapshot",
    "StoryVerdicts",
    "Verdicts",
    "check_correction",
    "check_values",
    "choices_of",
    "correct_reading",
    "effective",
    "find_anchor",
    "find_words",
    "in_order",
    "make_anchor",
    "make_correction",
    "make_undo",
    "make_verdict",
    "record_of",
    "spans_shown",
    "typed",
    "undone",
]
