"""Tables, linked data, maps: what programs read."""

from __future__ import annotations

import csv
import io
import json

import pytest

from runut.errors import UsageError
from runut.views.geojson import to_geojson
from runut.views.jsonld import to_jsonld
from runut.views.markdown import to_markdown
from runut.views.material import Material, extent
from runut.views.tables import Table, tables_of, to_csv, to_parquet, write_tables
from tests.unit.view_makers import HOSTILE, golden_material, interface, read_material


@pytest.fixture(scope="module")
def flood() -> Material:
    return golden_material("flood")


# tables


def test_csv_holds_every_figure_with_its_origin_and_sentence(flood):
    figures = tables_of(flood)[0]
    rows = list(csv.DictReader(io.StringIO(to_csv(figures))))
    assert {row["id"] for row in rows} == set(flood.entries)
    for row in rows:
        text = flood.texts[row["article"]]
        assert text[int(row["start"]) : int(row["end"])] in row["sentence"]
        assert row["origin"]


def test_every_table_is_as_wide_as_its_header(flood):
    for table in tables_of(flood):
        assert all(len(row) == len(table.columns) for row in table.rows), table.name


def test_a_spreadsheet_computes_nothing_of_an_article():
    table = Table("x", (("words", "text"), ("number", "number")), [("=1+1", -3), ("@x", 2), ("biasa", None)])
    assert to_csv(table) == "words,number\r\n'=1+1,-3\r\n'@x,2\r\nbiasa,\r\n"


def test_parquet_holds_the_same_typed(flood):
    pq = pytest.importorskip("pyarrow.parquet")
    for table in tables_of(flood):
        read = pq.read_table(io.BytesIO(to_parquet(table)))
        assert read.column_names == [name for name, _ in table.columns]
        assert read.num_rows == len(table.rows)
    figures = pq.read_table(io.BytesIO(to_parquet(tables_of(flood)[0])))
    assert str(figures.schema.field("low").type) == "double"
    assert figures.column("low").to_pylist() == [e.low for e in flood.entries.values()]


def test_tables_go_into_a_folder(flood, tmp_path):
    written = write_tables(flood, "csv", tmp_path / "new" / "tables")
    assert {path.name for path in written} >= {"figures.csv", "statements.csv", "origins.csv", "errors.csv"}
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="is a file"):
        write_tables(flood, "csv", tmp_path / "file")


# linked data


@pytest.fixture(scope="module")
def graph(flood: Material):
    rdflib = pytest.importorskip("rdflib")
    return rdflib.Graph().parse(data=to_jsonld(flood), format="json-ld")


PREFIXES = """
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX schema: <https://schema.org/>
PREFIX runut: <urn:runut:terms:>
"""


def test_a_query_tells_how_many_origins_a_question_has(flood, graph):
    """Certain origins that support: the floor of the range that the dossier gives."""
    asked = (
        PREFIXES
        + """
    SELECT ?question ?text (COUNT(DISTINCT ?origin) AS ?origins) WHERE {
      ?question a runut:Question ; schema:text ?text ; runut:origin ?origin .
      ?origin runut:certain true ; runut:stance ?stance .
      FILTER (?stance != "denies")
    } GROUP BY ?question ?text"""
    )
    told = {str(row.question).rsplit(":", 1)[-1]: int(row.origins) for row in graph.query(asked)}
    for question in flood.dossier.stories[0].questions:
        certain = [o for o in question.origins if o.certain and o.stance != "denies"]
        assert told.get(question.id, 0) == len(certain)
    toll = next(q for q in flood.dossier.stories[0].questions if len(q.entries) == 8)
    assert told[toll.id] == toll.origins_low == 3


def test_every_derivation_tells_its_basis(graph):
    asked = (
        PREFIXES + "SELECT ?basis (COUNT(?d) AS ?n) "
        "WHERE { ?d a prov:Derivation ; prov:entity ?e ; runut:basis ?basis } GROUP BY ?basis"
    )
    told = {str(row.basis): int(row.n) for row in graph.query(asked)}
    assert set(told) <= {"read", "inferred"}
    assert told["read"] > 10
    without = PREFIXES + "SELECT ?d WHERE { ?d a prov:Derivation FILTER NOT EXISTS { ?d runut:basis ?b } }"
    assert not list(graph.query(without))


