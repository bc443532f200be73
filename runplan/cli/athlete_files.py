"""The files of the athletes in a coach's folder.

An athlete is `anna.csv`, a plan, with `anna.block.json` beside it; the log, where there is one, is `anna.log.` with any
ending, such as `anna.log.zip`, or a folder `anna.log` of several files. Names that begin with a dot are left alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from runplan.errors import RunplanError
from runplan.exchange.plan_file.sidecar import BLOCK

_LOG = ".log"


class AthleteFiles(NamedTuple):
    """An athlete's name, and the files of that name: one plan, and one log at most, or the athlete is not shown."""

    name: str
    plans: tuple[Path, ...] = ()
    logs: tuple[Path, ...] = ()

    @property
    def log(self) -> Path | None:
        """The log; None where there is none.

        Raises
        ------
        RunplanError
            If there are several.
        """
        if len(self.logs) > 1:
            names = ", ".join(path.name for path in self.logs)
            raise RunplanError(f"Put the logs ({names}) into one folder: {self.name}{_LOG}.")
        return self.logs[0] if self.logs else None

    @property
    def plan(self) -> Path:
        """The plan.

        Raises
        ------
        RunplanError
            If there is none, or more than one.
        """
        if not self.plans:
            raise RunplanError(f"There is no plan {self.name}.csv next to the other files of this name.")
        if len(self.plans) > 1:
            raise RunplanError(f"There is more than one plan ({', '.join(path.name for path in self.plans)}).")
        return self.plans[0]


def athlete_files(folder: Path) -> list[AthleteFiles]:
    """The athletes of a folder by name.

    Raises
    ------
    RunplanError
        If it is no folder, or there is nobody in it.
    """
    if not folder.is_dir():
        raise RunplanError(f"{folder} is not a folder: give one with a plan for each athlete, such as anna.csv.")
    plans: dict[str, list[Path]] = {}
    logs: dict[str, list[Path]] = {}
    beside = set()
    for path in sorted(folder.iterdir()):
        stem, dot, ending = path.name.rpartition(".")
        if path.name.startswith("."):
            continue
        if path.name.lower().endswith(BLOCK):
            beside.add(path.name[: -len(BLOCK)])
        elif path.name.lower().endswith(_LOG):
            logs.setdefault(stem, []).append(path)
        elif stem.lower().endswith(_LOG):
            logs.setdefault(stem[: -len(_LOG)], []).append(path)
        elif dot and ending.lower() == "csv":
            plans.setdefault(stem, []).append(path)
    names = sorted({*plans, *logs, *beside}, key=lambda name: (name.casefold(), name))
    if not names:
        raise RunplanError(f"{folder} has no plan: save each athlete's plan there under a name, such as anna.csv.")
    return [AthleteFiles(name, tuple(plans.get(name, ())), tuple(logs.get(name, ()))) for name in names]
