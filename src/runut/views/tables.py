"""A dossier as tables: CSV for anybody, Parquet where pyarrow is installed; the same tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from runut.errors import UsageError
from runut.model.dossier import Story
from runut.model.span import Span
from runut.views.material import Material, extent
from runut.views.spots import spots_of

TEXT, WHOLE, NUMBER, YES = "text", "whole", "number", "yes"
Columns = tuple[tuple[str, str], ...]
Row = tuple[Any, ...]

#: What stands between the links of a chain, and between the parts of any other list.
ARROW, COMMA = " → ", "; "
#: Beginnings that make a spreadsheet take words for a formula; articles are not to be trusted.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Table(msgspec.Struct, frozen=True):
    """One table: its name, its columns with their types, its rows."""

    name: str
    columns: Columns
    rows: list[Row]


def tables_of(material: Material) -> list[Table]:
    """All tables of a dossier, the figures first."""
    return [Table(name, columns, list(rows(material))) for name, columns, rows in _TABLES]


def figures_csv(material: Material) -> str:
    """All figures of a dossier as CSV."""
    name, columns, rows = _TABLES[0]
    return to_csv(Table(name, columns, list(rows(material))))


def to_csv(table: Table) -> str:
    """A table as CSV (RFC 4180) with a header. Words that a spreadsheet would compute get a ' before them."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([name for name, _ in table.columns])
    for row in table.rows:
        writer.writerow([_cell(value) for value in row])
    return written.getvalue()


