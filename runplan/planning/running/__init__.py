"""The running of a block: weekly kilometres, long runs, and the type of each run."""
