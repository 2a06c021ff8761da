"""Keys on the run: next phase, open, finish, hold, fault, complaint, cues, numbers, notes, abort."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sopkit import commands as cm
from sopkit.definition.procedure import ProductUse
from sopkit.lifecycle import RunStatus
from sopkit_cli.language import t
from sopkit_cli.render.wording import product_name
from sopkit_cli.stepping.on_step import SOME
from sopkit_cli.stepping.reasons import reasons_lines

if TYPE_CHECKING:
    from sopkit import Item
    from sopkit_cli.stepping.stepper import Stepper

__all__ = [
    "abort",
    "complaint",
    "fault",
    "finish",
    "go",
    "go_word",
    "hold",
    "may_abort",
    "may_complain",
    "may_fault",
    "may_finish",
    "may_go",
    "may_hold",
    "may_note",
    "may_number",
    "may_open",
    "note",
    "number",
    "open_",
]

Make = Callable[[str], cm.Command]
COMPLAINT = "complaint"


def _why(stepper: Stepper, make: Make) -> str | None:
    """Return why nobody who is played may give the command; ``None`` where somebody may."""
    refusal = stepper.actor(make)[1]
    return reasons_lines(refusal.reasons) if refusal is not None else None


def _give(stepper: Stepper, make: Make, roles: Sequence[str] = ()) -> None:
    """Give a command by who may, of *roles* first where everybody is played."""
    stepper.run.do(make(stepper.actor(make, roles)[0]))


# --- phases and the end


def _going(stepper: Stepper) -> Make:
    """Return what enters the next phase, or closes the run from the last."""
    phases = stepper.run.runbook.phases
    here = next((n for n, phase in enumerate(phases) if phase.id == stepper.run.state.phase), len(phases) - 1)
    if here + 1 < len(phases):
        return lambda by: cm.EnterPhase(by, phases[here + 1].id)
    return cm.CloseRun


def go_word(stepper: Stepper) -> str:
    """Return what the key means now."""
    return "close" if _going(stepper) is cm.CloseRun else "go"


def may_go(stepper: Stepper, item: Item | None) -> str | None:  # noqa: ARG001 -- every key is asked the same way
    """Return why the phase cannot be left."""
    return _why(stepper, _going(stepper))


def go(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is called the same way
    """Enter the next phase, or close."""
    _give(stepper, _going(stepper), stepper.run.runbook.may.enter)


def may_abort(stepper: Stepper, item: Item | None) -> str | None:  # noqa: ARG001 -- every key is asked the same way
    """Return why the run cannot be aborted."""
    return _why(stepper, lambda by: cm.AbortRun(by, SOME))


def abort(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is called the same way
    """End the run where it stands."""
    reason = stepper.ask.text(t("run.reason"), given)
    _give(stepper, lambda by: cm.AbortRun(by, reason))


def may_hold(stepper: Stepper, item: Item | None) -> str | None:  # noqa: ARG001 -- every key is asked the same way
    """Return why the run can neither be held nor go on."""
    held = stepper.run.state.status is RunStatus.HELD
    return _why(stepper, cm.ResumeRun if held else lambda by: cm.HoldRun(by, SOME))


def hold(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is called the same way
    """Hold the run, or go on."""
    if stepper.run.state.status is RunStatus.HELD:
        _give(stepper, cm.ResumeRun)
        return
    reason = stepper.ask.text(t("run.reason"), given)
    _give(stepper, lambda by: cm.HoldRun(by, reason))


# --- activities


def _openable(stepper: Stepper) -> list[tuple[str, str]]:
    """Return the procedures that may be opened by hand; those that a phase or a fault opens are not offered."""
    book = stepper.run.runbook
    others = {one for phase in book.phases for one in phase.opens}
    others |= {owed.procedure for fault in book.faults.values() for owed in fault.owes}
    found = []
    for procedure in book.procedures.values():
        if procedure.id in others or procedure.id.startswith("fault:"):
            continue
        if any(_why(stepper, _opening(procedure.id, product)) is None for product in _products(stepper, procedure.id)):
            found.append((procedure.id, procedure.title))
    return found


def _products(stepper: Stepper, procedure: str) -> list[str | None]:
    needs = stepper.run.runbook.procedures[procedure].product is ProductUse.REQUIRED
    return list(stepper.run.state.products) if needs else [None]


def _opening(procedure: str, product: str | None) -> Make:
    return lambda by: cm.OpenActivity(by, procedure, product)


def may_open(stepper: Stepper, item: Item | None) -> str | None:  # noqa: ARG001 -- every key is asked the same way
    """Return why no procedure may be opened."""
    return None if _openable(stepper) else t("run.no-open")


def open_(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is called the same way
    """Open a procedure, for a product where it needs one; given as “procedure product”, nothing is asked."""
    wish, _, about = given.partition(" ")
    procedure = stepper.ask.choose(t("key.open"), _openable(stepper), wish)
    product = None
    if stepper.run.runbook.procedures[procedure].product is ProductUse.REQUIRED:
        state = stepper.run.state
        product = stepper.ask.choose(
            t("run.product"), [(one, product_name(state, one)) for one in state.products], about.strip()
        )
    _give(stepper, _opening(procedure, product), stepper.run.runbook.procedures[procedure].opened_by)


def may_finish(stepper: Stepper, item: Item | None) -> str | None:
    """Return why the activity of the step in hand cannot be finished."""
    if item is None:
        return t("run.no-step")
    return _why(stepper, lambda by: cm.FinishActivity(by, item.activity))


def finish(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is called the same way
    """Finish the activity of the step in hand."""
    assert item is not None
    _give(stepper, lambda by: cm.FinishActivity(by, item.activity))


def may_complain(stepper: Stepper, item: Item | None) -> str | None:  # noqa: ARG001 -- every key is asked the same way
    """Return why no complaint can be opened."""
    if COMPLAINT not in stepper.run.runbook.procedures:
        return t("run.no-complaint")
    return _why(stepper, _opening(COMPLAINT, None))


def complaint(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is called the same way
    """Open a complaint beside the show."""
    _give(stepper, lambda by: cm.OpenActivity(by, COMPLAINT, None, given))


# --- faults, numbers, notes


def _raisable(stepper: Stepper) -> list[tuple[str, str]]:
    faults = sorted(stepper.run.runbook.faults.values(), key=lambda one: one.severity.value)
    may = (one for one in faults if _why(stepper, lambda by, one=one: cm.RaiseFault(by, one.id)) is None)  # type: ignore[misc]
    return [(one.id, f"{one.severity.value} {one.title}") for one in may]


def may_fault(stepper: Stepper, item: Item | None) -> str | None:  # noqa: ARG001 -- every key is asked the same way
    """Return why no fault may be raised."""
    return None if _raisable(stepper) else t("run.no-fault")


def fault(stepper: Stepper, item: Item | None, given: str) -> None:
    """Raise a fault; on the activity in hand where that is about a product."""
    chosen = stepper.ask.choose(t("key.fault"), _raisable(stepper), given)
    activity = stepper.run.state.activities[item.activity] if item is not None else None
    about = activity.id if activity is not None and activity.product and activity.fault is None else None
    _give(stepper, lambda by: cm.RaiseFault(by, chosen, about), stepper.run.runbook.faults[chosen].noticed_by)


def may_number(stepper: Stepper, item: Item | None) -> str | None:  # noqa: ARG001 -- every key is asked the same way
    """Return why no number can be fed in."""
    return None if stepper.run.runbook.signals else t("run.no-signal")


def number(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is called the same way
    """Feed in a number."""
    signals = [(one.id, one.title or one.id) for one in stepper.run.runbook.signals.values()]
    wish, _, value = given.partition(" ")
    name = stepper.ask.choose(t("key.number"), signals, wish)
    if not stepper.run.signal(name, stepper.ask.text(t("run.number"), value.strip())):
        stepper.terminal.line(t("verb.no-cue"), "dim")


def may_note(stepper: Stepper, item: Item | None) -> str | None:  # noqa: ARG001 -- every key is asked the same way
    """Return why nothing can be noted."""
    return _why(stepper, lambda by: cm.TakeNote(by, SOME))


def note(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is called the same way
    """Write something down."""
    text = stepper.ask.text(t("run.note"), given)
    _give(stepper, lambda by: cm.TakeNote(by, text))
