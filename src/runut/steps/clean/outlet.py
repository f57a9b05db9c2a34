"""Who published the article, who wrote it, what it is called: as its carrier says, or as the text shows."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from runut.model.article import Article
from runut.model.layout import Layout
from runut.model.reading import Furniture
from runut.rules.outlets import DOMAIN, Outlets
from runut.rules.pack import Pack
from runut.steps.clean.datelines import find_dateline

_TITLE_WORDS = 4
_MASTHEAD = "masthead-line"  # the furniture rule for a newspaper's name alone in its line
_ALONE = "an outlet's name alone"  # the reason that furniture gives for a known one
_NAMING = ("promo", "footer", "notice", "source-link")
_BYLINE_WORDS = re.compile(r"^\W*[^\W\d_/ ]{3,20}(?:[/ ](?:dan )?[^\W\d_]{3,20})?\s*:\s*")
_HEAD = 400  # characters among which an article's first words stand, a headline before them
_OPENING = re.compile(r"^([^\W\d_a-z][\w'’.]+(?: [^\W\d_a-z][\w'’.]*){0,3}) [-–—] ", re.MULTILINE)
_TAIL_NAME = re.compile(r"[(\[]\s*[\w.-]+\s*/\s*([^()\[\]]{3,40})[)\]]")
_NAME = re.compile(r"[^\W\d_a-z][\w'’.]*(?: [^\W\d_a-z][\w'’.]*){0,5}")


class _Self:
    """The words that stand before an outlet's own name in its own article, as one pattern."""

    def __init__(self, pack: Pack) -> None:
        self.words = words = "|".join(sorted(map(re.escape, pack.words("outlet_words", "self"))))
        self.pattern = re.compile(rf"\b(?:{words})\s+(\S+(?: \S+)?)", re.IGNORECASE) if words else None


def _host(url: str | None) -> str | None:
    """The site of an address; None where it is no address at all."""
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def find_outlet(article: Article, layout: Layout, furniture: list[Furniture], pack: Pack) -> str | None:
    """Canonical name of the publisher; None where neither the carrier nor the text shows it."""
    outlets = pack.compiled(Outlets)
    if article.outlet:
        return outlets.named(article.outlet) or article.outlet
    host = _host(article.url)
    if host:
        return outlets.at(host) or host.removeprefix("www.")
    return (
        _in_masthead(layout.text, furniture, outlets)
        or _in_dateline(layout, furniture, outlets, pack)
        or _in_byline(layout.text, furniture, outlets)
        or _in_frame(layout.text, furniture, outlets)
        or _of_itself(layout.text, outlets, pack)
        or _before_a_dash(layout.text, pack)
    )


def _in_masthead(text: str, furniture: list[Furniture], outlets: Outlets) -> str | None:
    """A newspaper's name alone in a line: the agency of a dateline is then only whom it carries."""
    for item in furniture:
        if item.why == _MASTHEAD:
            name = text[item.start : item.end]
            return outlets.named(name) or name
        if item.why == _ALONE and item.start < _HEAD:
            known = outlets.named(text[item.start : item.end])
            if known and known not in outlets.agencies:
                return known
    return None


def _in_dateline(layout: Layout, furniture: list[Furniture], outlets: Outlets, pack: Pack) -> str | None:
    for item in furniture:
        if item.kind == "dateline":
            line = next((p for p in layout.paragraphs if p[0] <= item.start < p[1]), (item.start, item.end))
            found = find_dateline(layout.text, item.start, line[1], pack)
            return found.outlet if found else None
    return None


def _in_byline(text: str, furniture: list[Furniture], outlets: Outlets) -> str | None:
    """A domain, or an outlet beside a name ("Nama - detikNews"); an agency alone is only a source."""
    for item in furniture:
        if item.kind != "byline":
            continue
        words = text[item.start : item.end]
        site = DOMAIN.search(words)
        if site:
            return outlets.at(site.group()) or site.group()
        parts = [part.strip(" ()[]•") for part in re.split(r"\s[-–|,]\s|/|,", words)]
        named = [outlets.named(part) for part in parts] if len(parts) > 1 else []
        own = [name for name in named if name and name not in outlets.agencies]
        if own:
            return own[0]
    return None


