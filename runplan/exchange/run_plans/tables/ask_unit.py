"""Units that a file does not state are asked for: none is ever guessed from the size of a number."""

from __future__ import annotations

from collections.abc import Sequence

from runplan.errors import PlanFileError
from runplan.exchange.run_plans.limits import refusal, shown
from runplan.units import counted


def ask_for_unit(name: str, lacking: Sequence[tuple[str, str]]) -> PlanFileError:
    """The error for cells whose numbers have no unit."""
    named = ", ".join(f"{where}: {shown(text, 30)}" for where, text in lacking[:3])
    more = f" and {len(lacking) - 3} more" if len(lacking) > 3 else ""
    return refusal(
        name,
        f"does not say whether {counted(len(lacking), 'number')} of it {'is' if len(lacking) == 1 else 'are'} "
        f"kilometres, miles or minutes ({named}{more}): give unit='km' or unit='mi' (on the command line --unit km), "
        "or write the unit into the cells.",
    )
