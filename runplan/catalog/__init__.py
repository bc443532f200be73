"""The catalog: exercises, the muscles they work, doses, rules and their sources."""

from runplan.catalog.catalog import Catalog
from runplan.catalog.load import load_catalog

__all__ = ["Catalog", "load_catalog"]
