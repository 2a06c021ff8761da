"""Wording: times, lengths, seats and products as the screens show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sopkit.definition.measure import MeasureKind
from sopkit.moment import BEIJING
from sopkit.script import show
from sopkit.words import role_title
from sopkit_cli.language import language, t

if TYPE_CHECKING:
    from sopkit.definition.measure import Measure
    from sopkit.definition.runbook import Runbook
    from sopkit.definition.value import Value
    from sopkit.state import ActivityState, RunState

__all__ = [
    "activity_name",
    "clock",
    "day",
    "fact_name",
    "head",
    "listed",
    "measured",
    "people_of",
    "product_name",
    "roles_of",
    "span",
    "stamp",
]


def clock(when: datetime, now: datetime | None = None) -> str:
    """Return the time of day in the room, with the day where it is not that of *now*."""
    there = when.astimezone(BEIJING)
    if now is not None and there.date() != now.astimezone(BEIJING).date():
        return there.strftime("%m-%d %H:%M")
    return there.strftime("%H:%M:%S")


def day(when: datetime) -> str:
    """Return the day in the room."""
    return when.astimezone(BEIJING).strftime("%m-%d")


def stamp(when: datetime | None) -> str:
    """Return the day and the time in the room; a dash where there is none."""
    return when.astimezone(BEIJING).strftime("%m-%d %H:%M") if when else t("report.unknown")


def span(length: timedelta) -> str:
    """Return a length as a clock shows it: ``4:05``, ``1:02:03``, ``2d 3:00:00``; its sign left out."""
    seconds = abs(round(length.total_seconds()))
    days, seconds = divmod(seconds, 86400)
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    shown = f"{hours}:{minutes:02d}:{seconds:02d}" if hours or days else f"{minutes}:{seconds:02d}"
    if not days:
        return shown
    return f"{days}天 {shown}" if language() == "zh" else f"{days}d {shown}"


def listed(words: Iterable[str]) -> str:
    """Return words joined as a list is in this language."""
    return t("word.list").join(words)


def roles_of(book: Runbook, roles: Iterable[str]) -> str:
    """Return the titles of roles, joined."""
    return listed(role_title(book, role, language()) for role in roles)


def people_of(state: RunState, roles: Iterable[str]) -> str:
    """Return roles with who sits there (or who covers them), joined."""
    shown = []
    for role in roles:
        people = state.crew.seats.get(role) or tuple(p for p, able in state.acting.items() if role in able)
        seat = role_title(state.runbook, role, language())
        named = "/".join(people) or t("word.nobody")
        # Who plays every seat alone is called as the seat is; once is enough.
        shown.append(seat if named == seat else t("word.seat", seat=seat, people=named))
    return listed(shown)


def activity_name(activity: ActivityState) -> str:
    """Return an activity as it is called on every screen: its title, and the id to type."""
    return f"{activity.title or activity.index.procedure.title} [{activity.id}]"


def product_name(state: RunState, product: str | None) -> str:
    """Return a product's id and name."""
    found = state.products.get(product or "")
    return f"{found.id} {found.name}" if found and found.name != found.id else product or ""


def fact_name(fact: str) -> str:
    """Return what a fact of a product is called in this language."""
    from sopkit.lineup import COLUMNS

    heads = (head for head, name in COLUMNS.items() if name == fact)
    return next(heads, fact) if language() == "zh" else fact


def measured(value: Value, rule: Measure) -> str:
    """Return what was measured: a ratio in per cent, a length as a clock shows it, else with its unit."""
    if value is None or isinstance(value, str | tuple):
        return show(value, language()) or "—"
    if isinstance(value, timedelta):
        return span(value)
    if rule.kind is MeasureKind.DURATION:
        return span(timedelta(seconds=float(value)))
    if rule.kind is MeasureKind.RATIO:
        return f"{float(value):+.1%}"
    number = value if isinstance(value, int) else round(Decimal(value), 2)
    return show(number, language()) + rule.unit


def head(text: str, width: int) -> str:
    """Return the head of a section, ruled to at most forty columns."""
    from sopkit_cli.width import columns_of

    return f"── {text} " + "─" * max(2, min(width, 40) - columns_of(text) - 4)
