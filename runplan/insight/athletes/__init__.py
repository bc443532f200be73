"""A summary of each athlete for coaches.

In: a plan, its log if there is one, and today. Out: one record per athlete with the week, planned and done, spikes, the
next race and anything that needs a look. The numbers of days are in data/rules.csv, ``coach_``.
"""
