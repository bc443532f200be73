"""Weeks: volume, phases of strength work, and the weeks of a runner's own run plan."""
