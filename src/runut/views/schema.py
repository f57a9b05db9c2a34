"""JSON Schemas of the outputs: made from the records, with a description of every promised field."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from runut.model.article import Unread
from runut.model.dossier import Dossier
from runut.model.reading import Reading
from runut.model.vocabulary import (
    ACTORS,
    DEFECTS,
    DRIFT,
    FURNITURE,
    HEDGES,
    PERSON,
    RELATIONS,
    SPEECH,
    STANCES,
)

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

#: Closed lists of values: (record, field) → values. None stands for null.
_VALUES: dict[tuple[str, str], list[str | None]] = {
    ("Reading", "published_from"): ["metadata", "text", "inferred", PERSON, None],
    ("Furniture", "kind"): [*FURNITURE],
    ("Defect", "kind"): [*DEFECTS],
    ("Statement", "kind"): [*SPEECH],
    ("Statement", "stance"): [*STANCES],
    ("Quantity", "hedge"): [*HEDGES],
    ("Entry", "hedge"): [*HEDGES],
    ("Actor", "type"): [*ACTORS],
    ("StoryActor", "type"): [*ACTORS],
    ("Relation", "kind"): [*RELATIONS],
    ("Drift", "what"): [*DRIFT],
    ("Relay", "reach"): ["sentence", "paragraph", "article"],
}

_SPAN = "Code points into the article's own text, half-open."
#: What a field means, where its name does not say all. ``*`` stands for every record.
_MEANINGS: dict[tuple[str, str], str] = {
    ("*", "start"): f"First character. {_SPAN}",
    ("*", "end"): f"Past the last character. {_SPAN}",
    ("*", "why"): "The reason, in words.",
    ("*", "rule"): "Name of the rule that read it.",
    ("*", "said_on"): "ISO date or interval A/B of the utterance; null where nothing pins it.",
    ("*", "chain"): 'Canonical names, origin first, publisher last; "this article" for an unknown outlet.',
    (
        "*",
        "source_name",
    ): 'Canonical name of who is credited; "anonymous: ..." for the unnamed; null for none.',
    ("*", "low"): "Lower bound; null for an open end.",
    ("*", "high"): "Upper bound; null for an open end.",
    ("*", "unit"): "What is counted, as a canonical short noun.",
    ("*", "of"): "What it counts, in a few words.",
    ("Reading", "article"): "The file's path as given, a row's identifier or address, or FILE#ROW.",
    ("Reading", "language"): "ISO 639-1 code of the language it was read in.",
    ("Reading", "outlet"): "Who published it, by page data or by the text itself.",
    ("Reading", "published"): "ISO date, or interval A/B.",
    ("Reading", "published_from"): "Where the date comes from.",
    ("Reading", "published_why"): "What decided the date, in words.",
    ("Reading", "sha256"): "Of the text that all offsets point into, as UTF-8.",
    ("Reading", "text"): "The text that offsets point into; null where a UTF-8 file holds it as stored.",
    ("Reading", "warnings"): "What to know about how the text was won.",
    ("Statement", "content"): "What was said; several spans where the attribution stands in the middle.",
    ("Statement", "cue"): "The words that attribute; null for a quotation without any.",
    ("Statement", "source"): "Who is credited, as named here; null if not named in the sentence.",
    ("Statement", "confidence"): "From 0 to 1.",
    ("Statement", "relays"): "The links of the chain that the text states, with their words.",
    ("Statement", "continued"): "Later sentences that go on with the same speech.",
    ("Statement", "parent"): "The statement that this one is reported in.",
    ("Statement", "evidence"): "Why it was read so: rule, words, weight.",
    ("Quantity", "statement"): "Id of the statement it stands in.",
    ("Entry", "statement"): "Id of the statement it stands in.",
    ("Timex", "value"): "ISO date, YYYY-MM, YYYY, or interval A/B; null where nothing pins it.",
    ("Timex", "clash"): "What does not fit, as a weekday that the date does not fall on.",
    ("Place", "country"): "ISO 3166 alpha-2.",
    ("Origin", "entries"): "Ids of the entries that go back to this first voucher.",
    ("Utterance", "statements"): "Reports of one and the same utterance.",
    ("Drift", "between"): "Indexes of the two reports.",
    ("Dossier", "errors"): "Articles that could not be read, and why.",
}


def schema_of(output: str) -> str:
    """The JSON Schema of ``article`` or ``dossier``, as text."""
    roots: tuple[Any, ...] = (Reading, Unread) if output == "article" else (Dossier,)
    shapes, definitions = msgspec.json.schema_components(roots, ref_template="#/$defs/{name}")
    for record, definition in definitions.items():
        _describe(record, definition)
    whole: dict[str, Any] = {"$schema": _DIALECT, "title": f"Runut {output}"}
    whole |= {"oneOf": list(shapes)} if len(shapes) > 1 else shapes[0]
    return json.dumps(whole | {"$defs": definitions}, indent=2, ensure_ascii=False)


def _describe(record: str, definition: dict[str, Any]) -> None:
    """Every field that a record has is always written, so each is required: a reader needs no defaults."""
    fields: dict[str, Any] = definition.get("properties", {})
    for name, shape in fields.items():
        shape.pop("default", None)
        if (record, name) in _VALUES:
            shape.clear()
            shape["enum"] = _VALUES[record, name]
        meaning = _MEANINGS.get((record, name)) or _MEANINGS.get(("*", name))
        if meaning:
            shape["description"] = meaning
    if record != "Evidence":  # the one record that leaves out what it has not
        definition["required"] = list(fields)


__all__ = ["schema_of"]
