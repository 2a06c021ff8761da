"""How Sphinx builds these pages: `python -m sphinx -W -n docs build/docs`, warnings are errors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent / "extensions"))

project = "sopkit"
author = "sopkit contributors"
project_copyright = "sopkit contributors"

extensions = ["myst_parser", "sphinxcontrib.mermaid", "drawings", "reasons", "tables"]
exclude_patterns = ["extensions"]
myst_heading_anchors = 3

html_theme = "alabaster"
html_theme_options = {"page_width": "1100px", "description": "Runbooks for live-commerce rooms"}
html_show_sourcelink = False


def point_to_index(_app: Sphinx, docname: str, source: list[str]) -> None:
    """Lead links to the README, which lies outside these pages, to the page that includes it."""
    here = "../" * docname.count("/")
    source[0] = source[0].replace(f"]({here}../README.md)", f"]({here}index.md)")


def setup(app: Sphinx) -> None:
    """Give Sphinx the hook."""
    app.connect("source-read", point_to_index)
