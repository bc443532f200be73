"""A runner's year as plain rows, and the files that other tools make of it, written out by hand.

Nothing that makes them shares code with what reads them: distances are formatted from metres, times from seconds.
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import json
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import runplan as rp

MILE_M = 1609.344
FOOT_M = 0.3048


@dataclass(frozen=True)
class DoneRun:
    """One run: its start by the runner's clock, metres, seconds in motion, title and mean heart rate."""

    start: dt.datetime
    metres: float
    seconds: int
    title: str = "Morning Run"
    heart_rate: int = 145
    race: bool = False


def a_year(first: dt.date = dt.date(2026, 1, 5), weeks: int = 50, seed: int = 7) -> list[DoneRun]:
    """Four runs a week: Tuesday, Thursday, Saturday and the long one on Sunday."""
    dice = random.Random(seed)
    runs = []
    for week in range(weeks):
        for day, base in ((1, 8000), (3, 10000), (5, 6000), (6, 16000)):
            metres = base + dice.randrange(-900, 900) + dice.random()
            pace = dice.uniform(5.4, 6.1)
            at = dt.datetime.combine(first + dt.timedelta(days=7 * week + day), dt.time(7, dice.randrange(60)))
            runs.append(DoneRun(at, metres, int(metres / 1000 * pace * 60), heart_rate=dice.randrange(130, 160)))
    return runs


def km_by_week(runs: Sequence[DoneRun]) -> dict[dt.date, float]:
    """Kilometres by the week's Monday, summed from the rows themselves."""
    sums: dict[dt.date, float] = {}
    for run in runs:
        year, week, _ = run.start.isocalendar()
        monday = dt.date.fromisocalendar(year, week, 1)
        sums[monday] = sums.get(monday, 0.0) + run.metres / 1000
    return sums


def as_csv(header: Sequence[str], rows: Sequence[Sequence[object]], separator: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def clock(seconds: int, decimals: str = "") -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{decimals}"


STRAVA = {
    "en": (
        "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,"
        "Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,"
        "Bike Weight,Elapsed Time,Moving Time,Distance,Max Speed,Average Speed,Average Heart Rate,Perceived Exertion"
    ),
    "de": (
        "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,Verstrichene Zeit,"
        "Distanz,Max. Herzfrequenz,Relative Leistung,Pendelfahrt,Private Notiz,Ausrüstung,Dateiname,Gewicht,"
        "Radgewicht,Verstrichene Zeit,Bewegungszeit,Distanz,Höchstgeschwindigkeit,Durchschnittsgeschwindigkeit,"
        "Durchschnittliche Herzfrequenz,Wahrgenommene Anstrengung"
    ),
    "es": (
        "ID de actividad,Fecha de la actividad,Nombre de la actividad,Tipo de actividad,Descripción de la actividad,"
        "Tiempo transcurrido,Distancia,Frecuencia cardiaca máxima,Esfuerzo relativo,Viaje al trabajo,Nota privada,"
        "Equipo,Nombre de archivo,Peso,Peso de la bici,Tiempo transcurrido,Tiempo en movimiento,Distancia,"
        "Velocidad máxima,Velocidad media,Frecuencia cardiaca media,Esfuerzo percibido"
    ),
    "fr": (
        "ID de l'activité,Date de l'activité,Nom de l'activité,Type d'activité,Description de l'activité,"
        "Temps écoulé,Distance,Fréquence cardiaque max.,Effort relatif,Trajet,Note privée,Équipement,Nom du fichier,"
        "Poids,Poids du vélo,Temps écoulé,Durée de déplacement,Distance,Vitesse max.,Vitesse moyenne,"
        "Fréquence cardiaque moyenne,Effort perçu"
    ),
    "it": (
        "ID attività,Data dell'attività,Nome dell'attività,Tipo di attività,Descrizione dell'attività,Tempo trascorso,"
        "Distanza,Frequenza cardiaca massima,Impegno relativo,Tragitto,Nota privata,Attrezzatura,Nome del file,Peso,"
        "Peso della bici,Tempo trascorso,Tempo in movimento,Distanza,Velocità massima,Velocità media,"
        "Frequenza cardiaca media,Sforzo percepito"
    ),
    "nl": (
        "Activiteits-ID,Datum van activiteit,Naam activiteit,Activiteitstype,Beschrijving activiteit,Verstreken tijd,"
        "Afstand,Max. hartslag,Relatieve inspanning,Woon-werkverkeer,Privénotitie,Uitrusting,Bestandsnaam,Gewicht,"
        "Fietsgewicht,Verstreken tijd,Beweegtijd,Afstand,Max. snelheid,Gemiddelde snelheid,Gemiddelde hartslag,"
        "Ervaren inspanning"
    ),
    "pt": (
        "ID da atividade,Data da atividade,Nome da atividade,Tipo de atividade,Descrição da atividade,Tempo decorrido,"
        "Distância,Frequência cardíaca máxima,Esforço relativo,Trajeto,Nota privada,Equipamento,Nome do arquivo,Peso,"
        "Peso da bicicleta,Tempo decorrido,Tempo de movimentação,Distância,Velocidade máxima,Velocidade média,"
        "Frequência cardíaca média,Esforço percebido"
    ),
}
_SPORT = {"en": "Run", "de": "Lauf", "es": "Carrera", "fr": "Course à pied"}
_SPORT |= {"it": "Corsa", "nl": "Hardlopen", "pt": "Corrida"}
_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "nl": "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.",
    "pt": "de jan. de,de fev. de,de mar. de,de abr. de,de mai. de,de jun. de,de jul. de,de ago. de,de set. de,"
    "de out. de,de nov. de,de dez. de",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
}


