"""Keys that only show, or change who I am: role, outline, who waits for whom, help, any other command."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from sopkit_cli.complaint import usage
from sopkit_cli.language import language, t
from sopkit_cli.render.status import activity_text
from sopkit_cli.render.wording import listed, people_of, roles_of
from sopkit_cli.session import Bound
from sopkit_cli.stepping.reasons import reasons_text

if TYPE_CHECKING:
    from sopkit import Item
    from sopkit.state import ActivityState
    from sopkit_cli.stepping.stepper import Stepper

__all__ = ["always", "outline", "role", "verb", "waits"]

NOT_FROM_HERE = frozenset({"run", "demo", "start"})


def always(stepper: Stepper, item: Item | None) -> str | None:  # noqa: ARG001 -- every key is asked the same way
    """Such a key is always legal."""
    return None


def role(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is called the same way
    """Become another person, or everybody."""
    state = stepper.run.state
    options = [("*", t("run.everybody"))]
    seats = {person: roles_of(state.runbook, state.crew.roles_of(person)) for person in state.acting}
    options += [(person, f"{person} · {held}" if held else person) for person, held in seats.items()]
    chosen = stepper.ask.choose(t("key.role"), options, given)
    stepper.person = None if chosen == "*" else chosen
    stepper.wanted = None


def outline(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is called the same way
    """Show everything that is open, and the steps of what is in hand."""
    state = stepper.run.state
    for activity in state.open.values():
        stepper.terminal.line(activity_text(state, activity), "head", first="  ", rest="    ")
        if item is None or activity.id == item.activity:
            for key in activity.index.keys:
                _step_line(stepper, activity, key, here=item is not None and key == item.key)


def _step_line(stepper: Stepper, activity: ActivityState, key: str, *, here: bool) -> None:
    step = activity.step(key)
    touched = activity.steps.get(key)
    mark = "✓" if activity.passed(key) else ">" if here else "!" if touched and touched.overdue else "·"
    who = touched.by if touched and activity.passed(key) else roles_of(stepper.run.runbook, step.seats.roles)
    stepper.terminal.line(
        f"{step.title} [{key}] · {who}", "dim" if mark == "✓" else "", first=f"    {mark} ", rest="      "
    )


def waits(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is called the same way
    """Show who waits for whom, in the whole room."""
    run = stepper.run
    held = run.board(lang=language()).waiting
    for one in held:
        activity = run.state.activities[one.item.activity]
        steps = listed(activity.step(key).title for key in one.steps)
        who = roles_of(run.runbook, one.item.roles)
        people = people_of(run.state, one.roles) or t("word.nobody")
        waited = t("run.waiting", who=who, steps=steps, people=people, title=one.item.title)
        text = t("run.held", who=who, title=one.item.title, why=reasons_text(one.why)) if one.why else waited
        stepper.terminal.line(text, first="  ", rest="    ")
    if not held:
        stepper.terminal.line(t("run.none-waits"))


def verb(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is called the same way
    """Carry out any command of sop on this run."""
    from sopkit_cli.main import sop

    try:
        words = shlex.split(given)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from None
    if not words:
        stepper.terminal.line(t("run.empty-verb"), "warn")
        return
    if words[0] in NOT_FROM_HERE:
        stepper.terminal.line(t("run.no-nesting", verb=words[0]), "warn")
        return
    if words[0] not in sop.homes:
        raise usage("no-command", name=words[0], hint=("。", "."))
    sop.main(words, standalone_mode=False, obj=Bound(stepper.run, stepper.person))
