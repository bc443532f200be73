"""What exists: exercises, the muscles they work, doses, rules and the sources of each."""

from runplan.catalog.catalog import Catalog
from runplan.catalog.load import load_catalog

__all__ = ["Catalog", "load_catalog"]
