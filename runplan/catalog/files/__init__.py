"""Reading the catalog's files: rows, cells, and whether the tables agree."""
