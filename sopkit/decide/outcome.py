"""Outcome: whether an answer is one that the step has, and whether the flow may go where it leads."""

from __future__ import annotations

from sopkit.decide.case import Case
from sopkit.decide.opening import may_open
from sopkit.definition.step import Outcome, Step, Target, TargetKind
from sopkit.route import rounds_used
from sopkit.scope import product_at
from sopkit.state import ActivityState

__all__ = ["outcome_of"]


def outcome_of(case: Case, activity: ActivityState, key: str, step: Step, name: str | None) -> str | None:
    """Check the outcome that was chosen: that it is needed and known, and that the flow may go there."""
    if not step.outcomes:
        if name is not None:
            case.bar("outcome-unknown", outcome=name, outcomes="（无）")
        return None
    names = "、".join(outcome.name for outcome in step.outcomes)
    if name is None:
        case.bar("outcome-needed", outcomes=names)
        return None
    chosen: Outcome | None = next((outcome for outcome in step.outcomes if outcome.name == name), None)
    if chosen is None:
        case.bar("outcome-unknown", outcome=name, outcomes=names)
        return None
    _may_go(case, activity, key, chosen.target)
    return name


def _may_go(case: Case, activity: ActivityState, key: str, target: Target) -> None:
    """Bar a way that leads past the bound on rounds, or into a procedure that may not be opened."""
    if target.kind is TargetKind.OPEN and target.id is not None:
        may_open(case, target.id, product_at(activity, key), by_hand=False, inside=activity)
    most = rounds_used(case.state, activity, key, target)
    if most is not None:
        case.bar("rounds-used", rounds=most)
