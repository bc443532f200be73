"""Calendars: events, times, iCalendar and Google."""
