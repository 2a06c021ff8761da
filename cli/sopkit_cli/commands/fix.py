"""`sop fix`: what can be mended by itself, mended."""

from __future__ import annotations

from pathlib import Path

import click

from sopkit_cli.options import command, option, with_terminal
from sopkit_cli.terminal import Terminal

__all__ = ["fix"]


@command("fix")
@with_terminal(as_json=False)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@option("--diff", is_flag=True)
@option("--unsafe", is_flag=True)
@option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR", key="folder")
def fix(terminal: Terminal, paths: tuple[str, ...], diff: bool, unsafe: bool, folders: tuple[Path, ...]) -> int:
    """Mend the files that PATH names; return 0 where nothing is left, 1 where something is, 3 for an unread file."""
    from sopkit_cli.fixing import Fixing

    return Fixing(terminal, folders or (Path(),), diff=diff, unsafe=unsafe).run(paths or (".",))
