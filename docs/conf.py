"""How Sphinx builds the documentation: `make docs`. Nothing is fetched, and every page's code is run."""

from __future__ import annotations

import os
import shutil
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
NOTEBOOKS = HERE / "notebooks"  # copies, made here for each build


def _copy_notebooks() -> None:
    NOTEBOOKS.mkdir(exist_ok=True)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        shutil.copyfile(path, NOTEBOOKS / path.name)


def _quiet_kernels() -> None:
    """Let kernels write errors only, so that what a build says is about the pages."""
    profile = ROOT / "build" / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.json").write_text('{"IPKernelApp": {"log_level": 40}}', encoding="utf-8")
    os.environ["IPYTHONDIR"] = str(profile.parent)


_copy_notebooks()
_quiet_kernels()

project = "RunPlan"
author = "RunPlan contributors"
version = release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

extensions = ["myst_nb", "numpydoc", "sphinx.ext.autodoc"]
exclude_patterns = ["architecture.md"]  # shown among the pages for developers
# Notebooks and included pages begin their headings where they like; pages that are not run have no lexer.
suppress_warnings = ["myst.header", "myst-nb.lexer"]

# RUNPLAN_DOCS_RUN=off checks links and references in seconds, without running the pages.
nb_execution_mode = os.environ.get("RUNPLAN_DOCS_RUN", "force")
nb_execution_timeout = 120
nb_execution_raise_on_error = True
nb_execution_in_temp = True
nb_merge_streams = True
# A page has no kernel: a widget's place is taken by the next best thing that its cell shows.
nb_ipywidgets_js: dict[str, Any] = {}
nb_mime_priority_overrides = [("html", "application/vnd.jupyter.widget-view+json", None)]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_typehints = "none"
autodoc_member_order = "bysource"
numpydoc_show_class_members = False

html_theme = "pydata_sphinx_theme"
html_title = "RunPlan"
html_show_sourcelink = False
html_copy_source = False
html_static_path = ["site"]
html_css_files = ["runplan.css"]
html_theme_options: dict[str, Any] = {
    "navbar_end": ["theme-switcher"],
    "navbar_persistent": ["search-button"],  # the wide field makes a second row at 1280 pixels
    "show_prev_next": True,
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
}
html_sidebars = {"index": []}
copyright = "RunPlan contributors. Code: MIT. Data: CC0 1.0"
