"""What findings say of muscles under their target, and whether the help that they name is true."""

from __future__ import annotations

from runplan import schema
from runplan.api import build_plan
from runplan.catalog import load_catalog
from runplan.insight.coverage import coverage
from runplan.insight.findings import findings
from runplan.plan.block import Block
from runplan.words import listed
from tests.builders.written_plans import exercise, make_plan, strength, warmed_up

COUNTED = [name for name, section in load_catalog().exercises["section"].items() if section in schema.COUNTED_SECTIONS]


# All that works them with nothing but floor and wall, but for the bird dog, which nothing else would call for.
WITHOUT_ERECTORS = tuple(
    name for name, sets in load_catalog().credit["spinal_erectors"].items() if sets > 0 and name != "bird_dog"
)


def said(plan):
    found = findings(plan)
    rows = found[found["rule"] == "uncovered_muscle"]
    return list(zip(rows["severity"], rows["message"], strict=True))


def built(**wishes):
    return build_plan(Block(start="2027-01-04", weeks=8, **wishes))


def two_sessions(minutes, **block):
    """Four sets for the gluteus maximus in one session, little else."""
    sessions = [strength(1, "Mon", "general", minutes=minutes), strength(1, "Thu", "general", 2, minutes=minutes)]
    rows = warmed_up("w01-strength-1", exercise("w01-strength-1", 3, "glute_bridge", sets=4, reps=12))
    return make_plan(sessions, rows + warmed_up("w01-strength-2"), **block)


LEFT = (
    "In an average week, the plan has less than half of the target sets for gastrocnemius (0 of 4), soleus (0 of 4), "
    "gluteus medius (1 of 4), quadriceps (0 of 4), hip adductors (0 of 4) and trunk (0.5 of 2.4), and fewer sets "
    "than the target for hamstrings (2 of 4). "
)


def test_full_sessions_are_helped_by_more_minutes():
    ((severity, message),) = said(two_sessions(28, strength_minutes=30, equipment=schema.EQUIPMENT, level="advanced"))
    assert severity == "warning"
    assert message == f"{LEFT}More minutes or another session could help. The targets are our assumption."


def test_sessions_with_minutes_left_are_not_helped_by_more_of_them():
    ((_, message),) = said(two_sessions(20, strength_minutes=30, level="advanced"))
    assert message == (
        f"{LEFT}The sessions have minutes left, so more time would not help, but more equipment could. The "
        "targets are our assumption."
    )


def test_sessions_of_sixty_minutes_cannot_be_longer_and_four_cannot_be_more():
    wishes = {"strength_minutes": 60, "strength_sessions": 4, "equipment": schema.EQUIPMENT, "level": "advanced"}
    ((_, message),) = said(two_sessions(60, **wishes))
    assert message == f"{LEFT}The targets are our assumption."


def test_where_avoided_exercises_are_the_cause_they_are_named():
    avoid = tuple(name for name in COUNTED if name not in ("side_plank", "glute_bridge"))
    plan = built(equipment=schema.EQUIPMENT, strength_minutes=60, avoid=avoid)
    sets, goal = coverage(plan).mean(), plan.weeks["sets_target"].mean()
    trunk = sets[list(schema.TRUNK_MUSCLES)].mean()
    assert (sets["hamstrings"] / goal, trunk / (0.6 * goal)) > (0.5, 0.5)
    none = f"(0 of {round(goal, 1):g})"
    assert said(plan) == [
        (
            "warning",
            f"In an average week, the plan has less than half of the target sets for gastrocnemius {none}, soleus "
            f"{none}, quadriceps {none} and hip adductors {none}, and fewer sets than the target for hamstrings "
            f"({round(sets['hamstrings'], 1):g} of {round(goal, 1):g}) and trunk ({round(trunk, 1):g} of "
            f"{round(0.6 * goal, 1):g}). The sessions have minutes left, so more time would not help, but fewer "
            "avoided exercises could. The targets are our assumption.",
        )
    ]


