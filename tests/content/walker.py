"""Walker: plays a procedure or a fault along every way through it, by what is legal and not by what it knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import islice, product

from attrs import evolve, field, frozen, mutable

from sopkit import commands as cm
from sopkit.clock import HandClock
from sopkit.definition.product import RELEASED, Product
from sopkit.definition.runbook import Phase, Runbook
from sopkit.definition.step import Outcome, Step
from sopkit.definition.value import Field, Value, ValueType
from sopkit.errors import RefusedError
from sopkit.expression import evaluate, names_in
from sopkit.ledger import ledger_of
from sopkit.refusal import Choice
from sopkit.run import Run, start
from sopkit.scope import names_for, product_of
from sopkit.state import ActivityState

EVENING = datetime(2026, 3, 8, 12, 0, tzinfo=UTC)
LONGEST = 2000
MOST_WALKS = 400

HELD = Product(
    "A01",
    "防晒衣",
    {
        "sku": "FS-01",
        "title": "蝶恋 防晒衣 冰丝 FS-01",
        "brand": "蝶恋",
        "brand_filed": True,
        "category": "防晒衣",
        "basics": "冰丝",
        "price": Decimal(99),
        "compare_price": Decimal(199),
        "price_basis": "建议零售价",
        "price_evidence": "吊牌照片",
        "stock_declared": 300,
        "stock_sellable": 300,
        "batches": ("200", "100"),
        "return_7d": True,
        "freight_insured": True,
        "promo": "满 199 减 20",
        "sizes": "S 到 XL",
    },
)

THREE = {"operations": "老王", "service": "老王", "host": "小美", "floor": "阿杰", "control": "阿杰"}

Way = tuple[str, str]
"""A step and how it was passed: an outcome's name, ``done``, ``else``, ``na`` or ``skip``."""


def full_crew(book: Runbook) -> dict[str, str]:
    """Return a crew with a person of its own in every seat."""
    return {role.id: role.title for role in book.roles.values()}


def three_people(book: Runbook) -> dict[str, str]:
    """Return 运营兼客服, 主播, 场控兼中控, in the seats that the runbook has."""
    seated = {role: person for role, person in THREE.items() if role in book.roles}
    for role in book.roles.values():
        if not any(seat in seated for seat in (role.id, *role.covered_by)):
            seated[role.id] = "老王"
    return seated


def alone(book: Runbook, phases: tuple[str, ...], *, live: bool) -> Runbook:
    """Return the runbook with one phase that receives what is owed, on air or before it, to play one thing in."""
    name = phases[0] if phases else "live"
    return evolve(book, phases=(Phase(name, "练习", live=live, receives=True),))


@mutable
class Chooser:
    """Which way is taken at each parting; ``turns`` is the plan, ``partings`` what was met."""

    turns: list[int] = field(factory=list)
    partings: list[int] = field(factory=list)

    def pick(self, count: int) -> int:
        """Return the way to take of *count*."""
        at = len(self.partings)
        self.partings.append(count)
        turn = self.turns[at] if at < len(self.turns) else 0
        return min(turn, count - 1)

    def next_plan(self) -> list[int] | None:
        """Return the plan of the next walk: the last parting that has a way left takes it."""
        plan = [*self.turns[: len(self.partings)], *([0] * (len(self.partings) - len(self.turns)))]
        while plan:
            if plan[-1] + 1 < self.partings[len(plan) - 1]:
                plan[-1] += 1
                return plan
            plan.pop()
        return None


@frozen
class Subject:
    """What is walked: a procedure of a runbook, or a fault (``fault:<id>``)."""

    book: Runbook
    name: str

    @property
    def steps(self) -> tuple[Step, ...]:
        """Its steps."""
        return self.book.procedures[self.name].steps

    def ways(self) -> set[Way]:
        """Return every way that must be gone: each outcome, each broken expectation, each step at all."""
        procedure = self.book.procedures[self.name]
        timed = procedure.limits is not None and procedure.limits.duration is not None
        found: set[Way] = set()
        for step in self.steps:
            if step.only and not timed:
                continue
            found |= {(step.id, outcome.name) for outcome in step.outcomes} or {(step.id, "done")}
            found |= {(step.id, "else")} if step.otherwise else set()
            found |= {(step.id, "na")} if step.not_applicable else set()
            found |= {(step.id, "skip")} if (step.optional or step.skip) and not step.not_applicable else set()
        return found


