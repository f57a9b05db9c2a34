"""Trace: where a claim comes from: reuse of text, hops, origins, circles."""

from runut.steps.trace.hops import find_circles, roots_outside, trace_hops
from runut.steps.trace.origins import OriginTracer, Root
from runut.steps.trace.relays import complete_chains
from runut.steps.trace.reuse import Fingerprint, Shared, find_reuse, fingerprint

__all__ = [
    "Fingerprint",
    "OriginTracer",
    "Root",
    "Shared",
    "complete_chains",
    "find_circles",
    "find_reuse",
    "fingerprint",
    "roots_outside",
    "trace_hops",
]
