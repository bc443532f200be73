"""What one cell of a run plan says: tokens, amounts, kinds."""
