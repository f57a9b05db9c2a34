"""Small numbers in words, as they stand before a unit of time: "dua puluh lima", "dua setengah", "2,5"."""

from __future__ import annotations

from runut.steps.extract.times.classes import Classes


def count_of(words: list[str], classes: Classes) -> float | None:
    """The number that a run of tokens says; None for a vague one ("beberapa", "belasan")."""
    total = last = 0.0
    for word in words:
        if word[0].isdigit():
            total, last = total + last, float(word.replace(",", ".")) if word[-1].isdigit() else 0.0
            continue
        value = classes.value(word, "number/times/plus/vague/a")
        if value == "vague" or not any(c.isdecimal() for c in value):
            return None
        if value[0] == "x":  # puluh, ratus
            last = (last or 1.0) * float(value[1:])
        elif value[0] == "+":  # belas: ten more; setengah: a half more
            last += float(value[1:])
        else:
            total, last = total + last, float(value)
    return total + last
