"""Making a plan: weeks, runs, layout, strength work."""
