"""What was read and how, to be checked and cited: files, versions, hashes, error rates; and dossiers to take away."""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Any, Literal

import msgspec

from runut import __version__
from runut.engine.resources import load_bytes
from runut.model.article import Unread
from runut.project.desk import READER, Case
from runut.project.dossiers import FULL, QUOTED, material_of, show_case
from runut.store import articles, stories
from runut.store.records import ArticleRow, Held, StoryRow
from runut.views.tables import tables_of, to_csv
from runut.web.frame.files import File, FileOf
from runut.web.frame.registry import Missing, Offset, PageOf, Unwelcome, Words
from runut.web.frame.visit import Visit

#: More articles than this do not become one file in a browser: ``runut export`` writes them.
LARGEST = 5_000
Few = Annotated[int, msgspec.Meta(ge=1, le=200, description="Files at most.")]
Form = Literal["html", "json", "md", "csv", "jsonld", "geojson"]
_TYPES: Mapping[str, tuple[str, str]] = {
    "html": ("html", "text/html; charset=utf-8"),
    "json": ("json", "application/json"),
    "md": ("md", "text/markdown; charset=utf-8"),
    "csv": ("csv.zip", "application/zip"),
    "jsonld": ("jsonld", "application/ld+json"),
    "geojson": ("geojson", "application/geo+json"),
}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that zip knows: the same dossier gives the same bytes


class ExportAsked(msgspec.Struct, frozen=True):
    """The whole project, or one of its stories."""

    story: Words | None = None
    offset: Offset = 0
    most: Few = 100


class FileLine(msgspec.Struct, frozen=True):
    """An article with the version of it that was read."""

    article: ArticleRow
    version: Held


class Export(msgspec.Struct, frozen=True):
    """What was read and how. ``digest`` changes whenever anything that was read, or how, does; ``quality`` are the
    program's measured error rates."""

    story: StoryRow | None
    version: str
    reader: str
    digest: str
    settings: dict[str, str]
    forms: list[str]
    rows: list[FileLine]
    total: int
    offset: int
    most: int
    unread: list[Unread]
    quality: dict[str, Any]
    too_large: bool


class DossierAsked(msgspec.Struct, frozen=True):
    """A dossier in a form, of the project or of one story. ``text`` is how much of the articles a report shows."""

    form: Form
    story: Words | None = None
    text: Literal["quoted", "full"] = QUOTED  # type: ignore[assignment]


def export(visit: Visit, asked: ExportAsked) -> Export:
    """Read what was read and how."""
    with visit.desk.database.reading() as connection:
        row = stories.get_row(connection, asked.story) if asked.story else None
        if asked.story and row is None:
            raise Missing(visit.say.word("story.missing"))
        page = articles.list_articles(
            connection,
            story_id=row.id if row else None,
            sort="oldest",
            offset=asked.offset,
            most=asked.most,
        )
        held = articles.newest_versions(connection, [one.id for one in page.rows])
        digests = [row.digest] if row else sorted(stories.get_digests(connection))
        unread = [] if row else articles.get_unread(connection)
    settings = {"language": visit.desk.settings.language}
    return Export(
        story=row,
        version=__version__,
        reader=READER,
        digest=sha256("\n".join([__version__, READER, *digests]).encode()).hexdigest(),
        settings=settings,
        forms=list(_TYPES),
        rows=[FileLine(one, held[one.id]) for one in page.rows if one.id in held],
        total=page.total,
        offset=asked.offset,
        most=asked.most,
        unread=unread,
        quality=tomllib.loads(load_bytes("quality.toml").decode()),
        too_large=page.total > LARGEST,
    )


def dossier(visit: Visit, asked: DossierAsked) -> File:
    """A dossier as a file."""
    case, name = _case(visit, asked.story)
    ending, kind = _TYPES[asked.form]
    if asked.form == "csv":
        return File(f"{name}.{ending}", kind, _zipped(case))
    mode = FULL if asked.text == "full" else QUOTED
    return File(f"{name}.{ending}", kind, show_case(case, asked.form, interface=visit.say.home, mode=mode))


def _case(visit: Visit, own: str | None) -> tuple[Case, str]:
    if own is None:
        if visit.desk.tally().articles > LARGEST:
            raise Unwelcome(visit.say.word("export.large"))
        return visit.desk.case(), "dossier"
    opened = visit.desk.shelf.story(own)
    if opened is None:
        raise Missing(visit.say.word("story.missing"))
    return visit.desk.case([opened.story]), own


def _zipped(case: Case) -> bytes:
    """All tables of a dossier as one file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as folder:
        for table in tables_of(material_of(case)):
            folder.writestr(zipfile.ZipInfo(f"{table.name}.csv", _EPOCH), to_csv(table), zipfile.ZIP_DEFLATED)
    return written.getvalue()


PAGES = [
    PageOf(
        "export",
        "/export",
        "desk_export.html",
        ExportAsked,
        Export,
        export,
        "What was read and how, to be checked and cited; dossiers to take away.",
    )
]
FILES = [
    FileOf(
        "dossier",
        "/export/{form}",
        DossierAsked,
        dossier,
        "A dossier as html, json, md, csv (all tables, zipped), jsonld or geojson.",
        [kind for _, kind in _TYPES.values()],
        {"form": "json"},
    )
]
