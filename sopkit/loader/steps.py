"""Steps and procedures, made from the items of a file."""

from __future__ import annotations

from typing import Any

from sopkit.definition.procedure import Limits, Order, Procedure, ProductUse
from sopkit.definition.step import Every, Gap, OnFail, Outcome, Owed, Plan, Seats, Step, Verify, Window
from sopkit.definition.value import Field
from sopkit.loader import rules
from sopkit.loader.item import Item
from sopkit.loader.reading import Reading
from sopkit.loader.tables import TABLES
from sopkit.loader.values import field_of

__all__ = ["owed_of", "procedure_of", "steps_of"]

_PROCEDURE_KEYS = frozenset(TABLES["procedure"].by_name)
_STEP_ONLY = _PROCEDURE_KEYS & frozenset(TABLES["step"].by_name) - {
    *("title", "plan", "for_each", "source", "note", "caution", "override", "change", "remove", "without")
}


def procedure_of(reading: Reading, item: Item, steps: tuple[Step, ...]) -> Procedure | None:
    """Return the procedure that *item* defines, with *steps*."""
    opens = item.get("opens")
    return Procedure(
        id=item.id,
        title=item.get("title", item.id),
        steps=steps,
        order=Order(item.get("order", "sequence")),
        product=ProductUse(item.get("product", "none")),
        opened_by=opens.get("by", ()) if opens else (),
        when=opens.get("when") if opens else None,
        gates=opens.get("gates", ()) if opens else (),
        phases=opens.get("in", ()) if opens else (),
        limits=_limits(reading, item),
        plan=_plan(item.get("plan")),
        beside=item.get("beside", False),
        at_most=opens.get("at_most") if opens else None,
        for_each=item.get("for_each"),
        source=item.get("source", ()),
        note=item.get("note", ""),
        caution=item.get("caution", ""),
    )


def steps_of(reading: Reading, item: Item) -> tuple[tuple[Item, ...], tuple[Step, ...]]:
    """Return the step items of a procedure (or handling), and the steps; one of its own name by the shorthand."""
    if item.has("steps"):
        items: tuple[Item, ...] = item.get("steps", ())
        if not items and not item.nodes["steps"].value:
            reading.note(rules.EMPTY, item.span("steps"), key="steps")
        for key in item.nodes:
            if key in _STEP_ONLY and item.table.name == "procedure":
                reading.note(rules.STEP_KEYS, item.span(key), key=key)
    elif item.has("role") or item.has("roles"):
        items = (item,)
    else:
        _no_steps(reading, item)
        items = ()
    seen: dict[str, Item] = {}
    for one in items:
        for key in ("override", "change", "remove", "without", "before", "after_step"):
            if one is not item and one.has(key):
                reading.note(rules.STRAY, one.span(key), key=key)
        first = seen.setdefault(one.id, one) if one.id else one
        if first is not one:
            span = first.span()
            place = f"{span.line}:{span.column}"
            reading.note(rules.DUPLICATE_ID, one.span(), what="步骤", what_en="step", id=one.id, place=place)
    made = tuple(step for one in items if (step := _step(reading, one)) is not None)
    return items, made


def _no_steps(reading: Reading, item: Item) -> None:
    if item.table.name == "handling":
        return  # the table has noted that `steps` is missing
    args = {"what": f"流程“{item.id}”", "what_en": f"the procedure “{item.id}”", "key": "steps"}
    reading.note(
        rules.MISSING_KEY, item.span(), doc="步骤；只有一步时可以只写 role", doc_en="its steps, or a role", **args
    )


def _step(reading: Reading, item: Item) -> Step | None:
    seats = _seats(reading, item)
    otherwise = item.get("else")
    for key, other in (("else", "expect"), ("answer", "ask"), ("ask", "asked_by")):
        if item.has(key) and not item.has(other):
            reading.note(rules.NEEDS_OTHER, item.span(key), one=key, other=other)
    outcomes = _outcomes(reading, item)
    record = _fields(reading, item.get("record", {}))
    if seats is None or not item.id:
        return None
    own = item.table.name == "step"
    verify = item.get("verify")
    return Step(
        id=item.id,
        title=item.get("title", item.id),
        seats=seats,
        say=item.get("say", ()),
        note=item.get("note", ""),
        asked_by=item.get("asked_by"),
        ask=item.get("ask", ""),
        answer=item.get("answer", ""),
        record=record,
        verify=Verify(verify.get("role")) if verify else None,
        after=item.get("after", ()),
        when=item.get("when"),
        gates=item.get("gates", ()),
        optional=item.get("optional", False),
        skip=_skip(item, seats),
        not_applicable=item.get("na", False),
        outcomes=outcomes,
        call=item.get("call"),
        on_fail=_on_fail(item),
        expect=item.get("expect"),
        otherwise=otherwise,
        within=item.get("within"),
        at=item.get("at"),
        every=every_of(item),
        window=_window(item),
        gap=_gap(item),
        plan=_plan(item.get("plan")) if own else None,
        only=item.get("only"),
        for_each=item.get("for_each") if own else None,
        ends=item.get("ends"),
        source=item.get("source", ()),
        caution=item.get("caution", ""),
        owes=owed_of(item),
    )


