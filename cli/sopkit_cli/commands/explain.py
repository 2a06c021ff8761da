"""`sop explain`: what a code means, with an example of what is wrong and of what is right."""

from __future__ import annotations

import click

from sopkit_cli.complaint import usage
from sopkit_cli.options import command, option, with_terminal
from sopkit_cli.terminal import Terminal

__all__ = ["explain"]


@command("explain")
@with_terminal()
@click.argument("code", required=False, metavar="CODE")
@option("--list", "listed", is_flag=True, key="list")
def explain(terminal: Terminal, code: str | None, listed: bool) -> None:
    """Explain CODE (``SOP204``, ``204`` or its name), or list every code."""
    from sopkit.lint.pages import every_rule, find, table_rules
    from sopkit.near import near
    from sopkit_cli.render.explain import explained, list_codes

    every = (*every_rule(), *table_rules())
    if listed or code is None:
        list_codes(terminal, every)
        return
    rule = find(code)
    if rule is None:
        hints = near(code.upper(), [one.code for one in every]) or near(code, [one.slug for one in every])
        hint = (
            (f"，是不是 {'、'.join(hints)}？", f"; did you mean {', '.join(hints)}?")
            if hints
            else ("。sop explain --list 列出全部。", "; sop explain --list shows all.")
        )
        raise usage("no-code", name=code, hint=hint)
    explained(terminal, rule)
