"""From cells to rows of runs: headers, week numbers, dates, units, totals."""