def owed_of(item: Item) -> tuple[Owed, ...]:
    """Return what a step or a fault leaves for after the stream."""
    owes = item.get("owes", ())
    return tuple(
        Owed(one.get("procedure"), one.get("owner"), one.get("within")) for one in owes if one.get("procedure")
    )


def _seats(reading: Reading, item: Item) -> Seats | None:
    if item.has("role") and item.has("roles"):
        reading.note(rules.TOGETHER, item.span("roles"), one="role", other="roles")
    if item.has("role"):
        role = item.get("role")
        return Seats((role,)) if role else None
    if not item.has("roles"):
        name = f"步骤“{item.id}”", f"the step “{item.id}”"
        args = {"what": name[0], "what_en": name[1], "key": "role", "doc": "由哪个岗位做"}
        reading.note(rules.MISSING_KEY, item.span(), doc_en="the role that does it", **args)
        return None
    named = item.get("roles")
    if named is None:
        return None
    if named.has("any") and named.has("all"):
        reading.note(rules.TOGETHER, named.span("all"), one="any", other="all")
    every = named.has("all")
    roles = tuple(dict.fromkeys(named.get("all" if every else "any", ())))
    if not roles and not _unread(named, "all" if every else "any"):
        reading.note(rules.EMPTY, item.span("roles"), key="roles")
    return Seats(roles, every) if roles else None


def _unread(item: Item, key: str) -> bool:
    """Whether *key* holds something that could not be read (and was noted)."""
    node = item.nodes.get(key)
    return node is not None and bool(node.value)


def _skip(item: Item, seats: Seats) -> tuple[str, ...]:
    skip: Item | None = item.get("skip")
    if skip is None:
        return ()
    by: tuple[str, ...] = skip.get("by", ())
    return by or seats.roles


def _fields(reading: Reading, items: dict[str, Item]) -> tuple[Field, ...]:
    return tuple(field for one in items.values() if (field := field_of(reading, one)) is not None)


def _outcomes(reading: Reading, item: Item) -> tuple[Outcome, ...]:
    made = []
    for name, one in item.get("outcomes", {}).items():
        ask = _fields(reading, one.get("ask", {}))
        if one.get("to") is not None:
            made.append(Outcome(name, one.get("to"), ask))
    return tuple(made)


def _on_fail(item: Item) -> OnFail | None:
    on_fail: Item | None = item.get("on_fail")
    return None if on_fail is None else OnFail(on_fail.get("retry", 0), on_fail.get("then"))


def every_of(item: Item) -> Every | None:
    """Return how often the step or the cue comes back."""
    every: Item | None = item.get("every")
    if every is None or every.get("interval") is None:
        return None
    return Every(every.get("interval"), every.get("from"), every.get("until"))


def _window(item: Item) -> Window | None:
    window: Item | None = item.get("window")
    return None if window is None else Window(window.get("from"), window.get("until"))


def _gap(item: Item) -> Gap | None:
    gap: Item | None = item.get("gap")
    if gap is None or gap.get("after") is None or gap.get("at_least") is None:
        return None
    return Gap(gap.get("after"), gap.get("at_least"))


def _plan(plan: Item | None) -> Plan | None:
    if plan is None or plan.get("duration") is None:
        return None
    get: Any = plan.get
    return Plan(get("duration"), get("start"), get("warn"), get("danger"), get("hold", "length"))


def _limits(reading: Reading, item: Item) -> Limits | None:
    limits: Item | None = item.get("limits")
    if limits is None:
        return None
    exits = limits.get("on_limit", ())
    if (limits.has("duration") or limits.has("rounds")) and not exits:
        reading.note(rules.LIMIT_WITHOUT_EXIT, item.span("limits"))
    return Limits(limits.get("duration"), limits.get("rounds"), exits)
