"""Statements made comparable: the words that carry content, the names and figures in it, and what it points
back at."""

from __future__ import annotations

from msgspec.structs import replace

from runut.model.ledger import DOUBTING, Figure, Piece, Said
from runut.model.reading import Statement
from runut.model.span import Span
from runut.steps.align.words import AlignWords

_BACK = 3  # sentences back in which the statement is looked for that "hal itu" points at
_REPORT_AT = (
    4  # tokens from the start in which a pointing phrase makes the whole content one that points back
)


def read_statements(piece: Piece, figures: list[Figure], words: AlignWords) -> list[Said]:
    """The statements of an article in text order, ready to be compared."""
    reading, layout = piece.reading, piece.layout
    if not layout.sentences:
        return []
    in_statement: dict[str, list[str]] = {}
    for figure in figures:
        if figure.statement:
            in_statement.setdefault(figure.statement, []).append(figure.id)
    names = sorted(
        [(m.start, m.end, actor.name) for actor in reading.actors for m in actor.mentions]
        + [(p.start, p.end, p.name) for p in reading.places]
    )
    found: list[Said] = []
    for statement in sorted(reading.statements, key=lambda s: (_start(s), s.id)):
        if not statement.content:
            continue
        spans = [*statement.content, *statement.continued]
        keys: dict[str, float] = {}
        for span in spans:
            keys.update(words.keys(layout.lowers, *_tokens(piece, span)))
        inside = frozenset(
            name for start, end, name in names if any(s.start <= start and end <= s.end for s in spans)
        )
        said = Said(
            article=reading.article,
            statement=statement.id,
            start=statement.content[0].start,
            end=statement.content[-1].end,
            sentence=layout.sentence_at(_start(statement)),
            words=" … ".join(span.of(layout.text) for span in statement.content),
            speakers=tuple((statement.source_name or "").split("; ")) if statement.source_name else (),
            stance=statement.stance,
            kind=statement.kind,
            said_on=statement.said_on,
            keys=keys,
            names=inside,
            figures=tuple(in_statement.get(statement.id, ())),
            points_back=None,
            chain=tuple(statement.chain),
            language=reading.language,
            furniture=statement.in_furniture,
        )
        pointing = _points_back(piece, statement, words)
        if pointing and _is_told_before(said, found, piece, words):
            said = replace(said, points_back="")
        elif pointing:
            target = _antecedent(said, found, pointing, words)
            said = replace(said, points_back=target.id) if target is not None else said
        found.append(said)
    return found


def _start(statement: Statement) -> int:
    return statement.content[0].start if statement.content else 0


def _tokens(piece: Piece, span: Span) -> tuple[int, int]:
    layout = piece.layout
    first = layout.token_at(span.start)
    return first, layout.token_at(span.end - 1) + 1 if span.end > span.start else first


def _points_back(piece: Piece, statement: Statement, words: AlignWords) -> str:
    """ "figure" or "report" where the content's own first words point at something said before, else
    empty."""
    first, last = _tokens(piece, statement.content[0])
    lowers = piece.layout.lowers[first : min(last, first + _REPORT_AT)]
    whole = last - first <= len(lowers) and len(statement.content) == 1
    for at, word in enumerate(lowers):
        pair = " ".join(lowers[at : at + 2])
        if pair in words.anaphors and at == 0:
            return "report"
        if word in words.anaphors and (at == 0 or whole):
            return "report"
        follows = lowers[at + 1] if at + 1 < len(lowers) else ""
        if follows in words.anaphors and at <= 1:
            if word in words.figure_words:
                return "figure"
            if word in words.reports:
                return "report"
    return ""


def _is_told_before(said: Said, earlier: list[Said], piece: Piece, words: AlignWords) -> bool:
    """Whether the sentence before tells of a report that nobody is named for ("Laporan lain menyebut …"): what points
    back then points at that, and at no statement."""
    index = said.sentence - 1
    if said.stance not in DOUBTING or index < 0 or any(s.sentence == index for s in earlier):
        return False
    sentence = piece.layout.sentences[index]
    return any(word in words.reports for word in piece.layout.lowers[sentence.first : sentence.last])


def _antecedent(said: Said, earlier: list[Said], pointing: str, words: AlignWords) -> Said | None:
    """The nearest statement before that can be meant: not doubting itself, not the doubter's own; with a
    figure for "angka itu"; rather what is claimed than what is said of it ("ini langkah berbahaya")."""
    near = [s for s in reversed(earlier) if said.sentence - s.sentence <= _BACK and not s.furniture]
    if said.stance in DOUBTING:
        near = [s for s in near if s.stance not in DOUBTING and not set(s.speakers) & set(said.speakers)]
        near = [s for s in near if not _is_comment(s, words)] or near
    if pointing == "figure":
        near = [s for s in near if s.figures] or near
    return near[0] if near else None


def _is_comment(said: Said, words: AlignWords) -> bool:
    """Whether a statement begins with a word that points back itself."""
    return said.words.casefold().strip("\"“”‘’' ").partition(" ")[0] in words.anaphors


__all__ = ["read_statements"]
