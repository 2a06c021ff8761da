"""Kept: what was worked out of a procedure, for every runbook in which all that it hangs on is the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sopkit.definition.procedure import Procedure
from sopkit.definition.runbook import Runbook
from sopkit.definition.value import ParamRef
from sopkit.expression import names_in

__all__ = ["answered", "around", "keep", "known"]

_MOST = 1_000
"""How many procedures something is kept of, the latest ones."""
_EACH = 3
"""In how many surroundings."""

_kept: dict[tuple[object, ...], list[tuple[object, Any]]] = {}


def around(book: Runbook, procedures: Iterable[str]) -> tuple[object, ...]:
    """Return *procedures* and all of the runbook around them that can matter to how they are played."""
    return tuple(_part(book, name) for name in sorted(procedures))


def known(what: tuple[object, ...], surroundings: object) -> Any:
    """Return what is kept of *what* in these surroundings; ``None`` where nothing is."""
    return next((value for other, value in _kept.get(what, ()) if other == surroundings), None)


def keep(what: tuple[object, ...], surroundings: object, value: Any) -> None:
    """Keep *value*."""
    while len(_kept) >= _MOST:
        del _kept[next(iter(_kept))]
    _kept[what] = [(surroundings, value), *_kept.get(what, ())[: _EACH - 1]]


def _part(book: Runbook, name: str) -> tuple[object, ...]:
    found: tuple[object, ...] | None = book.memo.get(("around", name))
    if found is None:
        found = book.memo["around", name] = _seen_from(book, book.procedures[name])
    return found


def _seen_from(book: Runbook, procedure: Procedure) -> tuple[object, ...]:
    """Return the procedure, its gates, the params that it names, and which other names are signals or measures."""
    gates = tuple(book.gates.get(gate) for step in procedure.steps for gate in step.gates)
    texts = [text for step in procedure.steps for text in (step.when, step.expect) if text]
    texts += [gate.when for gate in gates if gate is not None]
    names = dict.fromkeys(name for text in texts for name in names_in(text))
    limits = procedure.limits
    params = [name.removeprefix("params.") for name in names if name.startswith("params.")]
    params += [limits.rounds.name] if limits is not None and isinstance(limits.rounds, ParamRef) else []
    return (
        procedure,
        gates,
        tuple(book.params.get(name) for name in params),
        tuple(name in book.signals or name in book.measures for name in names),
        procedure.id in answered(book),
    )


def answered(book: Runbook) -> frozenset[str]:
    """Return the procedures whose way of ending answers a step that calls them."""
    found: frozenset[str] | None = book.memo.get("answered")
    if found is None:
        steps = (step for procedure in book.procedures.values() for step in procedure.steps)
        found = book.memo["answered"] = frozenset(step.call for step in steps if step.call and step.outcomes)
    return found