def test_the_short_routine_does_not_follow_the_targets_and_says_so():
    plan = two_sessions(15, strength_minutes=15, sets_per_muscle=4)
    ((_, message),) = said(plan)
    assert message == (
        f"{LEFT}Sessions of 20 minutes or more could be planned to meet the targets; the short routine is fixed. The "
        "targets are our assumption."
    )


def test_minutes_that_are_said_to_help_do_help():
    short = built(sets_per_muscle=9)
    sets = coverage(short).mean()
    sets["trunk"] = sets[list(schema.TRUNK_MUSCLES)].mean()
    goals = dict.fromkeys(schema.PRIORITY_MUSCLES, short.weeks["sets_target"].mean())
    goals["trunk"] = 0.6 * goals["soleus"]
    under = [muscle for muscle, goal in goals.items() if sets[muscle] < 0.9 * goal]
    ((severity, message),) = said(short)
    assert severity == "info"
    assert under
    names = listed([_of_goal(muscle, sets[muscle], goals[muscle]) for muscle in under])
    assert message == (
        f"In an average week, the plan has fewer sets than the target for {names}. More minutes or another session "
        "could help. The targets are our assumption."
    )
    for change in ({"strength_minutes": 45}, {"strength_sessions": 3}):
        better = coverage(build_plan(short.block.replace(**change))).mean()
        better["trunk"] = better[list(schema.TRUNK_MUSCLES)].mean()
        assert better[under].sum() > sets[under].sum(), change


def _of_goal(muscle, sets, goal):
    return f"{muscle.replace('_', ' ')} ({round(sets, 1):g} of {round(goal, 1):g})"


def test_a_trunk_muscle_without_any_sets_is_told_where_the_mean_of_the_four_hides_it():
    plan = built(avoid=WITHOUT_ERECTORS, sets_per_muscle=3)
    assert coverage(plan)["spinal_erectors"].sum() == 0
    assert said(plan) == [
        (
            "info",
            "The trunk reaches its target as the average of its four muscles, but the block has no sets for "
            "spinal erectors. To add some, try Bird dog: add it to the exercises you like.",
        )
    ]


def test_the_preference_that_is_named_brings_sets():
    plan = built(avoid=WITHOUT_ERECTORS, sets_per_muscle=3, prefer=("bird_dog",))
    assert coverage(plan)["spinal_erectors"].sum() > 0
    assert said(plan) == []


def test_the_trunk_is_told_in_the_same_line_as_other_muscles():
    curls = ("hamstring_walkout", "long_lever_bridge")
    ((_, message),) = said(built(avoid=(*WITHOUT_ERECTORS, *curls), sets_per_muscle=3))
    assert message.startswith("In an average week, the plan has fewer sets than the target for hamstrings ")
    assert message.endswith(
        "The trunk reaches its target as the average of its four muscles, but the block has no sets for spinal "
        "erectors. To add some, try Bird dog: add it to the exercises you like."
    )


def test_lifts_that_alone_give_far_more_than_the_target_are_told_and_why_that_is_no_fault():
    sessions = [strength(1, "Mon", "general", minutes=28), strength(1, "Thu", "general", 2, minutes=28)]

    def remarks(sets: int) -> list[tuple[str, str]]:
        rows = warmed_up("w01-strength-1", exercise("w01-strength-1", 3, "glute_bridge", sets=sets, reps=12))
        rows += warmed_up("w01-strength-2", exercise("w01-strength-2", 3, "mini_band_walk", sets=12, reps=12))
        frame = findings(make_plan(sessions, rows, strength_minutes=30, sets_per_muscle=4))
        return list(frame.loc[frame["rule"] == "lifts_over_target", ["severity", "message"]].itertuples(index=False))

    assert remarks(6) == []  # once and a half the target of 4, and the walks are no lift
    assert remarks(7) == [
        (
            "info",
            "In an average week, squats, hinges, lunges, hamstring work and calf raises alone give more than "
            "one and a half times the target sets to gluteus maximus (7 against 4). That is fine: you do them for "
            "strength, and the target (our assumption) is meant for the other exercises.",
        )
    ]


def test_the_short_routine_has_no_lifts_whose_sets_are_to_be_told():
    assert "lifts_over_target" not in findings(built(strength_minutes=12))["rule"].tolist()
