"""Events: facts, in the past tense. A run is nothing but its events in order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import field

from sopkit.definition.product import Product
from sopkit.definition.runbook import Source
from sopkit.definition.value import Value
from sopkit.frozen import frozen
from sopkit.message import Message
from sopkit.role import Crew


@frozen(eq=False, repr=False, slots=False)
class Event(Message):
    """
    Base of every event.

    ``at`` is when (aware, UTC) and ``by`` who; what happens by itself is
    ``by`` the empty string.
    """

    at: datetime
    by: str

    def __hash__(self) -> int:
        # A set of events asks often; when and who tell most of them apart.
        return hash((type(self), self.at, self.by))


# --- the run


@frozen(eq=False, repr=False, slots=False)
class RunStarted(Event):
    """A performance began; pins the runbook's exact texts and their digest."""

    run: str
    runbook: str
    version: str
    digest: str
    sources: tuple[Source, ...]
    crew: Crew
    products: tuple[Product, ...] = ()
    params: Mapping[str, Value] = field(factory=dict)
    go_live: datetime | None = None
    kind: str = "live"
    title: str = ""


@frozen(eq=False, repr=False, slots=False)
class PhaseEntered(Event):
    """The run moved into a phase."""

    phase: str
    left: str | None = None


@frozen(eq=False, repr=False, slots=False)
class RunHeld(Event):
    """The whole run was put on hold."""

    reason: str


@frozen(eq=False, repr=False, slots=False)
class RunResumed(Event):
    """The run went on after a hold."""


@frozen(eq=False, repr=False, slots=False)
class RunClosed(Event):
    """The run ended as it should."""


@frozen(eq=False, repr=False, slots=False)
class RunAborted(Event):
    """The run was ended where it stood."""

    reason: str


@frozen(eq=False, repr=False, slots=False)
class SeatHandedOver(Event):
    """A seat changed hands in mid-show."""

    role: str
    leaves: str
    to: str
    note: str = ""


# --- activities


@frozen(eq=False, repr=False, slots=False)
class ActivityOpened(Event):
    """
    A procedure began to run.

    ``origin`` is ``phase``, ``hand``, ``cue``, ``fault``, ``owed``, ``call``
    or ``outcome``; ``fault``, ``cue``, ``owed`` and ``parent`` (activity,
    with ``parent_step``) say which. ``products`` are the line-up's ids where its
    steps run once for each.
    """

    activity: str
    procedure: str
    origin: str
    phase: str | None = None
    product: str | None = None
    title: str = ""
    parent: str | None = None
    parent_step: str | None = None
    fault: str | None = None
    cue: str | None = None
    owner: str | None = None
    due: datetime | None = None
    products: tuple[str, ...] = ()
    owed: str | None = None


@frozen(eq=False, repr=False, slots=False)
class ActivitySuspended(Event):
    """A fault took hold of an activity; its steps are refused while any fault holds it."""

    activity: str
    fault: str


@frozen(eq=False, repr=False, slots=False)
class ActivityReleased(Event):
    """
    A fault let go of an activity.

    ``resumed`` is true where no other fault holds it; it then goes on as
    ``resume`` says, its clocks as ``clock`` says.
    """

    activity: str
    fault: str
    resumed: bool
    resume: str
    clock: str


@frozen(eq=False, repr=False, slots=False)
class ActivityEnded(Event):
    """Base of the events that end an activity. ``outcome`` is the last answer given in it, if any."""

    activity: str
    outcome: str | None = None


@frozen(eq=False, repr=False, slots=False)
class ActivityFinished(ActivityEnded):
    """Every step that counts was passed."""


@frozen(eq=False, repr=False, slots=False)
class ActivityCut(ActivityEnded):
    """An activity was ended before its end."""

    reason: str = ""


@frozen(eq=False, repr=False, slots=False)
class ActivityCancelled(ActivityEnded):
    """An activity ended by its own way out that takes it back (an apology)."""


@frozen(eq=False, repr=False, slots=False)
class ActivityReopened(Event):
    """A finished activity is open again, since a step of it was undone."""

    activity: str


@frozen(eq=False, repr=False, slots=False)
class RoundStarted(Event):
    """The flow went back to ``step``: round ``number`` (from 1) began."""

    activity: str
    number: int
    step: str


@frozen(eq=False, repr=False, slots=False)
class FlowMoved(Event):
    """The flow went forward to ``step`` (empty: to the end); ``passed`` are the steps that it left out."""

    activity: str
    step: str
    passed: tuple[str, ...]


@frozen(eq=False, repr=False, slots=False)
class LimitReached(Event):
    """A bound of the activity was reached: from now only the ways out are legal."""

    activity: str
    limit: str


