"""
Decide: what a command comes to. Pure: a state, a command and a moment in; events or a refusal out.

`decide` never changes the state. `handle` folds what was decided, and all
that follows from it, into the state that the caller owns.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sopkit import commands as cm
from sopkit import events as ev
from sopkit.decide import activity, cue, fault, run, step
from sopkit.decide.case import Case
from sopkit.decide.recheck import check_step
from sopkit.decide.start import start_run
from sopkit.decide.undo import undo_step
from sopkit.errors import RefusedError, UsageError
from sopkit.evolve import evolve
from sopkit.follow import follow
from sopkit.lifecycle import RunStatus
from sopkit.moment import Moment
from sopkit.refusal import Refusal
from sopkit.state import RunState
from sopkit.tick import overdue

__all__ = ["check", "decide", "handle", "settle"]

_DECISIONS: dict[type[cm.Command], Callable[[Case, Any], list[ev.Event]]] = {
    cm.EnterPhase: run.enter_phase,
    cm.HoldRun: run.hold_run,
    cm.ResumeRun: run.resume_run,
    cm.CloseRun: run.close_run,
    cm.AbortRun: run.abort_run,
    cm.HandOver: run.hand_over,
    cm.Correct: run.correct,
    cm.Waive: run.waive,
    cm.TakeNote: run.take_note,
    cm.UpdateProduct: run.update_product,
    cm.SetParam: run.set_param,
    cm.OpenActivity: activity.open_activity,
    cm.FinishActivity: activity.finish_activity,
    cm.CutActivity: activity.cut_activity,
    cm.StartStep: step.start_step,
    cm.CompleteStep: step.complete_step,
    cm.CheckStep: check_step,
    cm.FailStep: step.fail_step,
    cm.SkipStep: step.skip_step,
    cm.MarkNotApplicable: step.mark_not_applicable,
    cm.UndoStep: undo_step,
    cm.RaiseFault: fault.raise_fault,
    cm.AcknowledgeFault: fault.acknowledge_fault,
    cm.RecoverFault: fault.recover_fault,
    cm.ReviewFault: fault.review_fault,
    cm.DismissFault: fault.dismiss_fault,
    cm.GiveCue: cue.give_cue,
    cm.FireCue: cue.fire_cue,
    cm.AcknowledgeCue: cue.acknowledge_cue,
    cm.ActOnCue: cue.act_on_cue,
    cm.DismissCue: cue.dismiss_cue,
}


_OF_THE_OPEN = frozenset(
    {ev.ActivityFinished, ev.ActivityCancelled, ev.ActivityCut, ev.ActivityReleased, ev.LimitReached, ev.RoundStarted}
)


def decide(state: RunState, command: cm.Command, moment: Moment) -> list[ev.Event]:
    """
    Return what the command comes to by itself, before anything follows from it.

    Raises:
        RefusedError: it may not happen now; every reason is in it.

        UsageError: it is not a command, or a value in it has the wrong form.
    """
    if isinstance(command, cm.Tick):
        return overdue(state, moment)
    decision = _DECISIONS.get(type(command))
    if decision is None:
        raise UsageError(
            f"不认识的命令：{type(command).__name__}",
            f"not a command that a run takes: {type(command).__name__}",
        )
    return decision(Case(state, command, moment), command)


def check(state: RunState, command: cm.Command, moment: Moment) -> Refusal | None:
    """Return what the command would be refused for, or ``None`` where it would be taken."""
    try:
        decide(state, command, moment)
    except RefusedError as refused:
        return refused.refusal
    return None


def handle(state: RunState, command: cm.Command, moment: Moment) -> list[ev.Event]:
    """Decide the command, fold it and all that follows into *state*, and return every event in order."""
    return settle(state, decide(state, command, moment), moment)


def begin(state: RunState, command: cm.StartRun, run_id: str, moment: Moment) -> list[ev.Event]:
    """Decide the start of a run on a fresh *state*, and fold it in."""
    assert state.status is RunStatus.PLANNED
    return settle(state, start_run(Case(state, command, moment), command, run_id), moment)


def settle(state: RunState, events: list[ev.Event], moment: Moment) -> list[ev.Event]:
    """
    Fold *events* into *state*, each with all that follows from it, and return them in order.

    What one event brings about may end an activity that a later one was
    about to end, release or bound as well; that one is then dropped.
    """
    done: list[ev.Event] = []
    left = events[::-1]
    while left:
        event = left.pop()
        if type(event) in _OF_THE_OPEN and state.activities[event.activity].ended:  # type: ignore[attr-defined]
            continue
        evolve(state, event)
        done.append(event)
        after = follow(state, event, moment)
        if after:
            left.extend(after[::-1])
    return done
