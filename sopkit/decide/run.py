"""Deciding the commands about the run itself: start, phases, hold, close, seats, waivers, words and facts."""

from __future__ import annotations

from sopkit import commands as cm
from sopkit import events as ev
from sopkit.decide.case import Case
from sopkit.decide.opening import interrupted, phase_title
from sopkit.lifecycle import RUN, ActivityStatus
from sopkit.opening import is_beside
from sopkit.record import read_fact, read_param
from sopkit.state import ActivityState, RunState
from sopkit.words import role_title

__all__ = [
    "abort_run",
    "close_run",
    "correct",
    "enter_phase",
    "hand_over",
    "hold_run",
    "resume_run",
    "set_param",
    "take_note",
    "update_product",
    "waive",
]


def enter_phase(case: Case, command: cm.EnterPhase) -> list[ev.Event]:
    """Leave the phase that the run is in, if nothing of it is left undone, and enter the next."""
    state = case.state
    case.running()
    phases = state.runbook.phases
    here = next(n for n, phase in enumerate(phases) if phase.id == state.phase)
    wanted = next((phase for phase in phases if phase.id == command.phase), None)
    if wanted is None:
        case.bar("unknown-phase", phase=command.phase, known="、".join(p.id for p in phases))
        case.refuse()
    if here + 1 == len(phases):
        case.bar("phase-last", now=phases[here].title)
    elif phases[here + 1] is not wanted:
        case.bar("phase-order", now=phases[here].title, next=phases[here + 1].id, phase=command.phase)
    case.entitled(wanted.entered_by or state.runbook.may.enter)
    for activity in state.open.values():
        if _holds_phase(state, activity):
            bar_unfinished(case, activity)
    interrupted(case, None)
    case.gates(phases[here].gates, None)
    case.stop()
    return [ev.PhaseEntered(case.now, command.by, command.phase, state.phase)]


def _holds_phase(state: RunState, activity: ActivityState) -> bool:
    return (
        activity.phase == state.phase
        and not (activity.finishable and activity.status is ActivityStatus.OPEN)
        and not is_beside(state, activity)
        and activity.fault is None
    )


def bar_unfinished(case: Case, activity: ActivityState) -> None:
    """Note that an activity is not finished, and which steps it lacks."""
    index = activity.index
    left = [k for k in index.keys if index.blocks[index.position[k]] and not activity.passed(k)]
    shown = case.step_titles(activity, left[:5]) + ("…" if len(left) > 5 else "")
    case.bar("activity-unfinished", tuple(left), activity=f"{index.procedure.title}（{activity.id}）", steps=shown)


def hold_run(case: Case, command: cm.HoldRun) -> list[ev.Event]:
    """Hold the whole run."""
    case.running()
    case.entitled(case.state.runbook.may.hold)
    case.reasoned(command.reason)
    case.stop()
    return [ev.RunHeld(case.now, command.by, command.reason)]


def resume_run(case: Case, command: cm.ResumeRun) -> list[ev.Event]:
    """Go on after a hold."""
    case.running(held=True)
    if RUN.fire(case.state.status, "resume") is None:
        case.bar("run-not-held")
    case.entitled(case.state.runbook.may.hold)
    case.stop()
    return [ev.RunResumed(case.now, command.by)]


def close_run(case: Case, command: cm.CloseRun) -> list[ev.Event]:
    """Close the run, if it has come to its end and owes nothing."""
    state = case.state
    case.running()
    case.entitled(state.runbook.may.enter)
    last = state.runbook.phases[-1]
    if state.phase != last.id:
        case.bar("phase-not-last", now=phase_title(state, state.phase), last=last.title)
    for activity in state.open.values():
        if activity.origin not in ("fault", "owed") and not activity.finishable:
            bar_unfinished(case, activity)
    for fault in state.faults_open.values():
        case.bar("fault-open", (fault.id,), fault=state.runbook.faults[fault.kind].title, id=fault.id)
    for owed in state.obligations.values():
        if owed.status in ("owed", "open"):
            title = state.runbook.procedures[owed.procedure].title
            case.bar("obligation-open", state.runbook.may.waive, obligation=title, id=owed.id)
    if state.phase == last.id:
        case.gates(last.gates, None)
    case.stop()
    ends: list[ev.Event] = [
        ev.ActivityFinished(case.now, command.by, activity.id, activity.outcome) for activity in state.open.values()
    ]
    return [*ends, ev.RunClosed(case.now, command.by)]


def abort_run(case: Case, command: cm.AbortRun) -> list[ev.Event]:
    """End the run where it stands."""
    case.running(held=True)
    case.entitled(case.state.runbook.may.abort)
    case.reasoned(command.reason)
    case.stop()
    return [ev.RunAborted(case.now, command.by, command.reason)]