# --- steps


@frozen(eq=False, repr=False, slots=False)
class StepEvent(Event):
    """Base of the events about one step; ``step`` is its id, with ``@product`` where it runs for each."""

    activity: str
    step: str


@frozen(eq=False, repr=False, slots=False)
class StepStarted(StepEvent):
    """Somebody began, or asked (``asked``)."""

    asked: bool = False


@frozen(eq=False, repr=False, slots=False)
class StepConfirmed(StepEvent):
    """One of several seats that must all confirm did so, for ``roles``."""

    roles: tuple[str, ...] = ()
    record: Mapping[str, Value] = field(factory=dict)


@frozen(eq=False, repr=False, slots=False)
class StepSubmitted(StepEvent):
    """Done, and waiting for the second person."""

    record: Mapping[str, Value] = field(factory=dict)
    outcome: str | None = None


@frozen(eq=False, repr=False, slots=False)
class StepRejected(StepEvent):
    """The second person sent it back."""

    reason: str = ""


@frozen(eq=False, repr=False, slots=False)
class StepCompleted(StepEvent):
    """Done for good. ``done_by`` is who did it where ``by`` is the second person who accepted."""

    record: Mapping[str, Value] = field(factory=dict)
    outcome: str | None = None
    done_by: str = ""


@frozen(eq=False, repr=False, slots=False)
class StepFailed(StepEvent):
    """It did not work; ``attempt`` counts from 1, ``retry`` is true where it may be tried again."""

    reason: str = ""
    attempt: int = 1
    retry: bool = False
    record: Mapping[str, Value] = field(factory=dict)


@frozen(eq=False, repr=False, slots=False)
class StepSkipped(StepEvent):
    """Passed over, by right and with a reason."""

    reason: str = ""


@frozen(eq=False, repr=False, slots=False)
class StepNotApplicable(StepEvent):
    """Does not apply this time."""

    reason: str = ""


@frozen(eq=False, repr=False, slots=False)
class StepUndone(StepEvent):
    """Taken back: open again as if it had not been passed."""

    reason: str = ""


@frozen(eq=False, repr=False, slots=False)
class StepRecurred(StepEvent):
    """A step that comes back did so; ``number`` counts from 1."""

    number: int = 1


@frozen(eq=False, repr=False, slots=False)
class StepOverdue(StepEvent):
    """Its due time passed. ``due`` is when that was; ``at`` is when it was noticed."""

    due: datetime | None = None


# --- faults


@frozen(eq=False, repr=False, slots=False)
class FaultRaised(Event):
    """Something went wrong. ``fault`` is this one's id (``coupon-missing#1``), ``kind`` the runbook's."""

    fault: str
    kind: str
    activity: str | None = None
    product: str | None = None
    note: str = ""


@frozen(eq=False, repr=False, slots=False)
class FaultAcknowledged(Event):
    """Somebody has it in hand."""

    fault: str


@frozen(eq=False, repr=False, slots=False)
class FaultHandled(Event):
    """The first step of its handling was taken."""

    fault: str


@frozen(eq=False, repr=False, slots=False)
class FaultRecovered(Event):
    """It is mended; what it held goes on, what it owes is owed."""

    fault: str


@frozen(eq=False, repr=False, slots=False)
class FaultReviewed(Event):
    """What was learnt from it."""

    fault: str
    finding: str


@frozen(eq=False, repr=False, slots=False)
class FaultDismissed(Event):
    """A false alarm."""

    fault: str
    reason: str


@frozen(eq=False, repr=False, slots=False)
class ObligationOwed(Event):
    """
    A fault, or a promise made in *activity*, left something to be done after the stream.

    ``obligation`` is its id.
    """

    obligation: str
    procedure: str
    fault: str | None = None
    owner: str | None = None
    due: datetime | None = None
    activity: str | None = None


# --- cues


@frozen(eq=False, repr=False, slots=False)
class CueGiven(Event):
    """
    A seat or a person was told to do or say something.

    ``rule`` names the runbook's rule, ``fault`` the fault whose first line
    it is; neither for an ad-hoc one. ``values`` are what fired it; for a rule
    on time ``beat`` is the moment of it, counted in ``place``.
    """

    cue: str
    text: str
    role: str | None = None
    person: str | None = None
    rule: str | None = None
    fault: str | None = None
    task: bool = False
    due: datetime | None = None
    values: Mapping[str, Value] = field(factory=dict)
    activity: str | None = None
    beat: Value = None
    place: str = ""


@frozen(eq=False, repr=False, slots=False)
class CueAcknowledged(Event):
    """Seen."""

    cue: str


