"""Event lines: what happened, as a sentence with its time, its seat and its person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sopkit import events as ev
from sopkit.frozen import frozen
from sopkit.script import show
from sopkit.words import role_title
from sopkit_cli.language import language, t
from sopkit_cli.render.wording import fact_name, listed, measured, roles_of

if TYPE_CHECKING:
    from sopkit.definition.runbook import Runbook
    from sopkit.definition.step import Step
    from sopkit.role import Crew
    from sopkit.state import RunState

__all__ = ["EventLine", "EventTeller"]

_SHOWN = (str, int, Decimal, timedelta)

_STYLES: Mapping[type[ev.Event], str] = {
    ev.FaultRaised: "fault",
    ev.ActivitySuspended: "fault",
    ev.LimitReached: "warn",
    ev.StepOverdue: "warn",
    ev.StepFailed: "warn",
    ev.StepRejected: "warn",
    ev.StepUndone: "warn",
    ev.CueExpired: "warn",
    ev.FaultRecovered: "good",
    ev.ActivityReleased: "good",
    ev.RunClosed: "good",
    ev.PhaseEntered: "head",
    ev.CueGiven: "say",
}


@frozen
class _About:
    """What an activity is: its procedure, its product, its own title."""

    procedure: str
    product: str | None
    title: str


@frozen
class EventLine:
    """One event for people; ``seat`` and ``person`` are empty where it happened by itself."""

    at: datetime
    seat: str
    person: str
    text: str
    style: str = ""


class EventTeller:
    """
    Tells the events of one run, in order, from its first.

    It keeps what the events themselves said: who sits where by then, what
    the activities are for, what the cues read.
    """

    def __init__(self, book: Runbook) -> None:
        self.book = book
        self._crew: Crew | None = None
        self._products: dict[str, str] = {}
        self._activities: dict[str, _About] = {}
        self._faults: dict[str, str] = {}
        self._cues: dict[str, str] = {}

    @classmethod
    def knowing(cls, state: RunState) -> EventTeller:
        """Return one that knows what was said up to *state*, to tell what comes next."""
        teller = cls(state.runbook)
        teller._crew = state.crew
        teller._products = {product.id: product.name for product in state.products.values()}
        teller._activities = {a.id: _About(a.procedure, a.product, a.title) for a in state.activities.values()}
        teller._faults = {fault.id: fault.kind for fault in state.faults.values()}
        teller._cues = {cue.id: cue.text for cue in state.cues.values()}
        return teller

    def tell(self, event: ev.Event) -> EventLine:
        """Return the line of the next event."""
        self._learn(event)
        seat = self._seat(event) if event.by else ""
        return EventLine(event.at, seat, event.by, self._sentence(event), _STYLES.get(type(event), ""))

    def _learn(self, event: ev.Event) -> None:
        if isinstance(event, ev.RunStarted):
            self._crew = event.crew
            self._products = {product.id: product.name for product in event.products}
        elif isinstance(event, ev.SeatHandedOver) and self._crew is not None:
            self._crew = self._crew.with_seat(event.role, event.leaves, event.to)
        elif isinstance(event, ev.ActivityOpened):
            self._activities[event.activity] = _About(event.procedure, event.product, event.title)
        elif isinstance(event, ev.FaultRaised):
            self._faults[event.fault] = event.kind
        elif isinstance(event, ev.CueGiven):
            self._cues[event.cue] = event.text

    def _seat(self, event: ev.Event) -> str:
        """Return the seat in which the person did it: the step's own where they hold it, else their first."""
        held = self._crew.roles_of(event.by) if self._crew else ()
        step = self._step(event) if isinstance(event, ev.StepEvent) else None
        wanted: tuple[str, ...] = ()
        if isinstance(event, ev.StepConfirmed):
            wanted = event.roles
        elif isinstance(event, ev.StepStarted) and event.asked and step is not None and step.asked_by:
            wanted = (step.asked_by,)
        elif step is not None and _checks(event):
            wanted = (step.verify.role,) if step.verify and step.verify.role else ()
        elif step is not None:
            wanted = step.seats.roles
        best = [role for role in wanted if role in held] or list(wanted[:1]) or list(held[:1])
        return role_title(self.book, best[0], language()) if best else ""

    def _step(self, event: ev.StepEvent | ev.RoundStarted) -> Step | None:
        opened = self._activities.get(event.activity)
        procedure = self.book.procedures.get(opened.procedure) if opened else None
        name = event.step.partition("@")[0]
        return next((step for step in procedure.steps if step.id == name), None) if procedure else None

    def _sentence(self, event: ev.Event) -> str:
        name = ev.NAMES[type(event)]
        if isinstance(event, ev.StepStarted) and event.asked:
            name = "step-asked"
        elif isinstance(event, ev.StepCompleted) and event.done_by and event.done_by != event.by:
            name = "step-checked"
        elif isinstance(event, ev.CueGiven) and event.task:
            name = "task-given"
        return t(f"event.{name}", **self._words(event))

    def _words(self, event: ev.Event) -> dict[str, str]:
        """Return everything that a sentence about this event may name."""
        words: dict[str, str] = {}
        for field in type(event).__attrs_attrs__:
            value = getattr(event, field.name)
            words[field.name] = show(value, language()) if value is None or isinstance(value, _SHOWN) else ""
        reason = str(getattr(event, "reason", "") or getattr(event, "finding", ""))
        words["because"] = t("event.because", reason=reason) if reason else ""
        words["note"] = t("event.note", note=words["note"]) if words.get("note") else ""
        words["record"] = words["product"] = ""
        self._name_things(event, words)
        if isinstance(event, ev.StepEvent):
            self._name_step(event, words)
        elif isinstance(event, ev.RoundStarted):
            step = self._step(event)
            words["step"] = step.title if step else event.step
        return words

    def _name_things(self, event: ev.Event, words: dict[str, str]) -> None:
        """Put titles in the place of ids."""
        book = self.book
        if words.get("activity"):
            words["activity"] = self._activity(words["activity"])
        if getattr(event, "product", None):
            words["product"] = t("event.product", name=self._product(str(getattr(event, "product", ""))))
        if words.get("phase"):
            words["phase"] = next((p.title for p in book.phases if p.id == words["phase"]), words["phase"])
        kind = self._faults.get(words.get("fault", ""))
        if kind:
            words |= {"fault": book.faults[kind].title, "severity": book.faults[kind].severity.value}
        if words.get("cue"):
            words["text"] = self._cues.get(words["cue"], words["cue"])
        if words.get("role"):
            words["role"] = role_title(book, words["role"], language())
        words |= self._special(event)

    def _special(self, event: ev.Event) -> dict[str, str]:
        """Return the words that only one kind of event has."""
        book = self.book
        if isinstance(event, ev.CueGiven):
            return {"to": event.person or role_title(book, event.role or "", language())}
        if isinstance(event, ev.ObligationOwed):
            return {"procedure": book.procedures[event.procedure].title}
        if isinstance(event, ev.ProductUpdated):
            facts = {fact_name(name): value for name, value in event.facts.items()}
            return {"target": self._product(event.product), "facts": self._fields(facts, None)}
        if isinstance(event, ev.ParamSet):
            param = book.params.get(event.param)
            return {"target": (param.title if param else "") or event.param}
        if isinstance(event, ev.Waived):
            gate = book.gates.get(event.target)
            return {"target": gate.title if gate else event.target}
        if isinstance(event, ev.MeasureStarted | ev.MeasureTaken):
            rule = book.measures[event.measure]
            return {"measure": rule.title or rule.id, "value": measured(getattr(event, "value", None), rule)}
        return {}

    def _name_step(self, event: ev.StepEvent, words: dict[str, str]) -> None:
        step = self._step(event)
        product = event.step.partition("@")[2]
        opened = self._activities.get(event.activity)
        about = product or (opened.product if opened else None)
        title = step.title if step else event.step
        if language() == "en" and step is not None and step.title != event.step:
            title = f"{title} [{event.step}]"
        words["step"] = title + (t("event.product", name=self._product(about)) if about else "")
        record = getattr(event, "record", None)
        if record:
            words["record"] = t("event.record", fields=self._fields(record, step))
        outcome = getattr(event, "outcome", None)
        words["outcome"] = t("event.outcome", outcome=outcome) if outcome else ""
        if isinstance(event, ev.StepConfirmed):
            words["roles"] = roles_of(self.book, event.roles)

    def _fields(self, values: Mapping[str, object], step: Step | None) -> str:
        known = {field.id: field for field in step.record} if step else {}
        for outcome in step.outcomes if step else ():
            known.update({field.id: field for field in outcome.ask})
        shown = []
        for name, value in values.items():
            field = known.get(name)
            unit = field.unit if field else ""
            title = (field.title if field else "") or name
            shown.append(t("event.field", name=title, value=show(value, language()) + unit))
        return listed(shown)

    def _activity(self, identity: str) -> str:
        opened = self._activities.get(identity)
        if opened is None:
            return identity
        title = opened.title or self.book.procedures[opened.procedure].title
        return title + (t("event.product", name=self._product(opened.product)) if opened.product else "")

    def _product(self, identity: str) -> str:
        name = self._products.get(identity, identity)
        return f"{identity} {name}" if name != identity else identity


def _checks(event: ev.Event) -> bool:
    """Whether the event is the second person's."""
    if isinstance(event, ev.StepCompleted):
        return bool(event.done_by and event.done_by != event.by)
    return isinstance(event, ev.StepRejected)
