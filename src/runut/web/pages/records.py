"""One record of an article: what the program read, what stands, its history, and the form that changes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import msgspec

from runut.errors import UsageError
from runut.model.correction import Correction
from runut.model.decision import Decision, Key
from runut.model.reading import Reading
from runut.model.span import Span
from runut.project.desk.inspecting import Inspected, Told, inspect
from runut.steps.correct import find_words, make_correction, spans_shown
from runut.store import articles, readings
from runut.store.readings import Stored
from runut.web.forms.inputs import (
    WORDS,
    Input,
    actors_offered,
    fill,
    inputs_of,
    shown_value,
    statements_offered,
)
from runut.web.forms.keys import read_key
from runut.web.forms.marking import lines_of
from runut.web.forms.typed import PREFIX, Typed
from runut.web.frame.registry import Action, Again, Identity, Missing, PageOf, Unwelcome, Words
from runut.web.frame.visit import Visit

Kind = Literal["statement", "quantity", "time", "place", "actor", "furniture", "defect", "article"]
Added = Literal["statement", "quantity", "time", "place", "actor", "furniture", "defect"]
Why = Annotated[str, msgspec.Meta(max_length=4_000, description="Why it was decided so.")]
Place = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1, description="Code point.")]
_NOBODY = "runut"  # stands in a decision that is only tried


class RecordAsked(msgspec.Struct, frozen=True):
    """Which record: ``key`` is a statement's id, an actor's name, "120-134" for the characters of another record,
    empty for the article itself. ``blind`` hides what others decided; ``next`` is where a form leads to."""

    article_id: Identity
    kind: Kind = "statement"
    key: Words = ""
    blind: bool = False
    next: Annotated[str, msgspec.Meta(max_length=2_000)] = ""


class RecordShown(msgspec.Struct, frozen=True):
    """A record as the program read it (null where a person added it) and as it stands (null where it was taken
    out), with everything that was decided about it."""

    article_id: int
    article: str
    title: str
    language: str
    sha256: str
    kind: str
    key: str
    machine: dict[str, Any] | None
    standing: dict[str, Any] | None
    words: list[str]
    decisions: list[Decision]
    history: list[Told]
    blind: bool


class AddAsked(msgspec.Struct, frozen=True):
    """What is to be added, and the characters that were selected for it."""

    article_id: Identity
    kind: Added = "statement"
    start: Place | None = None
    end: Place | None = None


class AddShown(msgspec.Struct, frozen=True):
    """An article's text, to find in it what the program missed."""

    article_id: int
    article: str
    title: str
    language: str
    sha256: str
    kind: str
    start: int | None
    end: int | None
    text: str


class DecideAsked(msgspec.Struct, frozen=True):
    """A decision about one record. What is added has ``spans`` or ``words`` (which the text must have once) in
    place of a key; ``changes`` are new values by field."""

    article_id: Identity
    kind: Kind
    action: Literal["accept", "correct", "reject", "add", "note"]
    key: Words = ""
    spans: Annotated[list[tuple[Place, Place]], msgspec.Meta(max_length=100)] = []
    words: Annotated[str, msgspec.Meta(max_length=20_000)] = ""
    changes: dict[str, Any] = {}
    why: Why = ""


# pages


def show_record(visit: Visit, asked: RecordAsked) -> RecordShown:
    """A record with its history."""
    found = _inspected(visit, asked)
    stored = found.stored
    with visit.desk.database.reading() as connection:
        row = articles.get_article(connection, asked.article_id)
    bare = [None if one is None else _bare(one, asked.kind) for one in (found.machine, found.standing)]
    shown = found.standing or found.machine
    words = [] if asked.kind == "article" else [s.of(stored.text) for s, _ in spans_shown(shown)]  # type: ignore[arg-type]
    return RecordShown(
        article_id=asked.article_id,
        article=stored.machine.article,
        title=row.title if row else stored.machine.article,
        language=stored.machine.language,
        sha256=stored.machine.sha256,
        kind=asked.kind,
        key=asked.key,
        machine=bare[0],
        standing=bare[1],
        words=words,
        decisions=found.decisions,
        history=found.history,
        blind=asked.blind,
    )


