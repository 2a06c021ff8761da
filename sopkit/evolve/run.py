"""What the events about the run itself do, and who may act for which seat."""

from __future__ import annotations

from sopkit import events as ev
from sopkit.definition.runbook import Runbook
from sopkit.evolve.handlers import on
from sopkit.lifecycle import RUN
from sopkit.role import Crew
from sopkit.state import RunState

__all__ = ["acting"]


def acting(runbook: Runbook, crew: Crew) -> dict[str, frozenset[str]]:
    """
    Return, for each person of the crew, the roles they may act for: their seats, and what those cover.

    Runs with equal crews share one answer.
    """
    memo = runbook.memo
    key = ("acting", tuple(crew.seats.items()))
    known: dict[str, frozenset[str]] | None = memo.get(key)
    if known is not None:
        return known
    result: dict[str, frozenset[str]] = memo.setdefault(key, {})
    for person in sorted(crew.people):
        held = crew.roles_of(person)
        covers = {
            role.id
            for role in runbook.roles.values()
            if any(seat in role.covered_by for seat in held) and (role.cover == "always" or not crew.seats.get(role.id))
        }
        result[person] = frozenset(held) | covers
    return result


@on(ev.RunStarted)
def _run_started(state: RunState, e: ev.RunStarted) -> None:
    state.run, state.kind, state.title = e.run, e.kind, e.title
    state.started_at, state.go_live, state.crew = e.at, e.go_live, e.crew
    state.acting = acting(state.runbook, e.crew)
    state.products = {product.id: product for product in e.products}
    state.params = dict(e.params)


@on(ev.PhaseEntered)
def _phase_entered(state: RunState, e: ev.PhaseEntered) -> None:
    state.status = RUN.table[state.status]["enter"]
    state.phase, state.phase_at = e.phase, e.at
    if state.live and state.went_live is None:
        state.went_live = e.at


@on(ev.RunHeld)
def _run_held(state: RunState, e: ev.RunHeld) -> None:
    state.status = RUN.table[state.status]["hold"]
    state.held_at = e.at
    for activity in state.open.values():
        activity.freeze(e.at)


@on(ev.RunResumed)
def _run_resumed(state: RunState, e: ev.RunResumed) -> None:
    state.status = RUN.table[state.status]["resume"]
    held, state.held_at = state.held_at, None
    for cue in state.cues_open.values():
        if cue.due is not None and held is not None:
            cue.due += e.at - max(held, cue.given_at)
    for activity in state.open.values():
        activity.thaw(e.at)


@on(ev.RunClosed)
def _run_closed(state: RunState, e: ev.RunClosed) -> None:
    state.status = RUN.table[state.status]["close"]
    state.ended_at = e.at


@on(ev.RunAborted)
def _run_aborted(state: RunState, e: ev.RunAborted) -> None:
    state.status = RUN.table[state.status]["abort"]
    state.ended_at = e.at


@on(ev.SeatHandedOver)
def _seat_handed_over(state: RunState, e: ev.SeatHandedOver) -> None:
    state.crew = state.crew.with_seat(e.role, e.leaves, e.to)
    state.acting = acting(state.runbook, state.crew)
