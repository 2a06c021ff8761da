"""Deciding whether a procedure may be opened now."""

from __future__ import annotations

from sopkit.decide.case import Case
from sopkit.definition.fault import Interrupts
from sopkit.definition.procedure import Procedure, ProductUse
from sopkit.state import ActivityState, RunState

__all__ = ["interrupted", "may_open", "phase_title"]


def may_open(
    case: Case, procedure: str, product: str | None, *, by_hand: bool, inside: ActivityState | None = None
) -> Procedure | None:
    """Bar opening *procedure*; by hand the person must be entitled, too. *inside* is what calls or answers for it."""
    state = case.state
    definition = state.runbook.procedures.get(procedure)
    if definition is None:
        shown = (name for name in state.runbook.procedures if not name.startswith("fault:"))
        case.bar("unknown-procedure", procedure=procedure, **case.near(procedure, shown))
        return None
    if by_hand:
        case.entitled(definition.opened_by)
    if definition.phases and state.phase not in definition.phases:
        case.bar(
            "not-in-phase",
            procedure=definition.title,
            phases="、".join(p.title for p in state.runbook.phases if p.id in definition.phases),
            now=phase_title(state, state.phase),
        )
    _product(case, definition, product)
    _count(case, definition)
    if inside is None or inside.fault is None:
        interrupted(case, definition)
    if definition.when is not None and not case.holds(definition.when, None, None, product):
        case.bar("condition-false", procedure=definition.title, when=definition.when)
    case.gates(definition.gates, None, None, product)
    return definition


def phase_title(state: RunState, phase: str | None) -> str:
    """Return the title of a phase."""
    return next((p.title for p in state.runbook.phases if p.id == phase), phase or "")


def _product(case: Case, definition: Procedure, product: str | None) -> None:
    if product is None:
        if definition.product is ProductUse.REQUIRED:
            case.bar("product-needed", procedure=definition.title)
    elif definition.product is ProductUse.NONE:
        if getattr(case.command, "product", None) == product:
            case.bar("product-not-used", procedure=definition.title)
    elif product not in case.state.products:
        case.bar("unknown-product", product=product, **case.near(product, case.state.products))


def _count(case: Case, definition: Procedure) -> None:
    if definition.at_most is None:
        return
    already = [a.id for a in case.state.open.values() if a.procedure == definition.id]
    if len(already) >= definition.at_most:
        case.bar(
            "too-many-open",
            tuple(already),
            procedure=definition.title,
            count=len(already),
            open="、".join(already),
            most=definition.at_most,
        )


_SCOPES = {Interrupts.PHASE: ("本阶段", "phase"), Interrupts.RUN: ("整场", "run")}


def interrupted(case: Case, definition: Procedure | None) -> None:
    """
    While a fault interrupts the phase or the run, nothing is opened and no phase is entered.

    Only what runs beside the show is, and what its handling calls.
    """
    if definition is not None and definition.beside:
        return
    for fault in case.state.faults_open.values():
        rule = case.state.runbook.faults[fault.kind]
        if rule.interrupts in _SCOPES:
            scope, scope_en = _SCOPES[rule.interrupts]
            case.bar("interrupted", (fault.id,), fault=rule.title, id=fault.id, scope=scope, scope_en=scope_en)
