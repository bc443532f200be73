"""Starting JupyterLab or Voila with the planner's notebooks, for this computer only."""
