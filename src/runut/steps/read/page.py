"""A web page: its main text, and what its head tells: title, byline, outlet, day, address.

Two extractors look at each page, trafilatura's main one and its baseline (the text embedded for search
engines, else article tags, else all paragraphs). Where they disagree, the one that speaks of what the title
speaks of is taken, and the article carries a warning: a main extractor has been seen to take the box "other
news" for the article.
"""

from __future__ import annotations

import logging
import re
from hashlib import sha256
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from runut.errors import UnreadableError
from runut.model.article import Article
from runut.steps.read.dates import read_date
from runut.steps.read.decoding import decode
from runut.steps.read.markup import flatten

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^\W\d_]{2,}(?:\W+\w+){3,}")  # four words at least: a menu entry is no article
_STOP = re.compile(r"[.!?…]")
_AGREE = 0.5  # share of the shorter text's word pairs that the longer one has: near 1 or near 0 in practice
_ANY_DAY = (
    "2100-01-01"  # htmldate refuses days after this one; today's would make results depend on the clock
)
_OPENED = re.compile(r"<(html|body|div|article|main|section|script|style|table)\b", re.I)
_CLOSED = re.compile(r"</(html|body|div|article|main|section|script|style|table)\s*>", re.I)
_HIDDEN = re.compile(r"<!--.*?-->|<(script|style|textarea|title)\b[^>]*>.*?</\1\s*>", re.I | re.S)
_LAST_TAG = re.compile(r"<(/?)[a-z][^<>]*>[^<>]*\Z", re.I)
_DEEPEST = 2_000  # nested elements; beyond, the parser's recursion is at risk and no article is that deep


def read_page(
    raw: bytes,
    name: str,
    url: str | None = None,
    published: str | None = None,
    charset: str | None = None,
) -> Article:
    """The article on a page. ``url`` and ``published``, a carrier's, yield to what the page itself says.

    A carrier's ``charset`` does not: the server that sends a page knows better what it sends.
    """
    declared = _DECLARED.search(raw, 0, 4096)
    decoded = decode(raw, name, charset or (declared.group(1).decode("ascii") if declared else None))
    markup = decoded.text.removeprefix("\ufeff").replace("\x00", "")
    if not markup.strip():
        raise UnreadableError(name, "empty: not a word in it")
    if _is_cut_off(markup):
        raise UnreadableError(name, "cut off: the page ends inside an open element; fetch it again")
    document, second = _extract(markup, name, url)
    text, warnings = _choose(document, second)
    if not (_SENTENCE.search(text) and _STOP.search(text)):
        raise UnreadableError(name, "no article found on the page: no sentence outside menus and boxes")
    address = document.get("url") or url
    day = document.get("date") or read_date(published)[0]
    return Article(
        name=name,
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        url=address,
        title=document.get("title"),
        outlet=document.get("sitename") or (urlsplit(address).hostname if address else None),
        byline=document.get("author"),
        published=day,
        extracted=True,
        warnings=warnings + ([decoded.warning] if decoded.warning else []),
    )


def _extract(markup: str, name: str, url: str | None) -> tuple[dict[str, Any], str]:
    """What trafilatura finds, and its baseline's text."""
    import trafilatura  # a third of a second to import: only when there is a page

    logging.getLogger("trafilatura").setLevel(
        logging.CRITICAL
    )  # what it complains of is said in our own words
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    dates = {"original_date": True, "extensive_search": False, "max_date": _ANY_DAY}
    try:
        document = trafilatura.bare_extraction(
            markup,
            url=url,
            fast=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dates,
        )
        second = trafilatura.baseline(markup)[1]
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        raise UnreadableError(name, f"broken HTML ({type(error).__name__}: {error})") from error
    if document is None:
        return {}, second or flatten(markup)
    fields = ("text", "title", "author", "sitename", "date", "url", "description")
    return {field: getattr(document, field, None) for field in fields}, second


def _choose(document: dict[str, Any], second: str) -> tuple[str, list[str]]:
    first = document.get("text") or ""
    if not first or not second:
        return first or second, []
    if _shared(first, second) >= _AGREE:
        return first, []
    title = document.get("title") or ""
    subject = set(_WORD.findall(f"{title} {document.get('description') or ''}".lower()))
    near = _near(first, title, subject) >= _near(second, title, subject)
    taken, other = (first, "main text") if near else (second, "baseline")
    return taken, [f"two extractors disagree on which part of the page is the article; took the {other}"]


def _near(text: str, title: str, subject: set[str]) -> int:
    """How many of the subject's words stand near the text's beginning, the headline itself left out."""
    return len(subject & set(_WORD.findall(text.replace(title, "", 1)[:2000].lower())))


def _shared(a: str, b: str) -> float:
    """Share of the shorter text's word pairs that the other has too."""
    first, second = _pairs(a), _pairs(b)
    fewer = min(len(first), len(second))
    return len(first & second) / fewer if fewer else 0.0


def _pairs(text: str) -> set[tuple[str, str]]:
    words = _WORD.findall(text.lower())
    return set(pairwise(words))


def _is_cut_off(markup: str) -> bool:
    """Whether a page ends where no page can end.

    HTML may leave out </body> and </html>, but not </div> or </article>; and words after a last start tag are
    words that somebody meant to close.
    """
    tail = markup.rstrip()[-200:].lower()
    if "</html" in tail or "</body" in tail:
        return False
    bare = _HIDDEN.sub("", markup)
    if bare.rfind("<") > bare.rfind(">") and re.match(r"</?[a-z!]", bare[bare.rfind("<") :], re.I):
        return True  # inside a tag, or in an unclosed comment
    opened = [tag.lower() for tag in _OPENED.findall(bare)]
    closed = [tag.lower() for tag in _CLOSED.findall(bare)]
    must = {"div", "article", "main", "section", "script", "style", "table"}
    if sum(tag in must for tag in opened) > sum(tag in must for tag in closed):
        return True
    last = _LAST_TAG.search(bare[-20_000:])
    whole = bool({"html", "body"} & set(opened)) and not {"html", "body"} & set(closed)
    open_ended = last is not None and not last.group(1)
    return whole and open_ended and bool(re.search(r"\w", bare[bare.rfind(">") :]))
