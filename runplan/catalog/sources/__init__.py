"""Exercises from elsewhere: CSV of the runner's own, and the sources of the registry."""
