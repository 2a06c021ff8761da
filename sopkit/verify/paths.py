"""Paths: which steps of a procedure the flow can come to, and from which it can come to the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sopkit.definition.procedure import Order, Procedure
from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Step, Target, TargetKind
from sopkit.definition.value import Field
from sopkit.verify.conditions import Truth, judge
from sopkit.verify.domains import fields_of, names_at
from sopkit.verify.kept import around, keep, known

__all__ = ["Paths", "called_by", "calls_deep", "paths_of", "ways_of"]


def ways_of(step: Step) -> Iterator[tuple[str, str, Target]]:
    """Yield every way that a step names: the key it stands under, the answer (or nothing), and the target."""
    for outcome in step.outcomes:
        yield "outcomes", outcome.name, outcome.target
    if step.on_fail is not None and step.on_fail.then is not None:
        yield "on_fail", "", step.on_fail.then
    if step.otherwise is not None:
        yield "else", "", step.otherwise


class Paths:
    """
    What a procedure's flow can do, taking every condition that is not constant to go either way.

    So what is said to be out of reach, or without an end, is so for sure.
    ``reached`` holds the places that the flow can come to, ``ending`` those
    from which it can end; of a checklist, the steps that can be taken.
    """

    def __init__(self, book: Runbook, procedure: Procedure) -> None:
        self.procedure = procedure
        steps = procedure.steps
        self.place = {step.id: place for place, step in enumerate(steps)}
        self.end = len(steps)
        self.sequence = procedure.order is Order.SEQUENCE
        every = {one.id: one for step in steps for one in fields_of(step)}
        self.names = names_at(book, every)
        self.when = [judge((s.when,), self.names) if s.when else Truth.ALWAYS for s in steps]
        self.expect = [_expected(book, every, s) if s.expect else Truth.ALWAYS for s in steps]
        self.limited = self._may_be_limited()
        exits = procedure.limits.on_limit if procedure.limits and self.limited else ()
        self.exits = frozenset(self.place[name] for name in exits if name in self.place)
        self.in_turn = [self.sequence and not (s.only or s.every) for s in steps]
        self.edges: list[set[int]] = [self._edges(place) for place in range(self.end)]
        self._follows: dict[int, set[int]] = {}
        self.passable: set[int] = set()
        self.reached: set[int] = set()
        self.ending: set[int] = set()
        (self._walk if self.sequence else self._settle)()

    @property
    def ends(self) -> bool:
        """Whether the procedure can come to an end at all."""
        if self.sequence:
            return 0 in self.ending
        blocking = {place for place, step in enumerate(self.procedure.steps) if step.blocks and not step.for_each}
        return blocking <= self.passable or any(self.end in self.edges[p] for p in self.reached)

    @property
    def unreached(self) -> list[Step]:
        """The steps that nobody can ever take, those left out that a constant condition takes away."""
        return [
            step
            for place, step in enumerate(self.procedure.steps)
            if place not in self.reached and self.when[place].may_hold
        ]

    @property
    def stuck(self) -> list[Step]:
        """The steps of a sequence that the flow comes to, and from which it cannot end."""
        if not self.sequence or not self.ends:
            return []
        turns = (p for p in sorted(self.reached) if p < self.end and self.in_turn[p] and p not in self.ending)
        return [self.procedure.steps[p] for p in turns]

    def follows(self, place: int) -> set[int]:
        """Return the places that may be taken after *place* was, itself among them where it comes round again."""
        if place not in self._follows:
            self._follows[place] = self._following(place)
        return self._follows[place]

    def _following(self, place: int) -> set[int]:
        if not self.sequence:
            return {p for p in range(self.end) if p not in self._waits(place) and p != place} | self._again(place)
        if not self.in_turn[place] or place in self.exits:
            return set(range(self.end))
        aside = {p for p in range(self.end) if not self.in_turn[p]}
        return self._closure(self.edges[place]) | aside | self.exits

    def _may_be_limited(self) -> bool:
        limits = self.procedure.limits
        if limits is None:
            return False
        if limits.duration is not None:
            return True
        # A bound on rounds is reached by a failure, or a call, that would go back once more.
        return limits.rounds is not None and any(
            target.kind is TargetKind.STEP and self.place.get(target.id or "", self.end) <= place
            for place, step in enumerate(self.procedure.steps)
            for key, _, target in ways_of(step)
            if key != "outcomes" or step.call
        )

    def _edges(self, place: int) -> set[int]:
        """Return where the flow may be after the step at *place* was dealt with."""
        step = self.procedure.steps[place]
        on = self._on(place)
        found: set[int] = set()
        if not self.in_turn[place] or step.optional or step.skip or step.not_applicable or step.for_each:
            found.add(on)
        if self.when[place].may_fail:
            found.add(on)
        if not self.when[place].may_hold:
            return found
        failing = step.on_fail.then if step.on_fail else None
        ways: list[Target | None] = [failing, step.otherwise if self.expect[place].may_fail else None]
        if self.expect[place].may_hold:
            if step.ends:
                found.add(self.end)
            elif not step.outcomes:
                found.add(on)
            else:
                found |= {self._leads(place, o.target, on) for o in step.outcomes}
        return found | {self._leads(place, way, None) for way in ways if way is not None} - {-1}

    def _leads(self, place: int, target: Target, aside: int | None) -> int:
        """Return the place that *target* leads to; *aside* (or -1) where it leaves the flow where it is."""
        if target.kind is TargetKind.NEXT:
            return self._on(place)
        if target.kind is TargetKind.FINISH:
            return self.end
        if target.kind is TargetKind.STEP and target.id in self.place:
            return self.place[target.id]
        return -1 if aside is None else aside

    def _on(self, place: int) -> int:
        """Return where the flow is once *place* is passed: at the next one; a checklist's is nowhere."""
        return place + 1 if self.sequence else self.end + 1

    def _closure(self, places: Iterable[int]) -> set[int]:
        found: set[int] = set()
        left = list(places)
        while left:
            place = left.pop()
            if place in found:
                continue
            found.add(place)
            if place < self.end:
                left.extend(self.edges[place])
        return found

    def _walk(self) -> None:
        """Reach forward from the beginning, and backward from the end, of a sequence."""
        steps = self.procedure.steps
        never = self._never()
        for place in never:
            self.edges[place] = {place + 1} if steps[place].optional or steps[place].for_each else set()
        aside = {p for p in range(self.end) if p in self.exits or not (self.in_turn[p] or steps[p].only or p in never)}
        anytime = {t for p in aside for t in self.edges[p] if self.in_turn[p] or t != p + 1}
        # A step that stands aside, and what nobody passes, is no obstacle where the flow comes by.
        for place in range(self.end):
            if not self.in_turn[place]:
                self.edges[place].add(place + 1)
        found = self._closure({0} | anytime)
        here = {p for p in found if p < self.end and self.in_turn[p] and p not in never}
        self.reached = {p for p in here | aside if self.when[p].may_hold}
        self.ending = self._backward(anytime)

    def _backward(self, anytime: set[int]) -> set[int]:
        """Return the places from which the end can be come to; to those of *anytime*, from everywhere."""
        back: list[set[int]] = [set() for _ in range(self.end + 1)]
        for place in range(self.end):
            for target in self.edges[place]:
                back[target].add(place)
        ending: set[int] = set()
        left = [self.end]
        while left:
            place = left.pop()
            if place not in ending:
                ending.add(place)
                left.extend(back[place])
                if place in anytime:
                    left.extend(range(self.end))
        return ending

    def _never(self) -> set[int]:
        """Return the places that wait for a step aside of the sequence which nobody can ever take."""
        steps = self.procedure.steps
        dead = {p for p, step in enumerate(steps) if step.only and p not in self.exits}
        never: set[int] = set()
        grown = True
        while grown:
            waiting = {
                p
                for p, step in enumerate(steps)
                if p not in self.exits and any(self.place.get(name) in dead for name in step.after)
            }
            grown = not waiting <= never
            never |= waiting
            dead |= {p for p in waiting if not self.in_turn[p]}
        return never

    def _settle(self) -> None:
        """Find the steps of a checklist that can be taken, and passed, whatever comes first."""
        steps = self.procedure.steps
        waits = [{self.place[name] for name in step.after if name in self.place} for step in steps]
        grown = True
        while grown:
            grown = False
            for place, step in enumerate(steps):
                if place not in self.exits and (step.only or not waits[place] <= self.passable):
                    continue
                passed = {place} if any(t > place for t in self.edges[place]) else set()
                if self.when[place].may_hold:
                    passed |= {
                        p for t in self.edges[place] if place < t <= self.end for p in range(t) if steps[p].blocks
                    }
                    grown |= place not in self.reached
                    self.reached.add(place)
                grown |= not passed <= self.passable
                self.passable |= passed

    def _again(self, place: int) -> set[int]:
        """Return *place* and all that may be taken anew, where an answer of the checklist leads back."""
        back = [t for p in self.reached for t in self.edges[p] if t <= p]
        return set(range(min(back), self.end)) | ({place} if place >= min(back) else set()) if back else set()

    def _waits(self, place: int) -> set[int]:
        """Return every place that the step at *place* waits for, near and far."""
        found: set[int] = set()
        left = [place]
        while left:
            for name in self.procedure.steps[left.pop()].after:
                one = self.place.get(name)
                if one is not None and one not in found:
                    found.add(one)
                    left.append(one)
        return found


