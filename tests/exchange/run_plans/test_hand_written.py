"""What runners type by hand: strides, letters, repeats within a run, minutes beside kilometres, signs for rest."""

from __future__ import annotations

import pytest

import runplan as rp
from runplan.exchange.languages import language
from runplan.exchange.run_plans.cells.cell import Meaning
from runplan.exchange.run_plans.read import runs_from_bytes
from runplan.plan.steps import parse_steps
from tests.exchange.run_plans.cells import read

# words, language, steps; the whole is the first number
WITHIN = [
    ("6 km w/ 2x1.5 tempo (3 min)", "en", "1 km easy; 2 x 1.5 km @tempo / 3 min jog; 1 km easy"),
    ("10 km incl. 4 x 1 km @ 10k pace, 90 s jog", "en", "2.5 km easy; 4 x 1 km @10k / 90 s jog; 2.5 km easy"),
    ("24 km long inc 3 x 5k @ MP (1k float)", "en", "3 km easy; 3 x 5 km @marathon / 1 km jog; 3 km easy"),
    ("14 km, darin 4 x 2 km Schwelle (2' Trab)", "de", "2.4 km easy; 4 x 2 km @threshold / 2 min jog; 2.4 km easy"),
    ("12 km dont 5 x 1 km allure 10 km (r 1'30)", "fr", "2.9 km easy; 5 x 1 km @10k / 90 s jog; 2.9 km easy"),
    ("12 km con 4 x 1 km umbral (1' trote)", "es", "3.7 km easy; 4 x 1 km @threshold / 1 min jog; 3.7 km easy"),
    ("12 km con 3 x 2 km soglia (2')", "it", "2.5 km easy; 3 x 2 km @threshold / 2 min jog; 2.5 km easy"),
    ("12 km met 4 x 1 km drempel (1 min dribbelen)", "nl", "3.7 km easy; 4 x 1 km @threshold / 1 min jog; 3.7 km easy"),
    ("12 km com 4 x 1 km limiar (90 s trote)", "pt", "3.5 km easy; 4 x 1 km @threshold / 90 s jog; 3.5 km easy"),
    ("8 km fartlek: 10 x 1 min hard / 1 min jog", "en", "2.3 km easy; 10 x 1 min @5k / 1 min jog; 2.3 km easy"),
    ("8 km with 8 x 90 s uphill, jog down", "en", "3 km easy; 8 x 90 s uphill; 3 km easy"),
    ("10 km Fahrtspiel, 10 x 1 min schnell / 1 min locker", "de",
     "3.3 km easy; 10 x 1 min @5k / 1 min jog; 3.3 km easy"),
    ("8 km fartlek (8 x 1' rápido / 1' suave)", "es", "2.6 km easy; 8 x 1 min @5k / 1 min jog; 2.6 km easy"),
    ("10 km, last 20 min tempo", "en", "6.4 km easy; 20 min @tempo"),
]  # fmt: skip
STRIDES = [
    ("5 km easy + 6 strides", "en", 20), ("5 km w/ 6 strides", "en", 20), ("5 km + 6str", "en", 20),
    ("5 km easy, 6 x 100 m strides", "en", 100), ("5 km w/ 6 x strides", "en", 20),
    ("5 km easy w/ 6 strides (20 sec)", "en", 20), ("5 km, 6 strides of 80 m", "en", 80),
    ("5 km + 6 STL", "de", 20), ("5 km locker + 6 Steigerungen", "de", 20), ("5 km DL, 6 Stg", "de", 20),
    ("5 km locker + 6 Steigerungen à 80 m", "de", 80), ("5 km footing + 6 accélérations", "fr", 20),
    ("5 km facile avec 6 lignes droites", "fr", 20), ("5 km suave + 6 progresivos", "es", 20),
    ("5 km suave y 6 rectas de 100 m", "es", 100), ("5 km lento + 6 allunghi", "it", 20),
    ("5 km lento con 6 allunghi da 80 m", "it", 80), ("5 km rustig + 6 versnellingen", "nl", 20),
    ("5 km leve + 6 retas", "pt", 20), ("5 km leve + 6 acelerações de 100 m", "pt", 100),
]  # fmt: skip
MIXED = [
    ("2 up, 6 x 3 min hard / 2 min jog, 1 down", "en", "2 km easy; 6 x 3 min @5k / 2 min jog; 1 km easy"),
    ("2 km wu, 20 min tempo, 2 km cd", "en", "2 km easy; 20 min @tempo; 2 km easy"),
    ("2 km EL, 6 x 3 min schnell / 2 min Trab, 2 km AL", "de", "2 km easy; 6 x 3 min @5k / 2 min jog; 2 km easy"),
    ("2 km EL, 20 min Schwelle, 1 km AL", "de", "2 km easy; 20 min @threshold; 1 km easy"),
    ("éch 20', 6 x 400 m r=1'30, rac 10'", "fr", "20 min easy; 6 x 400 m @5k / 90 s jog; 10 min easy"),
    ("2 km calentamiento, 20 min umbral, 2 km enfriar", "es", "2 km easy; 20 min @threshold; 2 km easy"),
    ("2 km riscaldamento, 20 min soglia, 2 km defaticamento", "it", "2 km easy; 20 min @threshold; 2 km easy"),
    ("2 km inlopen, 20 min drempel, 2 km uitlopen", "nl", "2 km easy; 20 min @threshold; 2 km easy"),
    ("2 km aquecimento, 20 min limiar, 2 km desaquecimento", "pt", "2 km easy; 20 min @threshold; 2 km easy"),
]
BRISK = [
    ("3x1000 m zügig TP 2 min", "de", "intervals", "read"), ("4 x 1000 m flott, 400 m TP", "de", "intervals", "read"),
    ("6 x 1000 m Tempo (2 min TP)", "de", "intervals", "read"), ("5 x 1000 m allure, r 1'", "fr", "intervals", "read"),
    ("5 x 1000 m ritmo, rec 2'", "es", "intervals", "read"), ("5 x 1000 m veloce, rec 2'", "it", "intervals", "read"),
    ("5 x 1000 m vlot, 2 min pauze", "nl", "intervals", "read"),
    ("5 x 1000 m ritmado, 2 min pausa", "pt", "intervals", "read"),
    ("3 x 2000 m zügig, TP 3 min", "de", "intervals", "guessed"), ("3 x 3000 m zügig, TP 3 min", "de", "tempo", "read"),
    ("5 x 1000 m Schwelle, 1 min TP", "de", "tempo", "read"), ("6 x 1 km tempo, 1 min jog", "en", "tempo", "read"),
    ("5 x 1000 m seuil, r 1'", "fr", "tempo", "read"), ("8 km zügig", "de", "tempo", "read"),
    ("8x400m w/ 90s jog", "en", "intervals", "read"), ("8 x 400 m", "en", "intervals", "guessed"),
]  # fmt: skip
RESTS = ["-", "--", "–", "—", ".", "...", "/", "x", "X", "off", "OFF!", "rest", "·", "0"]
# cell, type, length, reading where no other cell has letters, and where others do
LETTERS = [
    ("E8", "easy", 8, "read", "read"), ("T6", "tempo", 6, "read", "read"), ("I 6", "intervals", 6, "read", "read"),
    ("L16", "long", 16, "read", "read"), ("LR16", "long", 16, "read", "read"),
    ("F8", "intervals", 8, "guessed", "read"),
    ("H8", "hills", 8, "guessed", "read"), ("M10", "tempo", 10, "guessed", "guessed"),
    ("TR8", "tempo", 8, "guessed", "guessed"), ("V6", "intervals", 6, "guessed", "guessed"),
    ("R5", "easy", 5, "guessed", "guessed"), ("E8 + 6str", "easy", 8, "read", "read"),
    ("E6 + S4", "easy", 6, "guessed", "guessed"), ("MP8", "tempo", 8, "read", "read"),
    ("EZ5", "easy", 5, "read", "read"),
    ("F10 10x1'/1'", "intervals", 10, "guessed", "read"), ("H8 8x90s", "hills", 8, "guessed", "read"),
]  # fmt: skip


