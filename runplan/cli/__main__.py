"""python -m runplan.cli is the same as runplan."""

from runplan.cli.program import main

raise SystemExit(main())
