"""The programs that open the planner: JupyterLab or Voila, for this machine only, and the notebooks they open."""