IN_TURN = [
    ("5 x (3 min on, 2 min off)", "en", "5 x 3 min @5k / 2 min jog"),
    ("6 x (2 min hard, 2 min easy)", "en", "6 x 2 min @5k / 2 min jog"),
    ("3 x (1 km threshold, 1 min jog)", "en", "3 x 1 km @threshold / 1 min jog"),
    ("4 x (1 km schnell, 400 m Trab)", "de", "4 x 1 km @5k / 400 m jog"),
    ("6 x (1' vite, 1' trot)", "fr", "6 x 1 min @5k / 1 min jog"),
    ("3 x 2000 rec 2' a ritmo de 10k", "es", "3 x 2 km @10k / 2 min jog"),
    ("5 x 1 km, 2 min jog, @ 10k pace", "en", "5 x 1 km @10k / 2 min jog"),
    ("4 x (1 km easy, 1 km hard)", "en", ""),
    ("2 x (8 x 30/30) r 3'", "fr", ""),
]


@pytest.mark.parametrize(("text", "code", "steps"), WITHIN)
def test_what_is_within_a_run_has_steps_with_its_pauses_and_adds_nothing(text: str, code: str, steps: str) -> None:
    meaning = read(text, code)
    [session] = meaning.sessions
    assert (session.km, session.minutes, session.steps) == (float(text.split()[0]), None, steps)
    assert meaning.reading == ("guessed" if session.type == "long" else "read")
    assert ("depends on your pace" in meaning.taken) == any(step.seconds or step.recovery_seconds
                                                            for step in parse_steps(steps))  # fmt: skip


