"""Runs: the runs of a store, as lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sopkit_cli.language import t
from sopkit_cli.render.wording import stamp

if TYPE_CHECKING:
    from sopkit.stores.protocol import RunSummary
    from sopkit_cli.terminal import Terminal

__all__ = ["print_runs", "run_text"]


def run_text(run: RunSummary) -> str:
    """Return one run as a line."""
    return t(
        "runs.line",
        title=run.title or run.runbook,
        kind=t(f"kind.{run.kind}"),
        state=t("runs.ended" if run.ended else "runs.open"),
        count=run.version,
        began=stamp(run.started_at),
        last=stamp(run.updated_at),
    )


def print_runs(terminal: Terminal, runs: Sequence[RunSummary]) -> None:
    """Print the runs of a store."""
    for run in runs:
        terminal.line(run.run, "head")
        terminal.line(run_text(run), "dim" if run.ended else "", first="  ")
    if not runs:
        terminal.line(t("word.none"))
