"""Fetch: pages and feeds from the network, politely and within bounds. Nothing here stores anything."""

from runut.engine.fetch.addresses import Resolver, is_public
from runut.engine.fetch.clock import Clock, SystemClock
from runut.engine.fetch.fetcher import Fetcher, Outcome
from runut.engine.fetch.limits import Limits, Manners
from runut.engine.fetch.url_list import ListedUrl, UrlList, load_url_list
from runut.engine.fetch.watch import Watched, WatchPolicy, page_of, watch_once

__all__ = [
    "Clock",
    "Fetcher",
    "Limits",
    "ListedUrl",
    "Manners",
    "Outcome",
    "Resolver",
    "SystemClock",
    "UrlList",
    "WatchPolicy",
    "Watched",
    "is_public",
    "load_url_list",
    "page_of",
    "watch_once",
]
