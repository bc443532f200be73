"""Where an athlete stands, for the coach who looks at many.

In: a plan, its log where there is one, and today. Out: one record an athlete: the week, done of planned, spikes, the
next race and what needs a look. How many days are looked at stands in data/rules.csv, ``coach_``.
"""
