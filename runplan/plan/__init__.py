"""The nouns of a plan: the block, its weeks, sessions and exercises, and how they are written down."""
