"""The planner's state: settings, plan, messages, undo, files. No widgets."""
