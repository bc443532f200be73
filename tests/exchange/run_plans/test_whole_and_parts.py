"""A length beside the parts of a run: the whole of it, one more part, or a guess, and never added in silence."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from runplan.exchange.run_plans.read import runs_from_bytes
from tests.exchange.run_plans.cells import read

# In seven languages: repeats, and a long run with a part at the pace of a marathon.
REPEATS = ("{n} x {m} m", "Intervalle {n} x {m} m", "fractionné {n} x {m} m", "series {n} x {m} m",
           "ripetute {n} x {m} m", "interval {n} x {m} m", "tiros {n} x {m} m")  # fmt: skip
PARTS = (("en", "{km} km long, {part} km MP"), ("de", "{km} km lang, {part} km MRT"),
         ("fr", "sortie longue {km} km, {part} km allure marathon"), ("es", "tirada larga {km} km, {part} km umbral"),
         ("it", "lungo {km} km, {part} km soglia"), ("nl", "{km} km lange duurloop, {part} km drempel"),
         ("pt", "longão {km} km, {part} km limiar"))  # fmt: skip
TONGUES = ("en", "de", "fr", "es", "it", "nl", "pt")


@given(st.sampled_from(range(7)), st.integers(2, 10), st.sampled_from([200, 400, 800, 1000]), st.integers(1, 30),
       st.booleans(), st.sampled_from([", ", " ", "; "]))  # fmt: skip
def test_a_length_that_is_more_than_all_repeats_is_the_whole_run(
    at: int, times: int, metres: int, km: int, first: bool, sign: str
) -> None:
    repeats, whole = REPEATS[at].format(n=times, m=metres), f"{km} km"
    assume(first or sign != " ")
    meaning = read(sign.join([whole, repeats] if first else [repeats, whole]), TONGUES[at])
    (run,) = meaning.sessions
    far = times * metres / 1000
    if km > far:
        assert run.km == km, meaning.taken
    else:
        assert run.km == pytest.approx(km + far) or meaning.reading == "guessed", meaning.taken


@given(st.sampled_from(PARTS), st.integers(12, 35), st.integers(3, 11))
def test_a_part_at_a_pace_of_a_long_run_is_in_it(words: tuple[str, str], km: int, part: int) -> None:
    code, text = words
    meaning = read(text.format(km=km, part=part), code)
    (run,) = meaning.sessions
    assert (run.type, run.km) == ("long", km), meaning.taken
    assert f"; {part} km @" in run.steps


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("I 4x1000, 8k", 8), ("H 8x1min, 7k", 7), ("8k, 4x1000", 8), ("7 km, 8 x 1 min hard", 7),
        ("I 6x400, 7 km in all", 7), ("8 km + 4x1000 m", 12), ("8 km then 4x1000 m", 12), ("8 km, then 4x1000 m", 12),
        ("8 km warm-up, 4x1000 m", 12), ("4x1000 m, 8 km cool-down", 12), ("2 km, 6x1 km, 2 km", 10),
        ("6x800 m, 2 km", 6.8), ("10 km in 55 min", 10), ("8 km easy + 6x100 m strides", 8),
    ],
)  # fmt: skip
def test_what_is_joined_is_added_and_what_is_not_is_the_whole(text: str, km: float) -> None:
    assert read(text).sessions[0].km == pytest.approx(km), read(text).taken


@pytest.mark.parametrize("text", ["12 km, 3 x 2 km tempo, 2 km", "10 km long, 4 km easy", "9 km easy, 2 km tempo"])
def test_a_sum_with_a_length_that_may_be_the_whole_is_a_guess(text: str) -> None:
    assert read(text).reading == "guessed"


@given(st.integers(1, 4), st.integers(2, 12), st.integers(1, 4), st.sampled_from(["/", "/ ", ", "]), st.booleans())
def test_three_numbers_in_brackets_that_add_up_are_warm_up_main_part_and_cool_down(
    up: int, main: int, down: int, sign: str, right: bool
) -> None:
    whole = up + main + down + (not right)
    (run,) = read(f"T {whole} ({up}{sign}{main}{sign}{down})").sessions
    steps = f"{up} km easy; {main} km @tempo; {down} km easy"
    assert (run.km, run.steps == steps) == (whole, right), run


# a cell, its language, its type: the words of clubs
WORDS = [
    ("LaLa 20 km", "de", "long"), ("LDL 20 km", "de", "long"), ("DL 10 km", "de", "easy"), ("MDL 10 km", "de", "easy"),
    ("GA1 10 km", "de", "easy"), ("GA2 10 km", "de", "tempo"), ("WSA 6 km", "de", "tempo"),
    ("TDL 8 km", "de", "tempo"),
    ("TWL 10 km", "de", "tempo"), ("BA 10 x 200 m", "de", "hills"), ("EF 8 km", "fr", "easy"),
    ("SL 20 km", "fr", "long"),
    ("VMA 10 x 400 m", "fr", "intervals"), ("PPG 30 min", "fr", "strength"),
    ("fractionné 8 x 400 m", "fr", "intervals"),
    ("footing 45 min", "fr", "easy"), ("8 km AS10", "fr", "tempo"), ("CCL 40 min", "es", "easy"),
    ("CCR 6 km", "es", "tempo"), ("series 8 x 400 m", "es", "intervals"), ("rodaje 10 km", "es", "easy"),
    ("fartlek 40 min", "es", "intervals"), ("lento 10 km", "it", "easy"), ("medio 8 km", "it", "tempo"),
    ("CL 10 km", "it", "easy"), ("CM 8 km", "it", "tempo"), ("ripetute 6 x 1000 m", "it", "intervals"),
    ("fondo 12 km", "it", "easy"), ("fondo lungo 24 km", "it", "long"), ("duurloop 10 km", "nl", "easy"),
    ("DL1 10 km", "nl", "easy"), ("DL2 8 km", "nl", "tempo"), ("D1 60 min", "nl", "easy"),
    ("D2 40 min", "nl", "tempo"),
    ("D3 20 min", "nl", "tempo"), ("tempoloop 6 km", "nl", "tempo"), ("rodagem 10 km", "pt", "easy"),
    ("longão 22 km", "pt", "long"), ("tiros 8 x 400 m", "pt", "intervals"), ("intervalado 40 min", "pt", "intervals"),
    ("regenerativo 40 min", "pt", "easy"),
    ("14 km long, hilly route", "en", "long"), ("LaLa 20 km hügelig", "de", "long"),
    ("SL 18 km vallonnée", "fr", "long"),
    ("tirada larga 18 km ondulada", "es", "long"), ("lungo 18 km collinare", "it", "long"),
    ("lange duurloop 18 km heuvelachtig", "nl", "long"), ("longão 18 km ondulado", "pt", "long"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "type_"), WORDS)
def test_words_of_clubs_are_known_in_a_cell_and_in_a_row_with_a_column_for_the_distance(
    text: str, code: str, type_: str
) -> None:
    alone = read(text, code)
    assert alone.sessions[0].type == type_, alone.taken
    assert "not used" not in alone.taken
    km = re.search(r"^[^x]* (\d+) km", f" {text}")
    if code == "de" and km is not None:
        rows = "\n".join(f"{day};{text};{km[1]}" for day in ("01.02.2027", "03.02.2027", "05.02.2027"))
        runs = runs_from_bytes(f"Datum;Training;km\n{rows}".encode(), "plan.csv")
        readings = {(cell.sessions[0].type, cell.sessions[0].km, cell.taken) for cell in runs.cells if cell.sessions}
        assert readings == {(type_, float(km[1]), alone.taken)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Half marathon, goal 1:32", "en"), ("Half marathon, want 1:32", "en"), ("Half marathon target 1:32", "en"),
        ("HM Testwettkampf (Ziel 1:32)", "de"), ("HM - Ziel 1:32 h", "de"), ("semi-marathon objectif 1h32", "fr"),
        ("media maratón objetivo 1:32", "es"), ("mezza maratona obiettivo 1:32", "it"),
        ("halve marathon doel 1:32", "nl"),
        ("meia maratona meta 1:32", "pt"), ("meia maratona objetivo 1:32", "pt"),
    ],
)  # fmt: skip
def test_a_time_that_is_hoped_for_is_the_time_of_the_race(text: str, code: str) -> None:
    (run,) = read(text, code).sessions
    assert (run.type, run.km, run.minutes) == ("race", 21.1, 92)
    assert "not used" not in read(text, code).taken


@pytest.mark.parametrize("before", ["1 WU", "warm-up 1", "1 mi warm-up"])
@pytest.mark.parametrize("race", ["parkrun - hard!", "parkrun", "Half marathon"])
@pytest.mark.parametrize("sign", [" + ", ", "])
def test_the_warm_up_beside_a_race_that_is_called_by_its_name_is_no_race(race: str, sign: str, before: str) -> None:
    (run,) = read(f"{race} {before}{sign}1 CD", unit="mi").sessions
    km = 21.1 if race.startswith("Half") else 5
    assert run.km == pytest.approx(km + 2 * 1.609344, abs=0.01)
    assert run.steps == f"1.6 km easy; {km:g} km @race; 1.6 km easy"


def test_a_legend_that_states_the_unit_is_taken_as_the_unit() -> None:
    text = "Plan\nE = easy, T = tempo. numbers are {} unless it says min\n\nMon: E 6\nWed: T 5\nFri: E 40 min\nSun: E 9"
    for unit, factor in (("km", 1.0), ("miles", 1.609344), ("mi", 1.609344)):
        runs = runs_from_bytes(text.format(unit).encode(), "plan.txt")
        assert runs.frame["km"].dropna().tolist() == pytest.approx([6 * factor, 5 * factor, 9 * factor], abs=0.001)


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [("8 km, nach Gefühl", "de", "gefühl"), ("8 km côte à vélo zzé", "fr", "zzé"), ("8 km mañana zzñ", "es", "zzñ")],
)
def test_what_is_quoted_of_a_cell_keeps_its_accents(text: str, code: str, word: str) -> None:
    assert word in read(text, code).taken


EASY_ENDS = [
    ("en", "2 mi easy, 20 min tempo, 2 mi easy", None, None, "3.2 km easy; 20 min @tempo; 3.2 km easy"),
    ("en", "10 min easy, 5 km tempo, 10 min easy", None, None, "10 min easy; 5 km @tempo; 10 min easy"),
    ("de", "2 km locker, 20 min Tempo, 2 km locker", None, None, "2 km easy; 20 min @tempo; 2 km easy"),
    ("fr", "2 km facile, 20 min tempo, 2 km facile", None, None, "2 km easy; 20 min @tempo; 2 km easy"),
    ("es", "2 km suave, 20 min tempo, 2 km suave", None, None, "2 km easy; 20 min @tempo; 2 km easy"),
    ("en", "15 min easy, 20 min tempo, 10 min easy", None, 45.0, "15 min easy; 20 min @tempo; 10 min easy"),
    ("en", "3 km easy, 6 x 400 m, 2 km easy", 7.4, None, "3 km easy; 6 x 400 m @5k; 2 km easy"),
    # besides what is outside the brackets
    ("de", "Tempodauerlauf 6 km (plus je 2 km Ein- und Auslaufen)", 10.0, None, "2 km easy; 6 km @tempo; 2 km easy"),
    ("en", "6 km tempo (+ 2 km w/u and 2 km c/d)", 10.0, None, "2 km easy; 6 km @tempo; 2 km easy"),
    ("en", "20 min tempo (+ w/u & c/d 2 km each)", None, None, "2 km easy; 20 min @tempo; 2 km easy"),
    # a time after repeats, without a word, is the pause between them
    ("en", "5 x 1k @ 10k pace, 90s", 5.0, None, "5 x 1 km @10k / 90 s jog"),
    ("en", "6 x 800 m, 2 min", 4.8, None, "6 x 800 m @5k / 2 min jog"),
    ("en", "5 x 5 min threshold, 1 min", None, 30.0, "5 x 5 min @threshold / 1 min jog"),
]


@pytest.mark.parametrize(("code", "text", "km", "minutes", "steps"), EASY_ENDS)
def test_easy_ends_warm_up_and_cool_down_and_a_bare_time_after_repeats_is_their_pause(
    code: str, text: str, km: float | None, minutes: float | None, steps: str
) -> None:
    (session,) = read(text, code).sessions
    assert (session.km, session.minutes, session.steps) == (km, minutes, steps)


@pytest.mark.parametrize("text", ["parkrun easy", "easy parkrun", "parkrun (easy effort)"])
def test_an_easy_parkrun_is_5_km_and_no_race(text: str) -> None:
    meaning = read(text)
    assert meaning.reading == "guessed"
    assert [(run.type, run.km, run.race) for run in meaning.sessions] == [("easy", 5.0, False)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Tue 9 km easy, Thu 9 km easy"),
        ("de", "Di 9 km locker, Do 9 km locker"),
        ("fr", "mardi 9 km, jeudi 9 km"),
    ],
)
def test_a_cell_that_names_two_days_is_a_guess(code: str, text: str) -> None:
    meaning = read(text, code)
    assert (meaning.reading, "it names Tue and Thu" in meaning.taken) == ("guessed", True)


@pytest.mark.parametrize(
    ("code", "text", "type_"),
    [
        ("en", "off or a bit of the usual loop", ""), ("en", "rest or Lauf", ""), ("de", "frei oder Hausrunde", ""),
        ("en", "off (or swim)", "cross"), ("en", "rest / easy 5 km", "easy"), ("es", "Descanso / 15' trote", "easy"),
        ("en", "rest day, legs up", "strength"), ("en", "rest or 30 min easy", "easy"),
    ],
)  # fmt: skip
def test_rest_beside_something_else_is_a_guess(code: str, text: str, type_: str) -> None:
    meaning = read(text, code)
    assert (meaning.reading, [run.type for run in meaning.sessions]) == ("guessed", [type_] if type_ else [])


def test_a_kind_in_place_of_a_cell_keeps_the_length_that_was_read() -> None:
    lines = "Date,Session,Distance\n2027-01-04,LSX,14\n2027-01-05,easy run,5\n2027-01-07,tempo,6\n"
    runs = runs_from_bytes(lines.encode(), "plan.csv", "mi").correct({"LSX": "long run"})
    assert [(run.type, round(run.km, 1)) for run in runs.records if run.text == "LSX"] == [("long", 22.5)]
    assert [cell.taken for cell in runs.cells if cell.text == "LSX"] == [
        "Long run, 14 mi; you wrote this in place of the cell."
    ]
    runs = runs.correct({"LSX": "10 mi long"})
    assert [round(run.km, 1) for run in runs.records if run.text == "LSX"] == [16.1]


def test_numbers_of_weeks_are_no_portuguese_weekdays() -> None:
    rows = [
        f"{week}ª;Descanso;Rodaje {5 + week} km suave;Gimnasio;;;;Tirada larga {10 + week} km" for week in range(1, 7)
    ]
    runs = runs_from_bytes("\n".join(["Sem;L;M;X;J;V;S;D", *rows]).encode(), "plan.csv")
    assert runs.tongue == "es"
    types = [(cell.reading, run.type) for cell in runs.cells for run in cell.sessions]
    assert types == 6 * [("read", "easy"), ("read", "strength"), ("read", "long")]
