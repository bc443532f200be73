"""Loads: what to lift next, from what a runner remembers or did.

In: a remembered set or the sets that were done, the dose that is asked, and the weights that are owned. Out: a weight
that is owned (or the next variant, or how to find a weight), and one sentence why.
"""