def strava_date(moment: dt.datetime, language: str) -> str:
    hours = f"{moment.hour}:{moment.minute:02d}:{moment.second:02d}"
    if language == "de":
        return f"{moment.day:02d}.{moment.month:02d}.{moment.year}, {moment.hour:02d}:{hours.partition(':')[2]}"
    month = _MONTHS[language].split("," if language == "pt" else None)[moment.month - 1]
    if language == "en":
        hour, half = (moment.hour % 12 or 12), "PM" if moment.hour >= 12 else "AM"
        return f"{month} {moment.day}, {moment.year}, {hour}:{hours.partition(':')[2]} {half}"
    return f"{moment.day} {month} {moment.year}, {hours}"


def strava(runs: Sequence[DoneRun], language: str = "en", unit: str = "km") -> bytes:
    """Its dates are in UTC; the first distance is for people, the last in metres."""
    rows = []
    for number, run in enumerate(runs):
        people = run.metres / (1000 if unit == "km" else MILE_M)
        people_text = f"{people:.2f}" if language == "en" else f"{people:.2f}".replace(".", ",")
        rows.append(
            [
                *(900 + number, strava_date(run.start, language), run.title, _SPORT[language], "", run.seconds + 120),
                *(people_text, 180, 50, "false", "", "", f"activities/{number}.fit.gz", "", ""),
                *(float(run.seconds + 120), float(run.seconds), run.metres, 4.1, 3.0, float(run.heart_rate), ""),
            ]
        )
    return as_csv(next(csv.reader([STRAVA[language]])), rows)


GARMIN = {
    "en": (
        "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Avg Run Cadence,Max Run Cadence,"
        "Avg Pace,Best Pace,Total Ascent,Total Descent,Avg Stride Length,Moving Time,Elapsed Time"
    ),
    "de": (
        "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit,Ø Herzfrequenz,Maximale Herzfrequenz,"
        "Ø Schrittfrequenz (Laufen),Max. Schrittfrequenz (Laufen),Ø Pace,Beste Pace,Anstieg gesamt,Abstieg gesamt,"
        "Ø Schrittlänge,Zeit in Bewegung,Verstrichene Zeit"
    ),
    "es": (
        "Tipo de actividad,Fecha,Favorito,Título,Distancia,Calorías,Tiempo,Frecuencia cardiaca media,FC máxima,"
        "Cadencia de carrera media,Cadencia de carrera máxima,Ritmo medio,Ritmo óptimo,Ascenso total,Descenso total,"
        "Longitud media de zancada,Tiempo en movimiento,Tiempo transcurrido"
    ),
}


def garmin(runs: Sequence[DoneRun], language: str = "en", unit: str = "km", *, strides: bool = True) -> bytes:
    """The unit of its distances, paces and strides is the account's, and nothing states it."""
    comma = language != "en"
    rows = []
    for run in runs:
        distance = run.metres / (1000 if unit == "km" else MILE_M)
        pace = run.seconds / distance
        stride = run.metres / (172 * run.seconds / 60) / (1 if unit == "km" else FOOT_M)
        cells = [
            {"en": "Running", "de": "Laufen", "es": "Carrera"}[language],
            run.start.isoformat(sep=" "),
            "false",
            run.title,
            f"{distance:.2f}",
            "1,204" if not comma else "1.204",
            clock(run.seconds),
            run.heart_rate,
            "--",
            172 if strides else "--",
            "--",
            f"{int(pace) // 60}:{int(pace) % 60:02d}",
            "--",
            "85",
            "--",
            f"{stride:.2f}" if strides else "--",
            clock(run.seconds),
            clock(run.seconds + 90),
        ]
        for column in (4, 15):
            cells[column] = str(cells[column]).replace(".", ",") if comma else cells[column]
        rows.append(cells)
    return as_csv(next(csv.reader([GARMIN[language]])), rows)


