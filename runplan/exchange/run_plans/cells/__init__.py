"""Reading one cell of a run plan: tokens, amounts, kinds."""
