"""The plan's own file: its CSV, the block beside it, and what a person edited."""