def intervals(runs: Sequence[DoneRun]) -> bytes:
    header = (
        "id,start_date_local,name,type,moving_time,distance,elapsed_time,average_heartrate,icu_rpe,race,lthr,hr_max"
    )
    rows = [
        (
            *(f"i{number}", run.start.isoformat(), run.title, "Run", run.seconds, run.metres, run.seconds + 60),
            *(run.heart_rate, 4, str(run.race).lower(), 168, 189),
        )
        for number, run in enumerate(runs)
    ]
    return as_csv(header.split(","), rows)


def runalyze(runs: Sequence[DoneRun], sport: int = 1, others: int = 0) -> bytes:
    header = ["id", "sportid", "time", "distance", "s", "elapsed_time", "pulse_avg", "rpe", "title"]
    rows: list[Sequence[object]] = [
        (
            *(number, sport, int(run.start.replace(tzinfo=dt.UTC).timestamp()), run.metres / 1000, run.seconds),
            *(run.seconds + 30, run.heart_rate, 3, run.title),
        )
        for number, run in enumerate(runs)
    ]
    rows += [
        [9000 + number, 7, 1780000000 + 86400 * number, 40.0, 5400, 5400, 120, "", "Ride"] for number in range(others)
    ]
    return as_csv(header, rows)


APPLE_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!-- HealthKit Export Version: 14 -->\n'
    "<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>\n"
    "<!ATTLIST HealthData locale CDATA #REQUIRED>\n]>\n"
    '<HealthData locale="en_US">\n <ExportDate value="2026-12-20 10:00:00 +0100"/>\n'
)


def apple_workout(run: DoneRun, unit: str = "km", *, older: bool = False) -> str:
    distance = run.metres / (1000 if unit == "km" else MILE_M)
    end = run.start + dt.timedelta(seconds=run.seconds)
    attributes = f'workoutActivityType="HKWorkoutActivityTypeRunning" duration="{run.seconds / 60}" durationUnit="min"'
    if older:
        attributes += f' totalDistance="{distance}" totalDistanceUnit="{unit}"'
    attributes += f' startDate="{run.start} -0700" endDate="{end} -0700"'
    if older:
        return f" <Workout {attributes}/>\n"
    return (
        f" <Workout {attributes}>\n"
        f'  <WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="{distance}" unit="{unit}"/>\n'
        f'  <WorkoutStatistics type="HKQuantityTypeIdentifierHeartRate" average="{run.heart_rate}" unit="count/min"/>\n'
        " </Workout>\n"
    )


def apple(runs: Sequence[DoneRun], unit: str = "km", *, older: bool = False) -> bytes:
    record = ' <Record type="HKQuantityTypeIdentifierStepCount" unit="count" value="12" startDate="2026-01-01"/>\n'
    body = "".join(record * 3 + apple_workout(run, unit, older=older) for run in runs)
    return (APPLE_HEAD + body + "</HealthData>\n").encode()


def tcx(run: DoneRun) -> bytes:
    half = run.metres / 2
    laps = "".join(
        f'<Lap StartTime="{run.start.isoformat()}Z"><TotalTimeSeconds>{run.seconds / 2}</TotalTimeSeconds>'
        f"<DistanceMeters>{half}</DistanceMeters><Calories>10</Calories>"
        f"<AverageHeartRateBpm><Value>{run.heart_rate}</Value></AverageHeartRateBpm>"
        f"<Track><Trackpoint><Time>{run.start.isoformat()}Z</Time><DistanceMeters>{half}</DistanceMeters></Trackpoint>"
        "</Track></Lap>"
        for _ in range(2)
    )
    return (
        '          <?xml version="1.0" encoding="UTF-8"?>\n'
        '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
        f'<Activity Sport="Running"><Id>{run.start.isoformat()}Z</Id>{laps}</Activity></Activities>'
        "</TrainingCenterDatabase>"
    ).encode()


def gpx(run: DoneRun, sport: str = "running") -> bytes:
    """Due north along a meridian, where a degree is 111.195 km of a sphere of 6371.0088 km."""
    points = 400
    degrees = run.metres / 1000 / 111.19507973436875
    body = "".join(
        f'<trkpt lat="{48 + degrees * number / points:.9f}" lon="11.5"><time>'
        f"{(run.start + dt.timedelta(seconds=run.seconds * number / points)).isoformat(timespec='seconds')}Z"
        "</time></trkpt>"
        for number in range(points + 1)
    )
    kind = f"<type>{sport}</type>" if sport else ""
    return (
        '<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1"><trk>'
        f"<name>{run.title}</name>{kind}<trkseg>{body}</trkseg></trk></gpx>"
    ).encode()


