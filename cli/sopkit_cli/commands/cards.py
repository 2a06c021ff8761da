"""`sop cards`: what each seat does and says, as a page to print."""

from __future__ import annotations

from pathlib import Path

import click

from sopkit_cli.complaint import usage
from sopkit_cli.language import language
from sopkit_cli.options import command, option, with_terminal
from sopkit_cli.paper import deliver
from sopkit_cli.terminal import Terminal

__all__ = ["cards"]


@command("cards")
@with_terminal(as_json=False)
@click.argument("runbook")
@option("--role", "roles", multiple=True, metavar="ROLE", key="card-role")
@option("-o", "--out", type=click.Path(path_type=Path), metavar="FILE")
@option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR", key="folder")
def cards(
    terminal: Terminal, runbook: str, roles: tuple[str, ...], out: Path | None, folders: tuple[Path, ...]
) -> None:
    """Make the cards of RUNBOOK."""
    import sopkit
    from sopkit.cards import cards_page
    from sopkit.near import near

    book = sopkit.load(runbook, folders=folders or (Path(),))
    words = {word: role.id for role in book.roles.values() for word in (*role.aliases, role.title, role.id)}
    for name in roles:
        if name not in words:
            hints = near(name, words) or tuple(role.title for role in book.roles.values())
            raise usage("no-seat", name=name, hint=(f"；有：{'、'.join(hints)}", f"; there are: {', '.join(hints)}"))
    asked = tuple(dict.fromkeys(words[name] for name in roles))
    deliver(terminal, cards_page(book, asked, language()), out)
