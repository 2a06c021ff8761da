"""What the shipped content was driven through, read from journals. Run it for the account, with what nothing drove."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from attrs import define, field, frozen

from sopkit import events as ev
from sopkit.commands import Command
from sopkit.definition.procedure import Procedure
from sopkit.definition.runbook import Runbook
from sopkit.errors import RefusedError
from sopkit.loader import load
from sopkit.refusal import Refusal
from sopkit.run import Run
from sopkit.run.done import Done
from sopkit.scenario import play_all
from tests.content.cited import ROOT


@frozen(order=True)
class Mark:
    """
    One thing that must come about, and what it is about.

    ``done``, ``na``, ``skip``: a step was passed so. ``outcome``: this answer
    was given. ``broken``: what a step expects was not met. ``ended``: a
    procedure came to its end. ``limit``: a bound of it was reached.
    ``raised``, ``recovered``: a fault. ``cue``: it was given. ``held``,
    ``passed``: a gate barred somebody, and let somebody by. ``measured``: a
    measure came to a value. ``said``: a diagnosis spoke.
    """

    kind: str
    about: str
    answer: str = ""


def shipped() -> list[Runbook]:
    """Return every shipped runbook, those that hold least first."""
    books = [load(path) for path in sorted((ROOT / "runbooks").glob("*.yaml"))]
    return sorted(books, key=lambda book: len(book.procedures))


class Names:
    """One name for each thing of the shipped files: its id, with the runbook's where that one changed it."""

    def __init__(self, books: Iterable[Runbook]) -> None:
        self._of: dict[tuple[str, str], list[tuple[object, str]]] = {}
        for book in books:
            for kind in ("procedures", "faults", "cues", "gates", "measures"):
                for identity, thing in getattr(book, kind).items():
                    known = self._of.setdefault((kind, identity), [])
                    if not any(thing == other for other, _ in known):
                        known.append((thing, f"{book.id}/{identity}" if known else identity))

    def of(self, kind: str, thing: object, identity: str) -> str:
        """Return the name of *thing*."""
        return next(name for other, name in self._of[kind, identity] if other is thing or other == thing)


def wanted(books: Iterable[Runbook], names: Names) -> set[Mark]:
    """Return everything that must come about somewhere."""
    found: set[Mark] = set()
    for book in books:
        for identity in book.procedures:
            found |= wanted_of(book, identity, names)
        found |= {Mark("cue", names.of("cues", cue, identity)) for identity, cue in book.cues.items()}
        for identity, gate in book.gates.items():
            found |= {Mark(kind, names.of("gates", gate, identity)) for kind in ("held", "passed")}
        found |= {Mark("measured", names.of("measures", one, identity)) for identity, one in book.measures.items()}
        found |= {Mark("said", diagnosis.says) for diagnosis in book.diagnoses}
    return found


def wanted_of(book: Runbook, identity: str, names: Names) -> set[Mark]:
    """Return what must come about in one procedure of *book*; in a fault's handling, what must with the fault."""
    procedure = book.procedures[identity]
    found = set(_of_procedure(procedure, names.of("procedures", procedure, identity)))
    fault = book.faults.get(identity.removeprefix("fault:")) if identity.startswith("fault:") else None
    if fault is not None:
        found |= {Mark(kind, names.of("faults", fault, fault.id)) for kind in ("raised", "recovered")}
    return found


def _of_procedure(procedure: Procedure, name: str) -> Iterator[Mark]:
    yield Mark("ended", name)
    if procedure.limits is not None and procedure.limits.duration is not None:
        yield Mark("limit", name)
    for step in procedure.steps:
        about = f"{name}/{step.id}"
        yield from (Mark("outcome", about, outcome.name) for outcome in step.outcomes)
        yield Mark("done", about)
        if step.expect is not None:
            yield Mark("broken", about)
        if step.not_applicable:
            yield Mark("na", about)
        elif step.optional or step.skip:
            yield Mark("skip", about)


@define
class Driven:
    """What came about on the runs that were watched; ``told`` says where first."""

    names: Names
    told: dict[Mark, str] = field(factory=dict)

    def read(self, run: Run, where: str) -> None:
        """Read the journal of *run* to its end."""
        marks = _Reader(run.runbook, self.names)
        for entry in run.history():
            for mark in marks.read(entry.event):
                self.told.setdefault(mark, where)
        for says, _ in run.report().diagnoses if run.runbook.diagnoses else ():
            self.told.setdefault(Mark("said", says), where)

    def refused(self, run: Run, refusal: Refusal, where: str) -> None:
        """Note the gates that a refusal names."""
        for reason in refusal.reasons:
            if reason.code == "gate-closed":
                gate = run.runbook.gates[reason.args["id"]]
                self.told.setdefault(Mark("held", self.names.of("gates", gate, gate.id)), where)


