"""python -m runplan.cli is the same as runplan."""

from runplan.cli import main

raise SystemExit(main())
