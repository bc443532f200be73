"""Exercises from elsewhere: CSV of the runner's own, and free-exercise-db."""
