"""Rows: a runbook as the sheet that operators keep, a step a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal

from attrs import evolve

from sopkit.definition.fault import Fault
from sopkit.definition.procedure import Procedure
from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Step
from sopkit.definition.value import Duration, Offset, ParamRef
from sopkit.duration import show_duration
from sopkit.phrase import Phrases
from sopkit.sheets.cells import field_text, moment_text, target_text
from sopkit.sheets.columns import ALWAYS, EXTRAS, HEADS
from sopkit.sheets.sheet import Sheet
from sopkit.sheets.ways import BY_HAND, NONE, fault_way, procedure_way

__all__ = ["ENDS", "FIRST_LINE", "extras_of", "settled", "settled_procedure", "sheet_of"]

FIRST_LINE = "第一句话"
ENDS = {"finished": "做完就结束", "cancelled": "做完就取消"}


def sheet_of(book: Runbook) -> Sheet:
    """Return *book* as a sheet; `losses` says what it could not carry."""
    rows = [dict(row) for row in _Rows(book).rows()]
    used = [name for name in HEADS if name in ALWAYS or any(row.get(name) for row in rows)]
    return Sheet(tuple(HEADS[name] for name in used), tuple(tuple(row.get(name, "") for name in used) for row in rows))


def settled_script(book: Runbook, text: str) -> str:
    """Return a script with its parameters filled in: a sheet has none."""
    return Phrases(book).script(text)


def settled_expression(book: Runbook, text: str) -> str | None:
    """
    Return an expression with its parameters replaced by their default values.

    ``None`` where a parameter is a word or a switch, or nothing else is read:
    with its value in its place the condition would always hold, or never.
    """
    settled = text
    for match in reversed(list(_PARAM.finditer(text))):
        if match[1] is None:
            continue
        param = book.params.get(match[1])
        value = param.default if param else None
        if isinstance(value, timedelta):
            value = f"{round(value.total_seconds())}s"
        elif isinstance(value, bool) or not isinstance(value, int | Decimal):
            return None
        settled = settled[: match.start()] + str(value) + settled[match.end() :]
    return settled if settled == text or _NAME.search(_TEXT.sub("", settled)) else None


def settled(book: Runbook, step: Step) -> Step:
    """Return *step* with each parameter that a cell shows replaced by its default value."""
    plan = step.plan
    if plan is not None:
        length = _length(book, plan.duration)
        plan = evolve(plan, duration=length, start=_offset(book, plan.start)) if length is not None else None
    expect = settled_expression(book, step.expect) if step.expect else None
    return evolve(
        step,
        say=tuple(settled_script(book, line) for line in step.say),
        ask=settled_script(book, step.ask),
        answer=settled_script(book, step.answer),
        when=settled_expression(book, step.when) if step.when else step.when,
        expect=expect,
        otherwise=step.otherwise if expect else None,
        within=_length(book, step.within),
        at=_offset(book, step.at),
        plan=plan,
    )


def settled_procedure(book: Runbook, procedure: Procedure) -> Procedure:
    """Return *procedure* with the parameters of its limits replaced by their default values."""
    limits = procedure.limits
    if limits is None:
        return procedure
    rounds = limits.rounds
    if isinstance(rounds, ParamRef):
        value = book.params[rounds.name].default if rounds.name in book.params else None
        rounds = value if isinstance(value, int) else None
    return evolve(procedure, limits=evolve(limits, duration=_length(book, limits.duration), rounds=rounds))


def _length(book: Runbook, length: Duration | None) -> Duration | None:
    if not isinstance(length, ParamRef):
        return length
    value = book.params[length.name].default if length.name in book.params else None
    return value if isinstance(value, timedelta) else None


def _offset(book: Runbook, offset: Offset | None) -> Offset | None:
    if offset is None or not isinstance(offset.by, ParamRef):
        return offset
    by = _length(book, ParamRef(offset.by.name))
    if not isinstance(by, timedelta):
        return None
    return Offset(offset.of, -by if offset.by.negative else by)


class _Rows:
    """The rows of one runbook."""

    def __init__(self, book: Runbook) -> None:
        self.book = book

    def rows(self) -> Iterator[Mapping[str, str]]:
        """Yield a row for each step: phase by phase, then what belongs to none, then the faults."""
        handled = {fault.handling.id for fault in self.book.faults.values()}
        left = {name: one for name, one in self.book.procedures.items() if name not in handled}
        for phase in self.book.phases:
            opened = [left.pop(name) for name in phase.opens if name in left]
            by_hand = [one for one in left.values() if phase.id in one.phases]
            for procedure in opened:
                yield from self._procedure(procedure, phase.title)
            for procedure in by_hand:
                yield from self._procedure(left.pop(procedure.id), phase.title + BY_HAND)
        for procedure in left.values():
            yield from self._procedure(procedure, NONE)
        for fault in self.book.faults.values():
            yield from self._fault(fault)

    def _procedure(self, procedure: Procedure, phase: str) -> Iterator[Mapping[str, str]]:
        procedure = settled_procedure(self.book, procedure)
        shared = {"phase": phase, "procedure": procedure.title, "way": procedure_way(procedure, self._role)}
        for step in procedure.steps:
            yield shared | {"id": f"{procedure.id}/{step.id}"} | self._step(step)

    def _fault(self, fault: Fault) -> Iterator[Mapping[str, str]]:
        fault = evolve(fault, handling=settled_procedure(self.book, fault.handling))
        shared = {"phase": NONE, "procedure": f"故障：{fault.title}", "way": fault_way(fault, self._role)}
        for role, text in fault.first_lines.items():
            said = {"role": self._role(role), "title": FIRST_LINE, "say": settled_script(self.book, text)}
            yield shared | said | {"id": f"fault:{fault.id}/@{role}"}
        for step in fault.handling.steps:
            yield shared | {"id": f"fault:{fault.id}/{step.id}"} | self._step(step)

    def _step(self, step: Step) -> dict[str, str]:
        step = settled(self.book, step)
        extras, note = extras_of(step.note)
        left = (
            "可选" if step.optional else "",
            "可不适用" if step.not_applicable else "",
            "只在到上限时" if step.only else "",
        )
        outcomes = [f"{one.name} → {target_text(one.target)}" for one in step.outcomes]
        outcomes += [ENDS[step.ends]] if step.ends else []
        return extras | {
            "at": moment_text(step.at) if step.at is not None else "",
            "role": ("＋" if step.seats.all else "/").join(map(self._role, step.seats.roles)),
            "title": step.title,
            "say": "\n".join(step.say),
            "asked_by": self._role(step.asked_by) if step.asked_by else "",
            "ask": step.ask,
            "answer": step.answer,
            "record": "\n".join(map(field_text, step.record)),
            "outcomes": "\n".join(outcomes),
            "expect": self._expect(step),
            "when": step.when or "",
            "verify": (self._role(step.verify.role) if step.verify.role else "第二个人") if step.verify else "",
            "within": _shown(step.within),
            "plan": self._plan(step),
            "left": "，".join(filter(None, left)),
            "after": "、".join(step.after),
            "note": note,
            "caution": step.caution,
            "source": "；".join(step.source),
        }

    def _expect(self, step: Step) -> str:
        way = f"\n否则 {target_text(step.otherwise)}" if step.otherwise is not None else ""
        return f"{step.expect}{way}" if step.expect else ""

    def _plan(self, step: Step) -> str:
        if step.plan is None:
            return ""
        start = f"{moment_text(step.plan.start)}起" if step.plan.start is not None else ""
        return start + _shown(step.plan.duration)

    def _role(self, role: str) -> str:
        found = self.book.roles.get(role)
        return found.title if found else role


def _shown(length: Duration | None) -> str:
    return show_duration(length) if isinstance(length, timedelta) else ""


def extras_of(note: str) -> tuple[dict[str, str], str]:
    """Take the columns that a note keeps (a line each, their head in 【】) out of it."""
    extras: dict[str, str] = {}
    rest: list[str] = []
    for line in note.split("\n"):
        match = _EXTRA.fullmatch(line)
        name = _BY_HEAD.get(match[1]) if match else None
        if match and name and name not in extras:
            extras[name] = match[2]
        else:
            rest.append(line)
    return extras, "\n".join(rest)


_TEXT = re.compile(r"'[^']*'|\"[^\"]*\"")
_PARAM = re.compile(_TEXT.pattern + r"|\bparams\.(\w+)")
_NAME = re.compile(r"\b(?!and\b|or\b|not\b|in\b|null\b|true\b|false\b)[^\W\d]\w*")
_EXTRA = re.compile(r"【([^】]+)】(.+)")
_BY_HEAD = {HEADS[name]: name for name in EXTRAS}
