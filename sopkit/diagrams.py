"""Diagrams: a lifecycle's table and a runbook's wiring as Mermaid text, always drawn from what runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sopkit.definition.procedure import Procedure
from sopkit.definition.runbook import Phase, Runbook
from sopkit.definition.step import Step, Target, TargetKind
from sopkit.lifecycle import LIFECYCLES

__all__ = ["label", "lifecycle_mermaid", "runbook_mermaid"]

_ENTITIES = str.maketrans({"#": "#35;", '"': "#quot;", "&": "#amp;", "<": "#lt;", ">": "#gt;"})


def lifecycle_mermaid(name: str) -> str:
    """
    Return the table of lifecycle *name* as a state diagram.

    Triggers that lead from one status to the same other share an arrow; a
    status without a way out leads to the end.
    """
    table = LIFECYCLES[name].table
    lines = ["stateDiagram-v2", f"    [*] --> {next(iter(table))}"]
    for status, row in table.items():
        arrows: dict[str, list[str]] = {}
        for trigger, after in row.items():
            arrows.setdefault(after, []).append(trigger)
        lines += [f"    {status} --> {after} : {', '.join(triggers)}" for after, triggers in arrows.items()]
        if not row:
            lines.append(f"    {status} --> [*]")
    return "\n".join(lines) + "\n"


def runbook_mermaid(runbook: Runbook) -> str:
    """
    Return how the parts of *runbook* lead to one another, as a flow chart.

    A phase is a stadium and leads to the next through its gates. A full arrow
    opens a procedure by itself (a phase, a call); a dotted one may (a seat by
    hand, an answer, a fault that owes it, a cue that offers it). Faults are
    hexagons, cues flags; steps are left out, a procedure tells their number.
    """
    return "\n".join(["flowchart LR", *(f"    {line}" for line in _Wiring(runbook).lines())]) + "\n"


class _Wiring:
    """The nodes and arrows of one runbook. Ids are numbers, since Mermaid takes no Chinese ones."""

    def __init__(self, runbook: Runbook) -> None:
        self.runbook = runbook
        handled = {fault.handling.id for fault in runbook.faults.values()}
        self.procedures = {p.id: p for p in runbook.procedures.values() if p.id not in handled}
        self.ids = {
            (kind, name): f"{kind}{number}"
            for kind, names in (
                ("phase", [phase.id for phase in runbook.phases]),
                ("procedure", self.procedures),
                ("fault", runbook.faults),
                ("cue", runbook.cues),
            )
            for number, name in enumerate(names)
        }

    def lines(self) -> Iterator[str]:
        """Yield every node, then every arrow."""
        book = self.runbook
        for phase in book.phases:
            yield f"{self.ids['phase', phase.id]}([{label(phase.title)}])"
        for procedure in self.procedures.values():
            yield f"{self.ids['procedure', procedure.id]}[{label(procedure.title, str(len(procedure.steps)))}]"
        for fault in book.faults.values():
            yield f"{self.ids['fault', fault.id]}{{{{{label(fault.title, fault.severity)}}}}}"
        for cue in book.cues.values():
            yield f"{self.ids['cue', cue.id]}>{label(cue.title)}]"
        for before, after in zip(book.phases, book.phases[1:], strict=False):
            gates = [book.gates[gate].title for gate in before.gates]
            yield self._arrow(("phase", before.id), ("phase", after.id), gates, "==>")
        for phase in book.phases:
            yield from self._of_phase(phase)
        for procedure in self.procedures.values():
            yield from self._of_procedure(("procedure", procedure.id), procedure)
        for fault in book.faults.values():
            yield from self._of_procedure(("fault", fault.id), fault.handling)
            for owed in fault.owes:
                yield self._arrow(("fault", fault.id), ("procedure", owed.procedure), (), "-.->")
        for cue in book.cues.values():
            for offered in cue.offers:
                yield self._arrow(("cue", cue.id), ("procedure", offered), (), "-.->")

    def _of_phase(self, phase: Phase) -> Iterator[str]:
        """Yield what the phase opens, and what a seat may open in it by hand."""
        for opened in phase.opens:
            yield self._arrow(("phase", phase.id), ("procedure", opened), (), "-->")
        for procedure in self.procedures.values():
            if phase.id in procedure.phases and procedure.id not in phase.opens:
                titles = [self.runbook.roles[role].title for role in procedure.opened_by]
                yield self._arrow(("phase", phase.id), ("procedure", procedure.id), titles, "-.->")

    def _of_procedure(self, here: tuple[str, str], procedure: Procedure) -> Iterator[str]:
        """Yield what the steps of a procedure call, open and raise."""
        for step in procedure.steps:
            if step.call:
                yield self._arrow(here, ("procedure", step.call), (step.title,), "-->")
            for name, target in _targets(step):
                if target.kind is TargetKind.OPEN and target.id:
                    yield self._arrow(here, ("procedure", target.id), (name,), "-.->")
                elif target.kind is TargetKind.RAISE and target.id:
                    yield self._arrow(here, ("fault", target.id), (name,), "-.->")

    def _arrow(self, start: tuple[str, str], end: tuple[str, str], words: Sequence[str], kind: str) -> str:
        said = f"|{label('、'.join(words))}|" if words else ""
        return f"{self.ids[start]} {kind}{said} {self.ids[end]}"


def _targets(step: Step) -> Iterator[tuple[str, Target]]:
    """Yield where a step may lead, and the word for it: the answer, or the step itself."""
    for outcome in step.outcomes:
        yield outcome.name, outcome.target
    if step.on_fail and step.on_fail.then:
        yield step.title, step.on_fail.then
    if step.otherwise:
        yield step.title, step.otherwise


def label(*words: str) -> str:
    """Quote words for Mermaid, a line each; its own entities stand where a character would end them."""
    return '"' + "<br/>".join(word.translate(_ENTITIES) for word in words) + '"'
