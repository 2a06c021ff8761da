"""Mermaid: a procedure or a fault as a flow chart in Mermaid's language, roles as groups."""

from __future__ import annotations

from collections.abc import Iterator

from sopkit.definition.procedure import Procedure
from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Step, TargetKind
from sopkit.diagrams import label
from sopkit.drawing.card import ending
from sopkit.drawing.ways import Way, WayKind, ways_of
from sopkit.phrase import Phrases

__all__ = ["fault_mermaid", "procedure_mermaid"]


def procedure_mermaid(book: Runbook, procedure: str, lang: str = "zh") -> str:
    """Return the steps of a procedure and every way on, as a flow chart; each role is a group."""
    phrases = Phrases(book, lang)
    lines = _Chart(phrases, book.procedures[procedure]).lines()
    return "\n".join(["flowchart TB", *(f"    {line}" for line in lines)]) + "\n"


def fault_mermaid(book: Runbook, fault: str, lang: str = "zh") -> str:
    """Return the handling of a fault, what is said at once, and what it leaves owed."""
    found = book.faults[fault]
    phrases = Phrases(book, lang)
    chart = _Chart(phrases, found.handling)
    lines = [f"fault{{{{{label(found.title, found.severity)}}}}}", *chart.lines()]
    for number, (role, said) in enumerate(found.first_lines.items()):
        lines += [f"say{number}[/{label(phrases.role(role), phrases.script(said))}/]", f"fault ==> say{number}"]
    if found.handling.steps:
        lines.append("fault ==> step0")
    for number, owed in enumerate(found.owes):
        lines += [f"owed{number}[[{label(phrases.owed(owed))}]]", f"fault -.-> owed{number}"]
    return "\n".join(["flowchart TB", *(f"    {line}" for line in lines)]) + "\n"


class _Chart:
    """The steps of one procedure. Ids are numbers, since Mermaid takes no Chinese ones."""

    def __init__(self, phrases: Phrases, procedure: Procedure) -> None:
        self.phrases, self.procedure = phrases, procedure
        self.steps = {step.id: step for step in procedure.steps}
        self.ids = {step.id: f"step{number}" for number, step in enumerate(procedure.steps)}
        self.ends: list[str] = []

    def lines(self) -> Iterator[str]:
        """Yield the groups with their steps, then every way."""
        roles: dict[str, list[Step]] = {}
        for step in self.procedure.steps:
            roles.setdefault(self.phrases.seats(step.seats), []).append(step)
        for number, (seats, steps) in enumerate(roles.items()):
            yield f"subgraph role{number}[{label(seats)}]"
            for step in steps:
                yield f"    {self.ids[step.id]}{self._shape(step)}"
            yield "end"
        for number, way in enumerate(ways_of(self.procedure)):
            yield from self._way(number, way)
        for step in self.procedure.steps:
            if step.call:
                yield f"{self.ids[step.id]} --> call_{self.ids[step.id]}[[{label(self.phrases.procedure(step.call))}]]"

    def _shape(self, step: Step) -> str:
        said = [step.title]
        traits = self.phrases.traits(step, self.steps)
        said += [self.phrases.labelled(one) for one in traits if one.key in ("asked", "verify", "due", "every", "when")]
        text = label(*said)
        return f"{{{text}}}" if step.outcomes else f"([{text}])" if step.only else f"[{text}]"

    def _broken(self, step: Step) -> str:
        return self.phrases.word("broken", expect=self.phrases.condition(step.expect or "", self.steps))

    def _way(self, number: int, way: Way) -> Iterator[str]:
        start = self.ids.get(way.start, "limit")
        if not way.start and "limit" not in self.ends:
            assert self.procedure.limits is not None
            self.ends.append("limit")
            yield f"limit>{label(self.phrases.bounds(self.procedure.limits))}]"
        arrow = "-.->" if way.kind in (WayKind.AFTER, WayKind.LIMIT) else "-->"
        words = self.phrases.listed(way.words)
        if way.kind is WayKind.BROKEN:
            words = self._broken(self.steps[way.start])
        elif way.kind is WayKind.FAILED:
            words = self.phrases.word("failed")
        said = f"|{label(words)}|" if words else ""
        if way.outside is not None:
            mark = self.phrases.target(way.outside, self.steps)
            shape = f"{{{{{label(mark)}}}}}" if way.outside.kind is TargetKind.RAISE else f"[[{label(mark)}]]"
            yield f"{start} -.->{said} out{number}{shape}"
        if way.end:
            yield f"{start} {arrow}{said} {self.ids[way.end]}"
        elif way.ends:
            yield f"{start} {arrow}{said} end_{way.ends}(({label(ending(self.phrases, way.ends))}))"
