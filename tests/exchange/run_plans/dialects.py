"""Run plans in any dialect, made from what they say: languages, layouts, units, separators, totals, notes.

What a plan says is drawn first; the file is written from it by rules of our own, which share nothing with the reader.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from hypothesis import strategies as st

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MILE = 1.609344
MONDAY = dt.date(2027, 1, 4)


@dataclass(frozen=True)
class Words:
    """How a language says what a run plan is made of."""

    week: str
    day: str
    date: str
    workout: str
    total: str
    notes: str
    days: tuple[str, ...]
    rest: str
    easy: str
    long: str
    tempo: str
    warm_up: str
    cool_down: str
    strength: str
    then: str
    race: str

    @property
    def within(self) -> str:
        """What says that a part is within a run."""
        return WITHIN[self.race]

    @property
    def strides(self) -> str:
        """Short runs that get faster."""
        return STRIDES[self.race]


LANGUAGES = {
    "en": Words(
        *("Week", "Day", "Date", "Workout", "Total", "Notes", DAYS, "Rest", "easy", "long run", "tempo"),
        *("warm-up", "cool-down", "gym", "and", "race"),
    ),
    "de": Words(
        *("Woche", "Tag", "Datum", "Training", "Gesamt", "Notizen", ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")),
        *("Ruhetag", "locker", "langer Lauf", "Tempolauf", "Einlaufen", "Auslaufen", "Krafttraining", "und"),
        "Wettkampf",
    ),
    "fr": Words(
        *("Semaine", "Jour", "Date", "Séance", "Total", "Notes"),
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        *("repos", "facile", "sortie longue", "seuil", "échauffement", "retour au calme", "renforcement", "et"),
        "compétition",
    ),
    "es": Words(
        *("Semana", "Día", "Fecha", "Entrenamiento", "Total", "Notas"),
        ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
        *("descanso", "suave", "tirada larga", "umbral", "calentamiento", "enfriamiento", "gimnasio", "y"),
        "competición",
    ),
    "it": Words(
        *("Settimana", "Giorno", "Data", "Allenamento", "Totale", "Note"),
        ("lun", "mar", "mer", "gio", "ven", "sab", "dom"),
        *("riposo", "lento", "lungo", "soglia", "riscaldamento", "defaticamento", "palestra", "e", "gara"),
    ),
    "nl": Words(
        *("Week", "Dag", "Datum", "Training", "Totaal", "Opmerkingen", ("ma", "di", "wo", "do", "vr", "za", "zo")),
        *("rust", "rustig", "lange duurloop", "drempel", "inlopen", "uitlopen", "krachttraining", "en", "wedstrijd"),
    ),
    "pt": Words(
        *("Semana", "Dia", "Data", "Treino", "Total", "Notas", ("seg", "ter", "qua", "qui", "sex", "sáb", "dom")),
        *("descanso", "leve", "longão", "limiar", "aquecimento", "desaquecimento", "musculação", "e", "prova"),
    ),
}


WITHIN = {"race": "incl.", "Wettkampf": "davon", "compétition": "dont", "competición": "con", "gara": "di cui"}
WITHIN |= {"wedstrijd": "waarvan", "prova": "com"}
STRIDES = {
    "race": "strides",
    "Wettkampf": "Steigerungen",
    "compétition": "lignes droites",
    "competición": "progresivos",
}
STRIDES |= {"gara": "allunghi", "wedstrijd": "versnellingen", "prova": "retas"}
LETTERS = {"easy": "E", "long": "L", "tempo": "T"}


@dataclass(frozen=True)
class Run:
    """A session as it is meant: its type, and its length in the plan's unit."""

    type: str
    length: float = 0.0
    parts: tuple[float, ...] = ()  # warm-up, times, each, cool-down, where it is made of these; or a part within it
    strides: int = 0  # after it


@dataclass(frozen=True)
class Dialect:
    """How a plan is written."""

    language: str = "en"
    layout: str = "matrix"  # matrix, turned, dates, days
    unit: str = "km"  # km, mi, min
    stated: str = "cells"  # cells, title, heading
    separator: str = ","
    comma: bool = False  # in decimals
    totals: bool = True
    notes: bool = False
    label: str = "number"  # number, word, date
    phrase: int = 0  # how a cell is put
    extra: str = ""  # what stands beside a distance and is none
    date: str = "iso"  # iso, points, plain
    rest: str = ""  # the sign for a day of rest, if no word
    letters: bool = False  # whether letters stand for the kinds of runs
    beginnings: bool = False  # whether weeks as columns have the dates of their first days

    @property
    def words(self) -> Words:
        """Its language."""
        return LANGUAGES[self.language]


@dataclass(frozen=True)
class Plan:
    """What a run plan says: for each week, the sessions of each day."""

    weeks: tuple[tuple[tuple[Run, ...], ...], ...]

    def said(self, unit: str) -> dict[tuple[int, str], list[tuple[str, float | None, float | None]]]:
        """Type, kilometres and minutes of the sessions of each week and weekday."""
        sessions = {}
        for week, days in enumerate(self.weeks, start=1):
            for day, runs in zip(DAYS, days, strict=True):
                if runs:
                    sessions[week, day] = [_said(run, unit) for run in runs]
        return sessions