def to_parquet(table: Table) -> bytes:
    """A table as Parquet, typed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow: pip install 'runut[parquet]', or use --format csv"
        ) from error
    types = {TEXT: pa.string(), WHOLE: pa.int64(), NUMBER: pa.float64(), YES: pa.bool_()}
    schema = pa.schema([(name, types[kind]) for name, kind in table.columns])
    columns = zip(*table.rows, strict=True) if table.rows else ([] for _ in table.columns)
    arrays = [
        pa.array([float(v) if kind == NUMBER and v is not None else v for v in column], types[kind])
        for (_, kind), column in zip(table.columns, columns, strict=True)
    ]
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), sink)
    return sink.getvalue()


def write_tables(material: Material, form: str, folder: str | Path) -> list[Path]:
    """All tables into a folder, one file each: ``figures.csv``, ``statements.csv`` …"""
    target = Path(folder)
    if target.exists() and not target.is_dir():
        raise UsageError(f"{folder} is a file: tables need a folder, one file for each")
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for table in tables_of(material):
        path = target / f"{table.name}.{form}"
        path.write_bytes(to_parquet(table) if form == "parquet" else to_csv(table).encode())
        written.append(path)
    return written


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


# rows


def _articles(material: Material) -> Iterator[Row]:
    story_of = {name: story.id for story in material.dossier.stories for name in story.articles}
    for name, number in material.numbers.items():
        reading = material.readings.get(name)
        if reading:
            yield (
                number,
                name,
                story_of.get(name),
                reading.outlet,
                reading.title,
                reading.url,
                reading.published,
                reading.published_from,
                reading.language,
                reading.sha256,
                len(reading.statements),
                len(reading.quantities),
            )


def _statements(material: Material) -> Iterator[Row]:
    for name in material.numbers:
        reading = material.readings.get(name)
        text = material.texts.get(name, "")
        for statement in reading.statements if reading else ():
            whole = extent(statement)
            yield (
                name,
                statement.id,
                statement.source_name,
                statement.stance,
                statement.kind,
                statement.said_on,
                ARROW.join(statement.chain),
                " … ".join(_flat(span.of(text)) for span in statement.content),
                _words(text, statement.cue),
                _words(text, statement.source),
                whole.start,
                whole.end,
                statement.parent,
                statement.in_furniture,
                statement.confidence,
            )


def _figures(material: Material) -> Iterator[Row]:
    for story in material.dossier.stories:
        for question in story.questions:
            root = {e: origin for origin in question.origins for e in origin.entries}
            for entry in question.entries:
                origin = root.get(entry.id)
                sentence = material.sentences(entry.article, entry.start, entry.end)
                yield (
                    story.id,
                    question.id,
                    question.text,
                    entry.id,
                    entry.low,
                    entry.high,
                    entry.hedge,
                    entry.unit,
                    entry.of,
                    entry.written,
                    entry.source_name,
                    entry.stance,
                    entry.said_on,
                    ARROW.join(entry.chain),
                    origin.name if origin else None,
                    origin.certain if origin else None,
                    entry.article,
                    entry.statement,
                    entry.start,
                    entry.end,
                    _flat(sentence.of(material.texts[entry.article])),
                )


def _questions(story: Story) -> Iterator[Row]:
    for q in story.questions:
        articles = len({entry.article for entry in q.entries})
        yield (
            *(story.id, q.id, q.text, q.unit, q.counted, q.predicate, q.place),
            *(articles, q.origins_low, q.origins_high),
        )


def _origins(story: Story) -> Iterator[Row]:
    for question in story.questions:
        for o in question.origins:
            yield story.id, question.id, o.name, o.certain, o.stance, o.why, COMMA.join(o.entries)


def _relations(story: Story) -> Iterator[Row]:
    for question in story.questions:
        for relation in question.relations:
            yield story.id, question.id, relation.from_, relation.to, relation.kind, relation.why


def _links(story: Story) -> Iterator[Row]:
    for link in story.links:
        yield story.id, link.from_, link.to, link.kind, link.why


def _apart(story: Story) -> Iterator[Row]:
    for apart in story.apart:
        yield story.id, apart.one, apart.other, apart.why


def _hops(story: Story) -> Iterator[Row]:
    for hop in story.hops:
        yield story.id, hop.article, hop.statement, hop.from_, hop.to, hop.basis, hop.why


def _reuse(story: Story) -> Iterator[Row]:
    for reuse in story.reuse:
        yield story.id, reuse.from_, reuse.to, reuse.kind, reuse.basis, float(reuse.share), reuse.why


def _utterances(story: Story) -> Iterator[Row]:
    for number, told in enumerate(story.utterances, 1):
        for at, report in enumerate(told.statements):
            place = (report.article, report.statement, report.start, report.end)
            yield story.id, number, at, told.speaker, told.said_on, *place


def _drift(story: Story) -> Iterator[Row]:
    for number, utterance in enumerate(story.utterances, 1):
        for drift in utterance.drift:
            yield story.id, number, drift.what, *drift.between, drift.why


def _actors(story: Story) -> Iterator[Row]:
    for actor in story.actors:
        yield story.id, actor.name, actor.type, actor.party, COMMA.join(actor.roles), COMMA.join(actor.forms)


def _timeline(story: Story) -> Iterator[Row]:
    for event in story.timeline:
        yield story.id, event.when, event.what, COMMA.join(event.sources), COMMA.join(event.articles)


def _places(material: Material) -> Iterator[Row]:
    for story in material.dossier.stories:
        for s in spots_of(material, story):
            yield story.id, s.name, s.country, s.lat, s.lon, s.mentions, COMMA.join(s.articles)


def _defects(material: Material) -> Iterator[Row]:
    for name in material.numbers:
        reading = material.readings.get(name)
        for d in reading.defects if reading else ():
            words = _flat(material.texts[name][d.start : d.end])
            yield name, d.kind, words, d.why, d.start, d.end


def _errors(material: Material) -> Iterator[Row]:
    for unread in material.dossier.errors:
        yield unread.article, unread.error


def _flat(words: str) -> str:
    return " ".join(words.split())


def _words(text: str, span: Span | None) -> str | None:
    return _flat(span.of(text)) if span else None


def _by_story(rows: Callable[[Story], Iterable[Row]]) -> Callable[[Material], Iterator[Row]]:
    def all_rows(material: Material) -> Iterator[Row]:
        for story in material.dossier.stories:
            yield from rows(story)

    return all_rows


def _columns(told: str) -> Columns:
    """Columns from "name name:type …"; without a type it is text."""
    pairs = (column.partition(":") for column in told.split())
    return tuple((name, kind or TEXT) for name, _, kind in pairs)


_TABLES: tuple[tuple[str, Columns, Callable[[Material], Iterable[Row]]], ...] = (
    (
        "figures",
        _columns(
            "story question question_text id low:number high:number hedge unit of written source_name stance "
            "said_on chain origin origin_certain:yes article statement start:whole end:whole sentence"
        ),
        _figures,
    ),
    (
        "questions",
        _columns(
            "story id text unit counted predicate place articles:whole origins_low:whole origins_high:whole"
        ),
        _by_story(_questions),
    ),
    ("origins", _columns("story question name certain:yes stance why entries"), _by_story(_origins)),
    ("relations", _columns("story question from to kind why"), _by_story(_relations)),
    (
        "statements",
        _columns(
            "article id source_name stance kind said_on chain content cue source start:whole end:whole "
            "parent in_furniture:yes confidence:number"
        ),
        _statements,
    ),
    ("links", _columns("story from to kind why"), _by_story(_links)),
    ("apart", _columns("story one other why"), _by_story(_apart)),
    (
        "utterances",
        _columns(
            "story utterance:whole report:whole speaker said_on article statement start:whole end:whole"
        ),
        _by_story(_utterances),
    ),
    ("drift", _columns("story utterance:whole what one:whole other:whole why"), _by_story(_drift)),
    ("hops", _columns("story article statement from to basis why"), _by_story(_hops)),
    ("reuse", _columns("story from to kind basis share:number why"), _by_story(_reuse)),
    ("actors", _columns("story name type party:yes roles forms"), _by_story(_actors)),
    ("timeline", _columns("story when what sources articles"), _by_story(_timeline)),
    ("places", _columns("story name country lat:number lon:number mentions:whole articles"), _places),
    (
        "articles",
        _columns(
            "number:whole name story outlet title url published published_from language sha256 "
            "statements:whole figures:whole"
        ),
        _articles,
    ),
    ("defects", _columns("article kind words why start:whole end:whole"), _defects),
    ("errors", _columns("article error"), _errors),
)

__all__ = ["Table", "figures_csv", "tables_of", "to_csv", "to_parquet", "write_tables"]
