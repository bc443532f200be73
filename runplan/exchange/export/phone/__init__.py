"""The plan as one page for the phone.

In: a plan. Out: one HTML file that works offline; notes made on it come back as a small log.

The log that "Send back" hands out is JSON, as text in UTF-8::

    {"format": "runplan log", "version": 1, "plan_id": "3a7d00bb28fdb689",
     "sessions": [{"session_id": "w01-strength-1", "date": "2027-01-04", "status": "done", "rpe": 7, "note": "",
                   "sets": [{"exercise_id": "goblet_squat", "set": 1, "reps": 10, "kg": 16.0, "seconds": null}]}]}

`sessions` has those of which something was noted, in the order of the plan; what a newer plan no longer has
comes last. `date` is the ISO date of the day on which the session was done, or for a missed one its day in the
plan. `status` is done, partly or missed; a session with ticks and no word on how it went is partly done. `rpe`
is a whole number from 1 to 10, or null. `sets` has the sets that were ticked, in the order of doing: `set`
counts the sets of an exercise from 1 through the whole session; `reps` and `seconds` [s] are of one side where
both sides are done; `kg` is the weight of one dumbbell where two are held [kg], as `load_kg` of the plan is.
What was not noted is null.
"""
