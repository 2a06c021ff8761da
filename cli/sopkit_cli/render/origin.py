"""Origin: where each part of a runbook comes from, a line for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sopkit_cli.language import t

if TYPE_CHECKING:
    from sopkit.loader.origin import Origin
    from sopkit_cli.terminal import Terminal

__all__ = ["print_origins"]


def print_origins(terminal: Terminal, origins: Sequence[Origin]) -> None:
    """Print where each item comes from, and each step that its item does not tell of."""
    part, item = "", None
    for one in origins:
        if one.step and not one.how and item is not None and one.file == item.file and not item.how:
            continue  # it stands where the item does
        if not one.step:
            item = one
        if one.part != part:
            part = one.part
            terminal.line(part, "head")
        notes = [f"{one.file}:{one.line}"]
        if one.how:
            notes.append(t("resolved.how", how=t(f"how.{one.how}"), here=one.here))
        if one.was and one.was != notes[0]:
            notes.append(t("resolved.was", was=one.was))
        name = f"{one.id}.{one.step}" if one.step and one.how == "remove" else one.step or one.id
        terminal.line(name, "warn" if one.how == "remove" else "", first="    " if one.step else "  ")
        terminal.line(" · ".join(notes), "dim", first=" " * 8, rest=" " * 10)
