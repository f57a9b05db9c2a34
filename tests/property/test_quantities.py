"""Laws of figures: what is written as words or digits is read back, and every span is sound."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from runut.engine.resources import load_pack
from runut.model.reading import Quantity
from runut.steps.extract.quantities import find_quantities
from runut.steps.segment import segment

WHOLE = st.one_of(st.integers(2, 9_999), st.integers(2, 10**6), st.integers(2, 10**15 - 1))


def read(text: str, code: str) -> list[Quantity]:
    pack = load_pack(code)
    return find_quantities(segment(text, pack), pack, [])


@given(WHOLE)
@settings(max_examples=400)
def test_indonesian_number_words_are_read_back(number: int) -> None:
    words = num2words(number, lang="id")
    (found,) = read(f"Panitia menerima {words} lukisan baru.", "id")
    assert (found.low, found.high, found.unit) == (number, number, "lukisan")


@given(WHOLE)
@settings(max_examples=400)
def test_english_number_words_are_read_back(number: int) -> None:
    words = num2words(number, lang="en").replace(",", "")
    (found,) = read(f"The museum received {words} paintings.", "en")
    assert (found.low, found.high) == (number, number)


@given(st.integers(0, 9_999), st.integers(1, 9), st.integers(0, 9))
def test_indonesian_decimals_are_read_back(whole: int, first: int, second: int) -> None:
    words = num2words(float(f"{whole}.{first}{second or 1}"), lang="id")
    (found,) = read(f"Tangki itu memuat {words} liter air.", "id")
    assert found.low == found.high == float(f"{whole}.{first}{second or 1}")


@given(st.integers(1, 10**12))
def test_grouped_digits_are_read_back(number: int) -> None:
    for code, sign, noun in (("id", ".", "ekor sapi"), ("en", ",", "cows")):
        written = f"{number:,}".replace(",", sign)
        found = read(f"Ada {written} {noun}.", code)
        years = 1700 <= number <= 2100 or number > 999_999
        assert [q.low for q in found] == [number] or (years and sign not in written)


@given(st.text(alphabet="0123456789.,-–/:()% \nRp$€xdua ribuan satuhinggasekitarlebih", max_size=120))
@settings(max_examples=300)
def test_spans_are_sound_whatever_the_text(text: str) -> None:
    for code in ("id", "en"):
        last = 0
        for found in read(text, code):
            assert last <= found.start < found.end <= len(text)
            assert found.low is None or found.high is None or found.low <= found.high
            assert not (found.low is None and found.high is None)
            last = found.end
