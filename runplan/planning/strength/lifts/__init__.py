"""The main lifts of a block, and their work in each week."""
