"""Runs of several parts as people write them: warm-up and cool-down, parts at a pace; and days without a run."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runplan.plan.imported_runs import checked_run
from tests.exchange.run_plans.cells import read

# words, language, kilometres in all, steps
RACES = [
    ("10K tune-up race (42:00), 2 wu + 1 cd", "en", 13, "2 km easy; 10 km @race; 1 km easy"),
    ("2 km easy; 10 km race; 1 km easy", "en", 13, "2 km easy; 10 km @race; 1 km easy"),
    ("10 km race + 2 km w/u + 2 km c/d", "en", 14, "2 km easy; 10 km @race; 2 km easy"),
    ("Race 10 km, cd 1 km, wu 2 km", "en", 13, "2 km easy; 10 km @race; 1 km easy"),
    ("10 km race with 2 km warm up", "en", 12, "2 km easy; 10 km @race"),
    ("race 10 km warm-up 2 km", "en", 12, "2 km easy; 10 km @race"),
    ("race: 10 km, warm-up: 2 km", "en", 12, "2 km easy; 10 km @race"),
    ("race: warm-up 2 km, 10 km", "en", 12, "2 km easy; 10 km @race"),
    ("race: 2 km warm-up 10 km", "en", 12, "2 km easy; 10 km @race"),
    ("2 km warm-up race 10 km", "en", 12, "2 km easy; 10 km @race"),
    ("race 10 km, warm-up (2 km)", "en", 12, "2 km easy; 10 km @race"),
    ("Wettkampf 10 km Einlaufen 2 km", "de", 12, "2 km easy; 10 km @race"),
    ("10 km compétition échauffement 2 km", "fr", 12, "2 km easy; 10 km @race"),
    ("gara 10 km riscaldamento 2 km", "it", 12, "2 km easy; 10 km @race"),
    ("10 km wedstrijd inlopen 2 km", "nl", 12, "2 km easy; 10 km @race"),
    ("2 wu/cd, 5k race", "en", 9, "2 km easy; 5 km @race; 2 km easy"),
    ("half marathon, 2 km warm-up", "en", 23.1, "2 km easy; 21.1 km @race"),
    ("parkrun + 2k wu + 2k cd", "en", 9, "2 km easy; 5 km @race; 2 km easy"),
    ("15 min wu, race 10 km, 10 min cd", "en", 10, "15 min easy; 10 km @race; 10 min easy"),
    ("Wettkampf 10 km, Ein-/Auslaufen je 2 km", "de", 14, "2 km easy; 10 km @race; 2 km easy"),
    ("EL 2 km, HM, AL 1 km", "de", 24.1, "2 km easy; 21.1 km @race; 1 km easy"),
    ("compétition 10 km, échauffement/retour au calme 2 km", "fr", 14, "2 km easy; 10 km @race; 2 km easy"),
    ("competición 10 km + calentamiento 2 km", "es", 12, "2 km easy; 10 km @race"),
    ("gara 10 km, riscaldamento e defaticamento 2 km", "it", 14, "2 km easy; 10 km @race; 2 km easy"),
    ("10 km wedstrijd, in- en uitlopen 2 km", "nl", 14, "2 km easy; 10 km @race; 2 km easy"),
    ("prova 10 km, aquecimento 2 km, desaquecimento 1 km", "pt", 13, "2 km easy; 10 km @race; 1 km easy"),
]
EASED = [
    ("6 x 800 m, 2 km up/down", "en"),
    ("2 km wu/cd, 6 x 800 m", "en"),
    ("6 x 800 m with 2 km warm-up and cool-down", "en"),
    ("2 up, 6 x 800 m, 2 down", "en"),
    ("6 x 800 m, EL/AL 2 km", "de"),
    ("2 km EL + 2 km AL, 6 x 800 m", "de"),
    ("Ein- und Auslaufen je 2 km, 6 x 800 m", "de"),
    ("6 x 800 m, Ein-/Auslaufen 2 km", "de"),
    ("échauffement/retour au calme 2 km, 6 x 800 m", "fr"),
    ("6 x 800 m, calentamiento y enfriamiento 2 km", "es"),
    ("riscaldamento/defaticamento 2 km, 6 x 800 m", "it"),
    ("in-/uitlopen 2 km, 6 x 800 m", "nl"),
    ("aquecimento e desaquecimento 2 km + 6 x 800 m", "pt"),
]
PARTS = [
    ("7 km with 3 km tempo", "en", "2 km easy; 3 km @tempo; 2 km easy"),
    ("16 km (last 6 @ MP)", "en", "10 km easy; 6 km @marathon"),
    ("16 km w/ middle 8 km at HMP", "en", "4 km easy; 8 km @half; 4 km easy"),
    ("12 km inc. 3 x 2 km @ threshold", "en", "3 km easy; 3 x 2 km @threshold; 3 km easy"),
    ("12 km incl 2 x 3 km tempo (400 m jog)", "en", "2.6 km easy; 2 x 3 km @tempo / 400 m jog; 2.6 km easy"),
    ("60 min with 20 min tempo", "en", "20 min easy; 20 min @tempo; 20 min easy"),
    ("last 4 km tempo of 12 km", "en", "8 km easy; 4 km @tempo"),
    ("12 km (2 wu, 8 tempo, 2 cd)", "en", "2 km easy; 8 km @tempo; 2 km easy"),
    ("12 km with 2 km warm-up and 6 km tempo", "en", "2 km easy; 6 km @tempo; 4 km easy"),
    ("12 km mit 4 km Schwelle", "de", "4 km easy; 4 km @threshold; 4 km easy"),
    ("20 km, letzte 5 km MRT", "de", "15 km easy; 5 km @marathon"),
    ("12 km, davon 4 km Schwelle", "de", "4 km easy; 4 km @threshold; 4 km easy"),
    ("16 km dont 6 km allure marathon", "fr", "5 km easy; 6 km @marathon; 5 km easy"),
    ("16 km dont les 6 derniers km allure marathon", "fr", "10 km easy; 6 km @marathon"),
    ("12 km con 4 km umbral", "es", "4 km easy; 4 km @threshold; 4 km easy"),
    ("12 km di cui 4 km soglia", "it", "4 km easy; 4 km @threshold; 4 km easy"),
    ("12 km waarvan 4 km drempel", "nl", "4 km easy; 4 km @threshold; 4 km easy"),
    ("12 km com 4 km limiar", "pt", "4 km easy; 4 km @threshold; 4 km easy"),
]
WITHIN = ["inc.", "inc", "incl.", "including", "with", "w/"]
WITHIN_ELSEWHERE = [
    ("22 km lang {} 2 x 4 km HMRT", "de", ["davon", "inkl.", "darin", "mit"]),
    ("sortie longue 22 km {} 2 x 4 km allure semi", "fr", ["dont", "avec", "incluant", "y compris"]),
    ("tirada larga 22 km {} 2 x 4 km umbral", "es", ["con", "incluye", "de los cuales"]),
    ("lungo 22 km {} 2 x 4 km ritmo mezza", "it", ["con", "di cui", "compresi"]),
    ("lange duurloop 22 km {} 2 x 4 km drempel", "nl", ["waarvan", "met", "inclusief"]),
    ("longão 22 km {} 2 x 4 km limiar", "pt", ["com", "dos quais", "incluindo"]),
]
MAYBE_RACES = [
    ("course 10 km, échauffement 2 km", "fr"),
    ("échauffement 2 km, course 10 km", "fr"),
    ("course 10 km échauffement 2 km", "fr"),
    ("2 km échauffement, 10 km course", "fr"),
    ("échauffement 2 km puis course 10 km", "fr"),
    ("corsa 10 km, riscaldamento 2 km", "it"),
    ("riscaldamento 2 km, corsa 10 km", "it"),
    ("corrida 10 km, aquecimento 2 km", "pt"),
    ("aquecimento 2 km + corrida 10 km", "pt"),
]
STRIDES = [
    ("5 km easy + 4 x 100 m strides", "en"),
    ("5 km easy, 4 x 100 m strides", "en"),
    ("5 km easy with 4 x 100 m strides", "en"),
    ("5 km easy + 4 x 20 s strides", "en"),
    ("40 min easy + 4 x 100 m strides", "en"),
    ("5 km + 4 x 100 m", "en"),
    ("5 km locker + 4 x 100 m Steigerungen", "de"),
    ("5 km facile + 4 x 100 m lignes droites", "fr"),
    ("5 km suave + 4 x 100 m progresivos", "es"),
    ("5 km lento + 4 x 100 m allunghi", "it"),
    ("5 km rustig + 4 x 100 m versnellingen", "nl"),
    ("5 km leve + 4 x 100 m retas", "pt"),
]
BY_PACE = [
    ("10 km with 20 min tempo", "en", "how far 20 min"),
    ("10 km w/ 20 min @ HMP", "en", "how far 20 min"),
    ("10 km (20 min tempo)", "en", "how far 20 min"),
    ("10 km with 2 x 10 min tempo", "en", "how far 2 times 10 min"),
    ("60 min with 3 km tempo", "en", "how long 3 km"),
    ("10 km mit 20 min Schwelle", "de", "how far 20 min"),
    ("10 km dont 20 min allure semi", "fr", "how far 20 min"),
    ("10 km con 20 min umbral", "es", "how far 20 min"),
    ("10 km con 20 min di soglia", "it", "how far 20 min"),
    ("10 km met 20 min drempel", "nl", "how far 20 min"),
    ("10 km com 20 min de limiar", "pt", "how far 20 min"),
]
EACH_WAY = [
    ("5k parkrun, jog there and back (2 km each way)", "en"),
    ("parkrun, jog there and back (2 km each way)", "en"),
    ("parkrun + 2 km each way", "en"),
    ("jog there and back (2 km each way), 5k parkrun", "en"),
    ("5 km race, 2 km either side", "en"),
    ("5 km Parkrun, hin und zurück laufen (je 2 km)", "de"),
    ("parkrun 5 km, aller-retour en footing (2 km chacun)", "fr"),
    ("parkrun 5 km, ida y vuelta trotando (2 km cada una)", "es"),
    ("parkrun 5 km, andata e ritorno (2 km ciascuno)", "it"),
    ("parkrun 5 km, heen en terug 2 km elk", "nl"),
    ("parkrun 5 km, ida e volta trotando (2 km cada)", "pt"),
]
BOTH_WAYS = [
    *(("5k parkrun, 2 km jog there and back", "en"), ("5 km race, jog there and back (2 km)", "en")),
    *(("5 km race, 2 km to and from", "en"), ("5 km Wettkampf, 2 km hin und zurück", "de")),
    *(("compétition 5 km, aller-retour 2 km", "fr"), ("competición 5 km, ida y vuelta 2 km", "es")),
    *(("gara 5 km, andata e ritorno 2 km", "it"), ("wedstrijd 5 km, heen en terug 2 km", "nl")),
    ("prova 5 km, ida e volta 2 km", "pt"),
]
HALVES = [
    *("4 AM 3 PM", "4 am, 3 pm", "4 am / 3 pm", "4 AM + 3 PM", "4am 3pm", "am 4 pm 3", "AM: 4, PM: 3", "4 (am) 3 (pm)"),
    *("4 km AM, 3 km PM", "4 a.m. 3 p.m.", "4 easy am, 3 easy pm"),
]
AWAY = [
    *(("holiday", "en"), ("Travel", "en"), ("travel day", "en"), ("vacation!", "en"), ("On holiday in Spain", "en")),
    *(("sick", "en"), ("Urlaub", "de"), ("Dienstreise", "de"), ("vacances", "fr"), ("en déplacement", "fr")),
    *(("vacaciones", "es"), ("de viaje", "es"), ("ferie", "it"), ("in viaggio", "it"), ("vakantie", "nl")),
    *(("op reis", "nl"), ("férias", "pt"), ("viagem", "pt")),
]


@pytest.mark.parametrize(("text", "code", "km", "steps"), RACES)
def test_a_race_counts_what_is_run_around_it_and_has_its_own_length(
    text: str, code: str, km: float, steps: str
) -> None:
    [session] = read(text, code).sessions
    assert (session.type, session.km, session.steps) == ("race", pytest.approx(km), steps)
    run = checked_run(1, {"week": 1, "weekday": "Sun", "type": "race", "km": km, "steps": steps})
    assert run.race_km == pytest.approx(float(steps.partition(" km @race")[0].split()[-1]))


@pytest.mark.parametrize(("text", "code"), MAYBE_RACES)
def test_a_word_for_race_or_run_beside_a_warm_up_is_a_race_by_a_guess(text: str, code: str) -> None:
    meaning = read(text, code)
    [session] = meaning.sessions
    assert (session.type, session.km, session.steps) == ("race", 12, "2 km easy; 10 km @race")
    assert meaning.reading == "guessed"
    assert "next to a warm-up is read as a race" in meaning.taken


@pytest.mark.parametrize(
    ("text", "code"), [("course 8 km, échauffement 2 km", "fr"), ("course 10 km", "fr"), ("corsa 10 km", "it")]
)
def test_a_word_for_race_or_run_alone_is_a_run(text: str, code: str) -> None:
    assert [session.type for session in read(text, code).sessions] == ["easy"]


@pytest.mark.parametrize(("text", "code"), STRIDES)
def test_strides_after_a_run_are_steps_or_are_named(text: str, code: str) -> None:
    meaning = read(text, code)
    [session] = meaning.sessions
    assert (session.km, session.minutes) in ((5, None), (None, 40))
    named = re.search("only noted: '4 x 100 m", meaning.taken)
    assert bool(named) != bool(re.search(r"4 x \d+ (m|s) strides", session.steps))


@pytest.mark.parametrize(("text", "code", "says"), BY_PACE)
def test_a_part_whose_place_depends_on_the_pace_has_steps_or_makes_a_guess_and_says_so(
    text: str, code: str, says: str
) -> None:
    meaning = read(text, code)
    assert [(session.type, session.km or session.minutes) for session in meaning.sessions] in (
        [("tempo", 10)], [("tempo", 60)],
    )  # fmt: skip
    stepped = bool(meaning.sessions[0].steps)
    assert (stepped, meaning.reading) == (("km" in text.split()[1], "read") if stepped else (False, "guessed"))
    assert ("" if stepped else "it has no steps, as ") + f"{says} is depends on your pace" in meaning.taken


@pytest.mark.parametrize(("text", "code"), EACH_WAY)
def test_what_is_run_each_way_counts_twice(text: str, code: str) -> None:
    [session] = read(text, code).sessions
    assert (session.type, session.km, session.steps) == ("race", 9, "2 km easy; 5 km @race; 2 km easy")
    assert "both ways" not in read(text, code).taken


@pytest.mark.parametrize(("text", "code"), BOTH_WAYS)
def test_there_and_back_without_each_is_a_guess_that_names_both_readings(text: str, code: str) -> None:
    meaning = read(text, code)
    assert [(session.type, session.km) for session in meaning.sessions] == [("race", 9)]
    assert meaning.reading == "guessed"
    assert "2 km is taken for each way, but may be both ways together" in meaning.taken


@pytest.mark.parametrize(("text", "code"), EASED)
def test_one_length_of_warm_up_and_cool_down_is_that_of_each(text: str, code: str) -> None:
    [session] = read(text, code).sessions
    assert (session.type, session.km) == ("intervals", pytest.approx(8.8))
    assert session.steps == "2 km easy; 6 x 800 m @5k; 2 km easy"


@pytest.mark.parametrize(("text", "code", "steps"), PARTS)
def test_a_part_at_a_pace_is_within_the_run_and_the_rest_is_easy(text: str, code: str, steps: str) -> None:
    meaning = read(text, code)
    [session] = meaning.sessions
    whole = max(int(number) for number in re.findall(r"\d+", text) if int(number) <= 60)
    assert (session.km or session.minutes, meaning.reading) == (whole, "read")
    assert session.steps == steps


@pytest.mark.parametrize("word", WITHIN)
@pytest.mark.parametrize("text", ["Long 22k {} 2 x 4k @ HMP", "Long 22 km, {} 2 x 4 km at half marathon pace"])
def test_what_a_long_run_has_within_it_adds_nothing_and_its_place_is_a_guess(text: str, word: str) -> None:
    meaning = read(text.format(word))
    [session] = meaning.sessions
    assert (session.type, session.km, meaning.reading) == ("long", 22, "guessed")
    assert session.steps == "7 km easy; 2 x 4 km @half; 7 km easy"


@pytest.mark.parametrize(("text", "code", "words"), WITHIN_ELSEWHERE)
def test_each_language_says_what_is_within_a_run(text: str, code: str, words: list[str]) -> None:
    for word in words:
        [session] = read(text.format(word), code).sessions
        assert (session.km, session.steps[:9], session.steps[-9:]) == (22, "7 km easy", "7 km easy"), word


@pytest.mark.parametrize(
    "text",
    ["RACE! Half (goal sub 1:45)", "Race: half, 1:45", "RACE half marathon goal 1:45:00", "Half marathon race in 1:45",
     "Half race (1:45)", "RACE DAY - Half - sub 1:45", "HM in 1:45", "Race: HM (1:45:00)", "Half, race, target 1:45",
     "half marathon (goal: 1:45)"],
)  # fmt: skip
def test_a_race_by_its_name_has_its_length_and_its_time(text: str) -> None:
    [session] = read(text).sessions
    assert (session.type, session.km, session.minutes, session.steps) == ("race", 21.1, 105, "")


@pytest.mark.parametrize("text", HALVES)
def test_a_number_before_a_half_of_the_day_is_a_length_as_after_it(text: str) -> None:
    assert [session.km for session in read(text).sessions] == [4, 3]


@pytest.mark.parametrize(("text", "code"), AWAY)
def test_a_day_of_travel_is_a_day_without_a_run_and_said_to_be(text: str, code: str) -> None:
    meaning = read(text, code)
    assert (meaning.sessions, meaning.reading) == ((), "guessed")
    assert "is read as a day without a run" in meaning.taken


@pytest.mark.parametrize(
    "text", ["holiday - 5 km easy", "5 km easy (on holiday)", "travel, 5 km easy", "5 km easy, sick?"]
)
def test_a_run_on_a_day_of_travel_is_a_run(text: str) -> None:
    meaning = read(text)
    assert [(session.type, session.km) for session in meaning.sessions] == [("easy", 5)]
    assert any(word in meaning.taken for word in ("holiday", "travel", "sick"))


@given(
    code=st.sampled_from(("en", "de", "fr", "es", "it", "nl", "pt")), whole=st.integers(6, 40), part=st.integers(1, 30),
    times=st.integers(1, 6), ends=st.booleans(),
)  # fmt: skip
def test_steps_never_are_more_than_the_run(code: str, whole: int, part: int, times: int, ends: bool) -> None:
    """And the length of the run is never that of its part."""
    within = {"en": "with", "de": "mit", "fr": "avec", "es": "con", "it": "con", "nl": "met", "pt": "com"}[code]
    repeats = f"{times} x {part} km" if times > 1 else f"{part} km"
    [session] = read(f"{whole} km {within} {'last ' if ends and code == 'en' else ''}{repeats} @ 10k", code).sessions
    assert session.km == whole
    assert bool(session.steps) == (whole - times * part >= 0.2 or whole == times * part)


@pytest.mark.parametrize("text", ["20 km long, 10 easy 10 at MP", "long run 20: 10 easy, 10 MP", "20 km lang, 10, 10"])
def test_a_first_length_that_is_the_sum_of_the_others_is_the_whole(text: str) -> None:
    meaning = read(text, "de" if "lang" in text else "en")
    assert [(session.type, session.km) for session in meaning.sessions] == [("long", 20)]
    assert meaning.reading == ("read" if ":" in text else "guessed")
