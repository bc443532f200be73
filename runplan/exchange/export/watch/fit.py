"""Garmin FIT workouts: one file a session, all in one zip archive.

The same plan gives the same bytes: nothing is taken from a clock, and the archive stores its files as they are. How a
watch shows them depends on its model; what no document tells is said beside it.

Runs have their steps, with distances or times, repeats, and the band of paces that the plan has for each: `plan.paces`
has them too. Where no pace is known, easy, marathon and threshold parts have heart rates as their target if the block
has one of the runner's own; hills, strides and jogs have no target. A run that the runner's own plan gives in minutes
only ends by time.

Strength has a step a set, with Garmin's exercise where it has one and its name as text in any case. Counted repetitions
are the total of both sides and wait for the button; a held position has a step a side, and a step before it that says
what comes. Sets repeat with their rests; exercises with the same letter are done in turn. A session of more than 50
steps goes without these announcements first, then without a step a side, then without exact rests: watches are said to
take 50, which no document that we could read confirms.

What the format does not hold: the day (it is in the file's name and the workout's, W03 Thu, and is to be scheduled by
hand), morning or evening, pins, weeks and phases, and the effort other than in a note. The weight of a step is that of
one hand weight, shown in its owner's unit. Long names and notes are cut, at 48 bytes for a workout's name, 64 for a
step's and 200 for a note.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
import zipfile
import zlib
from typing import Any

from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.fit_file_header import FitFileHeader
from fit_tool.profile import profile_type
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.workout_message import WorkoutMessage
from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage
from fit_tool.utils.crc import crc16

from runplan.errors import RunplanError
from runplan.exchange.export.text import one_line
from runplan.exchange.export.watch.run_workout import run_blocks
from runplan.exchange.export.watch.strength_workout import strength_blocks
from runplan.exchange.export.watch.workout_steps import Repeat, Step, flattened
from runplan.insight.lift_text import LiftText
from runplan.insight.run_text import run_text
from runplan.plan.imported_lengths import timed_runs
from runplan.plan.records import Session
from runplan.plan.tables import PlanTables

MOST_NAME_BYTES, MOST_STEP_NAME_BYTES, MOST_NOTE_BYTES = 48, 64, 200
"""A field of a FIT file holds 255 bytes; what a watch shows of it is less, and no document that we know says how much.
These lengths are our assumption; the workout's name begins with the week, so that a short one tells workouts apart."""

HOW_NAME = "00-how-to-copy-to-a-watch.txt"
HOW = """\
How to copy these workouts to a Garmin watch

1. Unpack this zip file.
2. Connect the watch to the computer with its USB cable. It appears as a drive, or as a portable device with its name.
3. Open the folder GARMIN on it, and in that the folder NewFiles. Copy the .fit files into it: those of the next week
   or two are enough, because a watch stores only a limited number of workouts.
4. Eject the watch, then unplug it. The watch takes the files out of NewFiles and keeps the workouts.
5. On the watch, start a run or a strength activity and look in its menu under Training > Workouts (on some models
   only Workouts).

On a Mac, newer watches do not appear as a drive: use a program that transfers files to portable (MTP) devices.
Close Garmin Express first: while it is open, no other program can use the watch.

Each file is one session. Its name gives the week and the date: the watch does not know the date and will not
remind you of it.

Owners of Garmin watches commonly describe these steps. We have not tried them on every model, or on a
watch of our own: names of menus and folders may differ on yours. If a workout does not appear, look in the manual of
your watch for workouts copied by USB. Not every watch supports workouts, or strength workouts.
"""
"""What the archive says of itself, for a person."""

