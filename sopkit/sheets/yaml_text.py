"""YAML: a draft as the text of a runbook file, as a person would have typed it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sopkit.definition.fault import Fault
from sopkit.definition.procedure import Limits, Order, Procedure, ProductUse
from sopkit.definition.step import Plan, Seats, Step, Target, TargetKind
from sopkit.definition.value import Anchor, Duration, Field, Offset
from sopkit.script import show
from sopkit.sheets.draft import Draft

__all__ = ["yaml_of"]

# What YAML, or a reader used to another YAML, might take for anything but a text is quoted.
_BARE = re.compile(r"[^\W\d_][\w一-鿿·、，。！？；：…“”（）《》/ .+-]*")
_MEANT = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n", "none"))
_LONG = 24
_UNITS = ((86400_000, "d"), (3600_000, "h"), (60_000, "m"))


def yaml_of(draft: Draft) -> str:
    """Return the text of the runbook."""
    book: dict[str, Any] = {"sop": "1", "id": draft.id, "title": draft.title}
    if draft.roles:
        book["roles"] = {name: {"title": role.title} for name, role in draft.roles.items()}
        # Naming any role names them all.
        book["roles"] = dict.fromkeys(_named(draft)) | book["roles"]
    if draft.phases:
        book["phases"] = {
            phase.id: _clean(
                {"title": phase.title, "opens": list(phase.opens), "live": phase.live, "receives": phase.receives}
            )
            for phase in draft.phases
        }
    if draft.procedures:
        book["procedures"] = {name: _procedure(one) for name, one in draft.procedures.items()}
    if draft.faults:
        book["faults"] = {name: _fault(one) for name, one in draft.faults.items()}
    return "\n".join(_mapping(book, 0)) + "\n"


def _named(draft: Draft) -> Iterator[str]:
    """Yield every role that the draft names."""
    for procedure in (*draft.procedures.values(), *(fault.handling for fault in draft.faults.values())):
        yield from procedure.opened_by
        for step in procedure.steps:
            yield from step.seats.roles
            yield from filter(None, (step.asked_by, step.verify.role if step.verify else None))
    for fault in draft.faults.values():
        yield from (fault.first, *fault.first_lines)


def _clean(mapping: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing."""
    return {key: value for key, value in mapping.items() if value not in (None, "", False, (), [], {})}


def _procedure(procedure: Procedure) -> dict[str, Any]:
    opens = _clean({"by": list(procedure.opened_by), "in": list(procedure.phases)})
    return _clean(
        {
            "title": procedure.title,
            "order": "checklist" if procedure.order is Order.CHECKLIST else None,
            "product": procedure.product.value if procedure.product is not ProductUse.NONE else None,
            "beside": procedure.beside,
            "for_each": procedure.for_each,
            "opens": opens,
            "limits": _limits(procedure.limits),
            "steps": [_step(step) for step in procedure.steps],
        }
    )


def _limits(limits: Limits | None) -> dict[str, Any] | None:
    if limits is None:
        return None
    rounds = str(limits.rounds) if isinstance(limits.rounds, int) else None
    return _clean({"duration": _length(limits.duration), "rounds": rounds, "on_limit": list(limits.on_limit)})


def _fault(fault: Fault) -> dict[str, Any]:
    return _clean(
        {
            "title": fault.title,
            "severity": fault.severity.value,
            "first": fault.first,
            "interrupts": fault.interrupts.value,
            "clock": fault.clock.value,
            "resume": fault.resume.value,
            "first_lines": dict(fault.first_lines),
            "handling": {"order": fault.handling.order.value, "steps": [_step(step) for step in fault.handling.steps]},
        }
    )


