"""Index: what the engine looks up about a procedure, worked out once and shared by every run."""

from __future__ import annotations

from collections.abc import Iterable

from sopkit.definition.measure import Measure, MeasureKind
from sopkit.definition.procedure import Order, Procedure
from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Step, TargetKind
from sopkit.definition.value import Field

__all__ = ["ProcedureIndex", "index_of", "measures_of"]


class ProcedureIndex:
    """
    A procedure laid out for stepping.

    A step that runs once for each product has a *key* for each,
    ``photo@A01``; any other step's key is its id. ``position`` orders the
    keys, ``ordered`` says which positions a sequence takes in turn.
    """

    __slots__ = (
        "after",
        "blocking",
        "blocks",
        "calls",
        "clocked",
        "conditional",
        "counted",
        "exits",
        "fields",
        "fields_each",
        "judged",
        "keys",
        "keys_at",
        "looping",
        "optional",
        "ordered",
        "plain",
        "planned",
        "position",
        "procedure",
        "recurring",
        "sequence",
        "spares",
        "steps",
        "timed",
        "waiters",
    )

    def __init__(self, procedure: Procedure, products: tuple[str, ...], counted: frozenset[str] = frozenset()) -> None:
        self.procedure = procedure
        self.sequence = procedure.order is Order.SEQUENCE
        self.steps: dict[str, Step] = {}
        self.position: dict[str, int] = {}
        self.keys_at: list[tuple[str, ...]] = []
        for place, step in enumerate(procedure.steps):
            keys = tuple(f"{step.id}@{p}" for p in products) if step.for_each else (step.id,)
            self.keys_at.append(keys)
            for key in keys:
                self.steps[key] = step
                self.position[key] = place
        self.keys = tuple(self.steps)
        # A for-each step over an empty line-up has no key, so nothing of it can hold the flow up.
        self.blocks = tuple(s.blocks and bool(k) for s, k in zip(procedure.steps, self.keys_at, strict=True))
        self.spares = tuple(s.optional and not (s.only or s.every) for s in procedure.steps)
        self.ordered = tuple(self.sequence and not (s.only or s.every) for s in procedure.steps)
        self.blocking = sum(len(k) for k, b in zip(self.keys_at, self.blocks, strict=True) if b)
        self.optional = sum(len(k) for k, b in zip(self.keys_at, self.spares, strict=True) if b)
        self.counted = frozenset(key for key, step in self.steps.items() if step.id in counted)
        self.after = {key: self._after(key, step) for key, step in self.steps.items() if step.after}
        self.waiters: dict[str, tuple[str, ...]] = {}
        for key, before in self.after.items():
            for other in before:
                self.waiters[other] = (*self.waiters.get(other, ()), key)
        self.conditional = tuple(k for k, s in self.steps.items() if s.when and not self.ordered[self.position[k]])
        self.timed = tuple(k for k, s in self.steps.items() if s.within or s.at)
        self.recurring = tuple(k for k, s in self.steps.items() if s.every)
        self.judged = any(s.when for s in procedure.steps)
        # Plain: one key that holds the flow up and has its turn; the fronts of a sequence step over it at once.
        self.plain = tuple(
            len(k) == 1 and b and o for k, b, o in zip(self.keys_at, self.blocks, self.ordered, strict=True)
        )
        self.planned = any(s.plan for s in procedure.steps)
        limited = procedure.limits is not None and procedure.limits.duration is not None
        self.clocked = bool(
            limited or self.timed or self.recurring or any(s.gap or s.window for s in procedure.steps) or procedure.plan
        )
        self.calls = tuple(k for k, s in self.steps.items() if s.call)
        self.fields = tuple(dict.fromkeys(f.id for s in procedure.steps for f in (*s.record, *_asked(s))))
        self.fields_each = tuple(f.id for s in procedure.steps if s.for_each for f in (*s.record, *_asked(s)))
        self.exits = procedure.limits.on_limit if procedure.limits else ()
        self.looping = tuple(key for key in self.keys if self.exits and self._leads_back(key))

    def _leads_back(self, key: str) -> bool:
        """Whether every answer of the step leads back, so that at the bound on rounds it has none left."""
        outcomes = self.steps[key].outcomes
        back = {k for k, place in self.position.items() if place <= self.position[key]}
        ids = {self.steps[k].id for k in back}
        return bool(outcomes) and all(o.target.kind is TargetKind.STEP and o.target.id in ids for o in outcomes)

    def _after(self, key: str, step: Step) -> tuple[str, ...]:
        """Turn step ids into keys: the same product's where both run for each, else all of them."""
        _, _, product = key.partition("@")
        found: list[str] = []
        for other in step.after:
            same = f"{other}@{product}"
            if product and same in self.steps:
                found.append(same)
            else:
                found.extend(k for k, s in self.steps.items() if s.id == other)
        return tuple(found)


def _asked(step: Step) -> Iterable[Field]:
    return (field for outcome in step.outcomes for field in outcome.ask)


def index_of(runbook: Runbook, procedure: str, products: Iterable[str] = ()) -> ProcedureIndex:
    """Return the index of *procedure* over *products*, kept with the runbook."""
    definition = runbook.procedures[procedure]
    line_up = tuple(products) if any(step.for_each for step in definition.steps) else ()
    memo = runbook.memo
    found: ProcedureIndex | None = memo.get(("index", procedure, line_up))
    if found is None:
        found = memo[("index", procedure, line_up)] = ProcedureIndex(
            definition,
            line_up,
            frozenset(m.from_step or "" for m in measures_of(runbook, procedure) if m.kind is MeasureKind.COUNT),
        )
    return found


def measures_of(runbook: Runbook, procedure: str) -> tuple[Measure, ...]:
    """Return the measures taken of *procedure*, kept with the runbook."""
    found: tuple[Measure, ...] | None = runbook.memo.get(("measures", procedure))
    if found is None:
        found = tuple(m for m in runbook.measures.values() if m.of == procedure)
        runbook.memo[("measures", procedure)] = found
    return found
