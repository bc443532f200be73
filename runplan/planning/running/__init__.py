"""The running of a block: kilometres a week, the long runs, and what each run is."""
