"""The main lifts of a block: which they are, and what each week's step asks of them."""