def test_a_relayed_statement_goes_back_over_its_relay(graph):
    asked = (
        PREFIXES
        + """
    SELECT ?root ?relay WHERE {
      ?s prov:wasDerivedFrom ?r ; schema:isPartOf ?article . ?article schema:name "a5.txt" .
      ?r schema:name ?relay ; prov:wasDerivedFrom/schema:name ?root .
    }"""
    )
    assert {(str(row.root), str(row.relay)) for row in graph.query(asked)} == {
        ("Slamet Riyanto", "Kabar Pantura")
    }


def test_only_quoted_words_are_quotations(flood, graph):
    asked = (
        PREFIXES
        + "SELECT ?q ?source WHERE { ?q a schema:Quotation OPTIONAL { ?q prov:wasQuotedFrom ?source } }"
    )
    direct = sum(s.kind == "direct" for r in flood.readings.values() for s in r.statements)
    rows = list(graph.query(asked))
    assert len({row.q for row in rows}) == direct
    assert all(row.source for row in rows)


def test_both_selectors_find_the_words(flood, graph):
    asked = (
        PREFIXES
        + """
    SELECT ?article ?exact ?prefix ?start ?end WHERE {
      ?t oa:hasSource/schema:name ?article ; oa:hasSelector ?q, ?p .
      ?q a oa:TextQuoteSelector ; oa:exact ?exact ; oa:prefix ?prefix .
      ?p a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
    }"""
    )
    rows = list(graph.query(asked))
    assert len(rows) == len(flood.entries) + sum(len(r.statements) for r in flood.readings.values())
    for row in rows:
        text = flood.texts[str(row.article)]
        assert text[int(row.start) : int(row.end)] == str(row.exact)
        assert text[: int(row.start)].endswith(str(row.prefix))


def test_a_correction_is_a_revision_and_nothing_is_rated(graph):
    asked = (
        PREFIXES
        + """SELECT ?new ?old WHERE {
      ?n prov:wasRevisionOf ?o ; runut:written ?new . ?o runut:written ?old }"""
    )
    assert ("16", "17") in {(str(row.new), str(row.old)) for row in graph.query(asked)}
    assert not [term for term in graph.predicates() if "ating" in str(term) or "score" in str(term).lower()]


def test_hostile_articles_make_valid_linked_data():
    rdflib = pytest.importorskip("rdflib")
    material = read_material(HOSTILE, url="javascript:alert(1)", outlet='"><x>')
    told = to_jsonld(material)
    assert "javascript:" not in told
    assert len(rdflib.Graph().parse(data=told, format="json-ld")) > 20


# maps and Markdown


def test_geojson_has_every_place_and_invents_no_coordinates():
    material = read_material(
        "Banjir melanda Kota Semarang dan Kampung Antahbaru, kata Wali Kota Semarang, Senin (3/2/2025)."
    )
    told = json.loads(to_geojson(material))
    assert told["type"] == "FeatureCollection"
    places = {f["properties"]["name"]: f["geometry"] for f in told["features"]}
    assert any("Semarang" in name and point for name, point in places.items())
    for feature in told["features"]:
        if feature["geometry"]:
            lon, lat = feature["geometry"]["coordinates"]
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90


@pytest.mark.parametrize(("home", "told"), [("id", "3 asal"), ("en", "3 origins")])
def test_markdown_speaks_both_languages(flood, home, told):
    text = to_markdown(flood, interface(home))
    assert told in text
    assert "anonymous:" not in text


def test_an_extent_covers_all_parts_of_a_statement(flood):
    for reading in flood.readings.values():
        for statement in reading.statements:
            whole = extent(statement)
            assert all(whole.holds(span) for span in statement.content)
