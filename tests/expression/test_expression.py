"""Expressions: what they mean, what they refuse, and that nothing in them can reach out or hang."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.definition.product import Product
from sopkit.definition.value import Value
from sopkit.expression import BUILTINS, MAX_LENGTH, ExpressionError, check, evaluate, names_in

PRODUCT = Product(
    "A01", "面霜", {"price": Decimal("29.9"), "stock_declared": 300, "return_7d": True, "tags": ("新", "爆")}
)
NAMES: dict[str, object] = {
    "product": PRODUCT,
    "params": {"max_hold": timedelta(minutes=5), "ratio": Decimal("1.5")},
    "run": {"kind": "live"},
    "round": 2,
    "合格": True,
    "opened_price": Decimal("29.90"),
    "seen": 0.1,
}

VALUES: list[tuple[str, Value]] = [
    ("opened_price == product.price", True),
    ("product.name == '面霜'", True),
    ("product.return_7d or product.freight_insured", True),
    ("product.stock_declared and product.price_basis != null", False),
    ("product.compare_price > 10", False),
    ("product.compare_price < 10", False),
    ("product.compare_price == null", True),
    ("product.compare_price * 2 > 1", False),
    ("not product.compare_price", True),
    ("0.1 + 0.2 == 0.3", True),
    ("seen + 0.2 == 0.3", True),
    ("6 / 3", 2),
    ("1 / 4", Decimal("0.25")),
    ("1 / 0", None),
    ("-2 + 5 * (3 - 1)", 8),
    ("params.max_hold == 5m", True),
    ("params.max_hold < 5分钟", False),
    ("1h30m", 5400),
    ("1.5小时", 5400),
    ("params.ratio", Decimal("1.5")),
    ("合格 and round >= 2", True),
    ("round(2.5) + round", 5),
    ("round(1.005, 2)", Decimal("1.01")),
    ("min(3, 2.5, 4)", Decimal("2.5")),
    ("max([1, 2])", 2),
    ("max(1, product.compare_price)", None),
    ("abs(-3)", 3),
    ("len(product.name)", 2),
    ("'爆' in product.tags", True),
    ("'秒' not in product.tags", True),
    ("run.kind in ['live', 'drill']", True),
    ("'x' in product.nothing", False),
    ("1 < round < 3", True),
    ("true and not false", True),
    ("'2024-01' < '2024-02'", True),
    ("合格\n  and true", True),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_what_an_expression_means(text: str, value: Value) -> None:
    """Each expression has exactly this value, and the checker has nothing against it."""
    assert evaluate(text, NAMES) == value
    assert not isinstance(evaluate(text, NAMES), float)
    roots = {"product": None, "params": ("max_hold", "ratio"), "run": ("kind",)}
    assert check(text, names=("round", "合格", "opened_price", "seen"), roots=roots) == ()


PROBLEMS = [
    ("opened_prise == 1", "没有叫“opened_prise”的值，是不是opened_price？", 0, 12),
    ("1 + 合各", "没有叫“合各”的值，是不是合格？", 4, 6),
    ("params.max_hodl > 1", "没有叫“params.max_hodl”的值，是不是params.max_hold？", 0, 15),
    ("prodct.price", "没有叫“prodct”的值，是不是product？", 0, 6),
    ("product", "“product”后面要写“.名称”", 0, 7),
    ("round ＞ 1", "“＞”是全角的，要写半角 >", 6, 7),
    ("（1 + 2）", "“（”是全角的，要写半角 (", 0, 1),
    ("round = 1", "比较要写两个等号 ==", 6, 7),
    ("合格 && true", "“并且”写 and", 3, 4),
    ("$max_hold > 1", "表达式里的参数写 params.名称，不写 $", 0, 1),
    ("(round + 1", "括号 ( 没有关上", 0, 1),
    ("round + 1)", "括号多了", 9, 10),
    ("round +", "表达式到这里看不懂了", 6, 7),
    ("'a", "引号没有成对", 0, 1),
    ("5x > 1", "看不懂“5x”：时长写如 90s、5m、5分钟", 0, 2),
    ("2 ** 3", "只有 + - * / 四种运算", 0, 6),
    ("product.price.real", "点号前面只能是 product、params 这样的名称", 0, 18),
    ("product.__class__", "“__class__”不能用作名称", 8, 17),
    ("lambda: 1", "“lambda”不能用作名称", 0, 6),
    ("__import__('os')", "“__import__”不能用作名称", 0, 10),
    ("[x for x in round]", "“for”不能用作名称", 3, 6),
    ("round[0]", "表达式里没有这种写法", 0, 8),
    ("open('x')", "没有叫“open”的函数；可用的有：min、max、abs、round、len", 0, 4),
    ("min(*[1])", "函数的括号里只写值，用逗号隔开", 0, 9),
    ("'a'or 'b'", "这里缺一个空格或运算符", 3, 5),
    ("", "表达式是空的", 0, 1),
    ("  ", "表达式是空的", 0, 2),
    ("1e9", "看不懂“1e9”：时长写如 90s、5m、5分钟", 0, 3),
]


@pytest.mark.parametrize(("text", "zh", "start", "end"), PROBLEMS)
def test_what_the_checker_says(text: str, zh: str, start: int, end: int) -> None:
    """Each mistake is named in both languages, at the guilty characters, counted in code points."""
    (problem,) = check(
        text,
        names=("round", "合格", "opened_price"),
        roots={"product": None, "params": ("max_hold",)},
    )
    assert (problem.zh, problem.start, problem.end) == (zh, start, end)
    assert problem.en
    assert problem.en.isascii() or "“" in problem.en


def test_every_unknown_name_is_reported() -> None:
    """Several wrong names in one expression are all found, in their order."""
    problems = check("甲 > 1 and 乙 < 2 and params.丙", names=(), roots={"params": ()})
    assert [problem.name for problem in problems] == ["甲", "乙", "params.丙"]


def test_signals_are_read_by_functions() -> None:
    """A function gets the signal's name and the window in seconds; a bare signal reads its latest value."""
    asked: list[tuple[object, ...]] = []

    def avg(signal: str, window: int) -> float:
        asked.append((signal, window))
        return 100.0 if window == 120 else 50.0

    def most(signal: str, window: int) -> int:
        return len(signal) if window == 60 else 0

    def last(signal: str) -> int:
        return len(signal)

    functions: dict[str, Callable[..., object]] = {"avg": avg, "max": most, "last": last}
    text = "avg(viewers, 2m) > 1.5 * avg(viewers, 10m) and viewers == 7 and max(viewers, 1m) == 7 and max(1, 2) == 2"
    assert check(text, names=(), roots={}, functions=functions, signals=("viewers",)) == ()
    assert evaluate(text, {}, functions) is True
    assert asked == [("viewers", 120), ("viewers", 600)]


