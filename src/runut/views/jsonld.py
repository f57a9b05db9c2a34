"""A dossier as JSON-LD: PROV-O for who has it from whom, Web Annotation for where it stands, and schema.org.

Every step of a chain is a ``prov:wasDerivedFrom`` with a qualified ``prov:Derivation`` that tells whether it
was read or inferred. Sub-properties stand beside it, never instead of it, because plain tools do not infer.
No rating, no score.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from runut.model.dossier import Entry, Question, Story, StoryActor
from runut.model.reading import Reading, Statement
from runut.model.span import Span
from runut.views.material import Material, extent

Node = dict[str, Any]

CONTEXT: Node = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "runut": "urn:runut:terms:",
    "id": "@id",
    "type": "@type",
    **{
        short: {"@id": full, "@type": "@id"}
        for short, full in {
            "wasDerivedFrom": "prov:wasDerivedFrom",
            "wasQuotedFrom": "prov:wasQuotedFrom",
            "wasRevisionOf": "prov:wasRevisionOf",
            "hadPrimarySource": "prov:hadPrimarySource",
            "wasAttributedTo": "prov:wasAttributedTo",
            "entity": "prov:entity",
            "isPartOf": "schema:isPartOf",
            "spokenByCharacter": "schema:spokenByCharacter",
            "body": "oa:hasBody",
            "source": "oa:hasSource",
            "answers": "runut:answers",
            "origin": "runut:origin",
            "from": "runut:from",
            "to": "runut:to",
        }.items()
    },
    "qualifiedDerivation": "prov:qualifiedDerivation",
    "target": "oa:hasTarget",
    "selector": "oa:hasSelector",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "name": "schema:name",
    "text": "schema:text",
    "headline": "schema:headline",
    "url": {"@id": "schema:url", "@type": "@id"},
    "publisher": "schema:publisher",
    "inLanguage": "schema:inLanguage",
    "datePublished": "schema:datePublished",
    "dateCreated": "schema:dateCreated",
    "alternateName": "schema:alternateName",
    "jobTitle": "schema:jobTitle",
    "value": "schema:value",
    "minValue": "schema:minValue",
    "maxValue": "schema:maxValue",
    "unitText": "schema:unitText",
    "description": "schema:description",
    **{
        term: f"runut:{term}"
        for term in (
            "basis",
            "why",
            "stance",
            "hedge",
            "written",
            "certain",
            "originsLow",
            "originsHigh",
            "kind",
            "sha256",
            "party",
        )
    },
}

_AROUND = 32  # characters before and after a quotation, to find it again where the text has moved
_TYPES = {
    "person": "schema:Person",
    "organisation": "schema:Organization",
    "state": "schema:Country",
    "outlet": "schema:NewsMediaOrganization",
    "group": "schema:Organization",
}


def to_jsonld(material: Material) -> str:
    """The dossier as one JSON-LD document with an inline context."""
    graph = list(_Graph(material).nodes())
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _urn(kind: str, *parts: str | None) -> str:
    """A name that comes from what it names: the same in every run."""
    return f"urn:runut:{kind}:{sha256(chr(31).join(p or '' for p in parts).encode()).hexdigest()[:16]}"


class _Graph:
    """Makes the nodes."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._inferred = {
            (hop.article, hop.statement, hop.from_, hop.to): hop.why
            for story in material.dossier.stories
            for hop in story.hops
            if hop.basis == "inferred"
        }

    def nodes(self) -> Iterator[Node]:
        """All nodes: articles, statements, then story by story."""
        seen: set[str] = set()
        for node in self._all():
            if node["id"] not in seen:
                seen.add(node["id"])
                yield node

    def _all(self) -> Iterator[Node]:
        for story in self._material.dossier.stories:
            yield from (self._actor(actor) for actor in story.actors)
        for name in self._material.numbers:
            reading = self._material.readings.get(name)
            if reading:
                yield self._article(reading)
                for statement in reading.statements:
                    yield from self._statement(reading, statement)
        for story in self._material.dossier.stories:
            for question in story.questions:
                yield from self._question(story, question)
            for link in story.links:
                yield self._relation(
                    _urn("link", link.from_, link.to, link.kind),
                    link.kind,
                    self._linked(link.from_),
                    self._linked(link.to),
                    link.why,
                )

    # names

    def _article_id(self, name: str) -> str:
        reading = self._material.readings.get(name)
        return _urn("article", reading.sha256 if reading else name, name)

    def _statement_id(self, article: str, identity: str) -> str:
        return f"{self._article_id(article)}:{identity}"

    def _figure_id(self, entry: str) -> str:
        return f"urn:runut:figure:{entry}"

    def _linked(self, identity: str) -> str:
        article, _, own = identity.rpartition("#")
        return self._statement_id(article, own)

    # articles and statements

    def _article(self, reading: Reading) -> Node:
        return _full(
            {
                "id": self._article_id(reading.article),
                "type": ["schema:NewsArticle", "prov:Entity"],
                "name": reading.article,
                "headline": reading.title,
                "url": reading.url if (reading.url or "").startswith(("http://", "https://")) else None,
                "inLanguage": reading.language,
                "datePublished": reading.published,
                "publisher": _agent_ref(reading.outlet),
                "sha256": reading.sha256,
            }
        )

    def _statement(self, reading: Reading, statement: Statement) -> Iterator[Node]:
        text = self._material.texts[reading.article]
        own = self._statement_id(reading.article, statement.id)
        speaker = _urn("agent", statement.source_name)
        words = " … ".join(span.of(text) for span in statement.content)
        quoted = statement.kind == "direct"
        yield {"id": speaker, "type": "prov:Agent", "name": statement.source_name or ""}
        before = list(self._chain(reading, statement))
        yield _full(
            {
                "id": own,
                "type": ["schema:Quotation" if quoted else "schema:Claim", "prov:Entity"],
                "text": words,
                "isPartOf": self._article_id(reading.article),
                "wasAttributedTo": speaker,
                "spokenByCharacter": speaker if quoted else None,
                "stance": statement.stance,
                "dateCreated": statement.said_on,
                "wasDerivedFrom": before[-1]["id"] if before else None,
                "hadPrimarySource": before[0]["id"] if before else None,
                "wasQuotedFrom": before[0]["id"] if before and quoted else None,
                "qualifiedDerivation": self._derivation(reading, statement, before),
            }
        )
        yield from before
        yield self._annotation(own, reading.article, extent(statement))

    def _chain(self, reading: Reading, statement: Statement) -> Iterator[Node]:
        """The utterance as each link before this article had it."""
        links = statement.chain[:-1]
        made: list[Node] = []
        for number, name in enumerate(links):
            node = _full(
                {
                    "id": _urn("report", reading.sha256, statement.id, *links[: number + 1]),
                    "type": "prov:Entity",
                    "wasAttributedTo": _urn("agent", name),
                    "name": name,
                    "wasDerivedFrom": made[-1]["id"] if made else None,
                }
            )
            if made:
                node["qualifiedDerivation"] = self._step(
                    reading, statement, links[number - 1], name, made[-1]
                )
            made.append(node)
        yield from made

    def _derivation(self, reading: Reading, statement: Statement, before: list[Node]) -> Node | None:
        if not before:
            return None
        one, other = statement.chain[-2], statement.chain[-1]
        return self._step(reading, statement, one, other, before[-1])

    def _step(self, reading: Reading, statement: Statement, one: str, other: str, entity: Node) -> Node:
        why = self._inferred.get((reading.article, statement.id, one, other))
        return _full(
            {
                "id": _urn("hop", reading.sha256, statement.id, one, other),
                "type": "prov:Derivation",
                "entity": entity["id"],
                "basis": "inferred" if why is not None else "read",
                "why": why or None,
            }
        )

    def _annotation(self, body: str, article: str, span: Span) -> Node:
        text = self._material.texts[article]
        return {
            "id": f"{body}:where",
            "type": "oa:Annotation",
            "body": body,
            "target": {
                "id": f"{body}:target",
                "source": self._article_id(article),
                "selector": [
                    {
                        "id": f"{body}:quote",
                        "type": "oa:TextQuoteSelector",
                        "exact": span.of(text),
                        "prefix": text[max(0, span.start - _AROUND) : span.start],
                        "suffix": text[span.end : span.end + _AROUND],
                    },
                    {
                        "id": f"{body}:position",
                        "type": "oa:TextPositionSelector",
                        "start": span.start,
                        "end": span.end,
                    },
                ],
            },
        }

    # across articles

    def _actor(self, actor: StoryActor) -> Node:
        return _full(
            {
                "id": _urn("agent", actor.name),
                "type": ["prov:Agent", _TYPES.get(actor.type, "schema:Thing")],
                "name": actor.name,
                "alternateName": [form for form in actor.forms if form != actor.name] or None,
                "jobTitle": actor.roles or None,
                "party": actor.party or None,
            }
        )

    def _question(self, story: Story, question: Question) -> Iterator[Node]:
        own = f"urn:runut:question:{question.id}"
        origins = [f"{own}:{n}" for n, _ in enumerate(question.origins, 1)]
        yield _full(
            {
                "id": own,
                "type": "runut:Question",
                "text": question.text,
                "isPartOf": f"urn:runut:story:{story.id}",
                "originsLow": question.origins_low,
                "originsHigh": question.origins_high,
                "origin": origins or None,
            }
        )
        root: dict[str, str] = {}
        for origin, identity in zip(question.origins, origins, strict=True):
            root.update(dict.fromkeys(origin.entries, identity))
            yield {
                "id": identity,
                "type": ["runut:Origin", "prov:Entity"],
                "name": origin.name,
                "wasAttributedTo": _urn("agent", origin.name),
                "certain": origin.certain,
                "stance": origin.stance,
                "why": origin.why,
            }
        revised = {r.from_: r.to for r in question.relations if r.kind == "corrects"}
        for entry in question.entries:
            yield self._figure(entry, own, root.get(entry.id), revised.get(entry.id))
            yield self._annotation(self._figure_id(entry.id), entry.article, Span(entry.start, entry.end))
        for relation in question.relations:
            ends = self._figure_id(relation.from_), self._figure_id(relation.to)
            identity = _urn("relation", relation.from_, relation.to, relation.kind)
            yield self._relation(identity, relation.kind, *ends, relation.why)

    def _figure(self, entry: Entry, question: str, root: str | None, revised: str | None) -> Node:
        exact = entry.low is not None and entry.low == entry.high
        inside = (
            self._statement_id(entry.article, entry.statement)
            if entry.statement
            else self._article_id(entry.article)
        )
        return _full(
            {
                "id": self._figure_id(entry.id),
                "type": ["schema:QuantitativeValue", "prov:Entity"],
                "value": entry.low if exact else None,
                "minValue": entry.low,
                "maxValue": entry.high,
                "unitText": entry.unit,
                "description": entry.of,
                "hedge": entry.hedge,
                "written": entry.written or None,
                "stance": entry.stance,
                "dateCreated": entry.said_on,
                "isPartOf": inside,
                "answers": question,
                "wasDerivedFrom": [
                    node for node in (root, self._figure_id(revised) if revised else None) if node
                ]
                or None,
                "hadPrimarySource": root,
                "wasRevisionOf": self._figure_id(revised) if revised else None,
            }
        )

    def _relation(self, identity: str, kind: str, one: str, other: str, why: str) -> Node:
        return {
            "id": identity,
            "type": "runut:Relation",
            "kind": kind,
            "from": one,
            "to": other,
            "why": why,
        }


def _agent_ref(name: str | None) -> Node | None:
    return {"id": _urn("agent", name), "name": name} if name else None


def _full(node: Node) -> Node:
    """A node without the fields that say nothing."""
    return {key: value for key, value in node.items() if value is not None}


__all__ = ["CONTEXT", "to_jsonld"]
