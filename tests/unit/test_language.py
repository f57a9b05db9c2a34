"""Which language a text is in."""

from __future__ import annotations

import pytest

from runut.engine.resources import LANGUAGES, load_pack
from runut.errors import UsageError
from runut.model.article import Article
from runut.project.tools import check_language, tools_for
from runut.steps.read import guess_language

PACKS = [load_pack(code) for code in LANGUAGES]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Warga yang mengungsi sudah kembali ke rumah setelah air surut.", "id"),
        ("Residents who had been moved are back in their homes after the water fell.", "en"),
        ("JAKARTA - Menteri itu belum mau berkomentar, tetapi stafnya membenarkan kabar tersebut.", "id"),
        ("LONDON (Example) - The minister would not comment, but an aide said it was true.", "en"),
        ("Ia mengutip ucapan pelatih, “We were the better team,” kepada wartawan di stadion itu.", "id"),
    ],
)
def test_function_words_tell(text, code):
    assert guess_language(text, PACKS) == code


@pytest.mark.parametrize("text", ["", "12 345", "Президент", "الرئيس", "Budi Santoso"])
def test_where_nothing_tells_it_is_the_first_pack(text):
    assert guess_language(text, PACKS) == LANGUAGES[0]


def test_what_is_told_wins_over_what_is_guessed():
    article = Article("a", "The minister said that it was true.", "", language="id-ID")
    assert tools_for(article, "auto").pack.code == "id"
    assert tools_for(article, "en").pack.code == "en"
    with pytest.raises(UsageError, match="no language pack"):
        check_language("xx")
