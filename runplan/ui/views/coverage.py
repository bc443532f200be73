"""Which muscles the block covers: sets against target, weeks across and muscles down, running's load beside."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from runplan.insight.coverage import BELOW, OVER, coverage_status
from runplan.insight.running_load import running_load
from runplan.insight.words import listed, weeks_named
from runplan.ui.views.judged import before_race_week
from runplan.ui.views.parts import escape, rows_of
from runplan.ui.words import STRENGTH_PHASE_NAMES
from runplan.units import format_number

if TYPE_CHECKING:
    import pandas as pd

    from runplan.planning.plan import PlanTables

__all__ = ["coverage_html", "others_sentence", "reach_sentences", "uncovered_sentence"]

_GROUPS = {"hip": "Hip", "thigh": "Thigh", "lower_leg": "Lower leg", "trunk": "Trunk", "upper": "Upper body"}
_MISSED = 0.5
_NUMBERS_TO = 26
_HALF = 0.5  # up to here a cell goes from ground to the middle of the scale, then on to its end
_DEEP = 0.75  # from this share of the target on, text on the cell changes its colour


def coverage_html(plan: PlanTables) -> str:
    """The heat map of a plan, with what it misses and how near it comes to the best possible, in words.

    Parameters
    ----------
    plan : PlanTables

    Returns
    -------
    str
    """
    status = coverage_status(plan)
    sentences = reach_sentences(plan)
    reach = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    summed = (uncovered_sentence(plan, status), others_sentence(plan, status))
    return (
        f'<div class="rp-coverage"><p>{"<br>".join(escape(one) for one in summed if one)}</p>'
        f"{_table(plan, status)}{_KEY}<h3>How near to the best possible</h3>"
        '<p class="rp-quiet">This figure is over all muscles, and a large gap counts more than several small ones: 0 % '
        "is no training, 100 % every target met.</p>"
        f'<ul class="rp-plain">{reach}</ul>'
        '<p class="rp-quiet">A set counts 1 for the muscle that does the work and 0.5 for its helpers (Pelland 2024 '
        "counts so; which muscle has which role is our step). Targets are our assumption; a muscle in grey has half of "
        "it. Running’s load is a relative figure and is never added to sets.</p></div>"
    )


_KEY = (
    '<div class="rp-legend"><span><i class="rp-heat-key" style="--part:0%"></i>none</span>'
    '<span><i class="rp-heat-key" style="--part:100%"></i>half the target</span>'
    '<span><i class="rp-heat-key rp-high" style="--part:100%"></i>on target</span>'
    '<span><i class="rp-heat-key rp-high rp-over" style="--part:100%"></i>more than 1.5 times</span>'
    '<span class="rp-dots"><b></b><b></b><b class="rp-off"></b><b class="rp-off"></b> running’s own load, of 4</span>'
    "</div>"
)


def _table(plan: PlanTables, status: pd.DataFrame) -> str:
    weeks = plan.weeks
    load = running_load(plan).mean()
    most = float(load.max()) or 1.0
    phases = "".join(
        f'<th colspan="{len(list(rows))}" scope="colgroup" title="{escape(STRENGTH_PHASE_NAMES.get(phase, ""))}">'
        f"{escape(phase)}</th>"
        for phase, rows in groupby(weeks["strength_phase"])
    )
    every = 1 if len(weeks) <= _NUMBERS_TO else 4
    heads = "".join(
        f'<th scope="col">{int(week) if int(week) % every == 1 % every else ""}</th>' for week in weeks["week"]
    )
    names = plan.catalog.muscles.set_index("muscle")
    order = {group: number for number, group in enumerate(_GROUPS)}
    blocks = [(str(muscle), rows) for muscle, rows in status.groupby("muscle", sort=False)]
    blocks.sort(key=lambda pair: (order[pair[1]["group"].iloc[0]], pair[0] == "trunk"))
    body, group = [], ""
    bare = len(weeks) > _NUMBERS_TO  # narrow cells say their number on hover only
    for muscle, rows in blocks:
        first = rows.iloc[0]
        if first["group"] != group:
            group = str(first["group"])
            body.append(
                f'<tr class="rp-part"><th colspan="{len(weeks) + 3}" scope="colgroup">{_GROUPS[group]}</th></tr>'
            )
        about = names["description"].get(
            muscle, "The mean of the four trunk muscles; it is what the target is held against."
        )
        dots = "" if muscle == "trunk" else _dots(float(load[muscle]) / most)
        body.append(
            f'<tr><th scope="row" title="{escape(about)}"'
            f"{'' if first['priority'] else ' class=rp-minor'}>{escape(first['name'])}</th>"
            f"{''.join(_cell(row, bare) for row in rows_of(rows))}"
            f'<td class="rp-num">{_target(rows)}</td><td>{dots}</td></tr>'
        )
    # Narrower than this, numbers would run into each other: the table scrolls sideways instead.
    narrowest = 270 + len(weeks) * (10 if bare else 23)
    return (
        f'<div class="rp-scroll"><table class="rp-heat" style="min-width:{narrowest}px">'
        '<caption class="rp-hidden">Sets a week and muscle against target'
        f'</caption><colgroup><col class="rp-heat-name"><col span="{len(weeks)}"><col class="rp-heat-target">'
        f'<col class="rp-heat-load"></colgroup><thead><tr class="rp-phases"><th></th>{phases}<th></th><th></th></tr>'
        f'<tr><th scope="col">Sets in week</th>{heads}<th scope="col" class="rp-num">target</th>'
        f'<th scope="col">running</th></tr></thead><tbody>{"".join(body)}</tbody></table></div>'
    )


def _cell(row: Any, bare: bool) -> str:
    share = 0.0 if row.share != row.share else float(row.share)
    classes = ["rp-high"] if share > _HALF else []
    classes += ["rp-deep"] if share >= _DEEP else []
    classes += ["rp-over"] if share > OVER + 1e-9 else []
    counts = f"{_sets(row.sets)} sets of {_sets(row.target)}"
    said = escape(f"{row.name}, week {row.week}: {counts}, {row.status} target")
    text = "" if bare else _sets(row.sets) if row.sets else "·"
    filled = f"--part:{200 * (min(1.0, share) - (_HALF if share > _HALF else 0)):.0f}%"
    return f'<td class="{" ".join(classes)}" style="{filled}" title="{said}">{text}</td>'


def _sets(value: float) -> str:
    """Sets as they are counted, in quarters; a mean in eighths is rounded, unless it is small."""
    return format_number(value, 2 if value < 1 or float(4 * value).is_integer() else 1)


def _target(rows: pd.DataFrame) -> str:
    targets = sorted({float(target) for target in rows["target"]})
    if targets[0] == targets[-1]:
        return _sets(targets[0])
    return f"<span class='rp-range'>{_sets(targets[-1])} to {_sets(targets[0])}</span>"


def _dots(share: float) -> str:
    full = round(4 * share)
    dots = "".join(f"<b{'' if place < full else ' class=rp-off'}></b>" for place in range(4))
    return f'<span class="rp-dots" title="Running works it {full} of 4, against the muscle it works most">{dots}</span>'


def uncovered_sentence(plan: PlanTables, status: pd.DataFrame | None = None) -> str:
    """Which of the muscles that are judged against the whole target miss it, in words.

    Parameters
    ----------
    plan : PlanTables
    status : pandas.DataFrame, optional
        `coverage_status` of the plan, where it is known already.
    """
    status = coverage_status(plan) if status is None else status
    if not (plan.sessions["kind"] == "strength").any():
        return "No strength session is planned, so no muscle gets any set."
    judged = status[status["priority"] & (status["target"] > 0)]
    short = judged[judged["share"] < BELOW - 1e-9]
    race = plan.weeks.loc[plan.weeks["phase"] == "race", "week"]
    light = " The race week holds only light work." if short["week"].isin(race).any() else ""
    short = short[~short["week"].isin(race)]
    if short.empty:
        when = "before the race week." if light else "in every week."
        return f"Every muscle that matters most to a runner, and the trunk, reaches its target {when}{light}"
    by_weeks: dict[str, list[str]] = {}
    for name, rows in short.groupby("name", sort=False):
        weeks = weeks_named(int(week) for week in rows["week"])
        by_weeks.setdefault(weeks, []).append(_inside(str(name)))
    said = "; in ".join(f"{weeks}: {listed(names)}" for weeks, names in by_weeks.items())
    deep = short[short["share"] < _MISSED].groupby("name", sort=False).size()
    everywhere = [_inside(str(name)) for name, count in deep.items() if count == len(plan.weeks) - len(race)]
    text = f"Under target in {said}."
    return text + (f" Under half of it in every week: {listed(everywhere)}." if everywhere else "") + light


def others_sentence(plan: PlanTables, status: pd.DataFrame | None = None) -> str:
    """Which of the other muscles, whose target is half as high, get too few sets; empty where none does.

    Parameters
    ----------
    plan : PlanTables
    status : pandas.DataFrame, optional
        `coverage_status` of the plan, where it is known already.
    """
    status = coverage_status(plan) if status is None else status
    others = status[~status["priority"] & (status["target"] > 0) & status["week"].isin(before_race_week(plan))]
    if others.empty or not (plan.sessions["kind"] == "strength").any():
        return ""
    shares = others["share"].clip(upper=1.0).groupby(others["name"], sort=False).mean()
    groups = (
        ("no sets at all for", shares <= 0),
        ("under half of it for", (shares > 0) & (shares < _MISSED - 1e-9)),
        ("under it for", (shares >= _MISSED - 1e-9) & (shares < BELOW - 1e-9)),
    )
    said = [
        f"{words} {listed([_inside(str(name)) for name in shares.index[hit]])}" for words, hit in groups if hit.any()
    ]
    return f"Of the other muscles, whose target is half as high: {'; '.join(said)}." if said else ""


def _inside(name: str) -> str:
    """A muscle's name inside a sentence."""
    return name[:1].lower() + name[1:]


def reach_sentences(plan: PlanTables) -> list[str]:
    """How near each part of the block comes to its targets, and the most that any plan could.

    Parameters
    ----------
    plan : PlanTables
    """
    said = []
    for label, routine in plan.routines:
        start = f"{label[:1].upper()}{label[1:]}: reaches {_floor(routine.reach)} %"
        if set(routine.ask.session_types) == {"routine"}:
            said.append(
                f"{start}. The routine of under 20 minutes is fixed; other exercises in the same time could reach "
                f"more, at most {_ceil(routine.bound())} %."
            )
        else:
            said.append(f"{start}; no plan with this time and equipment exceeds {_ceil(routine.bound())} %.")
    if said:
        return said
    if (plan.sessions["kind"] == "strength").any():
        return ["This plan was read from a file; change a control, and it is planned anew with its bound."]
    return ["There is no strength session to judge."]


def _floor(value: float) -> str:
    return f"{int(value * 10) / 10:.1f}".removesuffix(".0")


def _ceil(value: float) -> str:
    return f"{-int(-value * 10 // 1) / 10:.1f}".removesuffix(".0")