@frozen(eq=False, repr=False, slots=False)
class CueActed(Event):
    """Done."""

    cue: str


@frozen(eq=False, repr=False, slots=False)
class CueDismissed(Event):
    """Turned down, with a reason."""

    cue: str
    reason: str


@frozen(eq=False, repr=False, slots=False)
class CueExpired(Event):
    """Its time-box passed, or the fault that it belongs to is over, without an answer."""

    cue: str


# --- words, facts, numbers


@frozen(eq=False, repr=False, slots=False)
class CorrectionMade(Event):
    """A wrong statement was put right on the spot."""

    said: str
    right: str
    speaker: str
    product: str | None = None
    phase: str | None = None


@frozen(eq=False, repr=False, slots=False)
class Waived(Event):
    """A gate, or something owed, was let pass by name."""

    target: str
    kind: str
    reason: str
    activity: str | None = None


@frozen(eq=False, repr=False, slots=False)
class NoteTaken(Event):
    """Something written down; ``review`` marks it for the 复盘."""

    text: str
    activity: str | None = None
    review: bool = False


@frozen(eq=False, repr=False, slots=False)
class ProductUpdated(Event):
    """What is known of a product changed."""

    product: str
    facts: Mapping[str, Value]
    reason: str = ""


@frozen(eq=False, repr=False, slots=False)
class ParamSet(Event):
    """A parameter has another value, in the whole run or in one activity."""

    param: str
    value: Value
    reason: str = ""
    activity: str | None = None
    cue: str | None = None


@frozen(eq=False, repr=False, slots=False)
class MeasureStarted(Event):
    """The first moment of a measure passed, with the signal's value then."""

    measure: str
    activity: str
    number: int
    value: Value = None


@frozen(eq=False, repr=False, slots=False)
class MeasureTaken(Event):
    """A measure of one round is known; ``value`` is null where a signal was missing."""

    measure: str
    activity: str
    number: int
    value: Value = None


EVENTS: Mapping[str, tuple[type[Event], int]] = {
    # stable name in the journal: (class, version of its fields). Never rename or reuse a name.
    "run-started": (RunStarted, 1),
    "phase-entered": (PhaseEntered, 1),
    "run-held": (RunHeld, 1),
    "run-resumed": (RunResumed, 1),
    "run-closed": (RunClosed, 1),
    "run-aborted": (RunAborted, 1),
    "seat-handed-over": (SeatHandedOver, 1),
    "activity-opened": (ActivityOpened, 1),
    "activity-suspended": (ActivitySuspended, 1),
    "activity-released": (ActivityReleased, 1),
    "activity-finished": (ActivityFinished, 1),
    "activity-cut": (ActivityCut, 1),
    "activity-cancelled": (ActivityCancelled, 1),
    "activity-reopened": (ActivityReopened, 1),
    "round-started": (RoundStarted, 1),
    "flow-moved": (FlowMoved, 1),
    "limit-reached": (LimitReached, 1),
    "step-started": (StepStarted, 1),
    "step-confirmed": (StepConfirmed, 1),
    "step-submitted": (StepSubmitted, 1),
    "step-rejected": (StepRejected, 1),
    "step-completed": (StepCompleted, 1),
    "step-failed": (StepFailed, 1),
    "step-skipped": (StepSkipped, 1),
    "step-not-applicable": (StepNotApplicable, 1),
    "step-undone": (StepUndone, 1),
    "step-recurred": (StepRecurred, 1),
    "step-overdue": (StepOverdue, 1),
    "fault-raised": (FaultRaised, 1),
    "fault-acknowledged": (FaultAcknowledged, 1),
    "fault-handled": (FaultHandled, 1),
    "fault-recovered": (FaultRecovered, 1),
    "fault-reviewed": (FaultReviewed, 1),
    "fault-dismissed": (FaultDismissed, 1),
    "obligation-owed": (ObligationOwed, 1),
    "cue-given": (CueGiven, 1),
    "cue-acknowledged": (CueAcknowledged, 1),
    "cue-acted": (CueActed, 1),
    "cue-dismissed": (CueDismissed, 1),
    "cue-expired": (CueExpired, 1),
    "correction-made": (CorrectionMade, 1),
    "waived": (Waived, 1),
    "note-taken": (NoteTaken, 1),
    "product-updated": (ProductUpdated, 1),
    "param-set": (ParamSet, 1),
    "measure-started": (MeasureStarted, 1),
    "measure-taken": (MeasureTaken, 1),
}
"""Every event under its stable name, with the version of its fields."""

NAMES: Mapping[type[Event], str] = {cls: name for name, (cls, _) in EVENTS.items()}
"""The stable name of each event class."""
