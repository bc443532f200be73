"""What is run, in words: each step with its band of paces, its heart rates, or how it feels.

In: a block and its runs. Out: short texts in the runner's unit, the same on paper, in files, in the terminal and on
the board.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from runplan.plan.block import Block
from runplan.plan.records import Session
from runplan.plan.steps import Step, parse_steps
from runplan.planning.running.step_bands import StepBand, step_bands
from runplan.units import (
    KM_PER_MILE,
    format_clock_range,
    format_distance,
    format_speed_range,
    from_s_per_km,
    in_units,
)
from runplan.words import inside

__all__ = ["RunText", "StepText", "run_text"]

_PLAIN = ("easy", "hills", "strides", "jog", "race")  # as they are; the others are run at a pace or an effort
_WITHOUT_STEPS = {"easy": "easy", "long": "easy", "tempo": "tempo", "race": "race"}
_MOST_PARTS = 2  # that a short text has


class StepText(NamedTuple):
    """One part of a run in words.

    Parameters
    ----------
    what : str
        How far or how long, and how.
    band : StepBand or None
        None where a person wrote the step in words of their own.
    """

    what: str
    band: StepBand | None


class RunText:
    """Says what a block's runs are.

    Parameters
    ----------
    block : Block
    times, to : str
        The signs for so many times, and from one pace to the other.
    with_heart_rates : bool
        Whether they are beside the paces.
    """

    def __init__(
        self, block: Block, times: str = "x", to: str = "\N{EN DASH}", *, with_heart_rates: bool = True
    ) -> None:
        self.units = block.units
        self.bands = step_bands(block)
        self._times, self._to, self._with_heart_rates = times, to, with_heart_rates

    def steps(self, session: Session) -> list[StepText]:
        """Each step of a run, or the run as one where its steps are not known; nothing for strength work."""
        if not session.is_run:
            return []
        texts = [part.strip() for part in session.steps.split(";") if part.strip()]
        if not texts and session.type in _WITHOUT_STEPS:
            band = self.bands[_WITHOUT_STEPS[session.type]]
            return [StepText(band.name, band)]
        return [self._step(text) for text in texts]

    def lines(self, session: Session) -> list[str]:
        """Each step with its band, which is said once only."""
        return list(self._with_bands(self.steps(session)))

    def line(self, session: Session) -> str:
        """The steps in one line; of a run that is one step only its band, as its length is said elsewhere."""
        steps = self.steps(session)
        if len(steps) == 1 and steps[0].band is not None and _is_steady(session.steps):
            return self.band(steps[0].band)
        return "; ".join(self._with_bands(steps))

    def short(self, session: Session) -> str:
        """What a run is about: the fast parts of a quality run, the whole of an easy or long one."""
        return (self.fast_parts(session) if session.type not in ("easy", "long") else "") or self.line(session)

    def fast_parts(self, session: Session) -> str:
        """What is not run easily, each part or, of many, each pace; nothing where a run is easy all through."""
        fast = [step for step in parse_steps(session.steps) if step.target not in ("easy", "jog")]
        if len(fast) <= _MOST_PARTS:
            return "; ".join(self._with_bands([self._step(str(step)) for step in fast]))
        bands = dict.fromkeys(self.bands[step.target] for step in fast)
        return ", ".join(self._with_bands([StepText(band.name, band) for band in bands]))

    def band(self, band: StepBand) -> str:
        """A band: its paces or how it feels, and its heart rates."""
        heart_rate = self.heart_rate(band) if self._with_heart_rates else ""
        return ", ".join(part for part in (self.pace(band) or band.feel, heart_rate) if part)

    def pace(self, band: StepBand) -> str:
        """The paces of a band; nothing where none is known."""
        if band.pace is None:
            return ""
        fast, slow = (from_s_per_km(pace, self.units) for pace in band.pace)
        return f"{format_clock_range(fast, slow, self._to)} /{self.units}"

    def speed(self, band: StepBand) -> str:
        """The same as speeds, as a treadmill shows them."""
        return "" if band.pace is None else format_speed_range(*band.pace, self.units, self._to)

    def heart_rate(self, band: StepBand) -> str:
        """The heart rates of a band; nothing where none is known."""
        return "" if band.heart_rate is None else f"{self._to.join(map(str, band.heart_rate))} bpm"

    def _with_bands(self, steps: list[StepText]) -> Iterator[str]:
        """Steps, each band in brackets where it comes first."""
        names = set()
        for what, band in steps:
            words = "" if band is None or band.name in names else self.band(band)
            if band is not None:
                names.add(band.name)
            head, comma, recovery = what.partition(", ")
            yield f"{head} ({words}){comma}{recovery}" if words else what

    def _step(self, text: str) -> StepText:
        """A step in words; what is not in the plan's shorthand stays as it is."""
        parsed = parse_steps(text)
        if not parsed:
            return StepText(in_units(text, self.units), None)
        (step,) = parsed
        band = self.bands[step.target]
        name = inside(band.name)
        what = f"{self._amount(step)} {name if step.target in _PLAIN else f'at {name}'}"
        if step.has_recovery:
            jog = self._length(step.recovery_metres, step.recovery_seconds, is_repeated=True)
            what += f", {jog} jog after each" if step.repeat > 1 else f", then {jog} jog"
        return StepText(what, band)

    def _amount(self, step: Step) -> str:
        length = self._length(step.metres, step.seconds, is_repeated=step.repeat > 1)
        return f"{step.repeat} {self._times} {length}" if step.repeat > 1 else length

    def _length(self, metres: int, seconds: int, *, is_repeated: bool) -> str:
        if seconds:
            return f"{seconds // 60} min" if seconds % 60 == 0 else f"{seconds} s"
        if metres < 1000 and (is_repeated or self.units == "km"):
            return f"{metres} m"
        if not is_repeated or self.units == "km":
            return format_distance(metres / 1000, self.units)
        # Repeats below a mile are in metres, as on a track.
        return f"{metres} m" if metres < 1000 * KM_PER_MILE else format_distance(metres / 1000, self.units, digits=2)


def _is_steady(steps: str) -> bool:
    """Whether a run is easy, or a race, from its start to its end."""
    return all(step.target in ("easy", "race") for step in parse_steps(steps))


@lru_cache(maxsize=8)
def run_text(block: Block, times: str = "x", to: str = "\N{EN DASH}") -> RunText:
    """The texts of a block's runs.

    Examples
    --------
    >>> text = run_text(Block(start="2027-01-04", weeks=8, recent_races="10k 52:30"))
    >>> text.band(text.bands["threshold"]), text.speed(text.bands["threshold"])
    ('5:20–5:35 /km', '10.7–11.3 km/h')
    """
    return RunText(block, times, to)
