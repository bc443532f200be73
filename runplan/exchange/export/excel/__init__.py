"""The plan as a workbook: what its sheets hold, and how they are written."""