def _said(run: Run, unit: str) -> tuple[str, float | None, float | None]:
    if not run.length:
        return run.type, None, None
    if unit == "min":
        return run.type, None, run.length
    return run.type, run.length * (MILE if unit == "mi" else 1.0), None


@dataclass
class Written:
    """A plan as a file."""

    rows: list[list[str]]
    separator: str
    above: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The whole file."""
        lines = [f"{line}\n" for line in self.above]
        if self.separator == "|":
            bars = ["| " + " | ".join(row) + " |\n" for row in self.rows]
            return "".join([*lines, bars[0], "|" + "---|" * len(self.rows[0]) + "\n", *bars[1:]])
        return "".join([*lines, *(self.separator.join(f'"{cell}"' for cell in row) + "\n" for row in self.rows)])


def number(value: float, dialect: Dialect) -> str:
    text = f"{value:g}"
    return text.replace(".", ",") if dialect.comma else text


def cell_text(runs: tuple[Run, ...], dialect: Dialect, *, bare: bool) -> str:
    """The sessions of a day in the words of the dialect."""
    words = dialect.words
    if not runs:
        return dialect.rest or words.rest
    texts = []
    for run in runs:
        unit = "" if bare else f" {dialect.unit}"
        name = {
            "easy": words.easy,
            "long": words.long,
            "tempo": words.tempo,
            "strength": words.strength,
            "race": words.race,
        }.get(run.type, "")
        if run.type == "intervals" and run.parts[0] == run.parts[3]:
            before, times, each, _ = run.parts
            eased = f"{words.warm_up}/{words.cool_down}"
            texts.append(f"{number(before, dialect)}{unit} {eased}, {times:g} x {number(each, dialect)}{unit}")
        elif run.type == "race" and run.parts:
            before, far, after = run.parts
            texts.append(
                f"{number(before, dialect)}{unit} {words.warm_up}, {number(far, dialect)}{unit} {words.race}, "
                f"{number(after, dialect)}{unit} {words.cool_down}"
            )
        elif run.type == "tempo" and len(run.parts) == 3:
            times, each, pause = run.parts
            part = f"{times:g} x {number(each, dialect)}{unit} {words.tempo} ({pause:g} min)"
            texts.append(f"{number(run.length, dialect)}{unit} {words.within} {part}")
        elif run.type == "tempo" and run.parts:
            part = f"{number(run.parts[0], dialect)}{unit} {words.tempo}"
            texts.append(f"{number(run.length, dialect)}{unit} {words.within} {part}")
        elif run.type == "intervals":
            before, times, each, after = run.parts
            texts.append(
                f"{number(before, dialect)}{unit} {words.warm_up}, {times:g} x {number(each, dialect)}{unit}, "
                f"{number(after, dialect)}{unit} {words.cool_down}"
            )
        elif run.length:
            length = number(run.length, dialect) + (unit if dialect.phrase % 2 == 0 else unit.strip())
            phrases = (f"{length} {name}", f"{name} {length}", f"{length} ({name})", f"{name}: {length}")
            lettered = dialect.letters and run.type in LETTERS
            text = f"{LETTERS[run.type]}{length}" if lettered else phrases[dialect.phrase]
            strides = f" {'+,'[dialect.phrase % 2]} {run.strides} {words.strides}" if run.strides else ""
            texts.append(text + dialect.extra + strides)
        else:
            texts.append(name)
    return f" {words.then} ".join(texts) if len(texts) > 1 else texts[0]


def written(plan: Plan, dialect: Dialect) -> Written:
    """The plan's file."""
    words, bare = dialect.words, dialect.stated != "cells"
    above = []
    if dialect.stated == "title":
        named = {"km": "km", "mi": "miles", "min": "minutes"}[dialect.unit]
        above = [f"All distances are in {named}" if dialect.unit != "min" else "All runs are in minutes"]
    days = [f"{day} ({dialect.unit})" if dialect.stated == "heading" else day for day in words.days]
    cells = [[cell_text(runs, dialect, bare=bare) for runs in week] for week in plan.weeks]
    if dialect.layout in ("dates", "days"):
        return Written(_list_rows(plan, dialect, cells), dialect.separator, above)
    head = [words.week, *days]
    rows = [[_label(week, dialect), *row] for week, row in enumerate(cells, start=1)]
    if dialect.totals:
        head.append(f"{words.total} ({dialect.unit})")
        for row, week in zip(rows, plan.weeks, strict=True):
            row.append(number(sum(run.length for runs in week for run in runs), dialect))
    if dialect.notes:
        head.append(words.notes)
        for index, row in enumerate(rows):
            row.append(("", "drink enough", "see coach")[index % 3])
    rows = [head, *rows]
    if dialect.layout == "turned":
        rows = [list(column) for column in zip(*[row[:8] for row in rows], strict=True)]
        dates = [(MONDAY + dt.timedelta(days=7 * week)).isoformat() for week in range(len(plan.weeks))]
        rows[1:1] = [["", *dates]] if dialect.beginnings else []
    return Written(rows, dialect.separator, above)


