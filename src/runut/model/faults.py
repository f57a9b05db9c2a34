"""A fault of the program, told as a reason: it costs the article or story at hand, not the pile."""

from __future__ import annotations

import os

from runut.model.article import Unread


def fault(name: str, error: Exception) -> Unread:
    """The error as the reason why an article was not read or placed in a story, with the place where it happened."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" in {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""
    return Unread(name, f"a fault in Runut itself, please report it: {type(error).__name__}: {error}{place}")
