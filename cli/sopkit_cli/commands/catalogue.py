"""`sop list`: the runbooks and roles that are found, a team's own first, then those shipped."""

from __future__ import annotations

from pathlib import Path

import click

from sopkit_cli.options import command, option, with_terminal
from sopkit_cli.terminal import Terminal

__all__ = ["catalogue"]


@command("list")
@with_terminal()
@option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR", key="folder")
def catalogue(terminal: Terminal, folders: tuple[Path, ...]) -> None:
    """List what there is; a runbook with errors is listed as such."""
    from sopkit_cli.render.catalogue import catalogue_of, print_catalogue

    found = catalogue_of(folders or (Path(),))
    if terminal.as_json:
        terminal.data({"ok": True, **found.data()})
    else:
        print_catalogue(terminal, found)
