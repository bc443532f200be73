"""Paces from a race or an easy pace: equations, races as text, fitness, bands."""
