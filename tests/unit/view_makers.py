"""Material for the tests of views: a story on file, and articles that want to break out of their page."""

from __future__ import annotations

import hashlib

from runut.engine.resources import LANGUAGES, load_bytes, load_pack
from runut.model.article import Article, Unread
from runut.model.reading import Reading
from runut.pipeline import read_article
from runut.pipeline_stories import assemble
from runut.project.tools import load_tools
from runut.views.interface import Interface
from runut.views.material import Material
from runut.views.report import Options, to_html
from tests.golden.stories_on_file import load, readings_of, texts_of

SCRIPT = "<script>alert(1)</script>"
HOSTILE = f"""{SCRIPT} Jembatan Putus
"><img src=x onerror=alert(2)> ADI MEDIA, Karangmulya - Jembatan gantung di Desa Karangmulya putus, Selasa (18/3/2025).
Kepala Desa {SCRIPT} Endang Saputra mengatakan 14 orang terluka. </p></details><style>*{{display:none}}</style>
"Truk itu <b onclick='x()'>seharusnya</b> tidak boleh lewat," kata Endang. {{{{ 7*7 }}}} {{% raw %}}
Polisi membantah 14 orang terluka. Polisi menyebut 9 orang terluka dalam kejadian itu.
"""


def golden_material(name: str) -> Material:
    """The material of a golden story."""
    story = load(name)
    readings, texts = readings_of(story), texts_of(story)
    return Material(assemble(readings, texts, load_pack), readings, texts, load_pack)


def read_material(*texts: str, errors: tuple[Unread, ...] = (), **told: str) -> Material:
    """The material of texts as the program itself reads them. ``told`` is what their carrier says of them."""
    readings: list[Reading] = []
    by_name: dict[str, str] = {}
    for number, text in enumerate(texts, 1):
        name = told.get("name", "") + f"a{number}.txt"
        more = {key: value for key, value in told.items() if key != "name"}
        article = Article(name, text, hashlib.sha256(text.encode()).hexdigest(), **more)  # type: ignore[arg-type]
        readings.append(read_article(article, load_tools("id")))
        by_name[name] = text
    return Material(assemble(readings, by_name, load_pack, errors), readings, by_name, load_pack)


def interface(home: str = "id") -> Interface:
    """The interface in all languages."""
    return Interface([load_pack(code) for code in LANGUAGES], home)


def report(material: Material, home: str = "id", mode: str = "quoted", **more: object) -> str:
    """The report of some material."""
    options = Options(mode=mode, version="1.2.3", outline=load_bytes("outline.txt").decode(), **more)  # type: ignore[arg-type]
    return to_html(material, interface(home), options)
