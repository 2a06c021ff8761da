"""`sop import`: the sheet that operators keep, made into a runbook; looked at first, then written."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import click

from sopkit_cli.complaint import usage
from sopkit_cli.options import command, option, with_terminal
from sopkit_cli.terminal import Terminal

__all__ = ["import_"]


@command("import")
@with_terminal()
@click.argument("sheet", type=click.Path(path_type=Path))
@option("-o", "--out", type=click.Path(path_type=Path), metavar="FILE", key="import-out")
@option("--title", default="", metavar="TEXT", key="import-title")
@option("--go-live", metavar="HH:MM", key="import-go-live")
@option("--write", is_flag=True, key="import-write")
@option("--force", is_flag=True, key="import-force")
@option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR", key="folder")
def import_(
    terminal: Terminal,
    *,
    sheet: Path,
    out: Path | None,
    title: str,
    go_live: str | None,
    write: bool,
    force: bool,
    folders: tuple[Path, ...],
) -> int:
    """Show the runbook that SHEET makes, and with ``--write`` write it."""
    from sopkit_cli.importing import Importing

    importing = Importing(sheet, out, title, clock(go_live), folders or (Path(),))
    return importing.run(terminal, write=write, force=force)


def clock(text: str | None) -> timedelta | None:
    """Read a time of day."""
    if text is None:
        return None
    match = re.fullmatch(r"([01]?\d|2[0-3])[:：]([0-5]\d)", text.strip())
    if match is None:
        raise usage("sheet-clock", given=text)
    return timedelta(hours=int(match[1]), minutes=int(match[2]))
