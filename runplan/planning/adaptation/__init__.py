"""Adapting a plan to events with the smallest change.

In: a plan's sessions, its weeks and the events of its block. Out: the sessions, changed only as much as the events
require, and a row with a reason for each change. Nothing before an event's first day changes.
"""
