"""Commands: requests, in the imperative. Each says who asks; the shell adds the time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import field

from sopkit.definition.product import Product
from sopkit.definition.runbook import Runbook
from sopkit.definition.value import Value
from sopkit.frozen import frozen
from sopkit.message import Message
from sopkit.role import Crew

__all__ = [
    "AbortRun",
    "AcknowledgeCue",
    "AcknowledgeFault",
    "ActOnCue",
    "CheckStep",
    "CloseRun",
    "Command",
    "CompleteStep",
    "Correct",
    "CutActivity",
    "DismissCue",
    "DismissFault",
    "EnterPhase",
    "FailStep",
    "FinishActivity",
    "FireCue",
    "GiveCue",
    "HandOver",
    "HoldRun",
    "MarkNotApplicable",
    "OpenActivity",
    "RaiseFault",
    "RecoverFault",
    "ResumeRun",
    "ReviewFault",
    "SetParam",
    "SkipStep",
    "StartRun",
    "StartStep",
    "TakeNote",
    "Tick",
    "UndoStep",
    "UpdateProduct",
    "Waive",
]


@frozen(eq=False, repr=False, slots=False)
class Command(Message):
    """
    Base of every command.

    ``by`` is the person who asks.
    """

    by: str


@frozen(eq=False, repr=False, slots=False)
class StartRun(Command):
    """Start a performance of *runbook*: its crew, line-up, parameters and planned go-live (UTC)."""

    runbook: Runbook
    crew: Crew
    products: tuple[Product, ...] = ()
    params: Mapping[str, Value] = field(factory=dict)
    go_live: datetime | None = None
    kind: str = "live"
    title: str = ""


@frozen(eq=False, repr=False, slots=False)
class EnterPhase(Command):
    """Leave the phase that the run is in and enter the next."""

    phase: str


@frozen(eq=False, repr=False, slots=False)
class HoldRun(Command):
    """Hold the whole run: no step is taken and every clock stands still."""

    reason: str


@frozen(eq=False, repr=False, slots=False)
class ResumeRun(Command):
    """Go on after a hold."""


@frozen(eq=False, repr=False, slots=False)
class CloseRun(Command):
    """Close the run for good: last phase done, every fault recovered, everything owed met."""


@frozen(eq=False, repr=False, slots=False)
class AbortRun(Command):
    """End the run where it stands, with a reason."""

    reason: str


@frozen(eq=False, repr=False, slots=False)
class HandOver(Command):
    """Give the seat *role* to another person in mid-show. ``leaves`` is needed where several sit there."""

    role: str
    to: str
    leaves: str | None = None
    note: str = ""


@frozen(eq=False, repr=False, slots=False)
class OpenActivity(Command):
    """Open an activity of *procedure*, for *product* where it is about one."""

    procedure: str
    product: str | None = None
    title: str = ""


@frozen(eq=False, repr=False, slots=False)
class FinishActivity(Command):
    """End an activity of which only optional or recurring steps are left."""

    activity: str


@frozen(eq=False, repr=False, slots=False)
class CutActivity(Command):
    """End an activity before its end, with a reason."""

    activity: str
    reason: str


@frozen(eq=False, repr=False, slots=False)
class StepCommand(Command):
    """
    Base of the commands about one step.

    ``step`` is its id; ``activity`` and ``product`` are needed only where
    more than one open activity has such a step to take.
    """

    step: str
    activity: str | None = None
    product: str | None = None


@frozen(eq=False, repr=False, slots=False)
class StartStep(StepCommand):
    """Begin a step; for one that is asked, put the question; for one that calls, open what it calls."""


@frozen(eq=False, repr=False, slots=False)
class CompleteStep(StepCommand):
    """Report a step done, with what it asks to be recorded and the outcome chosen."""

    record: Mapping[str, Value] = field(factory=dict)
    outcome: str | None = None


@frozen(eq=False, repr=False, slots=False)
class CheckStep(StepCommand):
    """As the second person: accept what was done, or send it back with a reason."""

    accepted: bool = True
    reason: str = ""


@frozen(eq=False, repr=False, slots=False)
class FailStep(StepCommand):
    """Report that a step did not work."""

    reason: str = ""


@frozen(eq=False, repr=False, slots=False)
class SkipStep(StepCommand):
    """Pass over a step that may be skipped."""

    reason: str = ""


@frozen(eq=False, repr=False, slots=False)
class MarkNotApplicable(StepCommand):
    """Say that a step does not apply this time."""

    reason: str = ""


@frozen(eq=False, repr=False, slots=False)
class UndoStep(StepCommand):
    """Take back a step that was passed; the journal keeps both."""

    reason: str = ""


@frozen(eq=False, repr=False, slots=False)
class RaiseFault(Command):
    """Raise the fault *fault* (its id in the runbook), on an activity or product where it has one."""

    fault: str
    activity: str | None = None
    product: str | None = None
    note: str = ""


@frozen(eq=False, repr=False, slots=False)
class AcknowledgeFault(Command):
    """Say that you have the fault in hand. ``fault`` is the raised one's id, ``coupon-missing#1``."""

    fault: str