def _inspected(visit: Visit, asked: RecordAsked) -> Inspected:
    key = read_key(asked.kind, asked.key)
    found = None
    if key is not None:
        with visit.desk.database.reading() as connection:
            found = inspect(connection, asked.article_id, asked.kind, key, visit.who if asked.blind else None)
    if found is None:
        raise Missing(visit.say.word("record.missing"))
    return found


def _bare(record: Any, kind: str) -> dict[str, Any]:
    if kind == "article":
        return {name: getattr(record, name) for name in ("published", "published_from", "outlet", "title")}
    told: dict[str, Any] = msgspec.to_builtins(record)
    return told


def _furnish_record(visit: Visit, record: RecordShown) -> Mapping[str, Any]:
    asked = RecordAsked(record.article_id, record.kind, record.key, record.blind)  # type: ignore[arg-type]
    found = _inspected(visit, asked)
    inputs = _inputs(visit, found, record.kind)
    return _around(visit, found, record.kind, inputs)


def _inputs(visit: Visit, found: Inspected, kind: str) -> list[Input]:
    """Inputs with what stands in them; where a person decided otherwise than the program read, with both."""
    inputs = inputs_of(kind)
    text, record = found.stored.text, found.standing or found.machine
    fill(inputs, record, text, visit.say)
    if found.machine is None:
        return inputs
    for one in inputs:
        read = shown_value(found.machine, one, text, visit.say)[0]
        names = {"start", "end"} if one.name == WORDS else {one.name}
        by = [decision.who for decision in found.decisions if names & set(decision.fields)]
        one.by = by[-1] if by else ""
        one.machine = read if read != one.value else None
    return inputs


def _around(visit: Visit, found: Inspected, kind: str, inputs: list[Input]) -> dict[str, Any]:
    """What the template shows beside the form: the text with the record marked, what the inputs offer."""
    record = found.standing or found.machine
    marks = [] if kind == "article" else spans_shown(record)  # type: ignore[arg-type]
    lines = lines_of(found.stored.text, marks)
    near = [at for at, line in enumerate(lines) if line.near] or [0]
    low, high = max(0, near[0] - 1), near[-1] + 2
    last = next((told for told in reversed(found.history) if not told.taken_back), None)
    return {
        "inputs": inputs,
        "before": lines[:low],
        "near": lines[low:high],
        "after": lines[high:],
        "last": last,
        "wrong": "",
        "why": "",
        **offered(visit, found.reading, found.stored.text),
    }


def offered(visit: Visit, reading: Reading, text: str) -> dict[str, Any]:
    """What inputs can offer: names, statements, units, things counted, outlets."""
    with visit.desk.database.reading() as connection:
        outlets = [name for name, _ in articles.count_articles(connection, "outlet")[:60] if name]
    return {
        "statements": statements_offered(reading, text),
        "lists": {
            "actors": actors_offered(reading),
            "units": sorted({q.unit for q in reading.quantities if q.unit}),
            "things": sorted({q.of for q in reading.quantities if q.of}),
            "outlets": outlets,
        },
    }


def show_text(visit: Visit, asked: AddAsked) -> AddShown:
    """An article's text, to add to it what was missed."""
    stored = _stored(visit, asked.article_id)
    with visit.desk.database.reading() as connection:
        row = articles.get_article(connection, asked.article_id)
    inside = asked.start is not None and asked.end is not None and asked.start < asked.end <= len(stored.text)
    return AddShown(
        asked.article_id,
        stored.machine.article,
        row.title if row else stored.machine.article,
        stored.machine.language,
        stored.machine.sha256,
        asked.kind,
        asked.start if inside else None,
        asked.end if inside else None,
        stored.text,
    )


