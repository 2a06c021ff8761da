"""Phrases: what a definition says of seats, times, records and ways out, as people say it in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from sopkit.definition.cue import CueRule
from sopkit.definition.procedure import Limits
from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Every, OnFail, Owed, Seats, Step, Target, TargetKind
from sopkit.definition.value import Duration, Field, Offset, ParamRef, Value, ValueType
from sopkit.frozen import frozen
from sopkit.phrase.condition import in_words
from sopkit.phrase.words import WORDS
from sopkit.script import places_in, show
from sopkit.words import role_title

__all__ = ["Phrases", "Trait"]


@frozen
class Trait:
    """One thing that is said of a step: its key, what it is called, and what is said."""

    key: str
    label: str
    text: str


@frozen
class Phrases:
    """
    The words for one runbook in one language.

    Parameters are shown by their default value: what a run would set is not
    known where only the definition is read.
    """

    book: Runbook
    lang: str = "zh"

    def word(self, key: str, /, **args: object) -> str:
        """Return the word *key*, its places filled."""
        zh, en = WORDS[key]
        return (en if self.lang == "en" else zh).format(**args)

    def listed(self, words: Iterable[str]) -> str:
        """Return words joined as a list is."""
        return self.word("list").join(words)

    def labelled(self, trait: Trait) -> str:
        """Return a trait as one line; one that only says yes by its name."""
        if trait.text == self.word("yes"):
            return trait.label
        return trait.label + self.word("colon") + trait.text

    def role(self, role: str) -> str:
        """Return the title of a role."""
        return role_title(self.book, role, self.lang)

    def roles(self, roles: Iterable[str]) -> str:
        """Return the titles of roles, joined."""
        return self.listed(self.role(role) for role in roles)

    def seats(self, seats: Seats) -> str:
        """Return who takes a step: one of several, or all of them."""
        return self.word("all" if seats.all else "any").join(self.role(role) for role in seats.roles)

    def value(self, value: object) -> str:
        """Return a value; a parameter's default where it names one."""
        if isinstance(value, ParamRef):
            param = self.book.params.get(value.name)
            return show(param.default, self.lang) if param else f"${value.name}"
        return show(value, self.lang)

    def length(self, length: Duration) -> str:
        """Return a length of time."""
        return self.value(length)

    def moment(self, offset: Offset) -> str:
        """Return a moment: ``开播前30分钟``."""
        anchor = self.word(offset.of.value)
        length, before = offset.by, False
        if isinstance(length, ParamRef):
            before = length.negative
            given = self.length(ParamRef(length.name))
        else:
            if not length:
                return self.word("at-once", anchor=anchor)
            before = length < timedelta(0)
            given = self.length(abs(length))
        return self.word("before" if before else "after", anchor=anchor, length=given)

    def field(self, field: Field) -> str:
        """Return what a field is called, with its unit, its choices and whether it may stay empty."""
        more = [field.unit] if field.unit else []
        if field.type is ValueType.CHOICE:
            more.append("/".join(field.choices))
        if not field.required:
            more.append(self.word("may"))
        title = field.title or field.id
        return self.word("bracket", text=title, more=self.word("comma").join(more)) if more else title

    def bounds(self, limits: Limits) -> str:
        """Return the bounds on time and rounds."""
        said = []
        if limits.duration is not None:
            said.append(self.word("long", length=self.length(limits.duration)))
        if limits.rounds is not None:
            said.append(self.word("rounds", count=self.value(limits.rounds)))
        return self.word("comma").join(said)

    def every(self, every: Every) -> str:
        """Return how often a step comes back."""
        said = [self.word("every", length=self.length(every.interval))]
        if every.start is not None:
            said.append(self.word("every-from", moment=self.moment(every.start)))
        if every.until is not None:
            said.append(self.word("every-until", moment=self.moment(every.until)))
        return self.word("comma").join(said)

    def cue(self, rule: CueRule) -> str:
        """Return when a cue is given: its moment or its beats, and its condition."""
        when = self.moment(rule.at) if rule.at is not None else self.every(rule.every) if rule.every is not None else ""
        return self.word("comma").join(filter(None, (when, self.condition(rule.when, {}) if rule.when else "")))

    def target(self, target: Target, steps: Mapping[str, Step]) -> str:
        """Return where the flow goes."""
        name = target.id or ""
        if target.kind is TargetKind.STEP:
            return steps[name].title if name in steps else name
        if target.kind is TargetKind.RAISE:
            return self.word("raise", title=self.fault(name))
        if target.kind is TargetKind.OPEN:
            return self.word("open", title=self.procedure(name))
        return self.word("finish" if target.kind is TargetKind.FINISH else "next")

    def procedure(self, procedure: str) -> str:
        """Return the title of a procedure."""
        found = self.book.procedures.get(procedure)
        return found.title if found else procedure

    def fault(self, fault: str) -> str:
        """Return the title of a fault."""
        found = self.book.faults.get(fault)
        return found.title if found else fault

    def owed(self, owed: Owed) -> str:
        """Return what is owed, by whom, and how soon."""
        owner = self.role(owed.owner) if owed.owner else ""
        within = self.word("within", length=self.length(owed.within)) if owed.within is not None else ""
        if not owner and not within:
            return self.procedure(owed.procedure)
        gap = " " if owner and within else ""
        return self.word("owed", title=self.procedure(owed.procedure), owner=owner + gap, within=within)

    def failed(self, rule: OnFail) -> str:
        """Return what a failure leads to before its way out is taken."""
        count: Value | ParamRef = rule.retry
        return self.word("retry", count=self.value(count)) if count else self.word("failed")

    def condition(self, text: str, steps: Mapping[str, Step]) -> str:
        """Return an expression in words, as far as its names have titles."""

        def lookup(name: str) -> str | None:
            root, _, member = name.partition(".")
            if root == "params" and member in self.book.params:
                param = self.book.params[member]
                if param.type in (ValueType.TEXT, ValueType.CHOICE, ValueType.BOOL):
                    return param.title or member
                return self.value(ParamRef(member)) + param.unit
            return next((field.title for one in steps.values() for field in one.record if field.id == name), None)

        return in_words(text, lookup, self.lang, self._looked_up)

    def _looked_up(self, procedure: str, field: str | None) -> str:
        """Return what a condition looks up in a procedure, in words."""
        definition = self.book.procedures.get(procedure)
        title = definition.title if definition else procedure
        if field is None:
            return self.word("is-finished", title=title)
        fields = [one for step in (definition.steps if definition else ()) for one in step.record]
        return self.word("recorded", title=title, field=next((f.title for f in fields if f.id == field), "") or field)

    def script(self, text: str) -> str:
        """Return a script with the parameters that it reads filled in; what a run supplies keeps its braces."""
        for name, start, end in reversed(places_in(text)):
            root, _, member = name.partition(".")
            if root == "params" and member in self.book.params:
                text = text[:start] + self.value(ParamRef(member)) + text[end:]
        return text

    def traits(self, step: Step, steps: Mapping[str, Step]) -> tuple[Trait, ...]:
        """Return everything that is said of a step beside its title, its scripts and its notes."""
        said = (*self._who(step), *self._times(step, steps), *self._terms(step, steps))
        return tuple(Trait(key, self.word(f"trait.{key}"), text) for key, text in said if text)

    def _who(self, step: Step) -> Iterator[tuple[str, str]]:
        yield "seats", self.seats(step.seats)
        yield "asked", self.role(step.asked_by) if step.asked_by else ""
        if step.verify is not None:
            yield "verify", self.role(step.verify.role) if step.verify.role else self.word("second")
        yield "record", self.listed(self.field(field) for field in step.record)

    def _times(self, step: Step, steps: Mapping[str, Step]) -> Iterator[tuple[str, str]]:
        due = [self.word("within", length=self.length(step.within))] if step.within is not None else []
        due += [self.word("due", moment=self.moment(step.at))] if step.at is not None else []
        yield "due", self.word("comma").join(due)
        yield "every", self.every(step.every) if step.every else ""
        if step.window is not None:
            edges = (("every-from", step.window.opens), ("every-until", step.window.closes))
            yield "window", self.word("comma").join(self.word(k, moment=self.moment(o)) for k, o in edges if o)
        if step.gap is not None:
            title = steps[step.gap.after].title if step.gap.after in steps else step.gap.after
            yield "gap", self.word("gap", step=title, length=self.length(step.gap.at_least))
        if step.plan is not None:
            start = self.moment(step.plan.start) + self.word("comma") if step.plan.start else ""
            yield "plan", start + self.length(step.plan.duration)

    def _terms(self, step: Step, steps: Mapping[str, Step]) -> Iterator[tuple[str, str]]:
        yield "after", self.listed(steps[one].title if one in steps else one for one in step.after)
        yield "when", self.condition(step.when, steps) if step.when else ""
        yield "gates", self.listed(self.book.gates[one].title if one in self.book.gates else one for one in step.gates)
        if step.expect:
            way = self.target(step.otherwise, steps) if step.otherwise else self.word("failed")
            yield "expect", self.word("bracket", text=self.condition(step.expect, steps), more=way)
        yield "outcomes", self.listed(self._outcomes(step, steps))
        if step.on_fail is not None:
            way = self.target(step.on_fail.then, steps) if step.on_fail.then else ""
            yield "failed", self.failed(step.on_fail) + (self.word("comma") + way if way else "")
        yield "call", self.procedure(step.call) if step.call else ""
        yield "owes", self.listed(self.owed(one) for one in step.owes)
        yield "optional", self.word("yes") if step.optional else ""
        yield "skip", self.word("self") if step.skip == step.seats.roles else self.roles(step.skip)
        yield "na", self.word("yes") if step.not_applicable else ""
        yield "only", self.word("only") if step.only else ""
        yield "each", self.word("once-for-each") if step.for_each else ""
        yield "ends", self.word(f"ended-{step.ends}") if step.ends else ""

    def _outcomes(self, step: Step, steps: Mapping[str, Step]) -> Iterator[str]:
        for one in step.outcomes:
            way = self.target(one.target, steps)
            asked = self.listed(self.field(field) for field in one.ask)
            more = way + (self.word("comma") + asked if asked else "")
            yield self.word("bracket", text=one.name, more=more)
