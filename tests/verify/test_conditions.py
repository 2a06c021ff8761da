"""Conditions: what is said to be always or never true is so, by the engine's own reckoning."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopkit.definition.value import ValueType
from sopkit.expression import ExpressionError, evaluate
from sopkit.verify.conditions import Domain, Truth, judge

DOMAINS = {
    "count": Domain(ValueType.INT, low=0, high=9),
    "price": Domain(ValueType.MONEY, nullable=False, low=0),
    "asked": Domain(ValueType.BOOL, nullable=False),
    "kind": Domain(ValueType.CHOICE, choices=("秒杀", "利润")),
    "name": Domain(ValueType.TEXT),
}
VALUES = {
    "count": st.none() | st.integers(0, 9),
    "price": st.decimals(0, 20, places=1),
    "asked": st.booleans(),
    "kind": st.sampled_from(["秒杀", "利润", None]),
    "name": st.sampled_from(["", "杯", "帽子", None]),
}
ATOMS = st.one_of(
    st.builds(
        "{} {} {}".format,
        st.sampled_from(["count", "price"]),
        st.sampled_from(["<", "<=", ">", ">=", "==", "!="]),
        st.integers(-1, 10),
    ),
    st.sampled_from(["asked", "count", "name", "true", "false", "2 < count < 4", "count + 1 > price"]),
    st.sampled_from(['kind == "秒杀"', 'kind != "话题"', 'kind in ["秒杀", "利润"]', 'name == "杯"', "kind == null"]),
    st.sampled_from(["count == null", "count != null", "price == null", 'name not in ["杯", "碗"]']),
)
TEXTS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("(not {})".format, inner),
    ),
    max_leaves=5,
)


@given(TEXTS, st.fixed_dictionaries(VALUES))
@settings(deadline=None)
def test_a_sure_verdict_agrees_with_the_engine(text: str, values: dict[str, object]) -> None:
    """Where it is said to hold always, or never, it does so for every value that its names may have."""
    truth = judge((text,), DOMAINS.__getitem__)
    try:
        holds = bool(evaluate(text, values))
    except ExpressionError:
        return
    if truth is Truth.ALWAYS:
        assert holds, values
    if truth is Truth.NEVER:
        assert not holds, values


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("count > 5 and count < 3", Truth.NEVER),
        ("count > 3 and count < 4", Truth.NEVER),
        ("price > 3 and price < 4", Truth.DEPENDS),
        ("count > 9", Truth.NEVER),
        ("price >= 0", Truth.ALWAYS),
        ("count >= 0", Truth.DEPENDS),
        ("count > 5 or not (count > 5)", Truth.ALWAYS),
        ("asked and not asked", Truth.NEVER),
        ('kind == "话题"', Truth.NEVER),
        ("count > price", Truth.DEPENDS),
        ("avg(viewers, 2m) > 3 and avg(viewers, 2m) < 2", Truth.NEVER),
        ("avg(viewers, 2m) > 3 and avg(viewers, 5m) < 2", Truth.DEPENDS),
        ("count <", Truth.UNDECIDED),
    ],
)
def test_what_is_known_of_a_condition(text: str, truth: Truth) -> None:
    """Intervals, whole numbers, choices and nulls are reckoned with; two names are not compared by guess."""
    assert judge((text,), lambda name: DOMAINS.get(name, Domain(ValueType.NUMBER))) is truth


def test_too_many_cases_are_left_undecided() -> None:
    """A condition of many names is not worked out at any price: it never holds here, which only 4,096 cases show."""
    text = " and ".join(f"(n{i} == {i} or n{i} == {i + 50})" for i in range(12))
    assert judge((f"({text}) and n0 == 7",), lambda name: Domain(ValueType.INT)) is Truth.UNDECIDED


def test_names_that_decide_nothing_cost_nothing() -> None:
    """What a condition never comes to is not tried: forty names in a row take forty cases, not two to the fortieth."""
    text = " and ".join(f"n{i} == {i}" for i in range(40))
    assert judge((text,), lambda name: Domain(ValueType.INT)) is Truth.DEPENDS
    assert judge((f"{text} and n0 == 7",), lambda name: Domain(ValueType.INT)) is Truth.NEVER


def test_a_bound_is_exact() -> None:
    """A bound of money is kept to the cent."""
    domain = Domain(ValueType.MONEY, nullable=False, low=Decimal("9.90"), high=Decimal("9.90"))
    assert judge(("price == 9.9",), lambda name: domain) is Truth.ALWAYS
