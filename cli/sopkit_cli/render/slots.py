"""Slots: what the line-up needs to hear on air: how late it is, what no longer fits, and what to cut."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sopkit.errors import UsageError
from sopkit.script import show
from sopkit_cli.language import language, t
from sopkit_cli.render.wording import head, product_name, span

if TYPE_CHECKING:
    from sopkit import Run
    from sopkit.planner import Plan
    from sopkit_cli.terminal import Terminal

__all__ = ["late_plan", "print_shown", "print_slots", "slots_data", "slots_text"]

_OFFERS = 2
_MINUTE = timedelta(minutes=1)


def late_plan(run: Run) -> Plan | None:
    """Return the line-up as it stands, where it is on air and a minute or more behind, or runs over."""
    plan = _on_air(run)
    return plan if plan is not None and (plan.behind >= _MINUTE or plan.over) else None


def _on_air(run: Run) -> Plan | None:
    if not run.state.live:
        return None
    plan = _plan(run)
    return plan if plan is not None and any(slot.state.value != "planned" for slot in plan.slots) else None


def _plan(run: Run) -> Plan | None:
    """Return the plan; none where there is nothing to plan, or its numbers contradict (`sop plan` says how)."""
    if not run.state.products:
        return None
    try:
        return run.plan()
    except UsageError:
        return None


def slots_data(plan: Plan) -> dict[str, Any]:
    """Return what `print_slots` prints as data."""
    from sopkit_cli.plain import plain

    return {name: plain(getattr(plan, name)) for name in ("behind", "over", "late", "cut", "offers")} | {
        "coming": [plain(slot.product) for slot in plan.slots if slot.state.value == "planned"]
    }


def slots_text(plan: Plan) -> str:
    """Return in a line how late the line-up is, and what would help most."""
    parts = [t("slots.behind", time=span(plan.behind))] if plan.behind >= _MINUTE else []
    if plan.over:
        parts.append(t("slots.over", time=show(plan.over, language()), count=len(plan.late)))
    return t("word.list").join(parts) + (_offer(plan, 0) if plan.offers else "")


def _offer(plan: Plan, place: int) -> str:
    offer = plan.offers[place]
    return t("slots.offer", text=offer.en if language() == "en" else offer.zh)


def print_slots(terminal: Terminal, run: Run, plan: Plan) -> None:
    """Print how late the line-up is, what comes next, what no longer fits, and the first offers."""
    terminal.line(head(t("slots.head"), terminal.width), "head")
    if plan.behind >= _MINUTE:
        terminal.line(t("slots.behind", time=span(plan.behind)), "warn", first="  ", rest="    ")
    coming = [product_name(run.state, slot.product) for slot in plan.slots if slot.state.value == "planned"]
    if coming:
        more = t("slots.more", count=len(coming) - 3) if len(coming) > 3 else ""
        terminal.line(t("slots.next", names=t("word.list").join(coming[:3])) + more, first="  ", rest="    ")
    if plan.over:
        over = t("slots.over", time=show(plan.over, language()), count=len(plan.late))
        terminal.line(over, "warn", first="  ", rest="    ")
    for place in range(min(_OFFERS, len(plan.offers))):
        terminal.line(_offer(plan, place), "good", first="  ", rest="    ")
    terminal.line(t("slots.all", run=run.id), "dim", first="  ", rest="    ")


def print_shown(terminal: Terminal, run: Run) -> None:
    """Print for the report how many products were shown, which were not, and how the slots kept to their bounds."""
    state = run.state
    plan = _plan(run) if state.went_live is not None else None
    if plan is None:
        return
    shown = [slot for slot in plan.slots if slot.state.value != "planned"]
    if not shown:
        return
    terminal.line(head(t("slots.head"), terminal.width), "head")
    least, most = plan.terms.length("slot_min"), plan.terms.length("slot_max")
    long = [slot for slot in shown if slot.length > most]
    short = [slot for slot in shown if slot.length < least and slot.state.value == "done"]
    text = t("slots.shown", shown=len(shown), count=len(plan.products) - (plan.info is not None))
    terminal.line(text, first="  ", rest="    ")
    for key, slots, bound in (("slots.long", long, most), ("slots.short", short, least)):
        if slots:
            names = t("word.list").join(f"{product_name(state, one.product)} {span(one.length)}" for one in slots)
            bounded = show(bound, language())
            terminal.line(t(key, count=len(slots), bound=bounded, names=names), "warn", first="  ", rest="    ")
    left = [product_name(state, one) for one in plan.products if one not in {s.product for s in shown} | {plan.info}]
    if left:
        terminal.line(t("slots.left", names=t("word.list").join(left)), "warn", first="  ", rest="    ")
