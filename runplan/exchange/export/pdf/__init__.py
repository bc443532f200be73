"""The printed plan: sheets with the whole block, and a week for the fridge door."""
