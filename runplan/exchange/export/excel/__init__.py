"""The plan as a workbook: the content of its sheets, and how they are written."""
