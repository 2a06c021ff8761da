"""`sop show`: what a runbook holds, in a readable outline."""

from __future__ import annotations

from pathlib import Path

import click

from sopkit_cli.complaint import usage
from sopkit_cli.language import language
from sopkit_cli.options import command, option, with_terminal
from sopkit_cli.paper import deliver
from sopkit_cli.terminal import Terminal

__all__ = ["show"]


@command("show")
@with_terminal()
@click.argument("runbook")
@option("--procedure", metavar="ID")
@option("--markdown", is_flag=True)
@option("--resolved", is_flag=True)
@option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR", key="folder")
def show(
    terminal: Terminal,
    runbook: str,
    procedure: str | None,
    markdown: bool,
    resolved: bool,
    folders: tuple[Path, ...],
) -> None:
    """Show RUNBOOK, or one procedure of it with every word."""
    import sopkit
    from sopkit.near import near
    from sopkit_cli.render.outline import book_data, print_book, print_procedure

    if resolved:
        _resolved(terminal, runbook, procedure, folders or (Path(),))
        return
    book = sopkit.load(runbook, folders=folders or (Path(),))
    if procedure is not None and procedure not in book.procedures:
        hints = near(procedure, book.procedures) or tuple(book.procedures)[:9]
        raise usage(
            "no-procedure", name=procedure, hint=(f"；有：{'、'.join(hints)}", f"; there are: {', '.join(hints)}")
        )
    if terminal.as_json:
        terminal.data({"ok": True, **book_data(book, procedure)})
    elif markdown:
        from sopkit.markdown import markdown_of

        deliver(terminal, markdown_of(book, language(), procedure), None)
    elif procedure is not None:
        print_procedure(terminal, book, book.procedures[procedure], full=True)
    else:
        print_book(terminal, book)


def _resolved(terminal: Terminal, runbook: str, procedure: str | None, folders: tuple[Path, ...]) -> None:
    from sopkit.loader.origin import origins
    from sopkit_cli.plain import plain
    from sopkit_cli.render.origin import print_origins

    found = [
        one
        for one in origins(runbook, folders=folders)
        if procedure is None or (one.id == procedure and one.part == "procedures")
    ]
    if terminal.as_json:
        terminal.data({"ok": True, "origins": [plain(one) for one in found]})
    else:
        print_origins(terminal, found)
