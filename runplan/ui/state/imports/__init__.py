"""Run plans of the runner's own: a file that is read, its table with the runner's own word on cells, and its use."""
