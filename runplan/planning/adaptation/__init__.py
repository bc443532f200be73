"""What happens during a block, laid over its plan: the smallest change from there on.

In: a plan's sessions, its weeks and the events of its block. Out: the sessions with as little changed as the events ask
for, and a row for each change with its reason. Nothing before an event's first day is touched.
"""
