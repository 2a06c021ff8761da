"""Checks of faults: that each returns, needs nothing of what it suspends, and does not bring itself about."""

from __future__ import annotations

from sopkit.definition.fault import Fault, Interrupts, Resume
from sopkit.definition.step import TargetKind
from sopkit.verify.look import Look
from sopkit.verify.paths import ways_of
from sopkit.verify.rules import fault as rules

__all__ = ["check_faults"]


def check_faults(look: Look) -> None:
    """Note what keeps a fault from ending as it should."""
    for fault in look.book.faults.values():
        span = look.places.part("faults", fault.id)
        handling = f"fault:{fault.id}"
        if not look.paths(handling).ends:
            look.note(rules.NO_RETURN, look.places.part("faults", fault.id, "handling"), fault=fault.id)
        if not any(step.blocks for step in fault.handling.steps):
            look.note(rules.HANDLES_NOTHING, look.places.part("faults", fault.id, "handling"), fault=fault.id)
        if not fault.noticed_by and fault.id not in look.raisers and look.places.own(span):
            look.note(rules.NOBODY_NOTICES, span, fault=fault.id)
        if fault.interrupts is Interrupts.NOTHING and fault.resume is not Resume.WHERE:
            look.note(rules.UNSUSPENDED, look.places.part("faults", fault.id, "resume"), fault=fault.id, key="resume")
        _needs_suspended(look, fault)
    _cycles(look)


def _suspended(look: Look, fault: Fault) -> set[str]:
    """Return the procedures that are sure to be among what the fault suspends, or that raise it."""
    if fault.interrupts is Interrupts.NOTHING:
        return set()
    raised_in = {name for name, _, _ in look.raisers.get(fault.id, ()) if not name.startswith("fault:")}
    if fault.interrupts is Interrupts.ACTIVITY:
        return raised_in
    return raised_in | {name for phase in look.book.phases if phase.live for name in phase.opens}


def _needs_suspended(look: Look, fault: Fault) -> None:
    held = {name for name in _suspended(look, fault) if not look.book.procedures[name].beside}
    for name in look.called_by(f"fault:{fault.id}"):
        for step in look.book.procedures[name].steps:
            if step.call in held and step.blocks:
                most = look.book.procedures[step.call].at_most
                if most == 1:
                    look.note(
                        rules.NEEDS_SUSPENDED,
                        look.places.step(name, step.id, "call"),
                        fault=fault.id,
                        procedure=step.call,
                        step=step.id,
                        most=str(most),
                    )


def _raises(look: Look, fault: str) -> dict[str, tuple[str, str, str]]:
    """Return the faults that the handling of *fault* may raise: where, at which step, under which key."""
    found: dict[str, tuple[str, str, str]] = {}
    for name in look.called_by(f"fault:{fault}"):
        for step in look.book.procedures[name].steps:
            for key, _, target in ways_of(step):
                if target.kind is TargetKind.RAISE and target.id:
                    found.setdefault(target.id, (name, step.id, key))
    return found


def _cycles(look: Look) -> None:
    edges = {fault: _raises(look, fault) for fault in look.book.faults}
    told: set[frozenset[str]] = set()
    for fault in edges:
        chain = _back_to(fault, edges)
        if chain is None or frozenset(chain) in told:
            continue
        told.add(frozenset(chain))
        name, step, key = edges[fault][chain[1] if len(chain) > 1 else fault]
        shown = " → ".join((*chain, fault))
        look.note(rules.RAISES_ITSELF, look.places.step(name, step, key), fault=fault, chain=shown)


def _back_to(fault: str, edges: dict[str, dict[str, tuple[str, str, str]]]) -> tuple[str, ...] | None:
    """Return the shortest chain by which *fault* brings itself about."""
    chains: list[tuple[str, ...]] = [(fault,)]
    seen: set[str] = set()
    for chain in chains:
        for other in edges.get(chain[-1], ()):
            if other == fault:
                return chain
            if other not in seen:
                seen.add(other)
                chains.append((*chain, other))
    return None
