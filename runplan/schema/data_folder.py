"""Where the built-in CSV files are."""

from __future__ import annotations

from pathlib import Path

from runplan.errors import CatalogError

_PACKAGE = Path(__file__).resolve().parents[1]


def data_dir() -> Path:
    """The folder of the built-in CSV files.

    Raises
    ------
    CatalogError
        If neither the package nor the folder above it holds the files.
    """
    for folder in (_PACKAGE / "data", _PACKAGE.parent / "data"):
        if (folder / "exercises.csv").is_file():
            return folder
    raise CatalogError(
        f"The built-in catalogue is missing: neither {_PACKAGE / 'data'} nor {_PACKAGE.parent / 'data'} contains "
        "exercises.csv. Install RunPlan again, or give load_catalog a folder of your own."
    )
