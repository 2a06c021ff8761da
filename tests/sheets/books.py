"""Runbooks that a sheet can carry whole, of any shape, by hypothesis."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from sopkit.definition.fault import ClockPolicy, Fault, Interrupts, Resume, Severity
from sopkit.definition.procedure import Order, Procedure, ProductUse
from sopkit.definition.runbook import Phase, Runbook
from sopkit.definition.step import Outcome, Plan, Seats, Step, Target, TargetKind, Verify
from sopkit.definition.value import Anchor, Field, Offset, ValueType
from sopkit.loader import load_roles
from sopkit.role import Role

ROLES = ("host", "control", "floor", "operations", "service")

# What a person types: no braces (they are names in scripts), no line breaks, no blanks at the ends.
TEXT = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="{}｛｝\u00a0", max_codepoint=0x1FAFF),
    min_size=1,
    max_size=30,
).map(str.strip).filter(bool) | st.sampled_from(
    (
        "20:00",
        "=1+1",
        "'=1",
        "-5",
        "@host",
        "yes",
        "null",
        "010",
        "1.0",
        "# 双十一",
        "a: b",
        "“上链接”",
        "[x]",
        '"',
        "—",
        "1号链接",
    )
)
WORD = st.text("抢购优惠券价格ab12·件", min_size=1, max_size=8)
LENGTHS = st.integers(0, 200_000).map(lambda seconds: timedelta(seconds=seconds))
MOMENTS = st.builds(Offset, st.sampled_from(Anchor), st.integers(-9000, 9000).map(lambda s: timedelta(seconds=s)))
ONE_ROLE = st.sampled_from(ROLES)
SOME_ROLES = st.lists(ONE_ROLE, min_size=1, max_size=3, unique=True).map(tuple)


@cache
def known_roles() -> dict[str, Role]:
    """Return the roles that are shipped."""
    return dict(load_roles())


@st.composite
def fields(draw: st.DrawFn, name: str) -> Field:
    """Return a field that a cell can say."""
    kind = draw(st.sampled_from(ValueType))
    bounds: tuple[int | Decimal | None, ...] = (None, None)
    if kind in (ValueType.INT, ValueType.MONEY, ValueType.NUMBER):
        bounds = tuple(sorted(draw(st.lists(st.integers(-99, 99), min_size=2, max_size=2))))
        if kind is not ValueType.INT:
            bounds = tuple(Decimal(one) for one in bounds if one is not None)
    choices = tuple(draw(st.lists(WORD, min_size=1, max_size=3, unique=True))) if kind is ValueType.CHOICE else ()
    unit = draw(st.sampled_from(("", "件", "元", "人次")))
    return Field(name, kind, draw(WORD), unit, bounds[0], bounds[1], choices, draw(st.booleans()))


@st.composite
def steps(draw: st.DrawFn, ids: list[str], number: int, procedures: tuple[str, ...]) -> Step:
    """Return a step that a row can say."""
    roles = draw(SOME_ROLES)
    targets = [
        Target(TargetKind.NEXT),
        Target(TargetKind.FINISH),
        *(Target(TargetKind.OPEN, one) for one in procedures),
    ]
    targets += [Target(TargetKind.STEP, one) for one in ids[number + 1 :]]
    asked_by = draw(st.none() | ONE_ROLE)
    ask = draw(st.just("") | TEXT) if asked_by else ""
    names = draw(st.lists(WORD, max_size=3, unique=True))
    plan = draw(st.none() | st.builds(Plan, LENGTHS, st.none() | MOMENTS))
    return Step(
        ids[number],
        draw(TEXT),
        Seats(roles, len(roles) > 1 and draw(st.booleans())),
        say=tuple(draw(st.lists(TEXT, max_size=2))),
        note=draw(st.just("") | TEXT),
        asked_by=asked_by,
        ask=ask,
        answer=draw(st.just("") | TEXT) if ask else "",
        record=tuple(draw(fields(f"r{number}_{n}")) for n in range(draw(st.integers(0, 2)))),
        verify=draw(st.none() | st.builds(Verify, st.none() | ONE_ROLE)),
        after=tuple(draw(st.lists(st.sampled_from(ids[:number]), unique=True, max_size=2))) if number else (),
        optional=draw(st.booleans()),
        not_applicable=draw(st.booleans()),
        outcomes=tuple(Outcome(name, draw(st.sampled_from(targets))) for name in names),
        when=draw(st.sampled_from((None, "product.price > 0", "product.kind == '秒杀'"))),
        within=draw(st.none() | LENGTHS),
        at=draw(st.none() | MOMENTS),
        plan=plan,
        caution=draw(st.just("") | TEXT),
        source=tuple(draw(st.lists(st.sampled_from(("S003-35", "《电子商务法》第二十条")), unique=True))),
    )


@st.composite
def books(draw: st.DrawFn) -> Runbook:
    """Return a runbook whose every word has a column."""
    names = tuple(f"p{number}" for number in range(draw(st.integers(1, 3))))
    procedures = {name: draw(_procedure(name, names)) for name in names}
    phases = (
        Phase("pre", "播前", opens=_opened(procedures, 0)),
        Phase("live", "播中", opens=_opened(procedures, 1), live=True),
    )
    faults = {"f0": draw(_fault(names))} if draw(st.booleans()) else {}
    for name in names[2:]:
        procedures[name] = draw(st.just(procedures[name]))
    handled = {fault.handling.id: fault.handling for fault in faults.values()}
    return Runbook("book", "一场", "0", known_roles(), phases, procedures | handled, faults)


def _opened(procedures: dict[str, Procedure], place: int) -> tuple[str, ...]:
    names = list(procedures)[place : place + 1]
    return tuple(name for name in names if procedures[name].product is not ProductUse.REQUIRED)


@st.composite
def _steps(draw: st.DrawFn, prefix: str, procedures: tuple[str, ...]) -> tuple[Step, ...]:
    ids = [f"{prefix}s{number}" for number in range(draw(st.integers(1, 4)))]
    return tuple(draw(steps(ids, number, procedures)) for number in range(len(ids)))


@st.composite
def _procedure(draw: st.DrawFn, name: str, procedures: tuple[str, ...]) -> Procedure:
    return Procedure(
        name,
        draw(TEXT),
        draw(_steps(name, procedures)),
        draw(st.sampled_from(Order)),
        draw(st.sampled_from(ProductUse)),
        draw(st.just(()) | SOME_ROLES),
        beside=draw(st.booleans()),
    )


@st.composite
def _fault(draw: st.DrawFn, procedures: tuple[str, ...]) -> Fault:
    title = draw(TEXT)
    handling = Procedure(
        "fault:f0",
        f"{title}：处理",
        draw(_steps("f", procedures)),
        draw(st.sampled_from(Order)),
        ProductUse.OPTIONAL,
    )
    return Fault(
        "f0",
        title,
        draw(st.sampled_from(Severity)),
        draw(ONE_ROLE),
        handling,
        interrupts=draw(st.sampled_from(Interrupts)),
        clock=draw(st.sampled_from(ClockPolicy)),
        resume=draw(st.sampled_from(Resume)),
        first_lines={role: draw(TEXT) for role in draw(st.lists(ONE_ROLE, unique=True))},
    )