def test_a_function_of_signals_needs_a_signal() -> None:
    """Anything but the bare id of a signal as the first argument is refused by the checker."""
    (problem,) = check("avg(1, 2m)", names=(), roots={}, functions=("avg",), signals=("viewers",))
    assert problem.kind == "call"


@pytest.mark.parametrize("text", ["'a' + 'b'", "'a' * 9", "合格 + 1", "product > 1", "'a' < 1", "nobody", "1 in 2"])
def test_values_that_do_not_fit(text: str) -> None:
    """Values that do not fit each other are an error in both languages, never a Python one."""
    with pytest.raises(ExpressionError) as caught:
        evaluate(text, NAMES)
    assert text in caught.value.zh
    assert text in caught.value.en


def test_there_is_no_product() -> None:
    """Without a product its facts are unknown, which is no error."""
    assert evaluate("product.price > 1", {"product": None}) is False


@pytest.mark.parametrize(
    "text", ["(" * 900, "-" * 900, "not " * 240 + "1", "[" * 40 + "]" * 40, "1" * (MAX_LENGTH + 1), "+".join("1" * 400)]
)
def test_size_is_capped(text: str) -> None:
    """Deep or long expressions are answered at once with a problem, not with a crash."""
    began = time.perf_counter()
    assert len(check(text, names=(), roots={})) == 1
    assert time.perf_counter() - began < 0.5


def test_names_in() -> None:
    """The names that an expression reads are listed once each, in order, functions left out."""
    assert names_in("product.price > max(a, b) and a < params.x") == ("product.price", "a", "b", "params.x")
    assert names_in("1 +") == ()


@given(st.text(max_size=60))
def test_no_text_breaks_the_checker(text: str) -> None:
    """Whatever is typed, the checker answers, and every place lies in the text."""
    for problem in check(text, names=("a",), roots=("product",)):
        assert 0 <= problem.start < problem.end <= max(1, len(text))
        assert problem.zh
        assert problem.en


PARTS = ("a", "b", "1", "2.5", "2m", "'x'", "product.p", *"()[],+-*/<", "==", "and", "or", "not", "in")


@given(st.lists(st.sampled_from((*PARTS, *BUILTINS)), max_size=14))
def test_what_the_checker_lets_through_has_a_value(parts: list[str]) -> None:
    """An expression without problems has a value or says that its values do not fit."""
    text = " ".join(parts)
    if not check(text, names=("a", "b"), roots=("product",)):
        try:
            value = evaluate(text, {"a": 3, "b": None, "product": {"p": Decimal(2)}})
        except ExpressionError:
            return
        assert not isinstance(value, float)
