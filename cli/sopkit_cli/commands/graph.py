"""`sop graph`: a runbook, a procedure or a fault as a picture."""

from __future__ import annotations

from pathlib import Path

import click

from sopkit_cli.complaint import usage
from sopkit_cli.options import command, option, with_terminal
from sopkit_cli.paper import deliver
from sopkit_cli.terminal import Terminal

__all__ = ["graph"]


@command("graph")
@with_terminal(as_json=False)
@click.argument("runbook")
@option("--procedure", metavar="ID", key="graph-procedure")
@option("--fault", metavar="ID", key="graph-fault")
@option("--format", "form", type=click.Choice(("mermaid", "svg")), key="graph-format")
@option("-o", "--out", type=click.Path(path_type=Path), metavar="FILE")
@option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR", key="folder")
def graph(
    terminal: Terminal,
    runbook: str,
    procedure: str | None,
    fault: str | None,
    form: str | None,
    out: Path | None,
    folders: tuple[Path, ...],
) -> None:
    """Draw RUNBOOK, or one procedure or fault of it."""
    import sopkit
    from sopkit_cli.render.drawing import mermaid_of, svg_of

    if procedure is not None and fault is not None:
        raise usage("one-of", one="--procedure", other="--fault")
    book = sopkit.load(runbook, folders=folders or (Path(),))
    drawn = form or ("svg" if out is not None and out.suffix.casefold() == ".svg" else "mermaid")
    text = (svg_of if drawn == "svg" else mermaid_of)(book, procedure, fault)
    deliver(terminal, text, out)
