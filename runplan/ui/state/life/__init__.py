"""Following a plan: the past, training logs and events. No widgets."""
