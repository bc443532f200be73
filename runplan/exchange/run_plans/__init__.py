"""Reading a run plan: from bytes to cells, from cells to sessions, and a report on every cell."""
