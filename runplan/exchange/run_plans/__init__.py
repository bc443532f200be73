"""Somebody's own run plan, read: from bytes to cells, from cells to sessions, and a report of every cell."""