class _Reader:
    """Reads one journal in order: what each event brings about."""

    def __init__(self, book: Runbook, names: Names) -> None:
        self.book = book
        self.names = names
        self.procedures: dict[str, str] = {}
        self.faults: dict[str, str] = {}
        self.waived: set[str] = set()

    def read(self, event: ev.Event) -> Iterator[Mark]:
        """Yield what *event* brings about."""
        for kind, reads in _READERS.items():
            if isinstance(event, kind):
                yield from reads(self, event)

    def _name(self, activity: str) -> str:
        procedure = self.procedures[activity]
        return self.names.of("procedures", self.book.procedures[procedure], procedure)

    def opened(self, event: ev.ActivityOpened) -> Iterator[Mark]:
        self.procedures[event.activity] = event.procedure
        if event.origin == "hand":
            yield from self._passed(self.book.procedures[event.procedure].gates)

    def _passed(self, gates: Iterable[str]) -> Iterator[Mark]:
        for identity in gates:
            if identity not in self.waived:
                yield Mark("passed", self.names.of("gates", self.book.gates[identity], identity))

    def ended(self, event: ev.ActivityEnded) -> Iterator[Mark]:
        if not isinstance(event, ev.ActivityCut):
            yield Mark("ended", self._name(event.activity))

    def limit(self, event: ev.LimitReached) -> Iterator[Mark]:
        if event.limit == "duration":
            yield Mark("limit", self._name(event.activity))

    def step(self, event: ev.StepEvent) -> Iterator[Mark]:
        identity = event.step.partition("@")[0]
        about = f"{self._name(event.activity)}/{identity}"
        step = next(s for s in self.book.procedures[self.procedures[event.activity]].steps if s.id == identity)
        if isinstance(event, ev.StepCompleted):
            yield Mark("done", about)
            yield from self._passed(step.gates)
            if event.outcome:
                yield Mark("outcome", about, event.outcome)
        elif isinstance(event, ev.StepFailed):
            yield Mark("broken", about)
        elif isinstance(event, ev.StepNotApplicable):
            yield Mark("na", about)
        elif isinstance(event, ev.StepSkipped):
            yield Mark("skip", about)

    def raised(self, event: ev.FaultRaised) -> Iterator[Mark]:
        self.faults[event.fault] = event.kind
        yield Mark("raised", self._fault(event.fault))

    def recovered(self, event: ev.FaultRecovered) -> Iterator[Mark]:
        yield Mark("recovered", self._fault(event.fault))

    def _fault(self, fault: str) -> str:
        kind = self.faults[fault]
        return self.names.of("faults", self.book.faults[kind], kind)

    def cue(self, event: ev.CueGiven) -> Iterator[Mark]:
        if event.rule:
            yield Mark("cue", self.names.of("cues", self.book.cues[event.rule], event.rule))

    def waive(self, event: ev.Waived) -> Iterator[Mark]:
        self.waived.add(event.target)
        yield from ()

    def measured(self, event: ev.MeasureTaken) -> Iterator[Mark]:
        if event.value is not None:
            measure = self.book.measures[event.measure]
            yield Mark("measured", self.names.of("measures", measure, event.measure))


_READERS: Mapping[type[ev.Event], Callable[..., Iterator[Mark]]] = {
    ev.ActivityOpened: _Reader.opened,
    ev.ActivityEnded: _Reader.ended,
    ev.LimitReached: _Reader.limit,
    ev.StepEvent: _Reader.step,
    ev.FaultRaised: _Reader.raised,
    ev.FaultRecovered: _Reader.recovered,
    ev.CueGiven: _Reader.cue,
    ev.Waived: _Reader.waive,
    ev.MeasureTaken: _Reader.measured,
}


@contextmanager
def watched(driven: Driven, where: str) -> Iterator[None]:
    """Watch every run that is driven inside: what refused it as it happens, its journal at the end."""
    runs: list[Run] = []
    begin, do, check = Run.__init__, Run.do, Run.check

    def watched_begin(run: Run, *args: Any, **options: Any) -> None:
        runs.append(run)
        begin(run, *args, **options)

    def watched_do(run: Run, command: Command, *, key: str | None = None) -> Done:
        try:
            return do(run, command, key=key)
        except RefusedError as error:
            driven.refused(run, error.refusal, where)
            raise

    def watched_check(run: Run, command: Command) -> Refusal | None:
        refusal = check(run, command)
        if refusal is not None:
            driven.refused(run, refusal, where)
        return refusal

    with (
        patch.object(Run, "__init__", watched_begin),
        patch.object(Run, "do", watched_do),
        patch.object(Run, "check", watched_check),
    ):
        yield
    for run in runs:
        driven.read(run, where)


def drive_scenarios(books: Iterable[Runbook], driven: Driven) -> None:
    """Play every scenario of *books*, watched."""
    for book in books:
        with watched(driven, f"{book.id}.yaml"):
            play_all(book)


def main() -> None:
    """Print what the scenarios of the shipped files drive, and what they do not; end with 1 where something is left."""
    books = shipped()
    names = Names(books)
    driven = Driven(names)
    drive_scenarios(books, driven)
    # To pass a step over is walked, not told: see test_paths.py.
    asked = {mark for mark in wanted(books, names) if mark.kind not in {"na", "skip"}}
    left = sorted(asked - driven.told.keys())
    for mark in left:
        sys.stdout.write(f"{mark.kind} {mark.about} {mark.answer}\n")
    sys.stdout.write(f"{len(driven.told)} driven, {len(left)} left\n")
    sys.exit(bool(left))


if __name__ == "__main__":
    main()
