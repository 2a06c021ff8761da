"""The other parts of a runbook, made from the items of a file: faults, cues, gates, phases, measures, roles."""

from __future__ import annotations

from typing import Any

from sopkit.definition.cue import CueRule, Signal
from sopkit.definition.fault import ClockPolicy, Fault, Interrupts, Resume, Severity
from sopkit.definition.measure import Diagnosis, Measure, MeasureKind
from sopkit.definition.procedure import Order, Procedure, ProductUse
from sopkit.definition.runbook import Gate, Phase, Scenario
from sopkit.definition.step import Step
from sopkit.definition.value import Anchor, ValueType
from sopkit.loader import rules
from sopkit.loader.item import Item
from sopkit.loader.nodes import Kind, plain
from sopkit.loader.reading import Reading
from sopkit.loader.steps import every_of, owed_of
from sopkit.role import Role

__all__ = [
    "cue_of",
    "diagnosis_of",
    "fault_of",
    "gate_of",
    "measure_of",
    "phase_of",
    "role_of",
    "scenario_of",
    "signal_of",
]


def role_of(item: Item, name: str) -> Role:
    """Return the role that *item* defines."""
    return Role(
        id=name,
        title=item.get("title", name),
        title_en=item.get("title_en", ""),
        aliases=item.get("aliases", ()),
        duties=item.get("duties", ()),
        covered_by=item.get("covered_by", ()),
        cover=item.get("cover", "vacant"),
        minimum=item.get("minimum", 0),
        source=item.get("source", ()),
        note=item.get("note", ""),
    )


def signal_of(reading: Reading, item: Item) -> Signal:  # noqa: ARG001 -- all makers are called alike
    """Return the signal that *item* defines."""
    kind = ValueType(item.get("type", "number"))
    return Signal(item.id, item.get("title", ""), item.get("unit", ""), kind, item.get("source", ()))


def gate_of(reading: Reading, item: Item) -> Gate | None:  # noqa: ARG001
    """Return the gate that *item* defines."""
    if item.get("when") is None:
        return None
    return Gate(
        item.id,
        item.get("title", item.id),
        item.get("when"),
        item.get("why", ""),
        item.get("waive", ()),
        item.get("source", ()),
        item.get("note", ""),
        item.get("caution", ""),
    )


def phase_of(reading: Reading, item: Item) -> Phase:  # noqa: ARG001
    """Return the phase that *item* defines."""
    return Phase(
        item.id,
        item.get("title", item.id),
        item.get("opens", ()),
        item.get("gates", ()),
        item.get("enter", ()),
        item.get("live", False),
        item.get("receives", False),
        item.get("source", ()),
    )


def fault_of(reading: Reading, item: Item, steps: tuple[Step, ...]) -> Fault | None:
    """Return the fault that *item* defines, handled by *steps*."""
    title = item.get("title", item.id)
    handling: Item | None = item.get("handling")
    lines = {}
    for line in item.get("first_lines", {}).values():
        role = reading.role(line.anchor)
        if role is not None:
            lines[role] = line.get("say", "")
    if handling is None or item.get("severity") is None or item.get("first") is None:
        return None
    procedure = Procedure(
        id=f"fault:{item.id}",
        title=f"{title}：处理",
        steps=steps,
        order=Order(handling.get("order", "sequence")),
        product=ProductUse.OPTIONAL,
        source=item.get("source", ()),
    )
    return Fault(
        id=item.id,
        title=title,
        severity=Severity(item.get("severity")),
        first=item.get("first"),
        handling=procedure,
        noticed_by=item.get("noticed_by", ()),
        interrupts=Interrupts(item.get("interrupts", "activity")),
        clock=ClockPolicy(item.get("clock", "freeze")),
        resume=Resume(item.get("resume", "where")),
        first_lines=lines,
        within=item.get("within"),
        recovered=item.get("recovered", ""),
        owes=owed_of(item),
        source=item.get("source", ()),
        note=item.get("note", ""),
        caution=item.get("caution", ""),
    )


