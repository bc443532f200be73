"""Imported exercises: the runner's own CSV, and the sources in the registry."""