def _stored(visit: Visit, article_id: int) -> Stored:
    with visit.desk.database.reading() as connection:
        stored = readings.get_reading(connection, article_id)
    if stored is None:
        raise Missing(visit.say.word("article.missing"))
    return stored


def _furnish_text(visit: Visit, record: AddShown) -> Mapping[str, Any]:
    inputs = inputs_of(record.kind, adding=True)
    if record.start is not None and record.end is not None:
        for one in inputs:
            if one.name in ("content", "mentions", WORDS):
                one.value = " ".join(record.text[record.start : record.end].split())
                one.at = f"{record.start}-{record.end}"
    return _beside(visit, record, inputs)


def _beside(visit: Visit, record: AddShown, inputs: list[Input]) -> dict[str, Any]:
    reading = _stored(visit, record.article_id).standing
    marks = [(span, "known") for one in reading.statements for span in one.content]
    if record.start is not None and record.end is not None:
        marks.append((Span(record.start, record.end), "own"))
    return {
        "inputs": inputs,
        "lines": lines_of(record.text, marks),
        "wrong": "",
        "why": "",
        **offered(visit, reading, record.text),
    }


# decisions


def decide(visit: Visit, asked: DecideAsked) -> Correction:
    """Keep a decision about a record."""
    key: Key | list[Span] | None = read_key(asked.kind, asked.key)
    changes = dict(asked.changes)
    if asked.action == "add":
        key = _words_of(visit, asked)
    if key is None:
        raise Unwelcome(
            f"key: {asked.key!r} is no key of a {asked.kind}; a record of characters has START-END"
        )
    return visit.desk.decide(
        asked.article_id, asked.kind, asked.action, key, changes, who=visit.who, why=asked.why
    )


def _words_of(visit: Visit, asked: DecideAsked) -> list[Span]:
    if asked.spans:
        return [Span(start, end) for start, end in asked.spans]
    text = _stored(visit, asked.article_id).text
    found = find_words(text, asked.words)
    if found.span is None:
        raise Unwelcome(
            f"words: the text has them {found.times} times; give words that it has once, or spans"
        )
    return [found.span]


def read_form(visit: Visit, fields: dict[str, Any]) -> dict[str, Any]:
    """A form's fields as a decision; ``Again`` where something typed cannot be taken."""
    plain = {name: value for name, value in fields.items() if not name.startswith(PREFIX)}
    if plain.get("action") == "correct":
        return _read_correction(visit, fields, plain)
    if plain.get("action") == "add":
        return _read_addition(visit, fields, plain)
    return plain


def _read_correction(visit: Visit, fields: dict[str, Any], plain: dict[str, Any]) -> dict[str, Any]:
    asked: RecordAsked = _as(RecordAsked, plain)
    found = _inspected(visit, asked)
    base = found.standing or found.machine
    inputs = _inputs(visit, found, asked.kind)
    near = _near(found.stored.text, [] if asked.kind == "article" else spans_shown(base))  # type: ignore[arg-type]
    changes = Typed(fields, found.stored.text, near, visit.say).read(asked.kind, inputs, base)
    wrong = any(one.error for one in inputs)
    told = "" if wrong else ("wrong.nothing" if not changes else _tried(found, asked, changes))
    if wrong or told:
        page = structs_replace(
            visit,
            path=f"/articles/{asked.article_id}/correct",
            query=_query(asked),
        )
        more = _around(visit, found, asked.kind, inputs)
        more.update(wrong=told, why=str(fields.get("why", "")))
        raise Again(page, "desk_record.html", "record", show_record(visit, asked), more)
    return {**plain, "changes": msgspec.to_builtins(changes)}


def _query(asked: RecordAsked) -> str:
    told = {"kind": asked.kind, "key": asked.key, "blind": "1" if asked.blind else "", "next": asked.next}
    return urlencode({name: value for name, value in told.items() if value})