def _step(step: Step) -> dict[str, Any]:
    say: str | list[str] = step.say[0] if len(step.say) == 1 else list(step.say)
    return _clean(
        {
            "id": step.id,
            "title": step.title,
            **_seats(step.seats),
            "say": say,
            "asked_by": step.asked_by,
            "ask": step.ask,
            "answer": step.answer,
            "record": {field.id: _field(field) for field in step.record},
            "verify": (step.verify.role and {"role": step.verify.role}) or True if step.verify else None,
            "after": list(step.after),
            "optional": step.optional,
            "na": step.not_applicable,
            "only": step.only,
            "ends": step.ends,
            "outcomes": {one.name: _target(one.target) for one in step.outcomes},
            "when": step.when,
            "expect": step.expect,
            "else": _target(step.otherwise) if step.otherwise is not None else None,
            "within": _length(step.within),
            "at": _moment(step.at),
            "plan": _plan(step.plan),
            "note": step.note,
            "caution": step.caution,
            "source": list(step.source),
        }
    )


def _seats(seats: Seats) -> dict[str, Any]:
    if len(seats.roles) == 1 and not seats.all:
        return {"role": seats.roles[0]}
    return {"roles": {"all" if seats.all else "any": list(seats.roles)}}


def _field(field: Field) -> dict[str, Any]:
    return _clean(
        {
            "type": field.type.value,
            "title": field.title,
            "unit": field.unit,
            "min": show(field.min) if field.min is not None else None,
            "max": show(field.max) if field.max is not None else None,
            "choices": list(field.choices),
        }
    ) | ({} if field.required else {"required": _False})


class _False:
    """Marks a plain ``false``, which `_clean` would leave out."""


def _target(target: Target) -> str:
    if target.kind is TargetKind.STEP:
        return target.id or ""
    return f"{target.kind.value} {target.id}" if target.id else target.kind.value


def _length(length: Duration | None) -> str | None:
    """Return a length as a file says it: ``1h30m``, ``1.5s``."""
    if not isinstance(length, timedelta):
        return None
    rest = round(abs(length) / timedelta(milliseconds=1))
    parts = []
    for size, unit in _UNITS:
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count}{unit}")
    if rest or not parts:
        parts.append(f"{rest / 1000:.3f}".rstrip("0").rstrip(".") + "s")
    return "".join(parts)


def _moment(offset: Offset | None) -> str | None:
    if offset is None or not isinstance(offset.by, timedelta):
        return None
    anchor = "T" if offset.of is Anchor.GO_LIVE else offset.of.value
    sign = "-" if offset.by < timedelta(0) else "+"
    gap = "" if anchor == "T" else " "
    return f"{anchor}{gap}{sign}{gap}{_length(offset.by)}"


def _plan(plan: Plan | None) -> Any:
    if plan is None:
        return None
    length = _length(plan.duration)
    return {"duration": length, "start": _moment(plan.start)} if plan.start is not None else length


def _mapping(mapping: Mapping[str, Any], indent: int) -> Iterator[str]:
    blank = " " * indent
    for key, value in mapping.items():
        head = f"{blank}{_scalar(key)}:"
        if isinstance(value, Mapping):
            yield head
            yield from _mapping(value, indent + 2)
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield head
            yield from _items(value, indent + 2)
        elif isinstance(value, list) and any(len(str(one)) > _LONG for one in value):
            yield head
            yield from (f"{blank}  - {_scalar(one)}" for one in value)
        elif isinstance(value, list):
            yield f"{head} [{', '.join(_scalar(one, flow=True) for one in value)}]"
        elif value is None:
            yield head
        else:
            yield f"{head} {_scalar(value)}"


def _items(items: Sequence[Mapping[str, Any]], indent: int) -> Iterator[str]:
    for item in items:
        lines = list(_mapping(item, indent + 2))
        yield f"{' ' * indent}- {lines[0].lstrip()}"
        yield from lines[1:]


def _scalar(value: object, *, flow: bool = False) -> str:
    """Return a value as one YAML scalar: bare where nobody could misread it, else quoted."""
    if value is _False or value is True:
        return "true" if value is True else "false"
    text = str(value)
    bare = (
        _BARE.fullmatch(text)
        and text.casefold() not in _MEANT
        and text.isprintable()
        and not text.endswith((" ", "："))
    )
    if (bare and not (flow and set(text) & set("，："))) or re.fullmatch(r"[0-9]{1,9}[smhd]?|T[+-][0-9a-z]+", text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else _escape(c) for c in quoted)


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\U{code:08X}" if code > 0xFFFF else f"\\u{code:04X}"
