"""Which day each session gets: constraints, costs, and the exact search."""
