"""Keys on the step in hand: done, not done, not applicable, skip, undo, jump, its script again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sopkit.commands import CheckStep, Command, CompleteStep, FailStep, MarkNotApplicable, SkipStep, UndoStep
from sopkit_cli.language import language, t
from sopkit_cli.render.board import item_title, print_item
from sopkit_cli.render.wording import roles_of
from sopkit_cli.stepping.reasons import reasons_lines

if TYPE_CHECKING:
    from sopkit import Item
    from sopkit_cli.stepping.stepper import Stepper

__all__ = ["do", "jump", "may_do", "may_jump", "may_pass", "may_script", "may_undo", "pass_by", "script", "undo"]

SOME = "?"  # stands for the reason that the person has not given yet


def may_do(stepper: Stepper, item: Item | None) -> str | None:
    """Return why the step cannot be taken; what it records is not asked yet, and is no reason."""
    if item is None:
        return t("run.no-step")
    refusal = stepper.run.check(stepper.command_for(item, stepper.doer(item)))
    asked_yet = ("record-missing", "outcome-needed")
    reasons = [r for r in refusal.reasons if r.code not in asked_yet] if refusal is not None else []
    return reasons_lines(reasons) if reasons else None


def do(stepper: Stepper, item: Item | None, given: str) -> None:
    """Take the step: ask how it came out and what it records, then report it; *given* answers the first of these."""
    assert item is not None
    by = stepper.doer(item)
    command = stepper.command_for(item, by)
    if isinstance(command, CompleteStep):
        step = stepper.run.state.activities[item.activity].step(item.key)
        outcome, fields = None, list(item.record)
        if item.outcomes and not _more_seats(stepper, item):
            outcome = stepper.ask.choose(t("run.outcome"), [(name, name) for name in item.outcomes], given)
            fields += next(one.ask for one in step.outcomes if one.name == outcome)
            given = ""
        command = CompleteStep(by, item.key, item.activity, None, stepper.ask.record(fields, given), outcome)
    stepper.run.do(command)
    stepper.wanted = None


def _more_seats(stepper: Stepper, item: Item) -> bool:
    """Whether this is one of several confirmations, and not the last."""
    step = stepper.run.state.activities[item.activity].step(item.key)
    mine = stepper.run.state.acting[stepper.doer(item)]
    return step.seats.all and not mine.issuperset(item.roles)


Make = Callable[[str, str], Command]


def _passing(item: Item, kind: str) -> Make:
    """Return what makes the command that passes the step by, of a person and a reason."""
    at = (item.key, item.activity, None)
    if kind == "not" and item.command == "CheckStep":
        return lambda by, why: CheckStep(by, *at, accepted=False, reason=why)
    classes = {"not": FailStep, "na": MarkNotApplicable, "skip": SkipStep}
    return lambda by, why: classes[kind](by, *at, why)


def _passer(stepper: Stepper, item: Item, kind: str) -> tuple[str, str | None]:
    make = _passing(item, kind)
    if item.command == "CheckStep" and kind == "not":
        by = stepper.doer(item)
        refusal = stepper.run.check(make(by, SOME))
    else:
        by, refusal = stepper.actor(lambda person: make(person, SOME), item.roles)
    return by, reasons_lines(refusal.reasons) if refusal is not None else None


def may_pass(kind: str) -> Callable[[Stepper, Item | None], str | None]:
    """Return the question whether the step may be passed by in this way."""
    return lambda stepper, item: t("run.no-step") if item is None else _passer(stepper, item, kind)[1]


def pass_by(kind: str) -> Callable[[Stepper, Item | None, str], None]:
    """Return what passes the step by, with a reason."""

    def act(stepper: Stepper, item: Item | None, given: str) -> None:
        assert item is not None
        by, _ = _passer(stepper, item, kind)
        stepper.run.do(_passing(item, kind)(by, stepper.ask.text(t("run.reason"), given)))
        stepper.wanted = None

    return act


def _undoable(stepper: Stepper) -> tuple[Command | None, str]:
    """Return the command that takes back the latest step that may be, else why the latest may not."""
    passed = [
        (touched.at, activity.id, key, touched.done_by or touched.by)
        for activity in stepper.run.state.activities.values()
        for key, touched in activity.steps.items()
        if touched.at is not None and touched.by and activity.passed(key)
    ]
    why = ""
    for _, activity_id, key, done_by in sorted(passed, reverse=True)[:8]:
        people = stepper.people()
        for person in sorted(people, key=lambda one: one != done_by):
            command = UndoStep(person, key, activity_id, None, "")
            refusal = stepper.run.check(command)
            if refusal is None:
                return command, ""
            why = why or reasons_lines(refusal.reasons)
    return None, why or t("run.nothing-done")


def may_undo(stepper: Stepper, item: Item | None) -> str | None:  # noqa: ARG001 -- every key is asked about the step in hand
    """Return why nothing can be taken back."""
    command, why = _undoable(stepper)
    return None if command else why


def undo(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is told the step in hand
    """Take back the latest step that may be."""
    command, _ = _undoable(stepper)
    assert isinstance(command, UndoStep)
    stepper.run.do(UndoStep(command.by, command.step, command.activity, None, given))
    stepper.wanted = (command.activity or "", command.step)


def may_jump(stepper: Stepper, item: Item | None) -> str | None:  # noqa: ARG001 -- every key is asked about the step in hand
    """Return why there is nowhere to jump."""
    return None if len(stepper.choices()) > 1 else t("run.only-one")


def jump(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is told the step in hand
    """Take another step in hand; nothing is skipped by it, the others stay where they are."""
    state = stepper.run.state
    options = {}
    for one in stepper.choices():
        who = roles_of(state.runbook, one.roles)
        mark = f" · {t('word.optional')}" if one.optional else ""
        options[f"{one.activity}/{one.key}"] = f"{item_title(state, one)} · {who} · {one.procedure}{mark}"
    activity, _, key = stepper.ask.choose(t("key.jump"), list(options.items()), given).partition("/")
    stepper.wanted = (activity, key)


def may_script(stepper: Stepper, item: Item | None) -> str | None:  # noqa: ARG001 -- every key is asked the same way
    """Return why there is no script to show."""
    if item is None:
        return t("run.no-step")
    return None if item.say or item.ask or item.answer else t("run.no-script")


def script(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key takes the rest of its line
    """Show the step again, with every word."""
    assert item is not None
    board = stepper.run.board(person=stepper.person, lang=language())
    print_item(stepper.terminal, stepper.run.state, stepper.current(board) or item)
