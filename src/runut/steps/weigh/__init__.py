"""Weigh: how figures and reports stand to each other, each with its reason."""

from runut.steps.weigh.agreement import agreement, compare_coders
from runut.steps.weigh.drift import DriftWeigher
from runut.steps.weigh.parties import find_parties
from runut.steps.weigh.parts import PartWeigher
from runut.steps.weigh.relations import RelationWeigher
from runut.steps.weigh.review import decided_already, queue
from runut.steps.weigh.words import DriftWords

__all__ = [
    "DriftWeigher",
    "DriftWords",
    "PartWeigher",
    "RelationWeigher",
    "agreement",
    "compare_coders",
    "decided_already",
    "find_parties",
    "queue",
]
