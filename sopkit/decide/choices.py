"""Choices: the steps that somebody may take now, by the very rules that decide the commands that take them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any, NoReturn

from sopkit import commands as cm
from sopkit.decide.case import Case, gates_before
from sopkit.decide.outcome import outcome_of
from sopkit.decide.recheck import check_step
from sopkit.decide.step import complete_step, start_step
from sopkit.definition.step import Step
from sopkit.definition.value import Value
from sopkit.flow import ready_keys
from sopkit.legal import choice_of, command_for, newest_first
from sopkit.lifecycle import ActivityStatus, RunStatus
from sopkit.moment import Moment
from sopkit.refusal import Choice, Reason
from sopkit.state import ActivityState, RunState

__all__ = ["holding", "legal_choices", "legal_steps"]

_TAKING: Mapping[str, tuple[type[cm.StepCommand], Callable[[Case, Any], object]]] = {
    "StartStep": (cm.StartStep, start_step),
    "CompleteStep": (cm.CompleteStep, complete_step),
    "CheckStep": (cm.CheckStep, check_step),
}
_STILL_TO_FILL_IN = frozenset({"record-missing", "outcome-needed"})


def legal_choices(state: RunState, moment: Moment, person: str | None = None, limit: int = 12) -> tuple[Choice, ...]:
    """
    Return the steps that may be taken now, by *person* where one is named, else by anybody of the crew.

    One choice for each step: the command that takes it on from where it
    stands. `check` takes it as it is, or asks only for what it records and
    for one of the answers that the choice names. Nearest first: what a limit
    or a fault asks for, then the latest activity's.
    """
    return tuple(islice(legal_steps(state, moment, person), limit))


def legal_steps(state: RunState, moment: Moment, person: str | None = None) -> Iterator[Choice]:
    """Yield each step that may be taken now, with the command that takes it."""
    if state.status is not RunStatus.RUNNING:
        return
    acting = state.acting
    crew = tuple(acting) if person is None else (person,) if person in acting else ()
    for activity in newest_first(state):
        if activity.status is not ActivityStatus.OPEN:
            continue
        for key in ready_keys(activity, state, moment.at):
            command, roles = command_for(state, activity, key)
            people = [one for one in crew if not acting[one].isdisjoint(roles)]
            if people:
                why, answers = holding(state, activity, key, command, people, moment)
                if not why:
                    yield choice_of(state, activity, key, command, roles, answers)


def holding(
    state: RunState, activity: ActivityState, key: str, command: str, people: Iterable[str], moment: Moment
) -> tuple[tuple[Reason, ...], tuple[str, ...]]:
    """
    Return what holds a step that is at hand, and the answers that are open to it.

    Its order, and the seats that take it, were looked at before; what may
    hold it all the same are gates, times, what it would open, and that the
    second person must be another. Nothing holds it where one of *people* may
    take it.
    """
    step = activity.index.steps[key]
    if command != "CheckStep" and not (
        step.gates or step.window or step.gap or step.every or step.call or step.outcomes
    ):
        return (), ()
    found: tuple[Reason, ...] = ()
    for person in people:
        found = _against(state, activity, key, step, command, person, moment)
        if not any(why.code == "same-person" for why in found):
            break
    if found or command != "CompleteStep" or not step.outcomes:
        return found, ()
    return _answers(state, activity, key, step, moment)


def _against(
    state: RunState, activity: ActivityState, key: str, step: Step, command: str, person: str, moment: Moment
) -> tuple[Reason, ...]:
    kind, decision = _TAKING[command]
    case = _Question(state, kind(person, key, activity.id), moment, step)
    with suppress(_HeldError):
        decision(case, case.command)
    return tuple(why for why in case.reasons or () if why.code not in _STILL_TO_FILL_IN)


def _answers(
    state: RunState, activity: ActivityState, key: str, step: Step, moment: Moment
) -> tuple[tuple[Reason, ...], tuple[str, ...]]:
    """Return the answers whose way is open; where none is, what bars them."""
    answers: list[str] = []
    barred: list[Reason] = []
    for outcome in step.outcomes:
        case = _Question(state, cm.CompleteStep("", key, activity.id, outcome=outcome.name), moment, step)
        outcome_of(case, activity, key, step, outcome.name)
        if case.reasons:
            barred += (why for why in case.reasons if why not in barred)
        else:
            answers.append(outcome.name)
    return (() if answers else tuple(barred)), tuple(answers)


class _HeldError(Exception):
    """Something speaks against it; what does is in the case."""


class _Question(Case):
    """A case that is only asked about: nobody is told, and what the step is yet to record bars nothing."""

    __slots__ = ("_step",)

    def __init__(self, state: RunState, command: cm.StepCommand, moment: Moment, step: Step) -> None:
        super().__init__(state, command, moment)
        self._step = step

    def gates(
        self,
        ids: Iterable[str],
        activity: ActivityState | None,
        record: Mapping[str, Value] | None = None,
        product: str | None = None,
    ) -> None:
        """Bar it for the gates that can be judged before the step's own record is there."""
        book = self.state.runbook
        super().gates(ids if activity is None else gates_before(book, self._step), activity, record, product)

    def refuse(self) -> NoReturn:
        """Stop looking."""
        raise _HeldError
