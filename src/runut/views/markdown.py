"""A dossier as Markdown: stories, questions with their figures by origin, conflicts, drift, timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from runut.model.dossier import Dossier, Entry, Question, Story, Utterance

_WORDS = {
    "id": {
        "articles": "artikel",
        "origins": "asal",
        "figure": "angka",
        "who": "siapa",
        "when": "dikatakan",
        "chain": "runutan",
        "article": "artikel",
        "words": "kalimat",
        "nobody": "artikel sendiri",
        "relations": "Hubungan",
        "utterances": "Ucapan yang diberitakan lebih dari sekali",
        "same": "tanpa perbedaan",
        "timeline": "Waktu",
        "actors": "Pelaku",
        "links": "Bantahan",
        "errors": "Tidak terbaca",
        "unplaced": "Di luar cerita mana pun",
        "empty": "Tidak ada yang terbaca.",
    },
    "en": {
        "articles": "articles",
        "origins": "origins",
        "figure": "figure",
        "who": "who",
        "when": "said on",
        "chain": "chain",
        "article": "article",
        "words": "sentence",
        "nobody": "the article itself",
        "relations": "Relations",
        "utterances": "Utterances reported more than once",
        "same": "no differences",
        "timeline": "Timeline",
        "actors": "Actors",
        "links": "Denials",
        "errors": "Not read",
        "unplaced": "In no story",
        "empty": "Nothing was read.",
    },
}
_AROUND = 60  # characters of context on each side of a figure


def to_markdown(dossier: Dossier, texts: Mapping[str, str], interface: str = "id") -> str:
    """The dossier as one Markdown text; ``texts`` gives each article's text by its name."""
    words = _WORDS[interface]
    lines: list[str] = []
    for story in dossier.stories:
        lines += _story(story, texts, words)
    if dossier.unplaced:
        lines += [f"## {words['unplaced']}", "", *(f"- {_plain(name)}" for name in dossier.unplaced), ""]
    if dossier.errors:
        reasons = (f"- **{_plain(error.article)}**: {_plain(error.error)}" for error in dossier.errors)
        lines += [f"## {words['errors']}", "", *reasons, ""]
    return "\n".join(lines or [words["empty"], ""])


def _story(story: Story, texts: Mapping[str, str], words: dict[str, str]) -> Iterator[str]:
    yield from (f"# {_plain(story.title)}", "", f"{len(story.articles)} {words['articles']}", "")
    yield from (f"- {_plain(name)}" for name in story.articles)
    yield ""
    for question in story.questions:
        yield from _question(question, texts, words)
    denials = (f"{_plain(link.from_)} → {_plain(link.to)}: {_plain(link.why)}" for link in story.links)
    yield from _list(words["links"], denials)
    told = [utterance for utterance in story.utterances if len(utterance.statements) > 1]
    yield from _list(words["utterances"], (_utterance(utterance, texts, words) for utterance in told))
    events = (f"**{event.when}** {_plain(event.what)}" for event in story.timeline)
    yield from _list(words["timeline"], events)
    actors = (f"**{_plain(a.name)}** ({a.type}) {_plain(', '.join(a.roles))}" for a in story.actors)
    yield from _list(words["actors"], actors)


def _list(title: str, items: Iterable[str]) -> Iterator[str]:
    """A section with its items; nothing where there are none."""
    lines = [f"- {item.strip()}" for item in items]
    if lines:
        yield from (f"## {title}", "", *lines, "")


def _question(question: Question, texts: Mapping[str, str], words: dict[str, str]) -> Iterator[str]:
    low, high = question.origins_low, question.origins_high
    origins = f"{low}" if low == high else f"{low}–{high}"
    articles = len({entry.article for entry in question.entries})
    count = f"{articles} {words['articles']} → {origins} {words['origins']}"
    yield from (f"## {_plain(question.text)}", "", count, "")
    columns = [words[column] for column in ("figure", "who", "when", "chain", "article", "words")]
    yield _row(columns)
    yield _row(["---"] * len(columns))
    of = {entry: origin.name for origin in question.origins for entry in origin.entries}
    for entry in sorted(question.entries, key=lambda entry: of.get(entry.id, "")):
        yield _row(_cells(entry, texts, words))
    yield ""
    written = {entry.id: entry.written or _bounds(entry) for entry in question.entries}
    clear = [relation for relation in question.relations if relation.kind not in ("same", "agrees")]
    if clear:
        yield from (f"{words['relations']}:", "")
        for relation in clear:
            one, other = written.get(relation.from_, relation.from_), written.get(relation.to, relation.to)
            yield f"- **{relation.kind}** {_plain(one)} / {_plain(other)}: {_plain(relation.why)}"
        yield ""


def _cells(entry: Entry, texts: Mapping[str, str], words: dict[str, str]) -> list[str]:
    text = texts.get(entry.article, "")
    start, end = max(0, entry.start - _AROUND), min(len(text), entry.end + _AROUND)
    before, after = _plain(text[start : entry.start]), _plain(text[entry.end : end])
    return [
        f"{_bounds(entry)} {_plain(entry.unit or '')}",
        _plain(entry.source_name or words["nobody"]),
        entry.said_on or "",
        _plain(" → ".join(entry.chain)),
        _plain(entry.article),
        f"… {before} **{_plain(text[entry.start : entry.end])}** {after} …",
    ]


def _utterance(utterance: Utterance, texts: Mapping[str, str], words: dict[str, str]) -> str:
    told = [(r.article, texts.get(r.article, "")[r.start : r.end]) for r in utterance.statements]
    reports = " / ".join(f"{_plain(article)}: “{_plain(content)}”" for article, content in told)
    drift = "; ".join(f"**{d.what}**: {_plain(d.why)}" for d in utterance.drift) or words["same"]
    return f"{_plain(utterance.speaker or '?')} ({utterance.said_on or '?'}): {reports} — {drift}"


def _bounds(entry: Entry) -> str:
    low, high = entry.low, entry.high
    if low == high and low is not None:
        return f"{low:,}"
    if low is None:
        return f"≤ {high:,}"
    return f"≥ {low:,}" if high is None else f"{low:,}–{high:,}"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(words: str) -> str:
    """Words of an article as Markdown shows them: one line, no markup of their own."""
    flat = " ".join(words.split()).replace("\\", "\\\\")
    for mark in "|*_`<>[]#":
        flat = flat.replace(mark, f"\\{mark}")
    return flat
