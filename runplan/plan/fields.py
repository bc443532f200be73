"""The fields of a Block: bounds, unit, label, name and question of each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from runplan.schema import EQUIPMENT
from runplan.words import inside


@dataclass(frozen=True)
class FieldSpec:
    """What is known of a field of Block besides its type and default.

    Parameters
    ----------
    help : str
        What the field asks for; `{low}` and `{high}` are its bounds.
    unit : str
    label : str
        What the planner calls its control; "" if it has none.
    low, high : int
        The least and the most that is allowed; 0 and 0 if the field is no number.
    name : str
        What sentences on screen call it; the label by default.
    example : str
        What is typed into its control; "" where it is no text.
    """

    help: str
    unit: str = ""
    label: str = ""
    low: int = 0
    high: int = 0
    name: str = ""
    example: str = ""

    @property
    def screen_name(self) -> str:
        """What it is called inside a sentence."""
        return self.name or inside(self.label)

    @property
    def in_steps(self) -> bool:
        """Whether its control is moved in many small steps: a slider, or a date, which is typed in parts."""
        return self.unit == "date" or bool(self.high and not self.example)

    @property
    def control(self) -> tuple[str, int, int]:
        """The label and the bounds of its slider."""
        return self.label, self.low, self.high

    @property
    def metadata(self) -> dict[str, str]:
        """What a dataclass keeps of it: the unit, and the help with its bounds."""
        return {"unit": self.unit, "help": self.help.format(low=self.low, high=self.high)}


FIELDS = {
    "start": FieldSpec(
        "a date; the first week is the whole week around it", "date", "Start in the week of", name="start"
    ),
    "race_date": FieldSpec("the day of the race", "date", "Race day", name="race"),
    "weeks": FieldSpec("number of weeks, {low}-{high}", "weeks", "Weeks", 4, 52),
    "goal": FieldSpec("general, 5k, 10k, half or marathon", label="Training for", name="goal"),
    "weekly_km_now": FieldSpec("current kilometres per week", "km/week", "Current week", 1, 250),
    "weekly_km_peak": FieldSpec(
        "kilometres of the largest week; by default 1.3 times the current week", "km/week", "Peak week", 1, 300
    ),
    "weekly_km": FieldSpec(
        "kilometres of individual weeks, which override the curve", "km", high=300, name="individual weeks"
    ),
    "easy_pace_s_per_km": FieldSpec("easy pace in seconds per kilometre", "s/km", "Easy pace", 180, 900),
    "run_days": FieldSpec("runs per week, {low}-{high}", "runs/week", "Runs per week", 3, 7),
    "long_run_day": FieldSpec("weekday of the long run", "weekday", "Long run on"),
    "quality_runs": FieldSpec(
        "tempo, interval and hill runs per week, {low}-{high}",
        "runs/week",
        "Hard sessions per week",
        0,
        3,
        name="hard sessions",
    ),
    "runs": FieldSpec("your own run plan; replaces every running field", name="your run plan"),
    "days_off": FieldSpec("weekdays without training", "weekdays", "Days off"),
    "dates_off": FieldSpec("dates without training", "dates", "Dates off"),
    "rest_days": FieldSpec("rest days per week, {low}-{high}; days off count", "days/week", "Rest days per week", 0, 3),
    "days_without_runs": FieldSpec("weekdays for strength but not for running", "weekdays", "Days without runs"),
    "strength_sessions": FieldSpec(
        "strength sessions per week, {low}-{high}", "sessions/week", "Sessions per week", 0, 4, name="strength sessions"
    ),
    "strength_minutes": FieldSpec(
        "minutes per strength session, {low}-{high}, warm-up included",
        "min",
        "Minutes, warm-up included",
        10,
        60,
        name="minutes per session",
    ),
    "sets_per_muscle": FieldSpec(
        "weekly sets per priority muscle, {low}-{high}",
        "sets/week",
        "Weekly sets per muscle",
        1,
        12,
        name="sets per muscle",
    ),
    "equipment": FieldSpec("what you own: " + ", ".join(EQUIPMENT), label="What you have", name="equipment"),
    "level": FieldSpec(
        "beginner, intermediate or advanced; decides workouts, exercises and when jumps begin", label="Level"
    ),
    "avoid": FieldSpec("exercises you do not want", "exercise ids", "Exercises to avoid", name="avoided exercises"),
    "prefer": FieldSpec(
        "exercises you want; hip_and_core adds ten minutes of hip and core work before easy runs",
        "exercise ids",
        "Exercises you like",
        name="preferred exercises",
    ),
    "school": FieldSpec("where strength goes: hard_days, easy_days or two_nights", label="Style", name="style"),
    "doubles": FieldSpec(
        "whether a run and a strength session may share a day",
        label="Runs and strength may share a day",
        name="run and strength on the same day",
    ),
    "pins": FieldSpec("sessions that stay on a weekday", "session id: weekday", "Pinned sessions"),
    "week_start": FieldSpec("first day of the week, Mon or Sun", "weekday", "Weeks begin on", name="week begins on"),
    "units": FieldSpec(
        "km or mi: the unit for distances; runs are whole or half units long",
        label="Distances in",
        name="units",
    ),
    "recent_races": FieldSpec(
        "one or two races of the last eight weeks, distance and time, such as 10k 52:30",
        "race time",
        "Recent race",
        name="recent races",
        example="10k 52:30",
    ),
    "goal_time": FieldSpec("your goal time for the race, such as 4:15:00", "time", "Goal time", example="3:45:00"),
    "longest_run_km": FieldSpec(
        "your longest run of the last 30 days, {low}-{high}",
        "km",
        "Longest run of the last 30 days",
        0,
        100,
        name="longest recent run",
        example="18",
    ),
    "max_heart_rate": FieldSpec(
        "your maximum heart rate if you know it, {low}-{high}",
        "beats/min",
        "Maximum heart rate",
        120,
        230,
        example="188",
    ),
    "threshold_heart_rate": FieldSpec(
        "your threshold heart rate if you know it, {low}-{high}",
        "beats/min",
        "Threshold heart rate",
        90,
        220,
        example="171",
    ),
    "lifts": FieldSpec(
        "one set of the last eight weeks for each lift: weight, reps and reps in reserve, such as goblet_squat=16x10@3",
        "weight x reps @ reps in reserve",
        "Sets you remember",
        example="goblet_squat=16x10@3",
    ),
    "load_steps": FieldSpec(
        "weights you own in kg or lb, or the step between them, such as dumbbell=4,6,8 barbell=2.5",
        "weights",
        "Weights you own",
        example="dumbbell=4,6,8 barbell=2.5",
    ),
    "events": FieldSpec(
        "what happens during the block, such as ill 2027-02-01 2027-02-06; the plan changes as little as possible",
        "events",
        name="events",
    ),
}
MIN_WEEKS, MAX_WEEKS = FIELDS["weeks"].low, FIELDS["weeks"].high
SESSION_ID = re.compile(r"w(?P<week>\d{2})-(?P<kind>long|quality|easy|strength|race)(?:-(?P<number>\d{1,4}))?")