@pytest.mark.parametrize(("text", "code", "each"), STRIDES)
def test_strides_are_a_step_and_the_run_stays_as_long_as_the_cell_says(text: str, code: str, each: int) -> None:
    meaning = read(text, code)
    [session] = meaning.sessions
    strides = "6 x 20 s strides" if each == 20 else f"6 x {each} m strides"
    easy = 5000 if each == 20 else (5000 - 6 * each) // 100 * 100
    assert (session.type, session.km, meaning.reading) == ("easy", 5, "read")
    assert session.steps == f"{easy / 1000:g} km easy; {strides}"
    assert ("strides taken as 20 s each" in meaning.taken) == (each == 20 and "20" not in text)


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "it", "nl", "pt"])
def test_every_word_for_strides_counts_them(code: str) -> None:
    words = [word for word, means in language(code).words.items() if "strides" in means]
    for word in words:
        [session] = read(f"8 km, 4 {word}", code).sessions
        assert (session.km, session.steps) == (8, "8 km easy; 4 x 20 s strides"), word


@pytest.mark.parametrize(("text", "code", "steps"), MIXED)
def test_minutes_beside_kilometres_are_no_sum_of_kilometres(text: str, code: str, steps: str) -> None:
    meaning = read(text, code)
    [session] = meaning.sessions
    assert (session.km, session.minutes, session.steps, meaning.reading) == (None, None, steps, "read")
    assert "how far it is depends on your pace" in meaning.taken


@pytest.mark.parametrize(("text", "code", "kind", "reading"), BRISK)
def test_repeats_up_to_two_kilometres_are_intervals_unless_threshold_is_named(
    text: str, code: str, kind: str, reading: str
) -> None:
    meaning = read(text, code)
    assert ([session.type for session in meaning.sessions], meaning.reading) == ([kind], reading)


@pytest.mark.parametrize("text", RESTS)
def test_a_sign_alone_is_a_day_of_rest(text: str) -> None:
    meaning = read(text)
    assert (meaning.sessions, meaning.reading) == ((), "read")
    assert ("is read as rest" in meaning.taken) == (text in "xX")


def plan(cell: str, *others: str, below: str = "") -> Meaning:
    """How a cell is read in a file with others."""
    cells = [*others, *["4 km easy"] * 6][:6]
    runs = runs_from_bytes(f'Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n1,"{cell}",{",".join(cells)}\n{below}'.encode(),
                           "plan.csv", "km")  # fmt: skip
    own = runs.cells[next(at for at, other in enumerate(runs.cells) if other.weekday == "Mon" and other.week)]
    return Meaning(own.sessions, own.reading, own.taken)


@pytest.mark.parametrize(("text", "kind", "km", "alone", "among"), LETTERS)
def test_letters_stand_for_kinds_of_runs(text: str, kind: str, km: float, alone: str, among: str) -> None:
    for others, reading in (((), alone), (("E5", "T4", "L30"), among)):
        meaning = plan(text, *others)
        assert [(session.type, session.km) for session in meaning.sessions] == [(kind, km)]
        assert (meaning.reading == "guessed") == ("may mean" in meaning.taken)
        assert meaning.reading == reading, meaning.taken


@pytest.mark.parametrize(
    ("legend", "text", "kind"),
    [("M = marathon pace", "M10", "tempo"), ("M = easy", "M10", "easy"), ("R = recovery run", "R5", "easy"),
     ("H = hilly long run", "H18", "long"), ("S = steady; R = rest", "S3", "easy"), ("TR = tempo run", "TR8", "tempo"),
     ("Key: V = intervals", "V6", "intervals"), ("F: fartlek", "F8", "intervals"), ("Q = tempo", "Q8", "tempo"),
     ("L - easy", "L8", "easy")],
)  # fmt: skip
def test_a_legend_in_the_file_decides(legend: str, text: str, kind: str) -> None:
    meaning = plan(text, below=f"{legend},,,,,,,\n")
    assert [session.type for session in meaning.sessions] == [kind]
    assert "may mean" not in meaning.taken


