"""``runut watch``: feeds into a project, again and again."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import click

from runut.cli.add import assemble, told_counts
from runut.cli.options import complain, conclude, project_option

if TYPE_CHECKING:
    from runut.engine.fetch import Fetcher, WatchPolicy
    from runut.project.desk import Counts, Desk, Outcome

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_LEAST = 60  # seconds between two rounds: no feed is asked more often


class _Interval(click.ParamType):  # type: ignore[type-arg]  # generic only in newer Clicks
    name = "interval"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        found = re.fullmatch(r"(\d{1,6})([smhd])", str(value))
        if found is None:
            self.fail(f"{value!r} is no time; write 90s, 15m, 2h or 1d", param, ctx)
        return max(_LEAST, int(found[1]) * _UNITS[found[2]])


@click.command()
@click.argument("feeds", metavar="[FEED...]", nargs=-1)
@project_option
@click.option("--once", is_flag=True, help="One round, then end.")
@click.option("--every", type=_Interval(), default="15m", show_default=True, help="Time between two rounds.")
@click.option(
    "--follow/--no-follow", default=True, show_default=True, help="Fetch the page that an entry links to."
)
@click.option("--same-host", is_flag=True, help="Follow only links to the feed's own host.")
@click.option("--most", type=click.IntRange(min=1), default=200, show_default=True, help="Pages in a round.")
@click.option(
    "--allow-private",
    "allowed",
    multiple=True,
    metavar="HOST",
    help="A host of your own network. Repeatable.",
)
@click.option(
    "--lang", default="auto", show_default=True, metavar="auto|id|en", help="The articles' language."
)
@click.option("--forget", is_flag=True, help="Watch these feeds no more; their articles stay.")
def watch(
    feeds: tuple[str, ...],
    project: str | None,
    once: bool,
    every: int,
    follow: bool,
    same_host: bool,
    most: int,
    allowed: tuple[str, ...],
    lang: str,
    forget: bool,
) -> int:
    """Read RSS and Atom feeds into a project, round after round.

    FEED is a feed's address, or a file on disk; without any, the feeds that the project knows. Only links of
    entries are followed. robots.txt is honoured, hosts are asked slowly, and nothing on a private network is
    fetched unless you allow its host. Killed or interrupted, it goes on where it was.

    \b
    Examples:
      $ runut watch https://news.example/rss --once
      $ runut watch https://news.example/rss --every 30m --no-follow
      $ runut watch --once
    """
    from runut.engine.fetch import Fetcher, WatchPolicy
    from runut.project.desk import open_desk

    with open_desk(project) as desk:
        if forget:
            return _forget(desk, feeds)
        if not feeds and not desk.feeds():
            raise click.UsageError(
                "this project watches no feed yet: name one, as in runut watch https://…/rss"
            )
        fetcher = Fetcher(allowed=[*desk.settings.allow_private, *allowed])
        policy = WatchPolicy(follow=follow, most=most, same_host=same_host)
        while True:
            counts = _round(desk, feeds, fetcher, policy, lang)
            if once:
                return conclude(counts.read + counts.same, counts.unread)
            time.sleep(every)


def _round(desk: Desk, feeds: tuple[str, ...], fetcher: Fetcher, policy: WatchPolicy, lang: str) -> Counts:
    from runut.project.reading import Choices

    def hear(outcome: Outcome) -> None:
        if outcome.unread is not None:
            complain(outcome.unread)
        elif outcome.taken is not None:
            click.echo(f"  {outcome.taken.article.name}", err=True)

    choices = Choices(lang if lang != "auto" else desk.settings.language).checked()
    try:
        counts = desk.watch(feeds, fetcher, policy, choices, hear)
    except KeyboardInterrupt:
        click.echo("\nrunut: what was fetched until here is kept; the next round goes on", err=True)
        raise
    click.echo(told_counts(counts))
    assemble(desk)
    return counts


def _forget(desk: Desk, feeds: tuple[str, ...]) -> int:
    unknown = [feed for feed in feeds if not desk.forget_feed(feed)]
    for feed in unknown:
        click.echo(f"runut: {feed}: is not watched", err=True)
    return 1 if unknown else 0
