"""How generated examples are drawn: the same at every run, so that a change is what makes a test fail.

`RUNUT_FUZZ=1 make test` draws new ones; what fails there becomes an example or a test of its own.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "steady", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("fuzz", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fuzz" if os.environ.get("RUNUT_FUZZ") else "steady")
