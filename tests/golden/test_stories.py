"""Golden stories: from readings made by hand, the dossier must say exactly what the story's file says."""

from __future__ import annotations

import pytest

from runut.engine.resources import load_pack
from runut.pipeline_stories import assemble
from tests.golden.stories_on_file import FOLDER, Told, load, readings_of, texts_of

NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.fixture(scope="module", params=NAMES)
def told(request: pytest.FixtureRequest) -> tuple[dict, Told]:
    """A story's file and the dossier of its articles."""
    story = load(request.param)
    return story, Told(assemble(readings_of(story), texts_of(story), load_pack))


def _undirected(relations: set[tuple[str, str, str]]) -> set[tuple[frozenset[str], str]]:
    return {(frozenset((one, other)), kind) for one, kind, other in relations}


def test_all_articles_are_one_story(told: tuple[dict, Told]) -> None:
    story, dossier = told
    assert len(dossier.story.articles) == len(story["article"])


def test_questions_hold_exactly_the_comparable_figures(told: tuple[dict, Told]) -> None:
    story, dossier = told
    assert dossier.questions == {frozenset(question) for question in story["expected"]["questions"]}


def test_relations(told: tuple[dict, Told]) -> None:
    story, dossier = told
    expected = {tuple(relation) for relation in story["expected"]["relations"]}
    assert _undirected(dossier.relations) == _undirected(expected)


def test_updates_corrections_denials_and_parts_run_from_the_new_to_the_old(told: tuple[dict, Told]) -> None:
    story, dossier = told
    directed = {"updates", "corrects", "denies", "part-of"}
    expected = {tuple(r) for r in story["expected"]["relations"] if r[1] in directed}
    assert {r for r in dossier.relations if r[1] in directed} == expected


def test_independent_origins_are_a_range(told: tuple[dict, Told]) -> None:
    story, dossier = told
    for entry, low, high in story["expected"]["origins"]:
        assert dossier.origins(entry) == (low, high), entry


def test_utterances(told: tuple[dict, Told]) -> None:
    story, dossier = told
    expected = [set(group) for group in story["expected"].get("utterances", [])]
    assert sorted(map(sorted, dossier.utterances)) == sorted(map(sorted, expected))


def test_denials_point_at_what_they_deny(told: tuple[dict, Told]) -> None:
    story, dossier = told
    for link in story["expected"].get("links", []):
        assert tuple(link) in dossier.links


def test_every_relation_and_origin_says_why(told: tuple[dict, Told]) -> None:
    _, dossier = told
    for question in dossier.story.questions:
        assert all(relation.why for relation in question.relations)
        assert all(origin.why for origin in question.origins)


def test_a_conflict_tells_what_was_counted_in() -> None:
    story = load("grant")
    dossier = Told(assemble(readings_of(story), texts_of(story), load_pack))
    why = [r.why for q in dossier.story.questions for r in q.relations if r.kind == "conflicts"]
    assert any("Rp 1,4 miliar" in words and "LSM Sawit Lestari" in words for words in why)


def test_every_entry_opens_its_words(told: tuple[dict, Told]) -> None:
    story, dossier = told
    texts = texts_of(story)
    for question in dossier.story.questions:
        for entry in question.entries:
            assert texts[entry.article][entry.start : entry.end] == entry.written


def test_order_of_articles_never_matters(told: tuple[dict, Told]) -> None:
    story, dossier = told
    turned = assemble(reversed(readings_of(story)), texts_of(story), load_pack)
    assert turned == dossier.dossier