def hand_over(case: Case, command: cm.HandOver) -> list[ev.Event]:
    """Give a seat to another person: by who sits there, or by who may hand over seats."""
    state = case.state
    case.running(held=True)
    title = role_title(state.runbook, command.role)
    if command.role not in state.runbook.roles:
        case.bar("unknown-role", role=command.role, **case.near(command.role, state.runbook.roles))
        case.refuse()
    people = state.crew.seats.get(command.role, ())
    leaves = command.leaves or (people[0] if len(people) == 1 else "")
    if people and leaves not in people:
        case.bar("seat-unclear", people, role=title, people="、".join(people))
    if command.to in people:
        case.bar("seat-same", (command.to,), person=command.to, role=title)
    if not command.to.strip():
        case.bar("text-needed")
    if command.by not in people:
        case.entitled(state.runbook.may.hand_over)
    case.stop()
    return [ev.SeatHandedOver(case.now, command.by, command.role, leaves, command.to, command.note)]


def correct(case: Case, command: cm.Correct) -> list[ev.Event]:
    """Correct a wrong statement on the spot; in any live phase, held or not, by anyone of the crew."""
    case.running(held=True)
    case.in_crew()
    if not case.state.live:
        case.bar("not-live")
    if command.product is not None and command.product not in case.state.products:
        case.bar("unknown-product", product=command.product, **case.near(command.product, case.state.products))
    if not (command.said.strip() and command.right.strip() and command.speaker.strip()):
        case.bar("text-needed")
    case.stop()
    return [
        ev.CorrectionMade(
            case.now, command.by, command.said, command.right, command.speaker, command.product, case.state.phase
        )
    ]


def waive(case: Case, command: cm.Waive) -> list[ev.Event]:
    """Let a gate, or something owed, pass by name and with a reason."""
    state = case.state
    case.running()
    case.reasoned(command.reason)
    owed = state.obligations.get(command.target)
    gate = state.runbook.gates.get(command.target)
    events: list[ev.Event] = []
    if owed is not None:
        case.entitled(state.runbook.may.waive)
        if owed.status not in ("owed", "open"):
            case.bar("already-waived", target=command.target)
        events.append(ev.Waived(case.now, command.by, command.target, "obligation", command.reason))
        if owed.activity is not None and owed.status == "open":
            events.append(ev.ActivityCut(case.now, command.by, owed.activity, reason=command.reason))
    elif gate is not None:
        if gate.waived_by:
            case.entitled(gate.waived_by)
        else:
            case.bar("gate-firm", gate=gate.title)
        if (command.activity, command.target) in state.waived:
            case.bar("already-waived", target=command.target)
        events.append(ev.Waived(case.now, command.by, command.target, "gate", command.reason, command.activity))
    else:
        known = (*state.runbook.gates, *state.obligations)
        case.bar("unknown-gate", target=command.target, **case.near(command.target, known))
    if command.activity is not None and command.activity not in state.activities:
        case.bar("unknown-activity", activity=command.activity, open="、".join(state.open) or "（无）")
    case.stop()
    return events


def take_note(case: Case, command: cm.TakeNote) -> list[ev.Event]:
    """Write something down; anybody of the crew, at any time of the run."""
    case.running(held=True)
    case.in_crew()
    if not command.text.strip():
        case.bar("text-needed")
    if command.activity is not None and command.activity not in case.state.activities:
        case.bar("unknown-activity", activity=command.activity, open="、".join(case.state.open) or "（无）")
    case.stop()
    return [ev.NoteTaken(case.now, command.by, command.text, command.activity, command.review)]


def update_product(case: Case, command: cm.UpdateProduct) -> list[ev.Event]:
    """Change what is known of a product."""
    case.running(held=True)
    case.entitled(case.state.runbook.may.adjust)
    if command.product not in case.state.products:
        case.bar("unknown-product", product=command.product, **case.near(command.product, case.state.products))
    facts = {name: read_fact(name, given) for name, given in command.facts.items()}
    case.stop()
    return [ev.ProductUpdated(case.now, command.by, command.product, facts, command.reason)]


def set_param(case: Case, command: cm.SetParam) -> list[ev.Event]:
    """Set a parameter of this run, within its bounds."""
    case.running(held=True)
    case.entitled(case.state.runbook.may.adjust)
    definition = case.state.runbook.params.get(command.param)
    if definition is None:
        case.bar("unknown-param", param=command.param, **case.near(command.param, case.state.runbook.params))
        case.refuse()
    case.stop()
    value = read_param(definition, command.value)
    return [ev.ParamSet(case.now, command.by, command.param, value, command.reason)]
