"""Plan: the show's line-up as a table, the rules it breaks in sentences, and what could be cut."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sopkit.script import show
from sopkit_cli.language import language, t
from sopkit_cli.render.wording import head
from sopkit_cli.width import columns_of, pad

if TYPE_CHECKING:
    from sopkit.definition.product import Product
    from sopkit.finding import Finding
    from sopkit.planner import Note, Offer, Plan, Slot, Violation
    from sopkit_cli.terminal import Terminal

__all__ = ["plan_data", "print_plan"]

_OFFERS = 6
_MARKS = {"done": "✓", "running": "▶", "planned": " "}


def plan_data(plan: Plan, begins: timedelta | None, doubts: Sequence[Finding]) -> dict[str, Any]:
    """Return a plan as data; times of slots are seconds since the go-live, ``clock`` is the time of day."""
    from sopkit_cli.plain import plain

    return {
        "length": plain(plan.length),
        "start": time_of(timedelta(0), begins) if begins is not None else None,
        "slots": [_slot(plan, slot, begins) for slot in plan.slots],
        "link_one": plan.info,
        "late": plain(plan.late),
        "cut": plain(plan.cut),
        "over": plain(plan.over),
        "violations": plain(plan.violations),
        "notes": plain(plan.notes),
        "offers": plain(plan.offers),
        "doubts": plain(doubts),
    }


def _slot(plan: Plan, slot: Slot, begins: timedelta | None) -> dict[str, Any]:
    from sopkit_cli.plain import plain

    product = plan.products[slot.product]
    return {
        "product": product.id,
        "name": product.name,
        "kind": product.get("kind"),
        "price": plain(product.get("price")),
        "link": plan.links.get(product.id),
        "clock": time_of(slot.start, begins),
        "start": plain(slot.start),
        "length": plain(slot.length),
        "state": slot.state.value,
    }


def time_of(at: timedelta, begins: timedelta | None) -> str:
    """Return a time of the show: of the day where it is known when it begins, else since the go-live."""
    seconds = round(((begins or timedelta(0)) + at).total_seconds())
    hours = seconds // 3600
    shown = f"{hours % 24:02d}" if begins is not None else str(hours)
    text = f"{shown}:{seconds // 60 % 60:02d}"
    return f"{text}:{seconds % 60:02d}" if seconds % 60 else text


def print_plan(terminal: Terminal, plan: Plan, begins: timedelta | None, doubts: Sequence[Finding]) -> None:
    """Print a plan."""
    count = t("plan.count", count=len(plan.slots), length=show(plan.length, language()))
    terminal.line(count, "head")
    _table(terminal, plan, begins)
    _section(terminal, "violations", plan.violations, "warn")
    _section(terminal, "offers", plan.offers[:_OFFERS], "good")
    if len(plan.offers) > _OFFERS:
        terminal.line(t("plan.more", count=len(plan.offers) - _OFFERS), "dim", first="  ")
    _section(terminal, "notes", plan.notes, "dim")
    if doubts:
        terminal.line(head(t("plan.doubts"), terminal.width), "head")
        for doubt in doubts:
            terminal.line(doubt.line_text(language()), first="  · ", rest="    ")


def _table(terminal: Terminal, plan: Plan, begins: timedelta | None) -> None:
    rows = [tuple(t(f"plan.{name}") for name in ("time", "link", "kind", "price", "minutes", "product"))]
    if plan.info is not None:
        rows.append(("", "1", "", "", "", _named(plan.products[plan.info])))
    for slot in plan.slots:
        product = plan.products[slot.product]
        link = plan.links.get(product.id)
        rows.append(
            (
                f"{_MARKS[slot.state.value]}{time_of(slot.start, begins)}",
                str(link) if link else "—",
                show(product.get("kind")) or "—",
                show(product.get("price")) or "—",
                show(round(slot.length.total_seconds() / 60, 1)),
                _named(product),
            )
        )
    widths = [max(columns_of(row[place]) for row in rows) for place in range(5)]
    for number, row in enumerate(rows):
        cells = "  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=False)) + "  "
        style = "head" if number == 0 else ""
        if columns_of(cells) + 8 <= terminal.width:
            terminal.line(row[5], style, first=cells)
        else:
            terminal.line("  ".join(cell for cell in row if cell.strip()), style, rest="    ")


def _named(product: Product) -> str:
    return product.id if product.id == product.name else f"{product.id} {product.name}"


def _section(terminal: Terminal, name: str, said: Sequence[Violation | Note | Offer], style: str) -> None:
    """Print sentences, each with where its rule comes from."""
    if not said:
        if name == "violations":
            terminal.line(t("plan.sound"), "good")
        return
    terminal.line(head(t(f"plan.{name}"), terminal.width), "head")
    for one in said:
        source = getattr(one, "source", ())
        cited = t("plan.source", source=t("word.list").join(source)) if source else ""
        terminal.line((one.en if language() == "en" else one.zh) + cited, style, first="  · ", rest="    ")
