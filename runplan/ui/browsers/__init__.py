"""Pieces of HTML text that do not hang on a plan. No widget and no drawing library in here."""
