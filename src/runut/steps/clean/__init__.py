"""Clean: what is not the story, and what in the story a copy editor would stop at. Nothing is cut."""

from runut.steps.clean.defects import find_clashes, find_defects
from runut.steps.clean.furniture import find_furniture
from runut.steps.clean.outlet import find_byline, find_carriers, find_outlet, find_title

__all__ = [
    "find_byline",
    "find_carriers",
    "find_clashes",
    "find_defects",
    "find_furniture",
    "find_outlet",
    "find_title",
]
