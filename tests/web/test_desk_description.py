"""What programs are told they may ask for, and what happens when a machine asks all of it."""

from __future__ import annotations

from collections import Counter

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from runut.web.description import describe
from runut.web.frame.answers import twin_of
from runut.web.pages import ACTIONS, FILES, PAGES
from tests.web.desks import client_of, list_person, opens_alone, token_of

#: The same questions at every run, few enough for all addresses in half a minute.
BOUNDED = settings(
    max_examples=12,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_every_page_has_a_twin_that_is_described(feri):
    client = client_of(feri)
    told = client.get("/api/openapi.json").json()
    for page in PAGES:
        described = told["paths"][twin_of(page.path)]["get"]
        assert described["operationId"] == page.name
        names = {parameter["name"] for parameter in described["parameters"]} - {"lang"}
        assert names == {field.encode_name for field in msgspec.structs.fields(page.asked)}
        assert "200" in described["responses"]
    for action in ACTIONS:
        assert "post" in told["paths"][f"/api{action.path}"]
    for file in FILES:
        assert set(told["paths"][f"/api{file.path}"]["get"]["responses"]["200"]["content"]) == set(file.kinds)
    names = [one.name for one in [*PAGES, *ACTIONS, *FILES]]
    assert len(names) == len(set(names))


def test_paths_have_their_parameters():
    for path, methods in describe()["paths"].items():
        wanted = {part[1:-1] for part in path.split("/") if part.startswith("{")}
        for told in methods.values():
            given = {p["name"] for p in told.get("parameters", ()) if p["in"] == "path"}
            assert given == wanted, path


@pytest.mark.parametrize("page", [page for page in PAGES if opens_alone(page)], ids=lambda page: page.name)
def test_a_page_leads_to_its_twin(feri, page):
    client = client_of(feri)
    shown = client.get(page.path)
    assert shown.status_code == 200
    address = shown.headers["link"].split(">")[0].removeprefix("<")
    twin = client.get(address)
    assert twin.status_code == 200
    assert twin.headers["content-type"] == "application/json"
    told = describe()
    shape = told["paths"][twin_of(page.path)]["get"]["responses"]["200"]["content"]["application/json"][
        "schema"
    ]
    jsonschema.validate(twin.json(), {**shape, "components": told["components"]})


def test_the_page_for_people_names_all(feri):
    html = client_of(feri).get("/api").text
    for page in PAGES:
        assert twin_of(page.path).replace("{", "{") in html
    for action in ACTIONS:
        assert f"POST /api{action.path}" in html


def test_the_description_needs_nobody(feri):
    client = client_of(feri, alone=None)
    assert client.get("/api/openapi.json").json()["openapi"].startswith("3.1")
    assert client.get("/api").status_code == 200


def test_examples_are_as_the_description_says():
    for page in PAGES:
        if page.example is not None:
            msgspec.convert(dict(page.example), page.asked, strict=False)
    for action in ACTIONS:
        if action.example is not None:
            msgspec.convert(dict(action.example), action.asked, strict=False)


def test_a_machine_asks_all_of_it(feri, monkeypatch):
    """Parameters as described and as not, to every address: no fault of ours, and answers as described."""
    schemathesis = pytest.importorskip("schemathesis")
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

    list_person(feri, "mesin", "analyst", None)
    headers = token_of(feri, "mesin")
    # What is asked for is judged here, not what is then done: a process for each of hundreds of questions.
    monkeypatch.setattr("runut.project.desk.working.Work._start", lambda *_: 1)
    app = client_of(feri, hosts=["testserver"]).app
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    schema.config.generation.allow_x00 = False  # refused in words of its own, which no schema can tell
    wanted = [
        not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_schema_conformance,
    ]
    # Of pages the description tells all; what an action takes depends on what the project holds, too.
    of_pages = [*wanted, checks.negative_data_rejection, checks.positive_data_acceptance]
    asked: Counter[str] = Counter()

    def ask(case):
        asked[f"{case.method} {case.path}"] += 1
        case.call_and_validate(headers=headers, checks=of_pages if case.method == "GET" else wanted)

    for operation in schema.get_all_operations():
        for mode in list(schemathesis.GenerationMode):
            strategy = operation.ok().as_strategy(generation_mode=mode)
            BOUNDED(given(case=strategy)(ask))()
    assert len(asked) == len(PAGES) + len(ACTIONS) + len(FILES)
    assert sum(asked.values()) > 10 * len(asked)