def _read_addition(visit: Visit, fields: dict[str, Any], plain: dict[str, Any]) -> dict[str, Any]:
    asked: AddAsked = _as(AddAsked, {name: v for name, v in plain.items() if name in ("article_id", "kind")})
    record = show_text(visit, asked)
    stored = _stored(visit, asked.article_id)
    inputs = inputs_of(asked.kind, adding=True)
    changes = Typed(fields, record.text, None, visit.say).read(asked.kind, inputs)
    spans = _taken_words(changes)
    told = ""
    if not any(one.error for one in inputs):
        if not spans:
            inputs[0].error = "wrong.empty"
        elif asked.kind == "quantity" and "low" not in changes and "high" not in changes:
            next(one for one in inputs if one.name == "low").error = "wrong.bounds"
        else:
            told = _tried_addition(stored, asked.kind, spans, changes)
    if told or any(one.error for one in inputs):
        page = structs_replace(
            visit, path=f"/articles/{asked.article_id}/add", query=urlencode({"kind": asked.kind})
        )
        more = {**_beside(visit, record, inputs), "wrong": told, "why": str(fields.get("why", ""))}
        raise Again(page, "desk_add.html", "add", record, more)
    return {**plain, "spans": [(s.start, s.end) for s in spans], "changes": msgspec.to_builtins(changes)}


def _taken_words(changes: dict[str, Any]) -> list[Span]:
    """The words of what is added, out of its values."""
    if "start" in changes:
        return [Span(changes.pop("start"), changes.pop("end"))]
    spans: list[Span] = changes.pop("content", None) or changes.pop("mentions", [])
    return spans


def _near(text: str, marks: list[tuple[Span, str]]) -> Span | None:
    """The lines in which something of a record stands: what a person had before their eyes."""
    if not marks:
        return None
    low, high = min(s.start for s, _ in marks), max(s.end for s, _ in marks)
    end = text.find("\n", high)
    return Span(text.rfind("\n", 0, low) + 1, len(text) if end < 0 else end)


def _tried(found: Inspected, asked: RecordAsked, changes: dict[str, Any]) -> str:
    """Why a decision could not be kept, found out before it is."""
    key = read_key(asked.kind, asked.key)
    return _try(found.stored, asked.kind, "correct", key, changes)


def _tried_addition(stored: Stored, kind: str, spans: list[Span], changes: dict[str, Any]) -> str:
    return _try(stored, kind, "add", spans, changes)


def _try(stored: Stored, kind: str, action: str, key: Any, changes: dict[str, Any]) -> str:
    try:
        make_correction(
            stored.machine,
            stored.text,
            kind,
            action,
            key,
            changes,
            identity=_NOBODY,
            at="2000-01-01",
            who=_NOBODY,
            shown=stored.standing,
        )
    except UsageError as error:
        return str(error).removeprefix(f"correction {_NOBODY}: ")
    return ""


def _as(kind: type[msgspec.Struct], given: Mapping[str, Any]) -> Any:
    known = {field.encode_name for field in msgspec.structs.fields(kind)}
    return msgspec.convert({k: v for k, v in given.items() if k in known and v != ""}, kind, strict=False)


structs_replace = msgspec.structs.replace


PAGES = [
    PageOf(
        "record",
        "/articles/{article_id}/correct",
        "desk_record.html",
        RecordAsked,
        RecordShown,
        show_record,
        "One record of an article with its history.",
        _furnish_record,
    ),
    PageOf(
        "add",
        "/articles/{article_id}/add",
        "desk_add.html",
        AddAsked,
        AddShown,
        show_text,
        "An article's text, to add what was missed.",
        _furnish_text,
    ),
]
ACTIONS = [
    Action(
        "decide",
        "/articles/{article_id}/decide",
        DecideAsked,
        Correction,
        decide,
        "Decide about one record of an article.",
        lambda asked, record: f"/articles/{asked.article_id}",
        forms=read_form,
    )
]
