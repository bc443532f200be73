"""A plan that is lived: what is past and stays, what was done, what happened on the way. No widgets."""
