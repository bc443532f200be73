"""The columns of every table: name, kind, unit and meaning.

The names here are a contract: others build on them. Columns may be added at the end, never renamed.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "ACTIVITY",
    "AGAINST",
    "CHANGES",
    "EVIDENCE",
    "EXERCISES",
    "FINDINGS",
    "IMPORTED",
    "LOG_REPORT",
    "LOG_SESSIONS",
    "LOG_SETS",
    "LOG_WEEKS",
    "LOST",
    "NOT_CLAIMED",
    "PACES",
    "PLAN_CSV",
    "RUNS",
    "RUN_CELLS",
    "RUN_TOTALS",
    "SESSIONS",
    "START_REASONS",
    "WEEKS",
    "Column",
]


@dataclass(frozen=True)
class Column:
    """One column of a table: its name, kind, unit and meaning."""

    name: str
    kind: str  # "count", "number", "text", "flag" or "date"
    unit: str
    meaning: str


def _table(*rows: tuple[str, str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


WEEKS = _table(
    ("week", "count", "", "the week of the block, from 1"),
    ("start", "date", "", "the week's first day"),
    ("phase", "text", "", "base, build, peak, taper, race"),
    ("strength_phase", "text", "", "technique, strength, power, keep"),
    ("run_km", "number", "km", "kilometres of the week, the race included"),
    ("long_run_km", "number", "km", "the long run; in the race week, the race; 0 without a run"),
    ("quality_runs", "count", "", "tempo, interval and hill runs of the week"),
    ("strength_sessions", "count", "", "strength sessions of the week"),
    ("sets_target", "number", "sets/week", "fractional sets per priority muscle this week"),
    ("step_back", "flag", "", "a planned lighter week"),
    ("note", "text", "", "a remark on the week"),
)
SESSIONS = _table(
    ("session_id", "text", "", "w03-long, w03-quality-1, w03-easy-2, w03-strength-1, w16-race"),
    ("week", "count", "", "the week of the block, from 1"),
    ("date", "date", "", "the day of the session"),
    ("weekday", "text", "", "Mon to Sun"),
    ("slot", "text", "", "am or pm"),
    ("kind", "text", "", "run or strength"),
    ("type", "text", "", "easy, long, tempo, intervals, hills, race; heavy, general, routine, core"),
    ("title", "text", "", "the name people see"),
    ("km", "number", "km", "distance of a run; absent for strength"),
    ("minutes", "count", "min", "duration of the session, rounded up"),
    ("effort", "number", "RPE 0-10", "how hard the session as a whole feels"),
    ("pinned", "flag", "", "whether the runner chose this day"),
    ("note", "text", "", "a remark on the session"),
    ("steps", "text", "", "a run's structure, steps joined by '; '"),
    ("status", "text", "", "planned, done, partly, missed, dropped"),
    ("planned_date", "date", "", "the day it was first planned for"),
)
CHANGES = _table(
    ("session_id", "text", "", "the session that changed"),
    ("week", "count", "", "the week it was in before"),
    ("change", "text", "", "dropped, moved, eased, shortened, added, other equipment"),
    ("before", "text", "", "what it was"),
    ("after", "text", "", "what it is now; empty if it is dropped"),
    ("reason", "text", "", "why"),
)
EXERCISES = _table(
    ("session_id", "text", "", "the session it belongs to"),
    ("order", "count", "", "1 for the session's first exercise"),
    ("section", "text", "", "foam_roll, warm_up, activation, strength, plyometric"),
    ("exercise_id", "text", "", "the catalogue's id"),
    ("exercise", "text", "", "the exercise's name"),
    ("sets", "count", "", "number of sets"),
    ("reps", "count", "", "reps per set (per side if each_side); absent if timed"),
    ("seconds", "count", "s", "seconds per set (per side if each_side); absent if counted"),
    ("each_side", "flag", "", "done on both sides; both sides make one set"),
    ("rest_s", "count", "s", "rest between sets"),
    ("effort", "number", "RPE 0-10", "how hard the last rep of a set feels"),
    ("note", "text", "", "a remark on the exercise"),
    ("superset", "text", "", "a letter shared by alternating exercises, or nothing"),
    ("load_kg", "number", "kg", "weight of the bar or of one hand weight; absent if no weight is named"),
    ("reserve", "count", "reps", "reps in reserve at the end of a set; absent if only the effort is given"),
)
FINDINGS = _table(
    ("severity", "text", "", "error (a hard rule is broken), warning, info"),
    ("rule", "text", "", "rule_id of data/rules.csv"),
    ("week", "count", "", "the week it concerns; absent for the whole block"),
    ("session_id", "text", "", "the session it concerns, or nothing"),
    ("message", "text", "", "one sentence for the runner"),
    ("source", "text", "", "source_id of data/sources.csv"),
)
PACES = _table(
    ("zone", "text", "", "easy, marathon, half, threshold, 10k, 5k, interval, repetition; slowest first"),
    ("fast_s_per_km", "number", "s/km", "fast end of the band; absent if you run by feel"),
    ("slow_s_per_km", "number", "s/km", "slow end of the band; absent if you run by feel"),
    ("heart_rate_low", "count", "beats/min", "low end; absent if you give no heart rate"),
    ("heart_rate_high", "count", "beats/min", "high end; absent if you give no heart rate"),
    ("basis", "text", "", "the basis of the band, as in data/rules.csv"),
    ("source_id", "text", "", "source_id of data/sources.csv"),
    ("name", "text", "", "the name people see"),
    ("pace", "text", "", "the band in the runner's unit, or nothing"),
    ("race_time", "text", "", "the range of times in that race, or nothing"),
    ("effort", "text", "", "how it feels"),
)
_SOURCE = (
    ("grade", "text", "", "A to D, the grade of the source, or nothing"),
    ("citation", "text", "", "the source"),
    ("doi", "text", "", "its DOI, or nothing"),
    ("address", "text", "", "where we read it, or nothing"),
)
EVIDENCE = _table(
    ("rule_id", "text", "", "rule_id of data/rules.csv"),
    ("decides", "text", "", "what the rule decides, a heading for grouping"),
    ("name", "text", "", "the runner's name for it"),
    ("kind", "text", "", "hard, soft, number"),
    ("in_the_plan", "text", "", "its effect on the plan, one sentence"),
    ("number", "text", "", "the number with its unit, or nothing"),
    ("basis", "text", "", "study, secondary page, functional anatomy, coach, our assumption"),
    *_SOURCE,
    ("note", "text", "", "a remark"),
)
NOT_CLAIMED = _table(
    ("claim", "text", "", "a claim that RunPlan does not make"),
    ("why", "text", "", "what is known instead"),
    *_SOURCE,
)
ACTIVITY = _table(
    ("citation", "text", "", "the study, or the page that reports it"),
    ("exercise", "text", "", "the exercise's name"),
    ("muscle", "text", "", "the muscle's name"),
    ("detail", "text", "", "the source's more specific name for the muscle, or nothing"),
    ("figure", "text", "% MVIC", "muscle activity as the source gives it, with the unit if it differs"),
    ("statistic", "text", "", "the kind of figure: mean, peak, median, ..."),
    ("note", "text", "", "a remark"),
)
IMPORTED = _table(
    ("record", "count", "", "the record's number in a JSON file, from 1, or the row of a CSV file"),
    ("name", "text", "", "the exercise's name in the file"),
    ("exercise_id", "text", "", "the catalogue's id, or nothing if it was left out"),
    ("outcome", "text", "", "added, known (the catalogue has it already), left out"),
    ("inferred", "text", "", "what we inferred because the file does not give it, separated by '; '"),
    ("left_out", "text", "", "parts of the record that were not imported, separated by '; '"),
    ("reason", "text", "", "why the record is known or left out"),
)
RUNS = _table(
    ("week", "count", "", "week of the plan, from 1; absent if only dates are known"),
    ("weekday", "text", "", "Mon to Sun"),
    ("date", "date", "", "the day, if known"),
    ("type", "text", "", "easy, long, tempo, intervals, hills, race; walk, cross, strength; nothing if not read"),
    ("km", "number", "km", "distance, the upper end of a range; absent if the file gives none"),
    ("minutes", "number", "min", "duration, the upper end of a range (of a race, its own); absent if none is given"),
    ("text", "text", "", "the text in the file"),
    ("reading", "text", "", "read, guessed, not read"),
    ("race", "flag", "", "whether it is a race"),
    ("steps", "text", "", "its steps in the shorthand of SESSIONS; nothing unless the file gives all of them"),
    ("correction", "text", "", "the runner's correction of the text, or nothing"),
)
RUN_CELLS = _table(
    ("where", "text", "", "line and column, cell, or event"),
    ("week", "count", "", "week of the plan; absent if only dates are known"),
    ("weekday", "text", "", "Mon to Sun, or nothing"),
    ("date", "date", "", "the day, if known"),
    ("text", "text", "", "the text in the file"),
    ("reading", "text", "", "read, guessed, not read; left out if it is not part of a run plan"),
    ("taken", "text", "", "one sentence on how it was read"),
)
RUN_TOTALS = _table(
    ("week", "count", "", "week of the plan, from 1"),
    ("start", "date", "", "the week's Monday, if dates are known"),
    ("km", "number", "km", "kilometres of the runs as read, races included"),
    ("file_km", "number", "km", "the file's total; absent where it gives none"),
    ("minutes", "number", "min", "minutes of running, if runs are given in minutes"),
    ("file_minutes", "number", "min", "the file's total; absent where it gives none"),
    ("agrees", "text", "", "yes or no, up to rounding; nothing if the file has no total"),
    ("note", "text", "", "what differs"),
)
LOG_SESSIONS = _table(
    ("date", "date", "", "the day, in the runner's timezone"),
    ("start_time", "date", "", "date and time, in the runner's timezone; absent if only the day is known"),
    ("kind", "text", "", "run, strength, other"),
    ("km", "number", "km", "distance; absent if not given"),
    ("minutes", "number", "min", "moving time if given, otherwise from start to end"),
    ("title", "text", "", "the runner's name for it"),
    ("source", "text", "", "the tools that recorded it, joined by ' + '"),
    ("heart_rate", "number", "beats/min", "the mean; absent if not given"),
    ("rpe", "number", "RPE 0-10", "how hard it felt; absent if not given"),
    ("race", "flag", "", "marked as a race"),
    ("sport", "text", "", "the tool's name for the sport"),
    ("note", "text", "", "the runner's note"),
    ("session_id", "text", "", "the matching session of a plan, if the file gives it"),
    ("status", "text", "", "done, partly, missed, if the file gives it"),
    ("plan_id", "text", "", "the id of that plan, if the file gives it"),
)
LOG_SETS = _table(
    ("date", "date", "", "the day"),
    ("exercise_id", "text", "", "the catalogue's id, or nothing"),
    ("exercise", "text", "", "the tool's name for the exercise"),
    ("set", "count", "", "number of the set, from 1"),
    ("kg", "number", "kg", "the weight as noted; absent if there is none"),
    ("reps", "count", "", "reps; absent if there are none"),
    ("seconds", "number", "s", "time; absent if there is none"),
    ("rpe", "number", "RPE 0-10", "effort of the set; absent if not given"),
    ("reserve", "count", "reps", "reps in reserve; absent if not given"),
    ("kind", "text", "", "work, warm_up, drop, test; nothing if the tool has no such marks"),
    ("side", "text", "", "left, right or nothing"),
    ("source", "text", "", "the tool that recorded it"),
    ("session_id", "text", "", "the session of a plan that it belongs to, if the file gives it"),
)
LOG_REPORT = _table(
    ("where", "text", "", "file and line, or file"),
    ("text", "text", "", "the content of the row"),
    ("outcome", "text", "", "taken, guessed (taken with a guess), joined, left out"),
    ("reason", "text", "", "what was guessed, what the row was joined with, or why it was left out"),
    ("date", "date", "", "the day, if known"),
)
LOG_WEEKS = _table(
    ("start", "date", "", "the week's first day"),
    ("km", "number", "km", "kilometres of the week's runs"),
    ("runs", "count", "", "number of runs"),
    ("run_minutes", "number", "min", "minutes of running"),
    ("longest_km", "number", "km", "the longest run"),
    ("strength_sessions", "count", "", "number of strength sessions"),
    ("sets", "count", "", "sets, warm-up sets excluded"),
)
START_REASONS = _table(
    ("field", "text", "", "field of Block"),
    ("value", "text", "", "the suggested value, as you type it; nothing if the log has too little"),
    ("reason", "text", "", "one sentence on how it was worked out"),
)
AGAINST = _table(
    ("week", "count", "", "the week of the block, from 1"),
    ("start", "date", "", "the week's first day"),
    ("planned_km", "number", "km", "planned kilometres of the week's runs"),
    ("done_km", "number", "km", "kilometres run, unplanned runs included; absent for future weeks"),
    ("planned_long_km", "number", "km", "the longest planned run"),
    ("done_long_km", "number", "km", "the longest run that was done; absent for future weeks"),
    ("planned_sets", "count", "", "planned sets of activation, strength and jumps"),
    ("done_sets", "count", "", "those of them that were done; absent for future weeks"),
    ("sessions", "count", "", "number of planned sessions"),
    ("done", "count", "", "sessions that were done"),
    ("partly", "count", "", "sessions that were partly done"),
    ("missed", "count", "", "sessions that were missed"),
    ("moved", "count", "", "sessions that were done on another day"),
    ("extra", "count", "", "runs and strength sessions that were not planned"),
)
LOST = _table(
    ("muscle", "text", "", "muscle of the body map"),
    ("name", "text", "", "the name people see"),
    ("planned", "number", "sets", "fractional sets planned so far"),
    ("done", "number", "sets", "fractional sets that were done"),
    ("lost", "number", "sets", "planned minus done; 0 if more was done"),
    ("share", "number", "", "done divided by planned; absent if nothing was planned"),
)
PLAN_CSV = _table(
    ("plan_version", "count", "", "version of this layout of columns"),
    ("week", "count", "", "the week of the block, from 1"),
    ("date", "date", "", "ISO date"),
    ("weekday", "text", "", "Mon to Sun"),
    ("slot", "text", "", "am or pm"),
    ("session_id", "text", "", "identity of the session"),
    ("kind", "text", "", "run or strength"),
    ("type", "text", "", "type of run or strength session"),
    ("title", "text", "", "the name people see"),
    ("km", "number", "km", "distance of a run"),
    ("minutes", "count", "min", "minutes of the whole session"),
    ("session_effort", "number", "RPE 0-10", "effort of the session"),
    ("pinned", "flag", "", "yes or no"),
    ("order", "count", "", "order of the exercise in its session"),
    ("section", "text", "", "part of the session"),
    ("exercise_id", "text", "", "the catalogue's id"),
    ("exercise", "text", "", "the exercise's name"),
    ("sets", "count", "", "number of sets"),
    ("reps", "count", "", "reps per set and side"),
    ("seconds", "count", "s", "seconds per set and side"),
    ("each_side", "flag", "", "yes or no; empty for a run"),
    ("rest_s", "count", "s", "rest between sets"),
    ("effort", "number", "RPE 0-10", "effort of the exercise"),
    ("session_note", "text", "", "note of the session"),
    ("note", "text", "", "note of the exercise"),
    ("superset", "text", "", "a letter, or nothing"),
    ("steps", "text", "", "a run's structure"),
    ("load_kg", "number", "kg", "weight of the bar or of one hand weight"),
    ("reserve", "count", "reps", "reps in reserve at the end of a set"),
    ("status", "text", "", "planned, done, partly, missed, dropped"),
    ("planned_date", "date", "", "ISO date it was first planned for"),
)
