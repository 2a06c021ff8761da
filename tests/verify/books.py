"""Small runbooks, drawn at random: every way of going on that the search knows of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from sopkit.definition.procedure import Limits, Order, Procedure
from sopkit.definition.runbook import Gate, Phase, Runbook
from sopkit.definition.step import Every, OnFail, Outcome, Seats, Step, Target, TargetKind
from sopkit.definition.value import Field, ValueType
from sopkit.role import Role

ROLES = {name: Role(name, title) for name, title in
         {"operations": "运营", "host": "主播", "floor": "场控", "control": "中控"}.items()}  # fmt: skip
SURE = ("{0} == null", "{0} != null", "false", "true", "{0} != null and true", "not ({0} == null)")
"""Conditions of which it is known, once it is known what was recorded, whether they hold."""
OPEN = (*SURE, "{0} == true", "not {0}", "{0} or {0} == null")
"""Those that hang on what was recorded, too."""


@st.composite
def targets(draw: Any, size: int) -> Target:
    """Draw where an answer leads."""
    kind = draw(st.sampled_from(["next", "next", "finish", "step", "step"]))
    if kind == "step":
        return Target(TargetKind.STEP, f"s{draw(st.integers(0, size - 1))}")
    return Target(TargetKind(kind))


@st.composite
def steps(
    draw: Any, place: int, size: int, callable_: tuple[str, ...], gates: list[Gate], prefix: str, texts: tuple[str, ...]
) -> Step:
    """Draw a step."""

    def seldom(most: int = 5) -> bool:
        return bool(draw(st.integers(0, most)) == 0)

    fields = (Field("f0", ValueType.BOOL, required=texts == SURE or not seldom(2)),) if seldom(3) else ()
    call = draw(st.sampled_from(callable_)) if callable_ and seldom(2) else None
    outcomes: tuple[Outcome, ...] = ()
    if call is None and seldom(2):
        outcomes = tuple(Outcome(name, draw(targets(size))) for name in ("甲", "乙")[: draw(st.integers(1, 2))])
    elif call is not None and seldom(2):
        names = draw(st.sampled_from([("finished",), ("甲", "finished"), ("甲", "乙")]))
        outcomes = tuple(Outcome(name, draw(targets(size))) for name in names)
    gate: tuple[str, ...] = ()
    if seldom(4):
        one = Gate(f"{prefix}{place}", "关", draw(st.sampled_from(texts)).format("f0"))
        gates.append(one)
        gate = (one.id,)
    only = "on_limit" if seldom(8) else None
    every = Every(timedelta(minutes=1)) if not only and seldom(12) else None
    return Step(
        f"s{place}",
        f"第{place}步",
        Seats((draw(st.sampled_from(list(ROLES))),)),
        record=fields if call is None else (),
        after=tuple(f"s{p}" for p in range(place) if seldom(4)),
        when=draw(st.sampled_from(texts)).format("f0") if seldom(6) else None,
        gates=gate,
        optional=seldom(6),
        not_applicable=seldom(10),
        outcomes=outcomes,
        call=call,
        on_fail=OnFail(0, draw(targets(size))) if call is None and seldom(8) else None,
        only=only,
        every=every,
        ends=draw(st.sampled_from(["finished", "cancelled"])) if call is None and seldom(9) else None,
    )


@st.composite
def procedures(
    draw: Any, name: str, callable_: tuple[str, ...], gates: list[Gate], texts: tuple[str, ...], most: int = 4
) -> Procedure:
    """Draw a procedure."""
    size = draw(st.integers(1, most))
    several = tuple(draw(steps(place, size, callable_, gates, name, texts)) for place in range(size))
    if not any(one.record for one in several):
        several = tuple(evolve(one, when=None) for one in several)  # the loader would not take it
    limits = None
    if draw(st.integers(0, 2)) == 0:
        exits = tuple(one.id for one in several if one.only or draw(st.integers(0, 2)) == 0)
        duration = timedelta(minutes=10) if draw(st.booleans()) else None
        rounds = draw(st.integers(1, 2)) if draw(st.booleans()) else None
        limits = Limits(duration, rounds, exits)
    order = draw(st.sampled_from(list(Order)))
    return Procedure(name, name.upper(), several, order, limits=limits, at_most=draw(st.sampled_from([None, 1])))


@st.composite
def books(draw: Any, texts: tuple[str, ...] = SURE) -> Runbook:
    """Draw a runbook of one or two tracks, and what they may call."""
    gates: list[Gate] = []
    called = draw(procedures("r", (), gates, texts, 2))
    first = draw(procedures("p", ("r",), gates, texts))
    # Two tracks that may need each other: the second calls the first, or what the first calls.
    two = draw(st.booleans())
    second = draw(procedures("q", ("r", "p"), gates, texts, 3)) if two else None
    tracks = ("p", "q") if second is not None else ("p",)
    several = {one.id: one for one in (called, first, second) if one is not None}
    return book_of(several, tracks, gates)


def book_of(
    several: dict[str, Procedure], tracks: tuple[str, ...], gates: list[Gate] | tuple[Gate, ...] = ()
) -> Runbook:
    """Return a runbook whose second phase opens *tracks*."""
    phases = (Phase("pre", "播前"), Phase("live", "播中", tracks, live=True), Phase("post", "播后", receives=True))
    return Runbook("room", "直播间", "1", ROLES, phases, several, gates={gate.id: gate for gate in gates})


def told(book: Runbook) -> str:
    """Return a runbook in a few lines, for the report of a failed example."""
    lines = []
    for one in book.procedures.values():
        lines.append(f"{one.id}: {one.order.value} at_most={one.at_most} limits={one.limits}")
        for step in one.steps:
            ways = {o.name: (o.target.kind.value, o.target.id) for o in step.outcomes}
            fail = (step.on_fail.then.kind.value, step.on_fail.then.id) if step.on_fail and step.on_fail.then else None
            facts: dict[str, object] = {
                "role": step.seats.roles[0],
                "records": [(f.id, f.required) for f in step.record],
                "after": step.after,
                "when": step.when,
                "gates": [book.gates[g].when for g in step.gates],
                "optional": step.optional,
                "na": step.not_applicable,
                "ways": ways,
                "call": step.call,
                "fail": fail,
                "only": step.only,
                "every": bool(step.every),
                "ends": step.ends,
            }
            lines.append(f"  {step.id}: " + " ".join(f"{k}={v}" for k, v in facts.items() if v))
    return "\n".join([f"tracks {book.phases[1].opens}", *lines])
