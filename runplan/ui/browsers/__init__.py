"""HTML that does not depend on a plan. No widgets and no drawing library."""
