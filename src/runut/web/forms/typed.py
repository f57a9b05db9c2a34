"""What was typed into a form, as values of a decision; what cannot be taken is told beside its input."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from typing import Any

from runut.errors import UsageError
from runut.model.span import Span
from runut.steps.correct import check_values, find_words, typed
from runut.views.interface import Interface
from runut.web.forms.inputs import WORDS, Input

PREFIX = "f."
"""What the name of an input begins with in a form: a field may be called as another parameter is."""

#: A value that another one must not be without, so that each can be checked by itself.
_BESIDE: dict[tuple[str, str], dict[str, Any]] = {("place", "lat"): {"lon": 0}, ("place", "lon"): {"lat": 0}}
_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")


class Wrong(Exception):  # noqa: N818 -- what a person typed, told beside the input
    """A value that cannot be taken: the key of the words that say why, and how often words stand in the text."""

    def __init__(self, key: str, times: int = 0) -> None:
        super().__init__(key)
        self.key = key
        self.times = times


class Typed:
    """Reads a form's fields into its inputs. ``near`` is the passage that the person had before their eyes."""

    def __init__(self, fields: Mapping[str, Any], text: str, near: Span | None, say: Interface) -> None:
        self._fields = fields
        self._text = text
        self._near = near
        self._say = say

    def read(self, kind: str, inputs: list[Input], base: Any = None) -> dict[str, Any]:
        """The values that differ from those of ``base``; all that were given, without one. What is wrong is
        written into the inputs."""
        values: dict[str, Any] = {}
        for one in inputs:
            if f"{PREFIX}{one.name}" not in self._fields:
                continue
            one.value = str(self._fields[f"{PREFIX}{one.name}"]).replace("\r\n", "\n").strip()
            one.at = str(self._fields.get(f"{PREFIX}{one.name}.at", ""))
            try:
                told = self._value(kind, one)
            except Wrong as wrong:
                one.error, one.times = wrong.key, wrong.times
                continue
            values.update(self._changed(told, one, base))
        self._check_together(kind, inputs, values, base)
        return values

    def _changed(self, told: dict[str, Any], one: Input, base: Any) -> dict[str, Any]:
        if base is None:
            return {name: value for name, value in told.items() if value not in (None, [])}
        if one.name == WORDS:
            return {} if (told["start"], told["end"]) == (base.start, base.end) else told
        return {name: value for name, value in told.items() if getattr(base, name) != value}

    def _value(self, kind: str, one: Input) -> dict[str, Any]:
        if not one.value:
            if one.needed:
                raise Wrong("wrong.empty")
            return {one.name: [] if one.shape in ("passages", "names") else None}
        read: Callable[[Input], Any] = {
            "words": self._one_span,
            "passages": self._spans,
            "names": self._names,
            "number": self._number,
        }.get(one.shape, lambda it: it.value)
        value = read(one)
        if one.name == WORDS:
            return {"start": value.start, "end": value.end}
        try:
            told = typed(kind, {one.name: value})
            check_values(kind, {**_BESIDE.get((kind, one.name), {}), **told})
        except UsageError:
            raise Wrong(f"wrong.{one.name}") from None
        return told

    # words

    def _one_span(self, one: Input) -> Span:
        return self._find(one, one.value, one.at)

    def _spans(self, one: Input) -> list[Span]:
        places = one.at.split(",")
        found = []
        for line in one.value.split("\n"):
            if line.strip():
                here = next((n for n, at in enumerate(places) if self._at(line, at)), len(places))
                found.append(self._find(one, line, places[here] if here < len(places) else ""))
                places = (
                    places[here + 1 :] if here < len(places) else places
                )  # a line may have been taken out
        ordered = sorted(found)
        if any(b.start < a.end for a, b in itertools.pairwise(ordered)):
            raise Wrong("wrong.overlap")
        return ordered

    def _find(self, one: Input, words: str, at: str) -> Span:
        there = self._at(words, at)
        if there is not None:
            return there
        found = find_words(self._text, words, self._near)
        if found.span is None:
            raise Wrong("wrong.not-there" if found.times == 0 else "wrong.many-times", found.times)
        return found.span

    def _at(self, words: str, at: str) -> Span | None:
        """Where words stand, if they stand at this place."""
        match = _RANGE.fullmatch(at.strip())
        span = Span(int(match[1]), int(match[2])) if match else None
        if span is None or span.of(self._text).split() != words.split():
            return None
        return _trimmed(span, self._text)

    # names and numbers

    @staticmethod
    def _names(one: Input) -> list[str]:
        return [" ".join(line.split()) for line in one.value.split("\n") if line.strip()]

    def _number(self, one: Input) -> int | float:
        thousands = re.escape(self._say.word("number.thousands"))
        decimal = re.escape(self._say.word("number.decimal"))
        whole = rf"-?(?:\d{{1,3}}(?:{thousands}\d{{3}})+|\d+)"
        if not re.fullmatch(rf"{whole}(?:{decimal}\d+)?", one.value):
            raise Wrong("wrong.number")
        plain = one.value.replace(self._say.word("number.thousands"), "")
        plain = plain.replace(self._say.word("number.decimal"), ".")
        return float(plain) if "." in plain else int(plain)

    def _check_together(self, kind: str, inputs: list[Input], values: dict[str, Any], base: Any) -> None:
        """Bounds in order, a place with both degrees or none: told beside the first of the two."""
        pair = {"quantity": ("low", "high"), "place": ("lat", "lon")}.get(kind)
        if pair is None or any(one.error for one in inputs):
            return
        whole = {name: values.get(name, getattr(base, name, None)) for name in pair}
        try:
            check_values(kind, whole)
        except UsageError:
            for one in inputs:
                if one.name == pair[0]:
                    one.error = f"wrong.{pair[0]}-{pair[1]}"


def _trimmed(span: Span, text: str) -> Span:
    """Without the blanks that a selection may take in at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


__all__ = ["PREFIX", "Typed", "Wrong"]
