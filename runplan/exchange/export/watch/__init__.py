"""Workouts for watches: steps, runs, strength, FIT."""
