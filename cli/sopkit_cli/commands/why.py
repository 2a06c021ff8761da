"""`sop why`: ask whether a command would be taken, and why not, without doing it."""

from __future__ import annotations

import click

from sopkit_cli.complaint import usage
from sopkit_cli.group import SopCommand
from sopkit_cli.help import SopContext
from sopkit_cli.render.refusal import VERBS
from sopkit_cli.session import Bound

__all__ = ["CHANGING", "why"]

CHANGING = frozenset(VERBS.values()) - {"start"} | {"task"}
"""The verbs that one may ask about."""


@click.command(
    "why", cls=SopCommand, context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False}
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="COMMAND ...")
@click.pass_context
def why(ctx: click.Context, words: tuple[str, ...]) -> int:
    """Ask about the command that follows."""
    # Options that stand before the verb belong to it as well.
    place = next((n for n, word in enumerate(words) if word in CHANGING), None)
    group = ctx.find_root().command
    if place is None or not isinstance(group, click.Group):
        raise usage("why")
    around = ctx.find_object(Bound) or Bound()
    verb = group.get_command(ctx, words[place])
    assert verb is not None
    with SopContext(verb, parent=ctx, info_name=words[place], obj=Bound(around.run, around.by, asking=True)) as inner:
        verb.parse_args(inner, [*words[:place], *words[place + 1 :]])
        return int(verb.invoke(inner) or 0)
