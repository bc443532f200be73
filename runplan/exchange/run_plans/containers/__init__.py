"""From bytes to cells: text, workbooks, archives, calendars."""
