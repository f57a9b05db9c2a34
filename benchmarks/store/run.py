"""Times the questions behind the pages on a large store. The first call fills it, where it is not there yet.

python benchmarks/store/run.py FOLDER [ARTICLES]        (RUNUT_DATABASE_URL for PostgreSQL)
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from fill import World, fill
from sqlalchemy import Connection

from runut.project.desk import init_desk
from runut.store import articles, readings, search, stories
from runut.store.story_counts import StoryChoice, count_stories_by, count_stories_of_outlets

_TIMES = 5
_LIMIT = 1.0  # seconds that any question may take at 100,000 articles


def questions(world: World) -> dict[str, Callable[[Connection], Any]]:
    """What the pages ask, by what it is. Words and sources are Zipf: the first are in almost every article."""
    common, usual, rare = world.words[0], world.words[60], world.words[20_000]
    frequent, seldom = world.sources[0], world.sources[400]
    return {
        "overview: totals": articles.sum_articles,
        "overview: stories and questions": stories.count_stories,
        "overview: stories, first page": lambda c: stories.list_stories(c),
        "overview: stories of two and more, disputed": lambda c: stories.list_stories(
            c, StoryChoice(least=2, disputed=True), sort="disputed"
        ),
        "stories of an outlet, of one origin": lambda c: stories.list_stories(
            c, StoryChoice(outlet=world.outlets[0], origins="1")
        ),
        "stories by outlet": lambda c: count_stories_of_outlets(c, StoryChoice()),
        "stories by origins, of a year": lambda c: count_stories_by(c, "origins", StoryChoice(month="2019")),
        "stories: deep": lambda c: stories.list_stories(c, sort="newest", offset=20_000),
        "questions: disputed": lambda c: stories.list_questions(c, disputed=True),
        "questions: deep": lambda c: stories.list_questions(c, offset=50_000),
        "articles: newest": lambda c: articles.list_articles(c),
        "articles: most statements": lambda c: articles.list_articles(c, sort="statements"),
        "articles: deep": lambda c: articles.list_articles(c, offset=90_000),
        "articles: of an outlet in a month": lambda c: articles.list_articles(
            c, outlet=world.outlets[0], month="2024-06"
        ),
        "articles: decided": lambda c: articles.list_articles(c, marked="decided"),
        "articles: of a language, deep": lambda c: articles.list_articles(c, language="en", offset=9_000),
        "articles by outlet": lambda c: articles.count_articles(c, "outlet"),
        "articles by language": lambda c: articles.count_articles(c, "language"),
        "articles by year, of an outlet": lambda c: articles.count_articles(
            c, "year", outlet=world.outlets[0]
        ),
        "statements of a frequent source": lambda c: readings.list_statements(c, source=frequent),
        "statements of a frequent source, deep": lambda c: readings.list_statements(
            c, source=frequent, offset=100_000
        ),
        "statements of a frequent source, denials": lambda c: readings.list_statements(
            c, source=frequent, stance="denies"
        ),
        "statements of a seldom source": lambda c: readings.list_statements(c, source=seldom),
        "statements: denials, deep": lambda c: readings.list_statements(c, stance="denies", offset=50_000),
        "statements: all, deep": lambda c: readings.list_statements(c, offset=1_000_000),
        "statements of a story": lambda c: readings.list_statements(c, story_id=1),
        "stances of a frequent source": lambda c: readings.count_stances(c, source=frequent),
        "stances of all": lambda c: readings.count_stances(c),
        "actor in stories": lambda c: stories.list_actors(c, name=frequent),
        "one article": lambda c: readings.get_reading(c, 50_000),
        "search: a common word": lambda c: search.search(c, common),
        "search: a common word, statements": lambda c: search.search(c, common, kind="statement"),
        "search: a common word, stories": lambda c: search.search(c, common, kind="story"),
        "search: a usual word": lambda c: search.search(c, usual),
        "search: a rare word": lambda c: search.search(c, rare),
        "search: two common words": lambda c: search.search(c, f"{common} {world.words[1]}"),
        "search: side by side": lambda c: search.search(c, f'"{world.words[3]} {world.words[4]}"'),
        "search: the beginning of words": lambda c: search.search(c, f"{common[:3]}*"),
        "search: a common word, deep": lambda c: search.search(c, common, offset=1_500),
        "search: a source": lambda c: search.search(c, f'"{frequent}"'),
        "search: nothing": lambda c: search.search(c, "tidakada"),
    }


def main(folder: str, many: int) -> int:
    """Fill, ask, tell. Exit status 1 if a question takes longer than it may."""
    world = World()
    slow = 0
    with init_desk(folder) as desk:
        if not desk.tally().articles:
            started = time.monotonic()
            fill(desk, many)
            print(f"filled in {time.monotonic() - started:.0f} s", file=sys.stderr)
        tally = desk.tally()
        print(f"{tally.articles:,} articles, {tally.statements:,} statements, {tally.stories:,} stories")
        print(f"{desk.database.engine.dialect.name}, {_size(desk)}")
        print(f"{'':<46}{'first':>9}{'median':>9}  ms")
        for what, ask in questions(world).items():
            took = []
            for _ in range(_TIMES):
                started = time.perf_counter()
                with desk.database.reading() as connection:
                    ask(connection)
                took.append(time.perf_counter() - started)
            median = statistics.median(took)
            slow += median > _LIMIT
            print(f"{what:<46}{1000 * took[0]:>9.1f}{1000 * median:>9.1f}{'  SLOW' if median > 0.3 else ''}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"memory at most {peak} MB")
    return 1 if slow else 0


def _size(desk: Any) -> str:
    return f"{desk.survey().room.store / 1e9:.2f} GB"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000))
