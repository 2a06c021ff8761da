"""A directive that lists every reason for a refusal, from the table that the engine itself uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

from sopkit.reasons import REASONS

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


class Refusals(SphinxDirective):
    """``{refusals}``: a row for each code, in both languages."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        rows = ["| code | 中文 | English | lifted by |", "|---|---|---|---|"]
        rows += [f"| `{code}` | {zh} | {en} | {kind} |" for code, (kind, zh, en) in REASONS.items()]
        return self.parse_text_to_nodes("\n".join(rows))


def setup(app: Sphinx) -> dict[str, object]:
    """Give Sphinx the directive."""
    app.add_directive("refusals", Refusals)
    return {"version": "1", "parallel_read_safe": True}
