"""The `sop` command: where each verb is, in the order of the help."""

from __future__ import annotations

import atexit
import gc
import os
import sys

import click

from sopkit_cli.group import SopGroup
from sopkit_cli.help import SopOption
from sopkit_cli.language import LANGUAGES

__all__ = ["main", "sop"]

SECTIONS = {
    "write": ("new", "lint", "fix", "explain", "wording", "schema", "migrate", "lsp"),
    "look": (
        "list",
        "show",
        "diff",
        "plan",
        "test",
        "runs",
        "status",
        "board",
        "legal",
        "why",
        "due",
        "history",
        "report",
    ),
    "paper": ("graph", "cards", "export", "import"),
    "show": ("start", "run", "demo", "enter", "hold", "go-on", "close", "abort", "hand-over"),
    "step": ("do", "begin", "check", "fail", "skip", "na", "undo"),
    "open": ("open", "finish", "cut"),
    "fault": ("fault", "ack", "recover", "review", "dismiss"),
    "cue": ("cue", "task", "act", "signal", "tick"),
    "word": ("note", "correct", "waive", "product", "param"),
}

HOMES = {
    name: f"commands.{name.replace('-', '_')}:{name.replace('-', '_')}" for names in SECTIONS.values() for name in names
}
HOMES |= {
    "list": "commands.catalogue:catalogue",
    "import": "commands.import_:import_",
    "do": "commands.complete:complete",
    "open": "commands.activity:open_",
    "finish": "commands.activity:finish",
    "cut": "commands.activity:cut",
    "hold": "commands.hold:hold",
    "go-on": "commands.hold:go_on",
    "close": "commands.end:close",
    "abort": "commands.end:abort",
    "fail": "commands.pass_:fail",
    "skip": "commands.pass_:skip",
    "na": "commands.pass_:na",
    "fault": "commands.fault:fault",
    "recover": "commands.fault:recover",
    "review": "commands.fault:review",
    "ack": "commands.answer:ack",
    "dismiss": "commands.answer:dismiss",
    "act": "commands.answer:act",
    "cue": "commands.cue:cue",
    "task": "commands.cue:task",
    "signal": "commands.signal:signal",
    "tick": "commands.signal:tick",
}
"""Where each command is: module and attribute."""


@click.group(
    "sop",
    cls=SopGroup,
    homes=HOMES,
    sections=SECTIONS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, cls=SopOption)
@click.option("--version", is_flag=True, cls=SopOption)
@click.pass_context
def sop(ctx: click.Context, version: bool) -> None:
    """Say the version, or the help where no command is named."""
    if version:
        from importlib.metadata import version as version_of

        click.echo(f"sopkit {version_of('sopkit')}")
        ctx.exit()
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main() -> None:
    """Run the command line."""
    # A command makes what it needs and ends: looking for garbage on the way, and once more at the end, finds little.
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # Closed by whoever called us: nothing comes in, nobody reads, and the work is done all the same.
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), "r" if name == "stdin" else "w"))
        # What a terminal cannot show, or send, becomes a question mark and not a traceback.
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sop.main()