_UNKNOWN_CATEGORY = profile_type.ExerciseCategory.UNKNOWN.value  # 65534
_LATEST = dt.datetime(2126, 1, 1, tzinfo=dt.UTC)  # a FIT time ends in February 2126
_WEIGHT_UNITS = {"kg": profile_type.FitBaseUnit.KILOGRAM, "lb": profile_type.FitBaseUnit.POUND}
_MOST_SECONDS = 4_294_000  # what a step's time can hold, in milliseconds of 32 bits: seven weeks
_BPM_OFFSET = profile_type.WorkoutHr.BPM_OFFSET.value  # 100: up to it a number is per cent of the maximum
_BEGINS = {"am": 6, "pm": 18}
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def fit_bytes(plan: PlanTables, *, weeks: tuple[int, ...] | int | None = None) -> bytes:
    """A zip archive with a FIT workout for each session.

    Raises
    ------
    RunplanError
        If the plan has no such week, or no session in any of them.
    """
    every = plan.session_records
    wanted = _wanted_weeks(weeks, plan.block.number_of_weeks)
    sessions = [session for session in every if session.week in wanted]
    if not sessions:
        raise RunplanError(
            "Choose weeks that contain sessions, or leave out `weeks` to write them all: there is no session to write."
        )
    timed = timed_runs(plan.block, every)
    step_bytes: dict[tuple[Step | Repeat, ...], bytes] = {}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:  # compressed bytes differ by zlib's version
        archive.writestr(_entry(HOW_NAME), HOW.replace("\n", "\r\n").encode("ascii"))
        for session in sessions:
            steps = _steps(plan, session, by_time=session.session_id in timed)
            if steps not in step_bytes:  # sessions of a phase come back week after week
                step_bytes[steps] = _step_bytes(steps)
            archive.writestr(_entry(_file_name(session)), _file(plan, session, len(steps), step_bytes[steps]))
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_DATE)
    entry.create_system = 3  # not the machine's, so that the bytes are the same everywhere
    entry.external_attr = 0o644 << 16
    return entry


def _wanted_weeks(weeks: Any, count: int) -> frozenset[int]:
    if weeks is None:
        return frozenset(range(1, count + 1))
    asked = (weeks,) if isinstance(weeks, int) else weeks
    if not isinstance(asked, (tuple, list, set, frozenset, range)) or not asked:
        raise RunplanError(f"weeks={weeks!r} has no weeks: give numbers from 1 to {count}, such as (1, 2).")
    for week in asked:
        if isinstance(week, bool) or not isinstance(week, int) or not 1 <= week <= count:
            raise RunplanError(f"weeks contains {week!r}: the plan has weeks 1 to {count}.")
    return frozenset(asked)


def _steps(plan: PlanTables, session: Session, *, by_time: bool) -> tuple[Step | Repeat, ...]:
    if session.kind == "run":
        return flattened(run_blocks(session, run_text(plan.block).bands, by_time=by_time))
    return flattened(strength_blocks(session, LiftText(plan)))


def _file_name(session: Session) -> str:
    """A name that every system takes: small ASCII letters, digits, hyphens."""
    return f"{_slug(session.session_id)}_{session.date.isoformat()}_{_slug(session.title) or session.type}.fit"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower())[:40].strip("-")


def cut_utf8(text: str, most: int) -> str:
    """As much of a text as that many bytes hold, by whole characters.

    >>> cut_utf8("Über", 2), cut_utf8("Über", 1)
    ('Ü', '')
    """
    return text.encode()[:most].decode(errors="ignore")


def _file(plan: PlanTables, session: Session, count: int, steps: bytes) -> bytes:
    builder = FitFileBuilder(auto_define=True)
    builder.add(_file_id(plan, session))
    builder.add(_workout(session, count))
    body = _bytes(builder) + steps
    data: bytes = FitFileHeader(records_size=len(body)).to_bytes() + body
    checksum: int = crc16(data)
    return data + checksum.to_bytes(2, "little")


def _bytes(builder: FitFileBuilder) -> bytes:
    data: bytes = b"".join(record.to_bytes() for record in builder.records)
    return data


