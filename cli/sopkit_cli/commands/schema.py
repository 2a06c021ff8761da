"""`sop schema`: the JSON Schema of a runbook, role or wording file."""

from __future__ import annotations

from pathlib import Path

import click

from sopkit_cli.options import command, option, with_terminal
from sopkit_cli.paper import deliver
from sopkit_cli.terminal import Terminal

__all__ = ["schema"]


@command("schema")
@with_terminal(as_json=False)
@click.argument("kind", type=click.Choice(("runbook", "role", "wording")), default="runbook")
@option("-o", "--out", type=click.Path(path_type=Path), metavar="FILE")
def schema(terminal: Terminal, kind: str, out: Path | None) -> None:
    """Print the schema of files of KIND, or write it to FILE."""
    import json

    from sopkit.schema import schema as schema_of

    deliver(terminal, json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n", out)
