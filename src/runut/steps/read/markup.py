"""Pieces of HTML inside rows and feeds: to plain text, one line a block."""

from __future__ import annotations

import re

_BLOCK = "p|div|br|li|ul|ol|tr|table|h[1-6]|blockquote|section|article|figure|figcaption|pre|hr"
_TAG = re.compile(rf"</?(?:{_BLOCK}|a|b|i|em|strong|span|img|script|style)\b[^<>]*>", re.I)
_BREAK = re.compile(rf"^(?:{_BLOCK})$", re.I)
_SPACES = re.compile(r"[ \t\r\f\v]*\n\s*")


def looks_like_markup(text: str) -> bool:
    """Whether a cell holds HTML: it begins with a tag, or has paragraphs. A lone tag is the article's own."""
    return (
        bool(_TAG.match(text.lstrip())) or "</p>" in text or len(re.findall(r"<br ?/?>", text[:20_000])) > 1
    )


def flatten(markup: str) -> str:
    """The visible words of a piece of HTML, one line a block element."""
    from lxml import html  # lazily: plain text needs no parser

    if not markup.strip():
        return ""
    try:
        root = html.fragment_fromstring(markup.replace("\x00", ""), create_parent="div")
    except (ValueError, AssertionError, html.etree.ParserError):
        return re.sub(r"<[^<>]*>", " ", markup).strip()
    parts: list[str] = []
    _walk(root, parts)
    return _SPACES.sub("\n", "".join(parts)).strip()


def _walk(root, parts: list[str]) -> None:  # type: ignore[no-untyped-def]  # lxml ships no types
    """Depth first without recursion: hostile markup nests thousands deep."""
    stack = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else None
        block = tag is not None and _BREAK.match(tag)
        if leaving:
            if block:
                parts.append("\n")
            if node is not root and node.tail:
                parts.append(re.sub(r"\s+", " ", node.tail))
            continue
        stack.append((node, True))
        if tag is None or tag in ("script", "style", "template", "noscript"):
            continue
        if block:
            parts.append("\n")
        if node.text:
            parts.append(re.sub(r"\s+", " ", node.text))
        stack.extend((child, False) for child in reversed(node))
