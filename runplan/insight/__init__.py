"""The analysis of a plan: coverage, the load of running, variety, findings."""