@frozen(eq=False, repr=False, slots=False)
class RecoverFault(Command):
    """Declare a fault recovered while only optional steps of its handling are left."""

    fault: str


@frozen(eq=False, repr=False, slots=False)
class ReviewFault(Command):
    """After recovery: what was learnt."""

    fault: str
    finding: str


@frozen(eq=False, repr=False, slots=False)
class DismissFault(Command):
    """Declare a fault a false alarm."""

    fault: str
    reason: str


@frozen(eq=False, repr=False, slots=False)
class GiveCue(Command):
    """
    Give a seat or a person a cue or a task that no plan has.

    Exactly one of ``role`` and ``person``. ``task`` means that it must be
    acted on, not only acknowledged.
    """

    text: str
    role: str | None = None
    person: str | None = None
    within: Value = None
    task: bool = False


@frozen(eq=False, repr=False, slots=False)
class FireCue(Command):
    """Give the cue of rule *cue* with the values that fired it. Sent by the shell, not by a person."""

    cue: str
    values: Mapping[str, Value] = field(factory=dict)


@frozen(eq=False, repr=False, slots=False)
class AcknowledgeCue(Command):
    """Say that you have seen the cue."""

    cue: str


@frozen(eq=False, repr=False, slots=False)
class ActOnCue(Command):
    """Say that it is done; opens *open* if the cue offers it, and applies its adjustment."""

    cue: str
    open: str | None = None
    product: str | None = None


@frozen(eq=False, repr=False, slots=False)
class DismissCue(Command):
    """Turn a cue down, with a reason."""

    cue: str
    reason: str


@frozen(eq=False, repr=False, slots=False)
class Correct(Command):
    """Correct a wrong statement on the spot: what was said, what is right, who said it."""

    said: str
    right: str
    speaker: str
    product: str | None = None


@frozen(eq=False, repr=False, slots=False)
class Waive(Command):
    """
    Let something pass by name and with a reason.

    ``target`` is a gate's id or the id of the activity of something owed.
    """

    target: str
    reason: str
    activity: str | None = None


@frozen(eq=False, repr=False, slots=False)
class TakeNote(Command):
    """Write something down for the report."""

    text: str
    activity: str | None = None
    review: bool = False


@frozen(eq=False, repr=False, slots=False)
class UpdateProduct(Command):
    """Change what is known of a product (price mended, stock declared), with a reason."""

    product: str
    facts: Mapping[str, Value]
    reason: str = ""


@frozen(eq=False, repr=False, slots=False)
class SetParam(Command):
    """Set a parameter of this run within its bounds, with a reason."""

    param: str
    value: Value
    reason: str = ""


@frozen(eq=False, repr=False, slots=False)
class Tick(Command):
    """Let time pass: whatever is overdue by now becomes events, once. Sent by the shell."""
