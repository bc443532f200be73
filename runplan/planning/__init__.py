"""What is asked and what is planned: block, weeks, runs, layout, routines, plan."""
