"""Directives that draw from the code when the pages are built: a lifecycle table, a shipped runbook."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import Directive
from sphinxcontrib.mermaid import mermaid

import sopkit
from sopkit.diagrams import lifecycle_mermaid, runbook_mermaid

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


class Drawing(Directive):
    """Base of the two: puts what `draw` returns, in Mermaid's language, where a diagram goes."""

    required_arguments = 1
    draw: ClassVar[Callable[[str], str]]

    def run(self) -> list[nodes.Node]:
        """Return the one diagram."""
        node = mermaid()
        node["code"] = type(self).draw(self.arguments[0])
        node["options"] = {}
        return [node]


class LifecycleDrawing(Drawing):
    """``{lifecycle} step``: the table of that name in sopkit.lifecycle."""

    draw = staticmethod(lifecycle_mermaid)


class RunbookDrawing(Drawing):
    """``{runbook} standard-live``: a shipped runbook."""

    @staticmethod
    def draw(name: str) -> str:
        """Return the phases and procedures of the runbook as a diagram."""
        return runbook_mermaid(sopkit.load(name))


def setup(app: Sphinx) -> dict[str, object]:
    """Give Sphinx the directives."""
    app.add_directive("lifecycle", LifecycleDrawing)
    app.add_directive("runbook", RunbookDrawing)
    return {"version": "1", "parallel_read_safe": True}
