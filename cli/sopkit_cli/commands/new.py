"""`sop new`: a runbook to begin from."""

from __future__ import annotations

from pathlib import Path

import click

from sopkit_cli.complaint import usage
from sopkit_cli.options import command, option, with_terminal
from sopkit_cli.terminal import Terminal

__all__ = ["new"]

KINDS = ("show", "procedure", "checklist", "fault", "cue")


@command("new")
@with_terminal(as_json=False)
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name", required=False, metavar="[ID]")
@option("-o", "--out", type=click.Path(path_type=Path), metavar="FILE")
@option("--schema", metavar="PLACE")
def new(terminal: Terminal, kind: str, name: str | None, out: Path | None, schema: str | None) -> None:
    """Print a runbook of KIND called ID, or write it to FILE, with the schema beside it."""
    from sopkit.templates import SCHEMA, template
    from sopkit_cli.language import t
    from sopkit_cli.paper import deliver

    if out is None:
        deliver(terminal, template(kind, name, schema=schema or SCHEMA), None)
        return
    stem = out.name.rsplit(".", 1)[0]
    if name is not None and name != stem:
        raise usage("not-the-stem", id=name, stem=stem)
    text = template(kind, stem, schema=schema or SCHEMA)
    if out.exists():
        raise usage("exists", path=out)
    deliver(terminal, text, out)
    if schema is None and not (beside := out.parent / SCHEMA).exists():
        import json

        from sopkit.schema import schema as schema_of

        deliver(terminal, json.dumps(schema_of(), ensure_ascii=False, indent=2) + "\n", beside)
    terminal.line(t("new.next", path=out))