def _expected(book: Runbook, fields: dict[str, Field], step: Step) -> Truth:
    own = {one.id for one in step.record if one.required}
    return judge((step.expect or "",), names_at(book, fields, certain=own))


def paths_of(book: Runbook, procedure: str) -> Paths:
    """Return the paths of a procedure, kept with the runbook, and for others in which it is the same."""
    key = ("paths", procedure)
    found: Paths | None = book.memo.get(key)
    if found is None:
        surroundings = around(book, (procedure,))
        found = known(key, surroundings)
        if found is None:
            found = Paths(book, book.procedures[procedure])
            keep(key, surroundings, found)
        book.memo[key] = found
    return found


def called_by(book: Runbook, procedure: str) -> frozenset[str]:
    """Return a procedure and all that it calls, near and far."""
    key = ("called", procedure)
    known: frozenset[str] | None = book.memo.get(key)
    if known is None:
        found = {procedure}
        left = [procedure]
        while left:
            for step in book.procedures[left.pop()].steps:
                if step.call and step.call not in found:
                    found.add(step.call)
                    left.append(step.call)
        known = book.memo[key] = frozenset(found)
    return known


def calls_deep(book: Runbook, procedure: str) -> int:
    """Return how many procedures stand in the longest chain of calls that begins with this one."""
    deep: dict[str, int] = book.memo.setdefault("deep", {})
    left = [procedure]
    while left:
        name = left[-1]
        called = [step.call for step in book.procedures[name].steps if step.call]
        waits = [one for one in called if one not in deep and one not in left]
        if waits:
            left += waits
        else:
            left.pop()
            deep[name] = 1 + max((deep.get(one, 0) for one in called), default=0)
    return deep[procedure]
