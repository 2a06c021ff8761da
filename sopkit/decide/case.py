"""Case: one command being decided; collects every reason against it, and knows the words for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NoReturn

from sopkit.commands import Command
from sopkit.definition.runbook import Gate, Runbook
from sopkit.definition.step import Step
from sopkit.definition.value import Value
from sopkit.errors import RefusedError
from sopkit.expression import ExpressionError, evaluate, names_in
from sopkit.lifecycle import RunStatus
from sopkit.moment import Moment
from sopkit.near import begun, near
from sopkit.reasons import reason
from sopkit.refusal import Reason, Refusal
from sopkit.scope import lookups_for, names_for
from sopkit.state import ActivityState, RunState
from sopkit.words import both, command_word, titles, titles_en

__all__ = ["Case", "gates_before", "title_of"]


class Case:
    """One command, the state it meets, the moment it is given, and what speaks against it."""

    __slots__ = ("command", "moment", "now", "reasons", "state")

    def __init__(self, state: RunState, command: Command, moment: Moment) -> None:
        self.state = state
        self.command = command
        self.moment = moment
        self.now = moment.at
        self.reasons: list[Reason] | None = None

    def bar(self, code: str, lifted_by: tuple[str, ...] = (), /, **args: object) -> None:
        """Note a reason against the command."""
        self.add(reason(code, lifted_by=lifted_by, **args))

    def add(self, why: Reason) -> None:
        """Note a reason against the command."""
        if self.reasons is None:
            self.reasons = []
        self.reasons.append(why)

    def stop(self) -> None:
        """Refuse the command if anything speaks against it."""
        if self.reasons:
            self.refuse()

    def refuse(self) -> NoReturn:
        """Refuse the command for the reasons noted."""
        from sopkit.decide.choices import legal_choices

        command = self.command
        name = type(command).__name__
        target = next(
            (
                str(getattr(command, n))
                for n in ("step", "procedure", "fault", "phase", "cue", "target")
                if hasattr(command, n)
            ),
            "",
        )
        raise RefusedError(
            Refusal(
                name,
                f"{name} {target}".strip(),
                tuple(self.reasons or ()),
                legal_choices(self.state, self.moment, command.by),
                " ".join(filter(None, (command_word(name), target))),
                " ".join(filter(None, (command_word(name, "en"), target))),
            )
        )

    # --- the questions that many commands ask

    def running(self, *, held: bool = False) -> None:
        """Bar a command on a run that is over, or (unless *held*) on hold."""
        status = self.state.status
        if status is RunStatus.RUNNING:
            return
        if self.state.over:
            self.bar("run-over")
            self.stop()
        if status is RunStatus.HELD and not held and self.state.held_at is not None:
            self.bar("run-held", self.state.runbook.may.hold, since=self.moment.local(self.state.held_at))

    def in_crew(self) -> bool:
        """Bar a person who holds no seat; whether there is one."""
        if self.command.by in self.state.acting:
            return True
        self.bar("not-in-crew", tuple(sorted(self.state.crew.people)), person=self.command.by)
        return False

    def entitled(self, roles: Iterable[str]) -> None:
        """Bar a person who may act for none of *roles* (none named: every seat may)."""
        allowed = tuple(roles)
        if not self.in_crew() or not allowed:
            return
        if self.state.acting[self.command.by].isdisjoint(allowed):
            self.bar_seat("not-entitled", allowed)

    def bar_seat(self, code: str, roles: tuple[str, ...]) -> None:
        """Note that the person does not sit where the command needs one of *roles*."""
        seats = self.state.crew.roles_of(self.command.by)
        book = self.state.runbook
        self.bar(
            code,
            roles,
            roles=titles(book, roles),
            roles_en=titles_en(book, roles),
            person=self.command.by,
            seats=titles(book, seats) or "（无座）",
            seats_en=titles_en(book, seats) or "(no seat)",
        )

    def reasoned(self, text: str) -> None:
        """Bar a command that must carry a reason and does not."""
        if not text.strip():
            self.bar("reason-needed")

    def near(self, wrong: str, names: Iterable[str]) -> Mapping[str, str]:
        """Return the did-you-mean of an unknown name, for both sentences."""
        known = tuple(names)
        zh, en = both(near(wrong, known) or begun(wrong, known))
        return {"near": zh, "near_en": en}

    def holds(
        self,
        text: str,
        activity: ActivityState | None = None,
        record: Mapping[str, Value] | None = None,
        product: str | None = None,
    ) -> bool:
        """Whether an expression is true now; one that cannot be worked out is not."""
        try:
            names = names_for(self.state, activity, record, product)
            return bool(evaluate(text, names, lookups_for(self.state, names)))
        except ExpressionError:
            return False

    def gates(
        self,
        ids: Iterable[str],
        activity: ActivityState | None,
        record: Mapping[str, Value] | None = None,
        product: str | None = None,
    ) -> None:
        """Bar a command for each gate that does not hold and was not waived."""
        for identity in ids:
            gate = self.state.runbook.gates[identity]
            scope = activity.id if activity else None
            waived = self.state.waived
            if (scope, identity) in waived or (None, identity) in waived:
                continue
            if not self.holds(gate.when, activity, record, product):
                self.bar("gate-closed", gate.waived_by, gate=gate.title, id=gate.id, why=_why(gate))

    def step_titles(self, activity: ActivityState, keys: Iterable[str]) -> str:
        """Return the titles of the steps with these keys, for a sentence."""
        return "、".join(title_of(activity.index.steps[key], key) for key in keys)


def title_of(step: Step, key: str) -> str:
    """Return a step's title, with the product where it runs for each."""
    _, _, product = key.partition("@")
    return f"{step.title}（{product}）" if product else step.title


def gates_before(book: Runbook, step: Step) -> tuple[str, ...]:
    """Return the gates of a step that can be judged before it is done: those that read nothing it records itself."""
    own = {field.id for fields in (step.record, *(o.ask for o in step.outcomes)) for field in fields}
    return tuple(g for g in step.gates if own.isdisjoint(names_in(book.gates[g].when))) if own else step.gates


def _why(gate: Gate) -> str:
    return gate.why or gate.when
