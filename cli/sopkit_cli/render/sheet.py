"""Sheet: what a sheet does not carry, a line for each sort."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sopkit_cli.language import t
from sopkit_cli.render.wording import head, listed

if TYPE_CHECKING:
    from sopkit.sheets import Loss
    from sopkit_cli.terminal import Terminal

__all__ = ["print_losses"]

_SHOWN = 6


def print_losses(terminal: Terminal, losses: Sequence[Loss]) -> None:
    """Print the losses, each sort with where it is lost."""
    if not losses:
        return
    groups: dict[tuple[bool, str], list[str]] = {}
    for loss in losses:
        what = loss.what.partition(".")[0]
        groups.setdefault((loss.settled, what), []).append(loss.place or t("sheet.whole"))
    terminal.line(head(t("sheet.losses"), terminal.width), "head")
    for (settled, what), places in sorted(groups.items()):
        word = t(f"loss.{what}")
        name = t("sheet.settled", what=word) if settled else word
        more = t("sheet.more", count=len(places) - _SHOWN) if len(places) > _SHOWN else ""
        terminal.line(listed(places[:_SHOWN]) + more, "dim", first=f"  {name}{t('help.colon')} ", rest="    ")
