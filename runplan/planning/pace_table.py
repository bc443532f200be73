"""The paces of a block: each kind of running with its band, its heart rates and where they come from.

In: the block's races, or its easy pace. Out: rows and a frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from runplan.catalog.rules import RULES
from runplan.paces.bands import Band, Fitness, fitness_of, pace_bands, race_times, share
from runplan.paces.races import DISTANCES_M, Race
from runplan.plan.block import Block
from runplan.plan.defaults import EASY_PACE_S_PER_KM
from runplan.schema import PACES, build_frame
from runplan.units import format_clock_range, format_pace, format_pace_range
from runplan.words import ZONE_EFFORTS, ZONE_NAMES, listed

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BY_FEEL", "ZonePace", "block_fitness", "pace_frame", "pace_title", "zone_paces"]

BY_FEEL = "Run by feel: your races are slower than the pace equations cover."
"""Said where races are known and give no pace."""

HEART_RATE_ZONES = ("easy", "marathon", "threshold")  # what is faster is over before a heart rate settles: ours
_RULES = {
    "easy": "zone_easy_slow",
    "threshold": "zone_threshold_slow",
    "interval": "zone_interval_slow",
    "repetition": "zone_repetition_slow",
    "marathon": "equivalent_marathon",
}
_ASSUMED = ("our assumption", "our_assumption")


class ZonePace(NamedTuple):
    """One kind of running.

    Parameters
    ----------
    zone : str
        A key of `words.ZONE_NAMES`.
    band : Band or None
        [s/km]; None where the running goes by feel.
    time : Band or None
        Of a race [s], by the band.
    heart_rate : (int, int) or None
        Low and high end [beats/min]; None where no heart rate is known, or none is given for the zone.
    basis, source_id : str
        As in data/rules.csv.
    """

    zone: str
    band: Band | None
    time: Band | None
    heart_rate: tuple[int, int] | None
    basis: str
    source_id: str


def block_fitness(block: Block, *, guessed: bool = False) -> Fitness:
    """The fitness that a block's races show, or else its easy pace; the default easy pace shows none unless guessed."""
    races = tuple(Race(*race) for race in block.recent_races)
    is_unknown = block.easy_pace_s_per_km == EASY_PACE_S_PER_KM and not guessed
    easy_pace = None if is_unknown else block.easy_pace_s_per_km
    now, peak = block.weekly_km_now, block.weekly_km_peak
    return fitness_of(races, easy_pace, now + share("equivalent_marathon_week") * (peak - now))


def zone_paces(block: Block) -> tuple[ZonePace, ...]:
    """Each kind of running, from the slowest to the fastest."""
    fitness = block_fitness(block)
    bands = pace_bands(fitness)
    times = race_times(fitness, bands)
    return tuple(
        ZonePace(zone, bands.get(zone), times.get(zone), _heart_rate(block, zone), *_source(zone, fitness))
        for zone in ZONE_NAMES
    )


def pace_title(block: Block) -> str:
    """What a table of the block's paces and heart rates is called: what they are from."""
    if block.recent_races:
        return f"Paces from {listed([Race(*race).text(block.units) for race in block.recent_races])}"
    if block_fitness(block).vdot is not None:
        easy = format_pace(block.easy_pace_s_per_km, block.units)
        return f"Paces from your easy pace of {easy}; a race would give better ones"
    return "Heart rates"


def _source(zone: str, fitness: Fitness) -> tuple[str, str]:
    """The basis and the source of a zone's band."""
    if fitness.vdot is None or not fitness.races:
        return _ASSUMED
    raced = zone == "marathon" and fitness.races[-1].metres >= DISTANCES_M["marathon"]
    rule = RULES["equivalent_race" if raced else _RULES.get(zone, "equivalent_race")]
    return rule.basis, rule.source_id


def _heart_rate(block: Block, zone: str) -> tuple[int, int] | None:
    """A zone's heart rates from the runner's own, by the threshold where that is known."""
    by, rate = "threshold", block.threshold_heart_rate
    if rate is None:
        by, rate = "maximum", block.max_heart_rate
    if rate is None or zone not in HEART_RATE_ZONES:
        return None
    low, high = (round(rate * share(f"heart_rate_{zone}_{by}_{end}")) for end in ("low", "high"))
    return low, high


def pace_frame(block: Block) -> pd.DataFrame:
    """The rows of `zone_paces` with the columns of schema.PACES."""
    rows = zone_paces(block)
    bands = [row.band or (None, None) for row in rows]
    rates = [row.heart_rate or (None, None) for row in rows]
    return build_frame(
        PACES,
        {
            "zone": [row.zone for row in rows],
            "fast_s_per_km": [None if fast is None else round(fast, 1) for fast, _ in bands],
            "slow_s_per_km": [None if slow is None else round(slow, 1) for _, slow in bands],
            "heart_rate_low": [low for low, _ in rates],
            "heart_rate_high": [high for _, high in rates],
            "basis": [row.basis for row in rows],
            "source_id": [row.source_id for row in rows],
            "name": [ZONE_NAMES[row.zone] for row in rows],
            "pace": ["" if row.band is None else format_pace_range(*row.band, block.units) for row in rows],
            "race_time": ["" if row.time is None else format_clock_range(*row.time) for row in rows],
            "effort": [ZONE_EFFORTS[row.zone] for row in rows],
        },
    )
