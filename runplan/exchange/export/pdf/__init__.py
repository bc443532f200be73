"""The printed page: sheets of paper that hold a block, and the week that hangs on the fridge door."""
