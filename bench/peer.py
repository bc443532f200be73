"""Measure streprogen in a process of its own: it brings OR-tools, which cannot share a process with highspy.

Run as ``python bench/peer.py WEEKS REPETITIONS``; prints the median process CPU in milliseconds.
"""

from __future__ import annotations

import statistics
import sys
import time
import warnings

import streprogen

DAYS = 4
DYNAMIC, STATIC = 4, 2


def make_program(weeks: int, start_weight: float) -> streprogen.Program:
    """Plan a block: four days, each with four dynamic exercises of 3 to 8 repetitions and two static ones."""
    program = streprogen.Program("bench", duration=weeks, min_reps=3, max_reps=8)
    for number in range(DAYS):
        exercises = [
            streprogen.DynamicExercise(f"dynamic {i}", start_weight + 10 * i, start_weight + 10 * i + 20)
            for i in range(DYNAMIC)
        ]
        static = [streprogen.StaticExercise(f"static {i}", "3 x 12") for i in range(STATIC)]
        program.add_days(streprogen.Day(f"day {number}", exercises=[*exercises, *static]))
    program.render()
    return program


def main() -> None:
    """Print the median of the repetitions, after one to warm up, with another weight each time."""
    weeks, repetitions = int(sys.argv[1]), int(sys.argv[2])
    # Its advice on weights and repetitions is not what is measured.
    warnings.simplefilter("ignore")
    times = []
    for turn in range(repetitions + 1):
        begin = time.process_time()
        make_program(weeks, 50.0 + turn)
        times.append(time.process_time() - begin)
    print(f"{1000 * statistics.median(times[1:]):.3f}")


if __name__ == "__main__":
    main()
