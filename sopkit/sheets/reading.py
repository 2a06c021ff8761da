"""Reading: the sheet that operators keep, made into the parts of a runbook; what is not understood is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from attrs import evolve

from sopkit.definition.fault import ClockPolicy, Fault, Interrupts, Resume, Severity
from sopkit.definition.procedure import Limits, Order, Procedure, ProductUse
from sopkit.definition.runbook import Phase
from sopkit.definition.step import Step
from sopkit.finding import Finding
from sopkit.role import Role
from sopkit.sheets import rules
from sopkit.sheets.columns import HEADS, column_of
from sopkit.sheets.draft import Draft
from sopkit.sheets.notes import Notes
from sopkit.sheets.phases import phase_of
from sopkit.sheets.rows import FIRST_LINE
from sopkit.sheets.sheet import Line
from sopkit.sheets.step_rows import DraftStep, StepRows, settle
from sopkit.sheets.ways import BY_HAND, NONE, Way, read_way

__all__ = ["read_sheet"]

_HEAD_WITHIN = 10


def read_sheet(
    lines: Sequence[Line],
    file: str,
    roles: Mapping[str, Role],
    *,
    id: str,
    title: str = "",
    go_live: timedelta | None = None,
) -> tuple[Draft, tuple[Finding, ...]]:
    """
    Return what a sheet says, and everything about it that could not be taken as it stands.

    *roles* are those that may be named, by title or alias. *go_live* is the
    time of day at which the show begins, for sheets that name times of day.
    """
    filled = [line for line in lines if any(cell.strip() for cell in line.cells)]
    at = next((n for n, line in enumerate(filled[:_HEAD_WITHIN]) if _is_head(line)), None)
    notes = Notes(file)
    if at is None:
        notes.add(rules.NO_COLUMNS, filled[0].number if filled else 1)
        return Draft(id, title or id), tuple(notes.findings)
    columns = _columns(filled[at], filled[at + 1 :], notes)
    book = _Book(notes, StepRows(notes, roles, go_live, columns))
    for line in filled[at + 1 :]:
        book.take(line, {name: line.cells[n].strip() for name, n in columns.items() if n < len(line.cells)})
    return book.draft(id, title or id), tuple(sorted(notes.findings, key=lambda one: (one.span.line, one.span.column)))


def _is_head(line: Line) -> bool:
    known = {column_of(cell) for cell in line.cells if cell.strip()}
    return bool(known & {"title", "say", "host", "partner"}) and len(known - {None, "product"}) >= 2


def _columns(head: Line, rows: Sequence[Line], notes: Notes) -> dict[str, int]:
    """Return where each column stands; note those that are left out, with how many cells they have."""
    columns: dict[str, int] = {}
    for number, cell in enumerate(head.cells):
        name = column_of(cell) if cell.strip() else ""
        count = sum(1 for row in rows if number < len(row.cells) and row.cells[number].strip())
        if name == "":
            if count:
                notes.add(rules.UNKNOWN_COLUMN, head.number, number, head="", count=str(count), hint="", hint_en="")
        elif name is None:
            hints = notes.hint(cell.strip(), HEADS.values())
            notes.add(rules.UNKNOWN_COLUMN, head.number, number, head=cell.strip(), count=str(count), **hints)
        elif name == "product":
            notes.add(rules.PRODUCT_COLUMN, head.number, number, head=cell.strip(), count=str(count))
        elif name in columns:
            other = head.cells[columns[name]].strip()
            notes.add(rules.TWO_COLUMNS, head.number, number, head=cell.strip(), other=other)
        else:
            columns[name] = number
    return columns


class _Book:
    """The parts of a runbook while the rows are read."""

    def __init__(self, notes: Notes, steps: StepRows) -> None:
        self.notes, self.steps = notes, steps
        self.titles: dict[str, str] = {}
        self.ways: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.firsts: dict[str, int] = {}
        self.made: dict[str, list[DraftStep]] = {}
        self.first_lines: dict[str, dict[str, str]] = {}
        self.above = {"phase": "", "procedure": "", "way": ""}

    def take(self, line: Line, cells: dict[str, str]) -> None:
        """Take one row; an empty phase or procedure is that of the row above."""
        phase = cells.get("phase") or self.above["phase"]
        same = not cells.get("phase") and not cells.get("procedure")
        title = cells.get("procedure") or (self.above["procedure"] if same or "phase" not in cells else "")
        if not title:
            title = phase if phase not in ("", NONE) else "流程"
        self.above |= {"phase": phase, "procedure": title}
        owner, _, step = cells.get("id", "").rpartition("/")
        name = self._owner(owner, title, line)
        self.ways.setdefault(name, cells.get("way", ""))
        self.places.setdefault(name, phase)
        self.firsts.setdefault(name, line.number)
        made = self.made.setdefault(name, [])
        if name.startswith("fault:") and (step.startswith("@") or (not step and cells.get("title") == FIRST_LINE)):
            role = self.steps.role(line, cells.get("role", ""), "role")
            if role:
                self.first_lines.setdefault(name, {})[role] = cells.get("say", "")
            return
        made += self.steps.read(line, cells, step, tuple(made))

    def _owner(self, owner: str, title: str, line: Line) -> str:
        """Return the id of the procedure that a row belongs to."""
        if not owner:
            known = next((name for name, other in self.titles.items() if other == title), None)
            fault = title.startswith("故障：")
            made = self.notes.fresh(title.removeprefix("故障："), self.titles, "procedure")
            owner = known or (f"fault:{made}" if fault else made)
        elif owner not in self.titles:
            body = owner.removeprefix("fault:")
            fits = self.notes.fitting(body, line, self.steps.columns.get("id", 0))
            owner = owner[: len(owner) - len(body)] + fits
        self.titles.setdefault(owner, title)
        return owner

    def draft(self, id: str, title: str) -> Draft:
        """Return what was read, every name resolved."""
        procedures: dict[str, Procedure] = {}
        faults: dict[str, Fault] = {}
        known = frozenset(name for name in self.made)
        for name, made in self.made.items():
            steps = settle(made, known, self.notes)
            if name.startswith("fault:"):
                fault = self._fault(name, steps)
                if fault is not None:
                    faults[fault.id] = fault
            elif steps:
                procedures[name] = self._procedure(name, steps)
        phases = self._phases(procedures)
        return Draft(id, title, phases, procedures, faults, self.steps.strangers)

    def _procedure(self, name: str, steps: tuple[Step, ...]) -> Procedure:
        way = read_way(self.ways[name])
        self._unknown(name, way.unknown)
        openers = self.steps.openers(way.openers)
        return Procedure(
            name,
            self.titles[name],
            steps,
            way.get("order", Order.SEQUENCE),
            way.get("product", ProductUse.NONE),
            openers,
            beside=way.get("beside", False),
            for_each=way.get("for_each", None),
            limits=self._limits(name, way, steps),
        )

    def _fault(self, name: str, steps: tuple[Step, ...]) -> Fault | None:
        if not steps:
            return None
        way = read_way(self.ways[name])
        self._unknown(name, way.unknown)
        title = self.titles[name].removeprefix("故障：")
        first = self.steps.openers((way.first,)) if way.first else ()
        if not first or "severity" not in way.said:
            self.notes.add(rules.FAULT_LEFT, self.firsts[name], text=title)
        handling = Procedure(name, f"{title}：处理", steps, way.get("order", Order.SEQUENCE), ProductUse.OPTIONAL)
        return Fault(
            name.removeprefix("fault:"),
            title,
            way.get("severity", Severity.P1),
            first[0] if first else steps[0].seats.roles[0],
            handling,
            interrupts=way.get("interrupts", Interrupts.ACTIVITY),
            clock=way.get("clock", ClockPolicy.FREEZE),
            resume=way.get("resume", Resume.WHERE),
            first_lines=self.first_lines.get(name, {}),
        )

    def _limits(self, name: str, way: Way, steps: Sequence[Step]) -> Limits | None:
        """Return the limits, their ways out by id or title; one that is not there is told."""
        limits: Limits | None = way.get("limits", None)
        if limits is None:
            return None
        words = {step.title: step.id for step in reversed(steps)} | {step.id: step.id for step in steps}
        self._unknown(name, [word for word in limits.on_limit if word not in words])
        return evolve(limits, on_limit=tuple(words[word] for word in limits.on_limit if word in words))

    def _unknown(self, name: str, words: Sequence[str]) -> None:
        for word in words:
            self.notes.add(rules.BAD_WAY, self.firsts[name], self.steps.columns.get("way", 0), text=word)

    def _phases(self, procedures: dict[str, Procedure]) -> tuple[Phase, ...]:
        """Return the phases in the order in which they come up, and put into procedures where a seat may open them."""
        opens: dict[str, list[str]] = {}
        titles: dict[str, str] = {}
        for name, procedure in procedures.items():
            said = self.places[name]
            if said in ("", NONE):
                continue
            title = said.removesuffix(BY_HAND)
            phase = phase_of(title, titles)
            listed = opens.setdefault(phase, [])
            if said.endswith(BY_HAND):
                procedures[name] = evolve(procedure, phases=(phase,))
            elif procedure.product is ProductUse.REQUIRED and not procedure.for_each:
                procedures[name] = evolve(procedure, phases=(phase,))
                self.notes.add(rules.BY_HAND, self.firsts[name], text=self.titles[name])
            else:
                listed.append(name)
        live = [phase for phase in opens if phase == "live"] or list(opens)[-1:]
        last = "post" if "post" in opens else next(reversed(opens), "")
        return tuple(
            Phase(phase, titles[phase], tuple(names), live=phase in live, receives=phase == last)
            for phase, names in opens.items()
        )
