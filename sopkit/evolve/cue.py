"""What the events about cues do."""

from __future__ import annotations

from datetime import timedelta

from sopkit import events as ev
from sopkit.evolve.handlers import count_id, on
from sopkit.lifecycle import CUE, CueStatus
from sopkit.state import CueState, RunState


@on(ev.CueGiven)
def _cue_given(state: RunState, e: ev.CueGiven) -> None:
    cue = CueState(
        e.cue,
        e.text,
        e.at,
        e.by,
        role=e.role,
        person=e.person,
        rule=e.rule,
        fault=e.fault,
        task=e.task,
        due=e.due,
        values=e.values,
        activity=e.activity,
    )
    state.cues[e.cue] = state.cues_open[e.cue] = cue
    count_id(state, e.cue)
    if e.rule is not None:
        state.cue_at[e.rule] = e.at
        if isinstance(e.beat, timedelta):
            state.beats[e.rule, e.place] = e.beat


def _move_cue(state: RunState, identity: str, trigger: str) -> None:
    cue = state.cues[identity]
    cue.status = CUE.table[cue.status][trigger]
    open_still = cue.status is CueStatus.GIVEN or (cue.task and cue.status is CueStatus.ACKNOWLEDGED)
    if not open_still:
        state.cues_open.pop(identity, None)


@on(ev.CueAcknowledged)
def _cue_acknowledged(state: RunState, e: ev.CueAcknowledged) -> None:
    _move_cue(state, e.cue, "acknowledge")


@on(ev.CueActed)
def _cue_acted(state: RunState, e: ev.CueActed) -> None:
    _move_cue(state, e.cue, "act")


@on(ev.CueDismissed)
def _cue_dismissed(state: RunState, e: ev.CueDismissed) -> None:
    _move_cue(state, e.cue, "dismiss")


@on(ev.CueExpired)
def _cue_expired(state: RunState, e: ev.CueExpired) -> None:
    _move_cue(state, e.cue, "expire")
