"""A language pack: its settings, its tables of words, its rules with examples. Parsed from text, never from disk."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from runut.errors import PackError

T = TypeVar("T")
Row = dict[str, str]


class Pack:
    """The words of one language.

    ``files`` maps a path inside the pack (``pack.toml``, ``lexicon/months.tsv``, ``rules/quantity.toml``) to its text.
    Tables are tab-separated with a header line; ``#`` starts a comment line.
    """

    def __init__(self, code: str, files: Mapping[str, str]) -> None:
        self.code = code
        self._files = dict(files)
        self._tables: dict[str, list[Row]] = {}
        self._words: dict[tuple[str, ...], frozenset[str]] = {}
        self._compiled: dict[Any, Any] = {}
        self.settings = self._toml("pack.toml")

    def table(self, name: str) -> list[Row]:
        """Rows of ``lexicon/NAME.tsv`` as column → value; an empty list where the pack has no such table."""
        if name not in self._tables:
            self._tables[name] = self._tsv(f"lexicon/{name}.tsv")
        return self._tables[name]

    def words(self, name: str, *classes: str) -> frozenset[str]:
        """The ``form`` column of a table, casefolded; only the rows of the given classes if any are named."""
        asked = (name, *classes)
        if asked not in self._words:
            self._words[asked] = frozenset(
                row["form"].casefold()
                for row in self.table(name)
                if not classes or row.get("class") in classes
            )
        return self._words[asked]

    def rules(self, name: str) -> list[dict[str, Any]]:
        """The ``[[rule]]`` entries of ``rules/NAME.toml``."""
        found = self._toml(f"rules/{name}.toml").get("rule", [])
        return list(found)

    def rule_files(self) -> list[str]:
        """Names of the pack's rule files, without folder and ending."""
        return sorted(
            path[6:-5] for path in self._files if path.startswith("rules/") and path.endswith(".toml")
        )

    def compiled(self, build: Callable[[Pack], T]) -> T:
        """What ``build`` makes of this pack, made once."""
        if build not in self._compiled:
            self._compiled[build] = build(self)
        return self._compiled[build]  # type: ignore[no-any-return]

    def _toml(self, path: str) -> dict[str, Any]:
        try:
            return tomllib.loads(self._files.get(path, ""))
        except tomllib.TOMLDecodeError as error:
            raise PackError(f"language pack {self.code}, {path}: {error}") from error

    def _tsv(self, path: str) -> list[Row]:
        lines = self._files.get(path, "").splitlines()
        rows: list[Row] = []
        header: list[str] | None = None
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.split("\t")
            if header is None:
                header = cells
                continue
            if len(cells) > len(header):
                raise PackError(
                    f"language pack {self.code}, {path}:{number}: {len(cells)} cells, {len(header)} columns"
                )
            rows.append(dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)))
        return rows
