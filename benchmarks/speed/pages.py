"""How long the desk's pages take: cold (just opened) and warm, over a project's largest, middle and smallest stories.

usage: pages.py PROJECT [ROUNDS]

Only the making of the page is measured (no network, no browser), by the clock and in seconds of a core, which others
that use the machine do not change. Cold pages include reading the story from the store.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

from starlette.testclient import TestClient

from runut.project.desk import Desk, open_desk
from runut.store import articles, stories
from runut.web.app import make_app

ROUNDS = 5


def main() -> int:
    """Measure and print, one line a page: cold, warm (the median of some rounds), warm on a core, bytes."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    project, rounds = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    with open_desk(project) as desk:
        TestClient(make_app(desk, alone="x"), base_url="http://localhost").get("/")  # templates, words
        slowest = busiest = 0.0
        for address in addresses(desk):
            desk.shelf.clear()
            client = TestClient(make_app(desk, alone="x"), base_url="http://localhost")
            cold, _, size, status = timed(client, address)
            again = [timed(client, address) for _ in range(rounds)]
            warm, core = median(one[0] for one in again), median(one[1] for one in again)
            slowest, busiest = max(slowest, warm), max(busiest, core)
            print(f"{cold:7.0f} ms {warm:6.0f} ms {core:6.0f} ms {size / 1000:7.0f} KB  {status}  {address}")
        print(f"slowest warm page: {slowest:.0f} ms, {busiest:.0f} ms of a core")
    return 0


def addresses(desk: Desk) -> list[str]:
    """Pages of the largest story, one in the middle and the smallest; and those of the project."""
    with desk.database.reading() as connection:
        page = stories.list_stories(connection, sort="articles", most=10_000)
        chosen = [page.rows[0], page.rows[len(page.rows) // 2], page.rows[-1]] if page.rows else []
        found = []
        for row in chosen:
            _, story = stories.get_story(connection, row.id) or (None, None)
            parts = (
                "",
                "/figures",
                "/figures?by=article",
                "/chains",
                "/chains?fold=no",
                "/drift",
                "/speakers",
            )
            found += [
                f"/stories/{row.own}{part}"
                for part in (*parts, "/cross", "/cross?which=agreements", "/times")
            ]
            own = articles.find_article(connection, story.articles[-1]) if story else None
            if story and own:
                found += [f"/articles/{own.id}", f"/explain/{own.id}/s1"]
                found += [f"/speaker?name={actor.name}" for actor in story.actors[:1]]
    return [*found, "/export", "/", "/stories", "/articles"]


def timed(client: TestClient, address: str) -> tuple[float, float, int, int]:
    """Milliseconds by the clock and of a core, bytes and status of an answer."""
    started, worked = time.perf_counter(), time.process_time()
    answer = client.get(address)
    took = (time.perf_counter() - started) * 1000
    return took, (time.process_time() - worked) * 1000, len(answer.content), answer.status_code


if __name__ == "__main__":
    sys.exit(main())
