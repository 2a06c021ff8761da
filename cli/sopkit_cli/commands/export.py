"""`sop export`: a runbook as the sheet that operators keep."""

from __future__ import annotations

from pathlib import Path

import click

from sopkit_cli.complaint import usage
from sopkit_cli.language import t
from sopkit_cli.options import command, option, with_terminal
from sopkit_cli.paper import write_whole
from sopkit_cli.terminal import Terminal

__all__ = ["export"]


@command("export")
@with_terminal()
@click.argument("runbook")
@option("--sheet", type=click.Path(path_type=Path), required=True, metavar="FILE")
@option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR", key="folder")
def export(terminal: Terminal, runbook: str, sheet: Path, folders: tuple[Path, ...]) -> None:
    """Write RUNBOOK as a sheet, and say what the sheet does not carry."""
    import sopkit
    from sopkit.sheets import csv_bytes, excel_bytes, losses, sheet_of
    from sopkit_cli.plain import plain
    from sopkit_cli.render.sheet import print_losses

    makers = {".xlsx": excel_bytes, ".csv": csv_bytes}
    make = makers.get(sheet.suffix.casefold())
    if make is None:
        raise usage("sheet-kind", path=sheet)
    book = sopkit.load(runbook, folders=folders or (Path(),))
    made = sheet_of(book)
    write_whole(sheet, make(made))
    lost = losses(book, made)
    if terminal.as_json:
        terminal.data({"ok": True, "sheet": str(sheet), "rows": len(made.rows), "losses": plain(lost)})
        return
    terminal.line(t("sheet.exported", path=sheet, count=len(made.rows)))
    print_losses(terminal, lost)
