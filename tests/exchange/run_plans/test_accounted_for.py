"""What a cell says is found again in what was read, or named: a number or a word that is lost is never called read."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from runplan.exchange.languages import folded
from tests.exchange.run_plans.cells import read

# How a language says: in a time, a jog between repeats, with, the last, easy, long, warm-up, cool-down, race, goal.
WORDS = {
    "en": ("in", "jog", "with", "last", "easy", "long run", "warm-up", "cool-down", "race", "goal"),
    "de": ("in", "Trabpause", "mit", "letzte", "locker", "langer Lauf", "Einlaufen", "Auslaufen", "Wettkampf", "Ziel"),
    "fr": ("en", "trot", "avec", "derniers", "facile", "sortie longue", "échauffement", "retour au calme",
           "compétition", "objectif"),
    "es": ("en", "trote", "con", "últimos", "suave", "tirada larga", "calentamiento", "enfriamiento", "competición",
           "objetivo"),
    "it": ("in", "recupero", "con", "ultimi", "lento", "lungo", "riscaldamento", "defaticamento", "gara", "obiettivo"),
    "nl": ("in", "dribbelen", "met", "laatste", "rustig", "lange duurloop", "inlopen", "uitlopen", "wedstrijd", "doel"),
    "pt": ("em", "trote", "com", "últimos", "leve", "longão", "aquecimento", "desaquecimento", "prova", "objetivo"),
}  # fmt: skip
CODES = st.sampled_from(sorted(WORDS))
TIMES, METRES, JOGS = st.integers(3, 20), st.sampled_from((200, 300, 400, 600, 800)), st.sampled_from((100, 200, 400))
SECONDS = st.integers(35, 239)


def clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


@given(code=CODES, times=TIMES, metres=METRES, jog=JOGS, seconds=SECONDS, form=st.integers(0, 4))
def test_the_time_of_each_repeat_is_no_step_and_its_jog_is_not_lost(
    code: str, times: int, metres: int, jog: int, seconds: int, form: int
) -> None:
    assume(jog <= metres)
    inside, rest = WORDS[code][:2]
    text = (
        f"{times}x{metres}m {inside} {clock(seconds)} ({jog}m {rest})",
        f"{times} x {metres} m @ {clock(seconds)} ({jog} m {rest})",
        f"{times} x {metres} m {inside} {clock(seconds)}, {jog} m {rest}",
        f"{times}x{metres}m {inside} {clock(seconds)} ({jog}m TP)",
        f"{times}x{metres}m {inside} {clock(seconds)} ({jog}m P)",
    )[form]
    meaning = read(text, code)
    [session] = meaning.sessions
    assert session.type == "intervals"
    assert session.steps == f"{times} x {metres} m @5k / {jog} m jog"
    assert session.km == pytest.approx(times * (metres + jog) / 1000)
    assert clock(seconds) in meaning.taken


@given(code=CODES, times=TIMES, metres=METRES, low=st.integers(35, 200))
def test_seconds_for_each_repeat_are_neither_a_distance_nor_a_step(
    code: str, times: int, metres: int, low: int
) -> None:
    meaning = read(f"{times} x {metres} m {WORDS[code][0]} {low}-{low + 3} ({metres // 2} m {WORDS[code][1]})", code)
    [session] = meaning.sessions
    assert session.steps == f"{times} x {metres} m @5k / {metres // 2} m jog"
    assert f"{low}-{low + 3}" in meaning.taken


@given(code=CODES, whole=st.integers(6, 25), before=st.integers(1, 3), times=TIMES, after=st.integers(1, 3))
def test_a_length_before_a_colon_is_the_sum_of_what_follows(
    code: str, whole: int, before: int, times: int, after: int
) -> None:
    warm_up, cool_down = WORDS[code][6:8]
    meaning = read(f"{whole}: {before} {warm_up}, {times}x800 (400 {WORDS[code][1]}), {after} {cool_down}", code)
    [session] = meaning.sessions
    assert (session.type, session.km) == ("intervals", whole)
    parts = before + 1.2 * times + after
    assert (meaning.reading == "guessed") >= (parts > whole * 1.06)
    steps = f"{before} km easy; {times} x 800 m @5k / 400 m jog; {after} km easy"
    assert session.steps == (steps if parts <= whole + 0.05 else "")


@given(code=CODES, km=st.integers(4, 16), times=st.integers(3, 10), each=st.sampled_from(("100", "100 m", "20 s")))
def test_a_few_short_repeats_after_a_run_are_guessed_to_be_strides(code: str, km: int, times: int, each: str) -> None:
    meaning = read(f"{km} + {times}x{each}", code)
    [session] = meaning.sessions
    assert (session.type, session.km, meaning.reading) == ("easy", km, "guessed")
    timed = f"{km} km easy; {times} x 20 s strides"
    assert session.steps == (timed if each == "20 s" else f"{km - times / 10:g} km easy; {times} x 100 m strides")
    assert f"{times} times" in meaning.taken
    assert "strides" in meaning.taken


@given(km=st.integers(5, 16), times=st.integers(3, 10), fast=st.integers(1, 3), slow=st.integers(1, 3))
def test_faster_minutes_within_a_distance_are_steps_of_it(km: int, times: int, fast: int, slow: int) -> None:
    meaning = read(f"{km} fartlek {times}x{fast}'/{slow}'")
    [session] = meaning.sessions
    assert (session.type, session.km, session.minutes) == ("intervals", km, None)
    fits = times * (fast / 5.135 + slow / 7.15) < km - 0.4
    repeats = f"{times} x {fast} min @5k / {slow} min jog"
    assert repeats == re.sub(r"; [\d.]+ k?m easy$|^[\d.]+ k?m easy; ", "", session.steps) or not session.steps
    assert bool(session.steps) >= fits
    assert re.search(f"how far {times} times {fast} min is depends on your pace|{times} x {fast} '", meaning.taken)


@given(code=CODES, km=st.integers(4, 40), minutes=st.integers(20, 300), form=st.integers(0, 2))
def test_a_duration_in_brackets_is_that_of_the_run(code: str, km: int, minutes: int, form: int) -> None:
    hours = f"{minutes // 60}:{minutes % 60:02d}:00"
    text = (f"{km} km ({minutes} min)", f"{km} km ({minutes // 60}h{minutes % 60:02d})", f"{km} km ({hours})")[form]
    assume(form != 1 or minutes >= 60)
    meaning = read(text, code)
    [session] = meaning.sessions
    likely = 2.5 <= minutes / km <= 20
    assert (session.km, session.minutes) == (km, minutes if likely else None)
    assert likely or meaning.reading == "guessed"


@given(
    code=CODES, name=st.sampled_from(("HM", "10 km", "10k", "half marathon", "marathon", "5 km")),
    pace=st.integers(200, 420), town=st.sampled_from(("", " Lisbon", " Zürich")), goal=st.booleans(),
    eased=st.booleans(),
)  # fmt: skip
def test_a_time_beside_a_race_is_the_time_that_is_hoped_for(
    code: str, name: str, pace: int, town: str, goal: bool, eased: bool
) -> None:
    km = {"HM": 21.1, "half marathon": 21.1, "marathon": 42.2, "5 km": 5.0}.get(name, 10.0)
    seconds = round(km * pace / 60) * 60
    time = f"{seconds // 3600}:{seconds // 60 % 60:02d}" + (":00" if seconds < 36000 and seconds % 7 else "")
    time = time if seconds >= 3600 else f"{seconds // 60}:00"
    race, target = WORDS[code][8:]
    text = f"{race if name != 'HM' else ''} {name}{town} {target if goal else ''} {time}".strip()
    meaning = read(text + (" (2 wu, 1 cd)" if eased else ""), code)
    [session] = meaning.sessions
    steps = f"2 km easy; {km:g} km @race; 1 km easy" if eased else ""
    assert (session.type, session.race, session.minutes, session.steps) == ("race", True, seconds / 60, steps)
    assert session.km == pytest.approx(km + 3 * eased)
    assert meaning.reading == ("guessed" if town else meaning.reading)
    assert not eased or f"{seconds // 60} min is the time of only the race" in meaning.taken


ADDITIONS = (
    "@ {pace}/km", "@ {pace}", "Z{small}", "HR 1{two}", "RPE {small}", "{hundred} m D+", "last {small} km @ MP",
    "with {small} km tempo", "incl. {times} x 1 km", "+ {times} x 100 m strides", "({small} @ MP)",
    "w/ {small} @ tempo", "(week {small})", "last {small} km at half marathon pace", "of which {small} km hills",
    "at {small} am",
    "with {times} x 1 min fast", "({small} km warm-up)", "first {small} easy", "{two} min core", "1{two}-15{small} bpm",
    "(1h{two})", "{times} strides", "{small} % incline",
)  # fmt: skip


@given(
    addition=st.sampled_from(ADDITIONS),
    base=st.sampled_from(("{km} km easy", "{km} km", "long run {km} km", "{km} mi")),
    km=st.integers(8, 30), small=st.integers(2, 6), times=st.integers(3, 9), two=st.integers(12, 55),
    hundred=st.integers(120, 900), data=st.data(),
)  # fmt: skip
def test_no_number_of_a_cell_that_is_read_can_be_changed_without_a_change_in_what_is_read(
    addition: str, base: str, km: int, small: int, times: int, two: int, hundred: int, data: st.DataObject
) -> None:
    values = {"km": km, "small": small, "times": times, "two": two, "hundred": hundred, "pace": f"5:{two}"}
    text = f"{base} {addition}".format(**values)
    meaning = read(text)
    if meaning.reading != "read":
        return
    numbers = [match for match in re.finditer(r"\d+", text) if match[0] not in ("100", "1")]
    number = data.draw(st.sampled_from(numbers))
    other = text[: number.start()] + str(int(number[0]) + 1) + text[number.end() :]
    changed = read(other)
    assert (changed.sessions, changed.taken) != (meaning.sessions, meaning.taken), (text, other, meaning.taken)


KINDS = {"hilly": "hills", "recovery": "easy"} | {
    kind: kind for kind in ("easy", "long", "tempo", "hills", "intervals")
}
SAYINGS = (
    "hilly", "optional", "on trail", "treadmill", "fast", "hard", "with club", "flat", "at marathon pace", "MP",
    "strides", "half marathon pace", "smooth", "with Ana", "barefoot", "tempo", "hills", "easy", "recovery",
    "intervals", "long",
)  # fmt: skip


@given(sayings=st.lists(st.sampled_from(SAYINGS), min_size=1, max_size=3, unique=True), km=st.integers(3, 30))
def test_no_word_of_a_cell_is_lost(sayings: list[str], km: int) -> None:
    meaning = read(f"{km} km {' '.join(sayings)}")
    [session] = meaning.sessions
    for saying in sayings:
        word = saying.split()[-1].lower() if saying.startswith(("on", "with")) else saying.lower()
        is_named = re.search(rf"\b{word}", folded(meaning.taken)) or KINDS.get(word) == session.type
        both = {("easy", "long"), ("recovery", "long"), ("intervals", "hills")}  # an easy long run, hill intervals
        assert is_named or (word, session.type) in both, (word, meaning.taken)


@pytest.mark.parametrize(
    ("code", "word"),
    [("en", "fast"), ("en", "hard"), ("de", "schnell"), ("de", "hart"), ("fr", "vite"), ("es", "rápido"),
     ("it", "forte"), ("nl", "snel"), ("pt", "rápido")],
)  # fmt: skip
def test_a_word_that_can_make_a_run_hard_is_no_easy_run_without_a_word(code: str, word: str) -> None:
    meaning = read(f"8 km {word}", code)
    assert [session.type for session in meaning.sessions] == ["easy"]
    assert meaning.reading == "guessed"
    assert f"as {word!r} names no kind of run that is known" in meaning.taken


@pytest.mark.parametrize(
    ("code", "word", "kind"), [("de", "LDL", "long"), ("en", "hilly", "hills"), ("it", "collinare", "hills")]
)
def test_a_word_that_can_mean_an_easy_run_too_is_named(code: str, word: str, kind: str) -> None:
    meaning = read(f"{word} 18 km", code)
    assert [(session.type, session.km) for session in meaning.sessions] == [(kind, 18)]
    assert meaning.reading == "guessed"
    assert f"'{word.lower()}' may mean an easy run" in meaning.taken


@given(first=st.integers(8, 20), second=st.integers(1, 7), sign=st.sampled_from((" - ", "-", "–")))
def test_a_range_that_falls_is_none(first: int, second: int, sign: str) -> None:
    meaning = read(f"{first}{sign}{second} easy")
    assert meaning.reading != "read"
    assert f"'{first} - {second}'" in meaning.taken


@pytest.mark.parametrize(
    ("text", "code", "steps"),
    [
        ("2 wu 5 x 1 km @ 5k (90 s) 2 cd", "en", "2 km easy; 5 x 1 km @5k / 90 s jog; 2 km easy"),
        ("2 wu 4x1200/400j 2 dn", "en", "2 km easy; 4 x 1.2 km @5k / 400 m jog; 2 km easy"),
        (
            "3 x 10 min Schwelle (3 min Trab), EL/AL je 2 km",
            "de",
            "2 km easy; 3 x 10 min @threshold / 3 min jog; 2 km easy",
        ),
        ("2 x (6 x 200 m) r=30'' R=3'", "fr", ""),  # two pauses are none of the shorthand's
        ("5 km: 3 x 1 km @ 10k pace (2:00 rest)", "en", "500 m easy; 3 x 1 km @10k / 2 min jog; 500 m easy"),
        ("3 x 3 km MP", "en", "3 x 3 km @marathon"),
    ],
)
def test_steps_are_those_of_the_cell_or_none(text: str, code: str, steps: str) -> None:
    meaning = read(text, code)
    assert [session.steps for session in meaning.sessions] == [steps]
    numbers = set(re.findall(r"[0-9]+", text.replace("2 x (6 x", "12 x (")))
    assert steps or numbers <= set(re.findall(r"[0-9]+", meaning.taken))
