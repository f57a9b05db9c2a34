"""Reasons in words: a language's templates (``lexicon/reasons.tsv``), filled in."""

from __future__ import annotations

from runut.rules.pack import Pack


class Reasons:
    """Why something was read as it was, said in one language."""

    def __init__(self, pack: Pack) -> None:
        self._text = {row["form"]: row["text"] for row in pack.table("reasons")}

    def say(self, code: str, **values: object) -> str:
        """The reason with this code; the bare code where the pack has no words for it."""
        text = self._text.get(code)
        return code if text is None else text.format_map(_Shown(values))


class _Shown(dict[str, object]):
    """Whatever a template asks for and was not given stays empty."""

    def __missing__(self, key: str) -> str:
        return ""


__all__ = ["Reasons"]