def cue_of(reading: Reading, item: Item) -> CueRule | None:
    """Return the cue that *item* defines; what it adjusts is read once the params are known."""
    at, every = item.get("at"), every_of(item)
    if not any(item.has(key) for key in ("when", "at", "every")):
        what = {"what": f"提示“{item.id}”", "what_en": f"the cue “{item.id}”", "key": "when"}
        doc = {"doc": "触发条件；按时间提示就写 at 或 every", "doc_en": "when it is given; by the clock: at, or every"}
        reading.note(rules.MISSING_KEY, item.span(), **what, **doc)
    if item.has("at") and item.has("every"):
        reading.note(rules.TOGETHER, item.span("every"), one="at", other="every")
    for key, offset in (
        ("at", at),
        ("every", every.start if every else None),
        ("every", every.until if every else None),
    ):
        if offset is not None and offset.of in (Anchor.ACTIVITY, Anchor.ROUND) and not item.has("during"):
            reading.note(rules.NEEDS_OTHER, item.span(key), one=f"{key}: {offset.of.value}", other="during")
    if (item.get("when"), at, every) == (None, None, None) or not item.get("to"):
        return None
    return CueRule(
        id=item.id,
        title=item.get("title", item.id),
        to=tuple(dict.fromkeys(item.get("to"))),
        when=item.get("when", ""),
        at=at,
        every=every,
        say=item.get("say", ""),
        hold=item.get("for"),
        cooldown=item.get("cooldown"),
        samples=item.get("samples", 1),
        during=item.get("during"),
        phases=item.get("in", ()),
        within=item.get("within"),
        offers=item.get("offers", ()),
        source=item.get("source", ()),
        note=item.get("note", ""),
        caution=item.get("caution", ""),
    )


def measure_of(reading: Reading, item: Item) -> Measure | None:
    """Return the measure that *item* defines."""
    of = item.get("of")
    if of is None:
        return None
    for key in ("from", "to", "count"):
        if item.get(key) is not None:
            reading.mention("step", item.nodes[key], scope=of)
    if item.get("value") is not None:
        reading.mention("field", item.nodes["value"], scope=of)
    named: dict[str, Any] = {"from_step": item.get("from"), "to_step": item.get("to"), "after": item.get("after")}
    for one, other in (("signal", "as"), ("as", "signal")):
        if item.has(one) and not item.has(other):
            reading.note(rules.NEEDS_OTHER, item.span(one), one=one, other=other)
    asked = [key for key in ("signal", "count", "value") if item.has(key)]
    if len(asked) > 1:
        reading.note(rules.TOGETHER, item.span(asked[1]), one=asked[0], other=asked[1])
    if item.has("signal"):
        kind = MeasureKind(item.get("as", "delta"))
    elif item.has("count"):
        kind = MeasureKind.COUNT
        named["from_step"] = item.get("count")
    else:
        kind = MeasureKind.VALUE if item.has("value") else MeasureKind.DURATION
    return Measure(
        id=item.id,
        of=of,
        kind=kind,
        title=item.get("title", ""),
        signal=item.get("signal"),
        field=item.get("value"),
        unit=item.get("unit", ""),
        source=item.get("source", ()),
        **named,
    )


def diagnosis_of(item: Item) -> Diagnosis | None:
    """Return the diagnosis that *item* defines."""
    if item.get("when") is None or item.get("says") is None:
        return None
    return Diagnosis(item.get("when"), item.get("says"), item.get("owner"), item.get("source", ()))


def scenario_of(reading: Reading, item: Item) -> Scenario | None:
    """Return the scenario that *item* holds, as plain data."""
    shapes = {"given": Kind.MAP, "do": Kind.LIST, "then": Kind.MAP}
    found: dict[str, Any] = {}
    for key, shape in shapes.items():
        node = item.nodes.get(key)
        if node is None or node.empty:
            found[key] = [] if shape is Kind.LIST else {}
        elif node.kind is shape:
            found[key] = plain(node)
        elif shape is Kind.LIST:
            reading.note(rules.NOT_A_LIST, node.span, key=key, found="别的形式", found_en="something else")
        else:
            args = {"what": f"“{key}”", "what_en": f"“{key}”", "found": "别的形式", "found_en": "something else"}
            reading.note(rules.NOT_A_MAPPING, node.span, **args)
    for node in item.nodes["do"].value if found.get("do") else ():
        if node.kind is not Kind.MAP:
            args = {"what": "“do”的每一项", "what_en": "each item of “do”", "found": "别的形式"}
            reading.note(rules.NOT_A_MAPPING, node.span, found_en="something else", **args)
            return None
    if item.get("title") is None or len(found) < len(shapes):
        return None
    return Scenario(item.get("title"), found["given"], tuple(found["do"]), found["then"])
