"""Reading the catalogue's files: rows, cells, and whether the tables agree."""
