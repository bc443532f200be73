"""The load of running, at the address that notebooks know; it is worked out beside the sets, in `coverage`."""

from runplan.insight.coverage import load_beside_sets, running_load

__all__ = ["load_beside_sets", "running_load"]
