"""What carries each id of the source documents, read from the shipped content. Run it for the coverage report."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

from sopkit.definition.procedure import Procedure
from sopkit.definition.runbook import Gate, Runbook
from sopkit.definition.step import Step
from sopkit.definition.value import Param
from sopkit.loader.wording import load_wording
from sopkit.role import Role

ROOT = Path(__file__).parents[2]
SOURCE_LIST = Path(__file__).with_name("coverage.csv")


@frozen
class Item:
    """One thing of a runbook that may cite sources: what it is, what it says aloud, whether it is guarded."""

    kind: str
    id: str
    source: tuple[str, ...]
    spoken: tuple[str, ...] = ()
    guarded: bool = False


def known_ids() -> dict[str, str]:
    """Return every id of the source documents, with its caution (empty where it has none)."""
    with SOURCE_LIST.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["caution"] for row in csv.DictReader(file)}


def items(book: Runbook) -> Iterator[Item]:
    """
    Yield everything in *book* that may cite a source.

    An item is guarded where it is a gate, says its own caution, or is a
    number that is bounded above and explained.
    """
    yield from (_role(role) for role in book.roles.values())
    yield from (_param(param) for param in book.params.values())
    yield from (_gate(gate) for gate in book.gates.values())
    yield from (Item("signal", signal.id, signal.source) for signal in book.signals.values())
    yield from (Item("phase", phase.id, phase.source) for phase in book.phases)
    for procedure in book.procedures.values():
        # A fault's handling repeats what the fault cites; the fault itself is the item.
        if procedure.id.removeprefix("fault:") not in book.faults:
            yield Item("procedure", procedure.id, procedure.source, guarded=bool(procedure.caution))
        yield from (_step(procedure, step) for step in procedure.steps)
    for fault in book.faults.values():
        lines = tuple(fault.first_lines.values())
        yield Item("fault", fault.id, fault.source, lines, bool(fault.caution))
    for cue in book.cues.values():
        yield Item("cue", cue.id, cue.source, (cue.say,), bool(cue.caution))
    yield from (Item("measure", measure.id, measure.source) for measure in book.measures.values())
    for number, diagnosis in enumerate(book.diagnoses, 1):
        yield Item("diagnosis", f"{book.id}#{number}", diagnosis.source, (diagnosis.says,))


def _role(role: Role) -> Item:
    return Item("role", role.id, role.source)


def _param(param: Param) -> Item:
    return Item("param", param.id, param.source, guarded=param.max is not None and bool(param.note))


def _gate(gate: Gate) -> Item:
    return Item("gate", gate.id, gate.source, guarded=True)


def _step(procedure: Procedure, step: Step) -> Item:
    spoken = tuple(line for line in (*step.say, step.ask, step.answer) if line)
    return Item("step", f"{procedure.id}/{step.id}", step.source, spoken, bool(step.caution))


def cited(books: Iterable[Runbook]) -> frozenset[str]:
    """Return the ids of the source documents that *books* cite."""
    known = known_ids()
    return frozenset(name for book in books for item in items(book) for name in item.source if name in known)


def uncarried() -> dict[str, tuple[str, str]]:
    """Return the ids that nothing carries, each with the kind of reason and the reason."""
    with Path(__file__).with_name("uncarried.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: (row["kind"], row["reason"]) for row in csv.DictReader(file)}


def carriers(books: Iterable[Runbook]) -> dict[str, list[Item]]:
    """Return for each id what carries it, each item once."""
    found: dict[str, dict[Item, None]] = {name: {} for name in known_ids()}
    for book in books:
        for item in items(book):
            for name in item.source:
                found.get(name, {})[item] = None
    return {name: list(carried) for name, carried in found.items()}


def stopped() -> dict[str, list[str]]:
    """Return for each id the wording rules that cite it: who writes such a line into a script is told."""
    found: dict[str, list[str]] = {}
    for rule in load_wording().all:
        for name in rule.source:
            found.setdefault(name, []).append(rule.id)
    return found


def coverage(books: Iterable[Runbook]) -> Iterator[str]:
    """Yield the coverage report: one line for each id, what carries it or why nothing does; then the sums."""
    listed = uncarried()
    carried = carriers(books)
    words = stopped()
    for name, carry in carried.items():
        if carry:
            places = ", ".join(dict.fromkeys(f"{item.kind} {item.id}" for item in carry))
            places += "".join(f", wording {rule}" for rule in words.get(name, ()))
            yield f"{name} carried: {places}"
        elif name in listed:
            rules = "、".join(words.get(name, ()))
            yield f"{name} listed: {listed[name][0]}: {listed[name][1]}" + (f"（话术规则：{rules}）" if rules else "")
        else:
            yield f"{name} MISSING"
    count = sum(bool(carry) for carry in carried.values())
    yield f"{count} carried, {len(listed)} listed, {len(carried)} ids"


def main() -> None:
    """Print the coverage report; end with 1 where an id is neither carried nor listed."""
    from sopkit.loader import load

    lines = list(coverage(load(path) for path in sorted((ROOT / "runbooks").glob("*.yaml"))))
    sys.stdout.write("\n".join(lines) + "\n")
    sys.exit(any(line.endswith("MISSING") for line in lines))


if __name__ == "__main__":
    main()
