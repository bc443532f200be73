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
    ("week", "count", "", "1 for the block's first week"),
    ("start", "date", "", "the week's first day"),
    ("phase", "text", "", "base, build, peak, taper, race"),
    ("strength_phase", "text", "", "technique, strength, power, keep"),
    ("run_km", "number", "km", "kilometres of the week, the race included"),
    ("long_run_km", "number", "km", "the long run; the race's distance in the race week; 0 with no run"),
    ("quality_runs", "count", "", "tempo, interval and hill runs of the week"),
    ("strength_sessions", "count", "", "strength sessions of the week"),
    ("sets_target", "number", "sets/week", "fractional sets for a priority muscle this week"),
    ("step_back", "flag", "", "a planned lighter week"),
    ("note", "text", "", "what is special about the week"),
)
SESSIONS = _table(
    ("session_id", "text", "", "w03-long, w03-quality-1, w03-easy-2, w03-strength-1, w16-race"),
    ("week", "count", "", "1 for the block's first week"),
    ("date", "date", "", "the day of the session"),
    ("weekday", "text", "", "Mon to Sun"),
    ("slot", "text", "", "am or pm"),
    ("kind", "text", "", "run or strength"),
    ("type", "text", "", "easy, long, tempo, intervals, hills, race; heavy, general, routine, core"),
    ("title", "text", "", "what a person calls it"),
    ("km", "number", "km", "distance of a run; absent for strength"),
    ("minutes", "count", "min", "how long the session takes, rounded up"),
    ("effort", "number", "RPE 0-10", "how hard the session as a whole feels"),
    ("pinned", "flag", "", "the runner chose this day"),
    ("note", "text", "", "what is special about the session"),
    ("steps", "text", "", "a run's structure, steps joined by '; '"),
    ("status", "text", "", "planned, done, partly, missed, dropped"),
    ("planned_date", "date", "", "the day that it was planned for first"),
)
CHANGES = _table(
    ("session_id", "text", "", "the session that changed"),
    ("week", "count", "", "the week in which it stood before"),
    ("change", "text", "", "dropped, moved, eased, shortened, added, other equipment"),
    ("before", "text", "", "what it was"),
    ("after", "text", "", "what it is now; empty where it is dropped"),
    ("reason", "text", "", "why"),
)
EXERCISES = _table(
    ("session_id", "text", "", "the session it belongs to"),
    ("order", "count", "", "1 for the session's first exercise"),
    ("section", "text", "", "foam_roll, warm_up, activation, strength, plyometric"),
    ("exercise_id", "text", "", "the catalog's id"),
    ("exercise", "text", "", "the exercise's name"),
    ("sets", "count", "", "number of sets"),
    ("reps", "count", "", "repetitions a set (a side, if each_side); absent where timed"),
    ("seconds", "count", "s", "seconds a set (a side, if each_side); absent where counted"),
    ("each_side", "flag", "", "done on both sides; both sides make one set"),
    ("rest_s", "count", "s", "rest between sets"),
    ("effort", "number", "RPE 0-10", "how hard the last repetition of a set feels"),
    ("note", "text", "", "what is special about it"),
    ("superset", "text", "", "a letter shared by exercises done in turn, or nothing"),
    ("load_kg", "number", "kg", "weight of the bar, or of one hand weight; absent where none is named"),
    ("reserve", "count", "reps", "repetitions left at the end of a set; absent where the effort alone says so"),
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
    ("zone", "text", "", "easy, marathon, half, threshold, 10k, 5k, interval, repetition: the slowest first"),
    ("fast_s_per_km", "number", "s/km", "fast end of the band; absent where the running goes by feel"),
    ("slow_s_per_km", "number", "s/km", "slow end of the band; absent where the running goes by feel"),
    ("heart_rate_low", "count", "beats/min", "low end; absent without a heart rate of the runner's own"),
    ("heart_rate_high", "count", "beats/min", "high end; absent without a heart rate of the runner's own"),
    ("basis", "text", "", "what the band rests on, as in data/rules.csv"),
    ("source_id", "text", "", "source_id of data/sources.csv"),
    ("name", "text", "", "what a person calls it"),
    ("pace", "text", "", "the band in the runner's unit, or nothing"),
    ("race_time", "text", "", "the range of times in that race, or nothing"),
    ("effort", "text", "", "how it feels"),
)
_SOURCE = (
    ("grade", "text", "", "A to D, the grade of the source; nothing where it has none"),
    ("citation", "text", "", "the source"),
    ("doi", "text", "", "its DOI, or nothing"),
    ("address", "text", "", "where it was read, or nothing"),
)
EVIDENCE = _table(
    ("rule_id", "text", "", "rule_id of data/rules.csv"),
    ("decides", "text", "", "what the rule decides: a heading to group by"),
    ("name", "text", "", "what a runner calls it"),
    ("kind", "text", "", "hard, soft, number"),
    ("in_the_plan", "text", "", "what it does in the plan, one sentence"),
    ("number", "text", "", "the number with its unit, or nothing"),
    ("basis", "text", "", "study, secondary page, functional anatomy, coach, our assumption"),
    *_SOURCE,
    ("note", "text", "", "what to know about it"),
)
NOT_CLAIMED = _table(
    ("claim", "text", "", "a sentence that RunPlan does not say"),
    ("why", "text", "", "what is known instead"),
    *_SOURCE,
)
ACTIVITY = _table(
    ("citation", "text", "", "the study, or the page that reports it"),
    ("exercise", "text", "", "the exercise's name"),
    ("muscle", "text", "", "the muscle's name"),
    ("detail", "text", "", "the source's finer name of the muscle, or nothing"),
    ("figure", "text", "% MVIC", "muscle activity as the source gives it, with the unit where it is another"),
    ("statistic", "text", "", "what the figure is: mean, peak, median, ..."),
    ("note", "text", "", "what to know about it"),
)
IMPORTED = _table(
    ("record", "count", "", "the record's number in a JSON file, from 1; the row of a CSV file"),
    ("name", "text", "", "what the file calls the exercise"),
    ("exercise_id", "text", "", "the catalog's id, or nothing where it was left out"),
    ("outcome", "text", "", "added, known (the catalog has it already), left out"),
    ("inferred", "text", "", "what the file does not say and was inferred, parted by '; '"),
    ("left_out", "text", "", "what of the record was not taken, parted by '; '"),
    ("reason", "text", "", "why it is known or left out"),
)
RUNS = _table(
    ("week", "count", "", "week of the plan, 1 for its first; absent where only dates are known"),
    ("weekday", "text", "", "Mon to Sun"),
    ("date", "date", "", "the day, where it is known"),
    ("type", "text", "", "easy, long, tempo, intervals, hills, race; walk, cross, strength; nothing where not read"),
    ("km", "number", "km", "distance, the upper end of a range; absent where the file gives none"),
    ("minutes", "number", "min", "duration, the upper end of a range, of a race its own; absent where none is given"),
    ("text", "text", "", "what the file says"),
    ("reading", "text", "", "read, guessed, not read"),
    ("race", "flag", "", "whether it is a race"),
    ("steps", "text", "", "its steps in the shorthand of SESSIONS; nothing where the file does not tell all of them"),
    ("correction", "text", "", "what the runner wrote in place of the text; nothing where it counts as it is"),
)
RUN_CELLS = _table(
    ("where", "text", "", "line and column, cell, or event"),
    ("week", "count", "", "week of the plan; absent where only dates are known"),
    ("weekday", "text", "", "Mon to Sun, or nothing"),
    ("date", "date", "", "the day, where it is known"),
    ("text", "text", "", "what the file says"),
    ("reading", "text", "", "read, guessed, not read; left out where it is no part of a run plan"),
    ("taken", "text", "", "one sentence on how it was taken"),
)
RUN_TOTALS = _table(
    ("week", "count", "", "week of the plan, 1 for its first"),
    ("start", "date", "", "the week's Monday, where dates are known"),
    ("km", "number", "km", "kilometres of its runs as they were read, races included"),
    ("file_km", "number", "km", "the file's own total; absent where it gives none"),
    ("minutes", "number", "min", "minutes of running, where runs are given in minutes"),
    ("file_minutes", "number", "min", "the file's own total; absent where it gives none"),
    ("agrees", "text", "", "yes or no, up to rounding; nothing where there is no total to compare"),
    ("note", "text", "", "what differs"),
)
LOG_SESSIONS = _table(
    ("date", "date", "", "the day, in the runner's own time"),
    ("start_time", "date", "", "date and time of day, in the runner's own time; absent where only the day is known"),
    ("kind", "text", "", "run, strength, other"),
    ("km", "number", "km", "distance; absent where none is told"),
    ("minutes", "number", "min", "time in motion where it is told, else from start to end"),
    ("title", "text", "", "what the runner called it"),
    ("source", "text", "", "the tools that tell of it, joined by ' + '"),
    ("heart_rate", "number", "beats/min", "the mean; absent where none is told"),
    ("rpe", "number", "RPE 0-10", "how hard it felt; absent where none is told"),
    ("race", "flag", "", "marked as a race"),
    ("sport", "text", "", "the tool's own word for the kind"),
    ("note", "text", "", "what the runner wrote about it"),
    ("session_id", "text", "", "the session of a plan that it was, where the file says so"),
    ("status", "text", "", "done, partly, missed, where the file says so"),
)
LOG_SETS = _table(
    ("date", "date", "", "the day"),
    ("exercise_id", "text", "", "the catalog's id, or nothing"),
    ("exercise", "text", "", "the tool's own name of the exercise"),
    ("set", "count", "", "number of the set, from 1"),
    ("kg", "number", "kg", "the weight as it was noted; absent where none is"),
    ("reps", "count", "", "repetitions; absent where none are"),
    ("seconds", "number", "s", "time; absent where none is"),
    ("rpe", "number", "RPE 0-10", "effort of the set; absent where none is"),
    ("reserve", "count", "reps", "repetitions that were left; absent where nothing tells"),
    ("kind", "text", "", "work, warm_up, drop, test; nothing where the tool has no such marks"),
    ("side", "text", "", "left, right or nothing"),
    ("source", "text", "", "the tool that tells of it"),
    ("session_id", "text", "", "the session of a plan that it belongs to, where the file says so"),
)
LOG_REPORT = _table(
    ("where", "text", "", "file and line, or file"),
    ("text", "text", "", "what the row is about"),
    ("outcome", "text", "", "taken, guessed (taken, with something that had to be guessed), joined, left out"),
    ("reason", "text", "", "what was guessed, with what it was joined, or why it was left out"),
    ("date", "date", "", "the day, where it is known"),
)
LOG_WEEKS = _table(
    ("start", "date", "", "the week's first day"),
    ("km", "number", "km", "kilometres of its runs"),
    ("runs", "count", "", "number of runs"),
    ("run_minutes", "number", "min", "minutes of running"),
    ("longest_km", "number", "km", "the longest run"),
    ("strength_sessions", "count", "", "number of strength sessions"),
    ("sets", "count", "", "sets that are not marked as warm-up"),
)
START_REASONS = _table(
    ("field", "text", "", "field of Block"),
    ("value", "text", "", "what the log says of it, as it is typed; nothing where it says too little"),
    ("reason", "text", "", "one sentence on how it was counted"),
)
AGAINST = _table(
    ("week", "count", "", "1 for the block's first week"),
    ("start", "date", "", "the week's first day"),
    ("planned_km", "number", "km", "kilometres of its runs as planned"),
    ("done_km", "number", "km", "kilometres that were run, what was not planned too; absent where it is still to come"),
    ("planned_long_km", "number", "km", "the longest of its runs as planned"),
    ("done_long_km", "number", "km", "the longest run that was done; absent where it is still to come"),
    ("planned_sets", "count", "", "sets of activation, strength and jumps as planned"),
    ("done_sets", "count", "", "of them, those that were done; absent where it is still to come"),
    ("sessions", "count", "", "number of sessions as planned"),
    ("done", "count", "", "sessions that were done"),
    ("partly", "count", "", "sessions that were done in part"),
    ("missed", "count", "", "sessions that were missed"),
    ("moved", "count", "", "sessions that were done on another day"),
    ("extra", "count", "", "runs and strength sessions that were not planned"),
)
LOST = _table(
    ("muscle", "text", "", "muscle of the body map"),
    ("name", "text", "", "what a person calls it"),
    ("planned", "number", "sets", "fractional sets of the days so far as planned"),
    ("done", "number", "sets", "fractional sets that were done"),
    ("lost", "number", "sets", "planned less done; 0 where more was done"),
    ("share", "number", "", "done of planned; absent where nothing was planned"),
)
PLAN_CSV = _table(
    ("plan_version", "count", "", "version of this layout of columns"),
    ("week", "count", "", "1 for the block's first week"),
    ("date", "date", "", "ISO date"),
    ("weekday", "text", "", "Mon to Sun"),
    ("slot", "text", "", "am or pm"),
    ("session_id", "text", "", "identity of the session"),
    ("kind", "text", "", "run or strength"),
    ("type", "text", "", "type of run or strength session"),
    ("title", "text", "", "what a person calls it"),
    ("km", "number", "km", "distance of a run"),
    ("minutes", "count", "min", "minutes of the whole session"),
    ("session_effort", "number", "RPE 0-10", "effort of the session"),
    ("pinned", "flag", "", "yes or no"),
    ("order", "count", "", "order of the exercise in its session"),
    ("section", "text", "", "part of the session"),
    ("exercise_id", "text", "", "the catalog's id"),
    ("exercise", "text", "", "the exercise's name"),
    ("sets", "count", "", "number of sets"),
    ("reps", "count", "", "repetitions a set and side"),
    ("seconds", "count", "s", "seconds a set and side"),
    ("each_side", "flag", "", "yes or no; empty for a run"),
    ("rest_s", "count", "s", "rest between sets"),
    ("effort", "number", "RPE 0-10", "effort of the exercise"),
    ("session_note", "text", "", "note of the session"),
    ("note", "text", "", "note of the exercise"),
    ("superset", "text", "", "a letter, or nothing"),
    ("steps", "text", "", "a run's structure"),
    ("load_kg", "number", "kg", "weight of the bar, or of one hand weight"),
    ("reserve", "count", "reps", "repetitions left at the end of a set"),
    ("status", "text", "", "planned, done, partly, missed, dropped"),
    ("planned_date", "date", "", "ISO date for which it was planned first"),
)
