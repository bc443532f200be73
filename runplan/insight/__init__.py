"""What a plan means: coverage, running's load beside it, variety, findings."""