def _label(week: int, dialect: Dialect) -> str:
    if dialect.layout == "turned" or dialect.label == "word":
        return f"{dialect.words.week} {week}"
    if dialect.label == "date":
        return (MONDAY + dt.timedelta(days=7 * (week - 1))).isoformat()
    return str(week)


def _list_rows(plan: Plan, dialect: Dialect, cells: list[list[str]]) -> list[list[str]]:
    words = dialect.words
    dated = dialect.layout == "dates"
    rows = [[words.date] if dated else [words.week, words.day]]
    rows[0].append(f"{words.workout} ({dialect.unit})" if dialect.stated == "heading" else words.workout)
    for week, texts in enumerate(cells):
        for index, text in enumerate(texts):
            if plan.weeks[week][index] or not dated:
                date = MONDAY + dt.timedelta(days=7 * week + index)
                stamp = {"iso": date.isoformat(), "points": f"{date:%d.%m.%Y}", "plain": f"{date:%Y%m%d}"}[dialect.date]
                when = [stamp] if dated else [str(week + 1), words.days[index]]
                rows.append([*when, text])
    return rows


@st.composite
def plans(draw: st.DrawFn, unit: str, most: int = 6) -> Plan:
    """Plans of two to six weeks, each with an easy, a long and maybe a fast run, and other work."""
    scale = 6.0 if unit == "min" else 1.0
    weeks = []
    for week in range(draw(st.integers(2, most))):
        days: list[tuple[Run, ...]] = [()] * 7
        places = draw(st.lists(st.integers(0, 6), min_size=3, max_size=5, unique=True))
        kinds = ["long", "easy", *draw(st.lists(st.sampled_from(("easy", "tempo", "intervals", "strength", "both")),
                                                 min_size=len(places) - 2, max_size=len(places) - 2))]  # fmt: skip
        for index, kind in zip(places, kinds, strict=True):
            size = draw(st.integers(6, 20)) / 2 * scale
            if kind == "long":
                days[index] = (Run("long", (14 + week) * scale),)
            elif kind == "intervals" and unit != "min":
                times, each = draw(st.integers(3, 6)), draw(st.sampled_from((0.5, 1.0)))
                after = draw(st.sampled_from((1.5, 2.0)))
                parts = (2.0, float(times), each, after)
                days[index] = (Run("intervals", 2.0 + after + times * each, parts),)
            elif kind == "tempo" and size >= 5 * scale and unit != "min" and draw(st.booleans()):
                parts = (2.0, draw(st.sampled_from((1.0, 1.5))), draw(st.sampled_from((2.0, 3.0))))
                days[index] = (Run("tempo", size, parts),)
            elif kind == "tempo" and size >= 4 * scale and draw(st.booleans()):
                days[index] = (Run("tempo", size, (2.0 * scale,)),)
            elif kind == "strength":
                days[index] = (Run("strength"),)
            elif kind == "both":
                days[index] = (Run("easy", size), Run("strength"))
            else:
                strides = draw(st.sampled_from((0, 0, 4, 6))) if kind == "easy" else 0
                days[index] = (Run("tempo" if kind == "tempo" else "easy", size, strides=strides),)
        weeks.append(tuple(days))
    if draw(st.booleans()):
        parts = (2.0, 10.0, 1.0) if unit != "min" and draw(st.booleans()) else ()
        weeks[-1] = (*weeks[-1][:6], (Run("race", sum(parts) or 10.0 * scale, parts),))
    return Plan(tuple(weeks))


@st.composite
def dialects(draw: st.DrawFn) -> Dialect:
    """Any way to write a plan."""
    language = draw(st.sampled_from(tuple(LANGUAGES)))
    layout = draw(st.sampled_from(("matrix", "matrix", "turned", "dates", "days")))
    unit = draw(st.sampled_from(("km", "km", "mi", "min")))
    stated = draw(st.sampled_from(("cells", "cells", "title", "heading" if layout == "matrix" else "cells")))
    separator = draw(st.sampled_from((",", ";", "\t", "|")))
    extras = ("", "", " @ 5:30/km", " Z2", " HR 140-150", " RPE 3/10", " 300 m D+")
    return Dialect(
        *(language, layout, unit, stated, separator),
        comma=draw(st.booleans()) and separator != "|",
        totals=draw(st.booleans()),
        notes=draw(st.booleans()),
        label=draw(st.sampled_from(("number", "word", "date"))),
        phrase=draw(st.integers(0, 3)),
        extra=draw(st.sampled_from(extras)),
        date=draw(st.sampled_from(("iso", "points", "plain"))),
        rest=draw(st.sampled_from(("", "", "-", "x", ".", "\u2013"))),
        letters=draw(st.integers(0, 2)) == 0 and language == "en",  # else no word may tell the language
        beginnings=draw(st.booleans()),
    )
