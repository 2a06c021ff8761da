"""Layout: a procedure laid out for the search of every way in which it may be played."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from sopkit.definition.procedure import Order, Procedure
from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Step, Target, TargetKind
from sopkit.definition.value import ParamRef
from sopkit.expression import names_in
from sopkit.expression.grammar import parsed
from sopkit.frozen import frozen
from sopkit.verify.conditions import Truth, judge
from sopkit.verify.cut import Purse
from sopkit.verify.domains import fields_of, names_at, recorded_by
from sopkit.verify.kept import answered
from sopkit.verify.paths import ways_of

__all__ = ["Answer", "Layout", "layout_of"]


@frozen
class Answer:
    """
    One way in which doing a step may come out.

    The answer, the target, and the watched fields that are recorded with it;
    one bit each in ``bits``.
    """

    name: str
    target: Target
    records: frozenset[str]
    bits: int


_NEXT = Target(TargetKind.NEXT)


class Layout:
    """
    A procedure as the search sees it.

    ``watched`` are the record fields that a firm gate or a condition reads;
    the search knows of those whether they were recorded, and of nothing
    else what it holds. Sets of places are whole numbers, a bit for each.
    """

    def __init__(self, book: Runbook, procedure: Procedure) -> None:
        self.book = book
        self.procedure = procedure
        self.steps = procedure.steps
        self.size = len(self.steps)
        self.sequence = procedure.order is Order.SEQUENCE
        self.place = {step.id: place for place, step in enumerate(self.steps)}
        self.ordered = _bits(self.sequence and not (s.only or s.every) for s in self.steps)
        self.blocks = _bits(s.blocks for s in self.steps)
        self.spares = _bits(s.optional and not (s.only or s.every) for s in self.steps)
        self.only = _bits(bool(s.only) for s in self.steps)
        self.every = _bits(bool(s.every) for s in self.steps)
        self.after = tuple(_bits(other.id in s.after for other in self.steps) for s in self.steps)
        self.answered = procedure.id in answered(book)
        self.conditional = tuple(p for p, s in enumerate(self.steps) if s.when)
        limits = procedure.limits
        self.exits = tuple(self.place[n] for n in limits.on_limit if n in self.place) if limits else ()
        self.timed = limits is not None and limits.duration is not None
        self.rounds = _rounds(book, procedure)
        self.fields = {one.id: one for step in self.steps for one in fields_of(step)}
        loose = {one.id for step in self.steps for one in fields_of(step) if not one.required}
        self.sure = frozenset(self.fields.keys() - loose)
        self.gates = tuple(self._firm(step) for step in self.steps)
        read = {n for g in self.gates for text in g for n in names_in(text)}
        read |= {n for step in self.steps if step.when for n in names_in(step.when)}
        self.watched = frozenset(read & self.fields.keys())
        self.helpful = self.watched - self._two_edged()
        self.fallback = tuple(step.on_fail.then if step.on_fail else None for step in self.steps)
        self.jumps = any(target.kind is TargetKind.STEP for step in self.steps for _, _, target in ways_of(step))
        self.bit = {name: 1 << number for number, name in enumerate(sorted(self.watched))}
        self.answers = tuple(self._answers(step) for step in self.steps)
        self.calm = _bits(self._calm(place) for place in range(self.size))
        self._known: dict[tuple[tuple[str, ...], int], Truth] = {}

    def pay(self, doings: int) -> None:
        """Pay for work on the search that is going on."""
        purse: Purse = self.book.memo["purse"]
        purse.pay(doings)

    def _calm(self, place: int) -> bool:
        """Whether doing the step can do nothing but let others go on, so that it may as well be done at once."""
        answers, step = self.answers[place], self.steps[place]
        if self.timed or self.exits or step.call or step.ends or self.gates[place] or self.fallback[place]:
            return False
        if not answers or any(a.target.kind is not TargetKind.NEXT for a in answers):
            return False
        # Where it could be passed without being recorded, that has to be played, too.
        surely = not (self.jumps or step.optional or step.skip or step.not_applicable)
        return all(not a.records or (surely and a.records <= self.helpful) for a in answers)

    def _firm(self, step: Step) -> tuple[str, ...]:
        """Return the conditions of the gates before *step* that nobody may waive."""
        return tuple(self.book.gates[g].when for g in step.gates if not self.book.gates[g].waived_by)

    def _answers(self, step: Step) -> tuple[Answer, ...]:
        """Return how doing the step may come out: its answers, and what follows a broken expectation."""
        found: list[Answer] = []
        required = {one.id for one in step.record if one.required}
        names = names_at(self.book, self.fields, certain=required)
        expected = judge((step.expect,), names) if step.expect else Truth.ALWAYS
        if expected.may_hold:
            if not step.outcomes:
                found.append(self._answer(step, "", _NEXT))
            for outcome in step.outcomes:
                kind = outcome.target.kind
                target = _NEXT if kind in (TargetKind.RAISE, TargetKind.OPEN) else outcome.target
                found.append(self._answer(step, outcome.name, target))
        return tuple(found)

    def _two_edged(self) -> frozenset[str]:
        """Return the watched fields whose being recorded may also keep something from being done."""
        found = {name for step in self.steps if step.when for name in names_in(step.when)}
        for text in {text for gate in self.gates for text in gate}:
            tree = parsed(text)[0]
            if tree is None or any(_denies(node) for node in ast.walk(tree)):
                found |= set(names_in(text))
        return frozenset(found)

    def broken(self, place: int) -> Target | None:
        """Return where a broken expectation of the step leads, where it can be broken and leads somewhere."""
        step = self.steps[place]
        return step.otherwise if step.expect else None

    def _answer(self, step: Step, name: str, target: Target) -> Answer:
        records = frozenset(one.id for one in recorded_by(step, name)) & self.watched
        return Answer(name, target, records, sum(self.bit[one] for one in records))

    def holds(self, texts: tuple[str, ...], seen: int) -> Truth:
        """
        Return whether *texts* may hold once the watched fields *seen* were recorded, and no others.

        A gate that reads what no step of this procedure records cannot be worked out, and does not hold.
        """
        known = self._known.get((texts, seen))
        if known is None:
            recorded = {name for name, bit in self.bit.items() if seen & bit}
            unrecorded = self.watched - recorded
            names = names_at(self.book, self.fields, unrecorded, recorded & self.sure, closed=True)
            known = self._known[texts, seen] = judge(texts, names)
        return known


def _bits(flags: Iterable[bool]) -> int:
    return sum(1 << place for place, flag in enumerate(flags) if flag)


def _denies(node: ast.AST) -> bool:
    """Whether something here may hold of null, and no longer hold of a value."""
    if isinstance(node, ast.Compare):
        for sign, side in zip(node.ops, node.comparators, strict=True):
            null = isinstance(side, ast.Constant) and side.value is None
            if isinstance(sign, ast.NotIn) or (isinstance(sign, ast.Eq) and null):
                return True
            if isinstance(sign, ast.NotEq) and not null:
                return True
    return isinstance(node, ast.Not)


def _rounds(book: Runbook, procedure: Procedure) -> int | None:
    limits = procedure.limits
    if limits is None or limits.rounds is None:
        return None
    if isinstance(limits.rounds, ParamRef):
        given = book.params[limits.rounds.name].default
        return given if isinstance(given, int) else 0
    return limits.rounds


def layout_of(book: Runbook, procedure: str) -> Layout:
    """Return the layout of a procedure, kept with the runbook."""
    key = ("layout", procedure)
    found: Layout | None = book.memo.get(key)
    if found is None:
        found = book.memo[key] = Layout(book, book.procedures[procedure])
    return found
