"""The planner's controls, each bound to one field of the state."""
