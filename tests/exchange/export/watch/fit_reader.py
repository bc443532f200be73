"""FIT workouts read by a second library and gone through as a watch does: what a test knows of them is from here."""

from __future__ import annotations

import io
import zipfile
from typing import Any, NamedTuple

import fitdecode

from runplan.exchange.export.watch.fit import HOW_NAME

WORKOUT_REPEAT = "repeat_until_steps_cmplt"


class Workout(NamedTuple):
    """One file: its messages, and its steps in the order in which a watch takes them, repeats unrolled."""

    file_id: dict[str, Any]
    workout: dict[str, Any]
    steps: list[dict[str, Any]]
    taken: list[dict[str, Any]]


def read_zip(data: bytes) -> dict[str, Workout]:
    """The workouts of an archive by file name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: read_fit(archive.read(name)) for name in archive.namelist() if name != HOW_NAME}


def read_fit(data: bytes) -> Workout:
    """One workout; its checksum, the order of its messages and where its repeats lead are asserted on the way."""
    messages = []
    with fitdecode.FitReader(
        io.BytesIO(data), check_crc=fitdecode.CrcCheck.RAISE, error_handling=fitdecode.ErrorHandling.RAISE
    ) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                messages.append((frame.name, {one.name: one.value for one in frame.fields if one.value is not None}))
    names = [name for name, _ in messages]
    assert names == ["file_id", "workout"] + ["workout_step"] * (len(names) - 2)
    steps = [values for _, values in messages[2:]]
    assert [step["message_index"] for step in steps] == list(range(len(steps)))
    assert messages[1][1]["num_valid_steps"] == len(steps) > 0
    return Workout(messages[0][1], messages[1][1], steps, _taken(steps))


def _taken(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    taken: list[dict[str, Any]] = []
    starts: dict[int, int] = {}
    for place, step in enumerate(steps):
        starts[place] = len(taken)
        if step["duration_type"] != WORKOUT_REPEAT:
            taken.append(step)
            continue
        first, times = step["duration_step"], step["repeat_steps"]
        assert 0 <= first < place
        assert times >= 2
        inside = steps[first:place]
        assert all(one["duration_type"] != WORKOUT_REPEAT for one in inside), "a repeat within a repeat"
        taken += inside * (times - 1)
    return taken
