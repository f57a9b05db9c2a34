from __future__ import annotations

from collections.abc import Iterator

import pytest

from .server import FakeClock, Site


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    yield server
    server.stop()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()