def test_r_alone_is_rest_for_sure_where_recovery_is_told_otherwise() -> None:
    assert (plan("R").sessions, plan("R").reading) == ((), "guessed")
    assert "'R' is read as rest, but may mean a recovery run" in plan("R").taken
    assert [plan("R", other).reading for other in ("5 km recovery", "R5", "rec 5")] == ["read"] * 3
    assert plan("R", below="R = rest,,,,,,,\n").reading == "read"


@pytest.mark.parametrize(
    ("head", "dates"),
    [(";Woche 1;Woche 2", "ab;04.01.2027;11.01.2027"), (";W1;W2", "w/c;2027-01-04;2027-01-11"),
     ("Semaine;1;2", ";04/01/2027;11/01/2027"), ("", "ab;04.01.2027;11.01.2027"), (";1;2", "von;4.1.2027;11.1.2027"),
     ("Woche;1;2", "Datum;04.01.2027;11.01.2027"), (";Week 1;Week 2", "Week of;Jan 4, 2027;Jan 11, 2027"),
     (";Semana 1;Semana 2", "desde;04/01/2027;11/01/2027")],
)  # fmt: skip
def test_weeks_as_columns_may_have_the_dates_of_their_beginnings(head: str, dates: str) -> None:
    days = zip(
        ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"), ("-;-", "5;6", "-;-", "8;9", "-;x", "-;-", "12;14"), strict=True
    )
    lines = [line for line in (head, dates) if line] + [f"{day};{cells}" for day, cells in days]
    runs = runs_from_bytes("\n".join(lines).encode(), "plan.csv", "km")
    assert [(str(run.date), run.km) for run in runs.records if run.type] == [
        ("2027-01-05", 5), ("2027-01-07", 8), ("2027-01-10", 12),
        ("2027-01-12", 6), ("2027-01-14", 9), ("2027-01-17", 14),
    ]  # fmt: skip


@pytest.mark.parametrize("pace", [270, 330, 390, 450])
def test_steps_in_minutes_fill_the_run_by_the_runners_pace(pace: int) -> None:
    text = 'Week,Tue,Thu,Sun\n1,10 km w/ 20 min tempo,"2 km wu, 20 min tempo, 2 km cd",12 km\n'
    rows = text + "".join(f"{week},5 km,5 km,12 km\n" for week in range(2, 6))
    block = rp.Block(
        start="2027-01-04", goal="10k", easy_pace_s_per_km=pace, runs=runs_from_bytes(rows.encode(), "p.csv")
    )
    sessions = rp.build_plan(block).sessions
    first, second = sessions[sessions["kind"] == "run"].head(2).to_dict("records")
    before, tempo, after = parse_steps(first["steps"])
    assert first["km"] == 10
    assert (before.metres + after.metres) / 1000 == pytest.approx(10 - 20 / (pace * 0.86 / 60), abs=0.7)
    assert tempo.seconds == 1200
    assert second["steps"] == "2 km easy; 20 min @tempo; 2 km easy"
    assert second["km"] == pytest.approx(4 + 20 / (pace * 0.86 / 60), abs=0.06)


@pytest.mark.parametrize(("text", "code", "steps"), IN_TURN)
def test_what_is_repeated_in_turn_has_its_pauses_and_its_pace_or_no_steps(text: str, code: str, steps: str) -> None:
    [session] = read(text, code).sessions
    assert session.steps == steps


@pytest.mark.parametrize(
    ("days", "week", "foot"),
    [("Mon,Tue,Wed,Thu,Fri,Sat,Sun", "Week", foot) for foot in ("Total", "Grand total", "Average", "Key: x = rest")]
    + [("Mo,Di,Mi,Do,Fr,Sa,So", "Woche", foot) for foot in ("Summe", "Gesamt", "Durchschnitt", "Hinweis: trinken")]
    + [("lundi,mardi,mercredi,jeudi,vendredi,samedi,dimanche", "Semaine", foot) for foot in ("Moyenne", "Légende")]
    + [("lun,mar,mié,jue,vie,sáb,dom", "Semana", "Suma"), ("lun,mar,mer,gio,ven,sab,dom", "Settimana", "Totale"),
       ("ma,di,wo,do,vr,za,zo", "Week", "Gemiddeld"), ("seg,ter,qua,qui,sex,sáb,dom", "Semana", "Soma")],
)  # fmt: skip
def test_a_line_of_sums_below_the_weeks_is_no_week(days: str, week: str, foot: str) -> None:
    lines = [
        f"{week},{days}",
        *(f"{number},5 km,-,5 km,-,-,-,12 km" for number in (1, 2)),
        f"{foot},10 km,,10 km,,,,24 km",
    ]
    runs = runs_from_bytes("\n".join(lines).encode(), "plan.csv")
    assert [run.week for run in runs.records] == [1, 1, 1, 2, 2, 2]
