"""A language pack proves itself, and a broken one is caught."""

from __future__ import annotations

import pytest

from runut.engine.resources import LANGUAGES
from runut.errors import UsageError
from runut.project import proving
from runut.project.proving import prove_language

TEXT = "Polisi membantah bahwa 12 orang ditahan di Bandung pada 3 Mei 2024."


class Pack:
    """A pack of one rule file."""

    def __init__(self, file: str, rule: dict[str, object]) -> None:
        self.file, self.rule = file, rule

    def rule_files(self) -> list[str]:
        return [self.file]

    def rules(self, _: str) -> list[dict[str, object]]:
        return [self.rule]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_packs_hold(code):
    proof = prove_language(code)
    assert proof.failures == []
    assert proof.examples > 50


@pytest.mark.parametrize(
    ("file", "find", "absent"),
    [
        ("quantity", "12|12..12|exact|orang", "12|11"),
        (
            "attribution",
            "Polisi|membantah|12 orang ditahan di Bandung",
            "Polisi|membantah|12 orang|asserts",
        ),
        ("place", "Bandung|Bandung|ID", "Polisi"),
        ("timex", "3 Mei 2024|2024-05-03", "12"),
    ],
)
def test_examples_are_found_and_failures_say_what_was_read(monkeypatch, file, find, absent):
    def check(examples: list[dict[str, object]], counter: list[dict[str, object]]) -> proving.Proof:
        rule = {"name": "one", "examples": examples, "counter": counter}
        monkeypatch.setattr(proving, "load_pack", lambda _: Pack(file, rule))
        return prove_language("id")

    good = check([{"text": TEXT, "find": [find]}], [{"text": TEXT, "absent": [absent]}])
    assert good.failures == []
    bad = check([{"text": TEXT, "find": [absent + "?"]}], [])
    assert [failure.expected for failure in bad.failures] == [f"find {absent}?"]
    assert bad.failures[0].got
    first = bad.failures[0].got[0]
    wrong = check([], [{"text": TEXT, "absent": [first]}])
    assert [failure.expected for failure in wrong.failures] == [f"absent {first}"]


def test_a_file_that_nobody_can_render_is_no_success(monkeypatch):
    rule = {"name": "one", "examples": [{"text": TEXT, "find": ["x"]}]}
    monkeypatch.setattr(proving, "load_pack", lambda _: Pack("weather", rule))
    assert "weather.toml has no rendering" in prove_language("id").failures[0].expected


def test_a_language_without_pack():
    with pytest.raises(UsageError, match="no language pack 'xx'"):
        prove_language("xx")