def _file_id(plan: PlanTables, session: Session) -> FileIdMessage:
    """What tells this workout from others: its place in the plan, so that a later export of it is the same workout."""
    message = FileIdMessage()
    message.type = profile_type.FileType.WORKOUT
    message.manufacturer = profile_type.Manufacturer.DEVELOPMENT.value
    message.product = 0
    message.serial_number = zlib.crc32(f"{plan.plan_id}/{session.session_id}".encode(errors="replace")) or 1
    time = dt.datetime.combine(session.date, dt.time(_BEGINS.get(session.slot, 12)), dt.UTC)
    message.time_created = round(min(time, _LATEST).timestamp() * 1000)
    return message


def _workout(session: Session, count: int) -> WorkoutMessage:
    message = WorkoutMessage(local_id=1)
    name = f"W{session.week:02d} {session.weekday} {one_line(session.title).strip()}"
    message.workout_name = cut_utf8(name, MOST_NAME_BYTES)
    if session.kind == "run":
        message.sport = profile_type.Sport.RUNNING
    else:
        message.sport = profile_type.Sport.TRAINING
        message.sub_sport = profile_type.SubSport.STRENGTH_TRAINING
    message.num_valid_steps = count
    return message


def _step_bytes(steps: tuple[Step | Repeat, ...]) -> bytes:
    builder = FitFileBuilder(auto_define=True)
    for number, step in enumerate(steps):
        message = WorkoutStepMessage(local_id=2)
        message.message_index = number
        if isinstance(step, Repeat):
            message.duration_type = profile_type.WorkoutStepDuration.REPEAT_UNTIL_STEPS_CMPLT
            message.duration_step = step.first
            message.target_type = profile_type.WorkoutStepTarget.OPEN
            message.target_repeat_steps = step.times
        else:
            _fill(message, step)
        builder.add(message)
    return _bytes(builder)


def _fill(message: WorkoutStepMessage, step: Step) -> None:
    message.workout_step_name = cut_utf8(step.name, MOST_STEP_NAME_BYTES)
    if step.note:
        message.notes = cut_utf8(step.note, MOST_NOTE_BYTES)
    if step.weight is not None:
        message.exercise_weight = round(step.weight.kg, 2)
        message.weight_display_unit = profile_type.FitBaseUnit[
            {"kg": "KILOGRAM", "lb": "POUND"}[step.weight.unit]
        ].value
    message.intensity = profile_type.Intensity[step.intensity.replace("_", "").upper()]
    durations = profile_type.WorkoutStepDuration
    if step.metres:
        message.duration_type, message.duration_distance = durations.DISTANCE, float(step.metres)
    elif step.seconds:
        message.duration_type, message.duration_time = durations.TIME, float(min(step.seconds, _MOST_SECONDS))
    elif step.reps:
        message.duration_type, message.duration_reps = durations.REPS, step.reps
    else:
        message.duration_type = durations.OPEN
    targets = profile_type.WorkoutStepTarget
    if step.pace is not None:
        fastest, slowest = step.pace
        message.target_type, message.target_value = targets.SPEED, 0  # 0: a range of one's own
        message.custom_target_speed_low, message.custom_target_speed_high = 1000 / slowest, 1000 / fastest
    elif step.heart_rate is not None:
        low, high = (rate + _BPM_OFFSET for rate in step.heart_rate)
        message.target_type, message.target_value = targets.HEART_RATE, 0
        message.custom_target_heart_rate_low, message.custom_target_heart_rate_high = low, high
    else:
        message.target_type = targets.OPEN
    if step.is_exercise:
        category, name = _garmin_ids(*step.exercise)
        message.exercise_category = category
        if name is not None:
            message.exercise_name = name


def _garmin_ids(category: str, name: str) -> tuple[int, int | None]:
    """The numbers of an exercise; a name's number counts within its category."""
    try:
        of_category = profile_type.ExerciseCategory[category.upper()]
    except KeyError:
        return _UNKNOWN_CATEGORY, None
    names = getattr(profile_type, f"{''.join(word.title() for word in category.split('_'))}ExerciseName", None)
    member = None if names is None else names.__members__.get(name.upper())
    return of_category.value, None if member is None else member.value
