"""Procedures of any shape, for drawing: steps that lead anywhere, by hypothesis."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from sopkit.definition.procedure import Limits, Order, Procedure
from sopkit.definition.runbook import Phase, Runbook
from sopkit.definition.step import OnFail, Outcome, Seats, Step, Target, TargetKind, Verify
from sopkit.role import Role

ROLES = ("host", "control", "floor", "operations")
TITLES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60) | st.sampled_from(
    (
        "讲",
        "倒计时上架",
        "说明今天没有这张券",
        "<b>&\"'</text>",
        "A_very_long_name.without.any.space" * 2,
        "\x00\x1b[31m",
    )
)


def procedures() -> st.SearchStrategy[Procedure]:
    """Return procedures of one to ten steps."""
    return st.integers(1, 10).flatmap(_procedure)


@st.composite
def _procedure(draw: st.DrawFn, count: int) -> Procedure:
    ids = [f"s{number}" for number in range(count)]
    order = draw(st.sampled_from(Order))
    steps = tuple(draw(_step(ids, number)) for number in range(count))
    exits = tuple(draw(st.lists(st.sampled_from(ids), unique=True, max_size=2)))
    return Procedure("p", draw(TITLES), steps, order, limits=Limits(timedelta(minutes=5), 2, exits) if exits else None)


@st.composite
def _step(draw: st.DrawFn, ids: list[str], number: int) -> Step:
    targets = st.sampled_from(
        [Target(TargetKind.NEXT), Target(TargetKind.FINISH), *(Target(TargetKind.STEP, one) for one in ids)]
    )
    roles = st.lists(st.sampled_from(ROLES), min_size=1, max_size=3, unique=True)
    names = draw(st.lists(TITLES, unique=True, max_size=7))
    earlier = ids[:number]
    return Step(
        ids[number],
        draw(TITLES),
        Seats(tuple(draw(roles)), draw(st.booleans())),
        note=draw(TITLES),
        asked_by=draw(st.none() | st.sampled_from(ROLES)),
        ask=draw(TITLES),
        verify=draw(st.none() | st.builds(Verify, st.none() | st.sampled_from(ROLES))),
        after=tuple(draw(st.lists(st.sampled_from(earlier), unique=True, max_size=2))) if earlier else (),
        optional=draw(st.booleans()),
        outcomes=tuple(Outcome(name, draw(targets)) for name in names),
        on_fail=draw(st.none() | st.builds(OnFail, st.integers(0, 2), targets)),
        only=draw(st.sampled_from((None, None, "on_limit"))),
        ends=draw(st.sampled_from((None, None, "finished", "cancelled"))),
    )


def book_of(procedure: Procedure) -> Runbook:
    """Return a runbook with one live phase that opens *procedure*."""
    roles = {role: Role(role, {"host": "主播", "control": "中控", "floor": "场控"}.get(role, "运营")) for role in ROLES}
    phases = (Phase("live", "播中", opens=("p",), live=True, receives=True),)
    return Runbook("b", "一场", "1", roles, phases, {"p": procedure})