class Walk:
    """One walk: a run on which everybody does whatever is next, until nothing is left."""

    def __init__(self, subject: Subject, crew: Mapping[str, str], chooser: Chooser, *, passing: bool) -> None:
        self.subject = subject
        self.chooser = chooser
        self.passing = passing
        self.gone: set[Way] = set()
        self.clock = HandClock(EVENING)
        procedure = subject.book.procedures[subject.name]
        # What may only be done until some time before the show is played before it.
        book = alone(subject.book, procedure.phases, live=not any(step.window for step in subject.steps))
        later = EVENING + timedelta(hours=3)
        params = self._params()
        self.run: Run = start(book, crew=crew, products=(HELD,), params=params, go_live=later, clock=self.clock)
        self.waited: set[str] = set()

    def _params(self) -> dict[str, Value]:
        """Return a choice for each param that a step's condition reads."""
        read = " ".join(step.when or "" for step in self.subject.steps)
        choices = {p.id: p.choices for p in self.subject.book.params.values() if p.choices}
        asked = {name: options for name, options in choices.items() if f"params.{name}" in read}
        return {name: options[self.chooser.pick(len(options))] for name, options in asked.items()}

    def play(self) -> set[Way]:
        """Play to the end, pay what is owed, close; return the ways gone."""
        name = self.subject.name
        if name.startswith("fault:"):
            kind = name.removeprefix("fault:")
            self._by_somebody(lambda by: cm.RaiseFault(by, kind, product=HELD.id))
        else:
            given = HELD.id if self.run.runbook.procedures[name].product.value != "none" else None
            self._by_somebody(lambda by: cm.OpenActivity(by, name, given))
            self._maybe_wait(name)
        for _ in range(LONGEST):
            if not self._act() and not self._let_time_pass():
                break
        state = self.run.state
        left = [f"{a.id}: {[k for k in a.index.keys if not a.passed(k)]}" for a in state.open.values()]
        assert not left, left
        assert not state.faults_open
        self._by_somebody(cm.CloseRun)
        return self.gone

    def _by_somebody(self, make: object) -> None:
        """Let the first person who may give the command give it."""
        assert callable(make)
        for person in self.run.state.acting:
            command = make(person)
            if self.run.check(command) is None:
                self.run.do(command)
                return
        self.run.do(make(next(iter(self.run.state.acting))))

    def _maybe_wait(self, name: str) -> None:
        """Let the time of a limit pass, or of what comes only later, on some walks."""
        limits = self.run.runbook.procedures[name].limits
        if limits is not None and limits.duration is not None and self.chooser.pick(2):
            self.clock.turn(self.run.state.length(limits.duration))
            self.run.tick()
        if any(step.every and step.every.start for step in self.subject.steps) and self.chooser.pick(2):
            self.clock.turn(timedelta(hours=1))
            self.run.tick()

    def _act(self) -> bool:
        """Take the first step that anybody can take; whether there was one."""
        self._maybe_bide()
        choices = list(self.run.legal(limit=LONGEST))
        exits = [choice for choice in choices if self._activity(choice).limit]
        if len(exits) > 1 and self._activity(exits[0]).procedure == self.subject.name:
            choices = [exits[self.chooser.pick(len(exits))], *choices]
        return any(self._take(choice) for choice in choices) or self._finish()

    def _maybe_bide(self) -> None:
        """Wait, on some walks, for an optional step that only the least time after another step holds."""
        for waiting in self.run.board().waiting:
            activity, key = self.run.state.activities[waiting.item.activity], waiting.item.key
            held = activity.procedure == self.subject.name and any(why.code == "gap" for why in waiting.why)
            gap = activity.index.steps[key].gap
            if held and gap is not None and waiting.item.optional and key not in self.waited:
                self.waited.add(key)
                if self.chooser.pick(2):
                    self.clock.turn(self.run.state.length(gap.at_least))
                    self.run.tick()

    def _activity(self, choice: Choice) -> ActivityState:
        return self.run.state.activities[choice.activity or ""]

    def _finish(self) -> bool:
        """End what only waits for somebody to say so, once all that comes back in it was taken once."""
        for activity in tuple(self.run.state.open.values()):
            here = activity.procedure == self.subject.name
            if here and not self.passing and any(key not in activity.steps for key in activity.index.recurring):
                continue
            if activity.finishable and activity.fault is None:
                self._by_somebody(lambda by, identity=activity.id: cm.FinishActivity(by, identity))
                return True
        return False

    def _let_time_pass(self) -> bool:
        """Turn the clock where a step waits for its time; whether anything is still open."""
        if not self.run.state.open:
            return False
        self.clock.turn(timedelta(minutes=5))
        self.run.tick()
        return True

    def _take(self, choice: Choice) -> bool:
        activity = self._activity(choice)
        key = choice.target
        step = activity.index.steps[key]
        touched = activity.steps.get(key)
        if step.every and touched is not None and touched.count:
            return False  # once is enough of what comes back
        here = activity.procedure == self.subject.name
        for person in self.run.state.acting:
            if choice.command == "CheckStep":
                if self._do(cm.CheckStep(person, key, activity.id)):
                    return True
            elif choice.command == "StartStep":
                if self._do(cm.StartStep(person, key, activity.id)):
                    return True
            elif (here and self.passing and self._pass(person, activity, key, step)) or self._complete(
                person, activity, key, step, here=here
            ):
                return True
        return False

    def _pass(self, person: str, activity: ActivityState, key: str, step: Step) -> bool:
        """Say that it does not apply, or pass over it, where the step allows that."""
        if step.not_applicable and self._do(cm.MarkNotApplicable(person, key, activity.id, None, "这次没有")):
            self.gone.add((step.id, "na"))
            return True
        may = step.optional or step.skip
        if may and not step.not_applicable and self._do(cm.SkipStep(person, key, activity.id, None, "这次不做")):
            self.gone.add((step.id, "skip"))
            return True
        return False

    def _complete(self, person: str, activity: ActivityState, key: str, step: Step, *, here: bool) -> bool:
        ways = sorted(self._ways(person, activity, key, step), key=lambda way: way[0] == "else")
        if (step.id, "else") in self.gone:
            ways = [way for way in ways if way[0] != "else"]  # to fail once in a walk is enough
        if not ways:
            return False
        way, command = ways[self.chooser.pick(len(ways)) if here and len(ways) > 1 else 0]
        assert self._do(command), command
        if here:
            self.gone.add((step.id, way))
        return True

    def _ways(
        self, person: str, activity: ActivityState, key: str, step: Step
    ) -> Iterator[tuple[str, cm.CompleteStep]]:
        """Yield each way of completing a step that would be taken now, with its command."""
        outcomes: Sequence[Outcome | None] = step.outcomes or (None,)
        for outcome in outcomes:
            fields = (*step.record, *(outcome.ask if outcome else ()))
            seen: set[tuple[str, bool]] = set()
            for record in self._records(activity, key, step, fields):
                met = step.expect is None or self._met(activity, key, step, record)
                name = (outcome.name if outcome else "done") if met else "else"
                told = repr(self._consequences(activity, key, step, fields, record))
                if (told, met) in seen or (not met and step.otherwise is None):
                    continue
                command = cm.CompleteStep(person, key, activity.id, None, record, outcome.name if outcome else None)
                if self.run.check(command) is None:
                    seen.add((told, met))
                    yield name, command

    def _consequences(
        self, activity: ActivityState, key: str, step: Step, fields: Sequence[Field], record: Mapping[str, Value]
    ) -> list[bool]:
        """Return which of the later conditions that read this record would hold."""
        written = {f.id for f in fields}
        names = {**names_for(self.run.state, activity, record), "product": product_of(self.run.state, activity, key)}
        later = [other.when for other in activity.index.procedure.steps if other is not step and other.when]
        told = [bool(evaluate(when, names)) for when in later if written.intersection(names_in(when))]
        read = " ".join(name for when in later for name in names_in(when))
        ledger = ledger_of(self.run.state, HELD.id)
        if RELEASED in record and "stock." in read and ledger is not None:
            # What is released is counted only once it is done.
            told.append(int(str(record[RELEASED])) >= (ledger.held or 0))
        return told

    def _met(self, activity: ActivityState, key: str, step: Step, record: Mapping[str, Value]) -> bool:
        state = self.run.state
        names = names_for(state, activity, record)
        names["product"] = product_of(state, activity, key)
        return bool(evaluate(step.expect or "true", names))

    def _records(
        self, activity: ActivityState, key: str, step: Step, fields: Sequence[Field]
    ) -> Iterator[dict[str, Value]]:
        """Yield records worth trying: one, or where something hangs on what is written, several."""
        asked = [f for f in fields if f.required]
        hang = step.expect or any(other.when for other in activity.index.procedure.steps)
        lists = [self._values(activity, key, f, self._expected(step), several=bool(hang)) for f in asked]
        for values in islice(product(*lists), 400):
            yield {f.id: value for f, value in zip(asked, values, strict=True)}

    def _expected(self, step: Step) -> list[Value]:
        """Return the params that the step's expectation reads: what it is held against is worth trying."""
        read = [name.partition(".") for name in names_in(step.expect or "")]
        return [self.run.state.param(name) for root, _, name in read if root == "params"]

    def _values(
        self, activity: ActivityState, key: str, f: Field, expected: Sequence[Value], *, several: bool
    ) -> tuple[Value, ...]:
        low = f.min if f.min is not None else 0
        plain: Mapping[ValueType, tuple[Value, ...]] = {
            ValueType.TEXT: ("好",),
            ValueType.LIST: (("好",),),
            ValueType.BOOL: (True, False),
            ValueType.CHOICE: f.choices,
            ValueType.DURATION: (
                timedelta(hours=2),
                timedelta(minutes=30),
                *(one for one in expected if isinstance(one, timedelta)),
            ),
        }
        values = plain.get(f.type)
        if values is None:
            about = product_of(self.run.state, activity, key)
            facts = [about.get(name) for name in ("price", "stock_declared")] if about else []
            ledger = ledger_of(self.run.state, about.id) if about else None
            facts += [ledger.next, ledger.on_sale] if ledger else []
            tried = [low, *(one for one in (*facts, *expected) if isinstance(one, int | Decimal)), 5, 100_000]
            kept = [n for n in tried if n >= low and (f.max is None or n <= f.max)]
            whole = f.type is ValueType.INT
            values = tuple(dict.fromkeys(int(n) if whole else Decimal(n) for n in kept))
        return values if several else values[:1]

    def _do(self, command: cm.Command) -> bool:
        try:
            self.run.do(command)
        except RefusedError:
            return False
        return True


def walk_everywhere(subject: Subject, crew: Mapping[str, str]) -> set[Way]:
    """Walk until every way was gone, or no walk is left; return the ways that no walk could go."""
    left = subject.ways()
    for passing in (False, True):
        plan: list[int] | None = []
        for _ in range(MOST_WALKS):
            if plan is None:
                break
            wanted = {way for way in left if (way[1] in ("na", "skip")) == passing}
            if plan and not wanted:
                break
            chooser = Chooser(plan)
            left -= Walk(subject, crew, chooser, passing=passing).play()
            plan = chooser.next_plan()
    return left
