"""Profiles of hypothesis for all tests: `fast` for each run, `quick` while one works, `thorough` for the night."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.golden_plugin"]

# A slow machine is no fault of the code: no deadline, and no complaint about slow drawing of examples.
# Under CI the examples are the same each time, so that a red run can be repeated; at home they are new each time.
_COMMON = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    derandomize=bool(os.environ.get("CI")),
)
settings.register_profile("quick", _COMMON, max_examples=25)
settings.register_profile("fast", _COMMON, max_examples=200)
settings.register_profile("thorough", _COMMON, max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))
