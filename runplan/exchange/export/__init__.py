"""The plan for other tools: one format each, a registry, and a guard for what is replaced."""
