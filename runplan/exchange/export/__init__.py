"""Exports to other tools: one module per format, a registry, and a guard against overwriting."""