def _in_frame(text: str, furniture: list[Furniture], outlets: Outlets) -> str | None:
    """The outlet that promotions and footers name: a domain of the table, or a name of the table."""
    for item in furniture:
        if item.kind not in _NAMING:
            continue
        words = text[item.start : item.end]
        if item.kind == "source-link" and not _published_here(words):
            continue
        for site in DOMAIN.finditer(words):
            name = outlets.at(site.group())
            if name:
                return name
        if item.kind in ("footer", "promo"):
            for form in _NAME.findall(words):
                name = outlets.named(form) or outlets.named(form.split()[-1])
                if name:
                    return name
    return None


def _published_here(words: str) -> bool:
    """Whether the note is about this article ("telah tayang di …"); "Sumber: …" names another's."""
    return ":" not in words[:20] and len(words.split()) > 4


def _of_itself(text: str, outlets: Outlets, pack: Pack) -> str | None:
    """The one outlet of the pack's country that somebody spoke to or sent something to."""
    pattern = pack.compiled(_Self).pattern
    if pattern is None:
        return None
    counts: dict[str, int] = {}
    for match in pattern.finditer(text):
        words = match.group(1).rstrip('.,;:!?)"”')
        for form in (words, words.split()[0].rstrip(".,;:")):
            name = outlets.named(form)
            if name and name in outlets.domestic and name not in outlets.agencies:
                counts[name] = counts.get(name, 0) + 1
                break
    return max(counts, key=lambda name: counts[name]) if len(counts) == 1 else None


def _before_a_dash(text: str, pack: Pack) -> str | None:
    """A name that an article opens with ("DARWIN HERALD - …"), that ends as a newspaper's
    does, or where somebody speaks to it further on.
    """
    pattern = pack.compiled(_Self).pattern
    head = _OPENING.search(text, 0, _HEAD)
    if head is None or pattern is None:
        return None
    name = head.group(1)
    if " " in name and name.split()[-1].lower() in pack.words("outlet_words", "paper"):
        return name.title() if name.isupper() else name
    words = pack.compiled(_Self).words
    told = re.search(rf"(?i)\b(?:{words})\s+(?:[a-z]+\s+)?({re.escape(name)})\b", text[head.end() :])
    return told.group(1) if told else None


def find_byline(article: Article, layout: Layout, furniture: list[Furniture], pack: Pack) -> str | None:
    """Who wrote it, as the carrier or the text says."""
    if article.byline:
        return article.byline
    outlets = pack.compiled(Outlets)
    labels = pack.compiled(_Labels)
    for item in furniture:
        if item.kind != "byline":
            continue
        words = layout.text[item.start : item.end]
        tail = _TAIL_NAME.search(words)
        if tail and DOMAIN.search(words):
            return tail.group(1).strip()
        label = _BYLINE_WORDS.match(words) or labels.pattern.match(words)
        name = _NAME.match(words, label.end() if label else 0)
        if name and (label or " " in name.group()) and outlets.named(name.group()) is None:
            return name.group().strip()
    return None


class _Labels:
    """Words that bylines begin with, where no colon follows."""

    def __init__(self, pack: Pack) -> None:
        rows = pack.table("furniture_phrases")
        forms = {row["form"].rstrip(":, ") for row in rows if row["class"] == "byline"}
        longest = sorted(map(re.escape, forms), key=lambda form: (-len(form), form))
        self.pattern = (
            re.compile(rf"(?:{'|'.join(longest)})\b[\s,:]*", re.IGNORECASE) if longest else re.compile("$.")
        )


def find_title(article: Article, layout: Layout, furniture: list[Furniture]) -> str | None:
    """The headline: the carrier's, or the first one in the text that is more than the name of a section."""
    if article.title:
        return article.title
    lines = [layout.text[item.start : item.end] for item in furniture if item.kind == "headline"]
    return next((line for line in lines if len(line.split()) >= _TITLE_WORDS), lines[0] if lines else None)


# Where an agency's name stands for the whole article: "(AFP)" at the end, "/Antara" beside the reporter's name.
_PARTS = re.compile(r"[/|,:()\[\]–—]|\s-\s")
_CREDITING = ("byline", "dateline", "source-link", "footer")


def find_carriers(layout: Layout, furniture: list[Furniture], outlet: str | None, pack: Pack) -> list[str]:
    """Agencies that the page credits with the whole article, other than its publisher; a photograph's credit
    is none."""
    outlets = pack.compiled(Outlets)
    found: list[str] = []
    for item in furniture:
        if item.kind not in _CREDITING:
            continue
        for part in _PARTS.split(layout.text[item.start : item.end]):
            name = outlets.named(part.strip(" \t\u00a0-."))
            if name in outlets.agencies and name != outlet and name not in found:
                found.append(str(name))
    return found
