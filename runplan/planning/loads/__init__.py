"""Loads: what to lift next, from what a runner remembers or did.

In: a remembered set or the sets that were done, the planned dose, and the runner's weights. Out: one of these weights
(or the next variant, or how to find a weight), and one sentence with the reason.
"""