def fit(run: DoneRun) -> bytes:
    from fit_tool.fit_file_builder import FitFileBuilder
    from fit_tool.profile.messages.file_id_message import FileIdMessage
    from fit_tool.profile.messages.session_message import SessionMessage
    from fit_tool.profile.profile_type import FileType, Sport

    builder = FitFileBuilder(auto_define=True)
    start = round(run.start.replace(tzinfo=dt.UTC).timestamp() * 1000)
    head = FileIdMessage()
    head.type, head.time_created = FileType.ACTIVITY, start
    session = SessionMessage()
    session.sport, session.start_time, session.timestamp = Sport.RUNNING, start, start + run.seconds * 1000
    session.total_distance, session.total_timer_time = run.metres, float(run.seconds)
    session.avg_heart_rate = run.heart_rate
    builder.add_all([head, session])
    return bytes(builder.build().to_bytes())


def hevy(unit: str = "kg") -> bytes:
    """Two workouts: goblet squats with a ramp-up set, and bar squats."""
    header = (
        f"title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,"
        f"weight_{unit},reps,distance_km,duration_seconds,rpe"
    ).split(",")
    first = ["Legs", "28 Sep 2026, 18:05", "28 Sep 2026, 18:50", "good"]
    second = ["Bar", "1 Oct 2026, 07:00", "1 Oct 2026, 07:40", ""]
    factor = 1 if unit == "kg" else 1 / 0.45359237
    rows: list[list[object]] = [
        [*first, "Goblet Squat", "", "", 0, "warmup", round(8 * factor, 2), 10, "", "", ""],
        [*first, "Goblet Squat", "", "", 1, "normal", round(16 * factor, 2), 10, "", "", 8],
        [*first, "Goblet Squat", "", "", 2, "normal", round(16 * factor, 2), 9, "", "", 8.5],
        [*first, "Plank", "", "", 0, "normal", "", "", "", 45, ""],
        [*second, "Squat (Barbell)", "", "", 0, "normal", round(60 * factor, 2), 8, "", "", 8],
        [*second, "Machine of the Gym", "", "", 0, "normal", round(40 * factor, 2), 12, "", "", ""],
    ]
    return as_csv(header, rows)


def strong(unit: str = "", separator: str = ",", language: str = "en") -> bytes:
    header = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
    if language == "de":
        header = (
            "Datum,Workout-Name,Dauer,Name der Übung,Reihenfolge festlegen,Gewicht,Wiederh.,Entfernung,Sekunden,"
            "Notizen,Workout-Notizen,RPE"
        )
    header = header.replace("Weight", f"Weight ({unit})") if unit else header
    point = "," if separator == ";" else "."
    day = "2026-09-28 18:05:00"
    rows = [
        [day, "Legs", "45m", "Squat (Barbell)", "W", "40.0", 8, 0, 0, "", "", ""],
        [day, "Legs", "45m", "Squat (Barbell)", 1, "60.5", 8, 0, 0, "", "", 8],
        [day, "Legs", "45m", "Squat (Barbell)", "Rest Timer", "", "", 0, 90, "", "", ""],
        [day, "Legs", "45m", "Plank", 1, 0, 0, 0, 60, "", "", ""],
    ]
    cells = [[str(cell).replace(".", point) if at == 5 else cell for at, cell in enumerate(row)] for row in rows]
    return as_csv(header.split(","), cells, separator)


def phone(plan_id: str = "0123456789abcdef") -> bytes:
    sessions = [
        {"session_id": "w01-easy-1", "date": "2027-01-05", "status": "done", "rpe": 4, "note": "fine", "sets": []},
        {
            "session_id": "w01-strength-1",
            "date": "2027-01-06",
            "status": "partly",
            "rpe": 7,
            "note": "",
            "sets": [
                {"exercise_id": "goblet_squat", "set": 1, "reps": 10, "kg": 12, "seconds": None},
                {"exercise_id": "front_plank", "set": 1, "reps": None, "kg": None, "seconds": 40},
            ],
        },
        {"session_id": "w01-long", "date": "2027-01-10", "status": "missed", "rpe": None, "note": "ill", "sets": []},
    ]
    return json.dumps({"format": "runplan log", "version": 1, "plan_id": plan_id, "sessions": sessions}).encode()


def log_of(data: bytes, name: str, unit: str | None = None, **options: Any) -> rp.Log:
    """The log in the bytes of a file of some name."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path(name).write_bytes(data)
        return rp.read_log(name, unit, **options)
