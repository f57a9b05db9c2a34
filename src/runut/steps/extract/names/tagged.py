"""What the tagger's parts hand to each other."""

from __future__ import annotations

Tagged = tuple[int, int, str, float]  # first word, after the last word, type (PER ORG LOC), score
