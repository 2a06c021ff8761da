"""The value of an expression, worked out on simpleeval with nothing but what the grammar allows."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from sopkit.definition.value import Value
from sopkit.expression.error import ExpressionError
from sopkit.expression.grammar import parsed

__all__ = ["evaluate"]


def evaluate(
    text: str,
    names: Mapping[str, object],
    functions: Mapping[str, Callable[..., object]] = {},
) -> Value:
    """
    Return the value of *text*.

    Roots such as ``product`` are in *names* too: a mapping, anything with
    ``get(name)``, or ``None``. Numbers are int or `Decimal`, lengths of time
    are their seconds. What is not known is ``None``: an ordering with it is
    false, arithmetic with it (and division by zero) is ``None`` again. A
    bare name that is not in *names* (or stands there for a root, which has a
    dot behind it wherever it is meant) is a signal: as the first argument of
    one of *functions* it is given by its name, elsewhere it is read by the
    function ``last``.

    Raises:
        ExpressionError: the text is malformed, a name is unknown, or a value does not fit.
    """
    tree, problems = parsed(text)
    if tree is None:
        problem = problems[0]
        raise ExpressionError(text, problem.zh, problem.en)
    try:
        result: Value = _evaluator()(names, functions).eval(text, tree)
    except ExpressionError:
        raise
    except _MisfitError as wrong:
        raise ExpressionError(text, wrong.zh, wrong.en) from None
    except (ArithmeticError, TypeError, ValueError, RecursionError) as wrong:
        raise ExpressionError(text, f"值的类型不合适（{wrong}）", f"the values do not fit ({wrong})") from wrong
    return result


class _MisfitError(Exception):
    """A value does not fit where it stands."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh, self.en = zh, en


def _plain(value: object) -> Any:
    """Return *value* as expressions hold it: no float, lengths of time in seconds."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, timedelta):
        seconds = Decimal(value // timedelta(microseconds=1)) / 1_000_000
        return int(seconds) if seconds == int(seconds) else seconds
    if isinstance(value, list):
        return tuple(value)
    return value


def _member(root: object, name: str) -> object:
    if root is None:
        return None
    get = getattr(root, "get", None)
    if get is None:
        raise _MisfitError(f"“{name}”前面不是一个有内容的对象", f"there is nothing to take “{name}” from")
    return get(name)


def _number(value: object) -> int | Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _MisfitError(f"“{value}”不是数", f"“{value}” is not a number")
    return value


def _divide(left: int | Decimal, right: int | Decimal) -> int | Decimal | None:
    if not right:
        return None
    result = Decimal(left) / Decimal(right)
    return int(result) if result == result.to_integral_value() and abs(result) < 10**18 else result


_ARITHMETIC: dict[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: _divide,
}
_ORDER: dict[type[ast.AST], Callable[[Any, Any], bool]] = {
    ast.Lt: lambda a, b: bool(a < b),
    ast.LtE: lambda a, b: bool(a <= b),
    ast.Gt: lambda a, b: bool(a > b),
    ast.GtE: lambda a, b: bool(a >= b),
}


def _arithmetic(work: Callable[[Any, Any], Any]) -> Callable[[object, object], object]:
    def apply(left: object, right: object) -> object:
        if left is None or right is None:
            return None
        return work(_number(left), _number(right))

    return apply


def _ordering(compare: Callable[[Any, Any], bool]) -> Callable[[object, object], bool]:
    def apply(left: object, right: object) -> bool:
        if left is None or right is None:
            return False
        if isinstance(left, str) and isinstance(right, str):
            return compare(left, right)
        return compare(_number(left), _number(right))

    return apply


def _contains(item: object, container: object) -> bool:
    if container is None:
        return False
    if isinstance(container, tuple):
        return item in container
    if isinstance(container, str):
        return isinstance(item, str) and item in container
    raise _MisfitError(f"“{container}”不是一组值", f"“{container}” is not a list of values")


def _round(value: int | Decimal, digits: int = 0) -> int | Decimal:
    """Round half up, as money is rounded by hand."""
    value = _number(value)
    if not -12 <= _number(digits) <= 12:
        raise _MisfitError("小数位数太多", "too many places")
    exact = Decimal(value)
    if exact.adjusted() > 24:
        raise _MisfitError("数太大", "the number is too large")
    rounded = exact.quantize(Decimal(1).scaleb(-int(digits)), rounding="ROUND_HALF_UP")
    return int(rounded) if digits <= 0 else rounded


def _spread(work: Callable[..., Any]) -> Callable[..., Any]:
    """Let *work* take its values one by one or as one list, and be ``None`` where one of them is."""

    def apply(*values: Any) -> Any:
        if len(values) == 1 and isinstance(values[0], tuple):
            values = values[0]
        if not values or None in values:
            return None
        return work(_number(value) for value in values)

    return apply


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "min": _spread(min),
    "max": _spread(max),
    "abs": lambda value: None if value is None else abs(_number(value)),
    "round": lambda value, digits=0: None if value is None else _round(value, digits),
    "len": lambda value: None if value is None else len(value),
}
_OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    **{kind: _arithmetic(work) for kind, work in _ARITHMETIC.items()},
    **{kind: _ordering(work) for kind, work in _ORDER.items()},
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
    ast.In: _contains,
    ast.NotIn: lambda a, b: not _contains(a, b),
    ast.Not: lambda a: not a,
    ast.USub: lambda a: None if a is None else -_number(a),
    ast.UAdd: lambda a: None if a is None else _number(a),
}


def _is_value(name: str, names: Mapping[str, object]) -> bool:
    """Whether a bare name stands for a value, rather than for a root such as ``stock``, or for nothing."""
    return name in names and not hasattr(names[name], "get")


def _called(evaluator: Any, node: ast.Call) -> object:
    """Return what a call gives: one of the functions on a signal by its name, else one that is always there."""
    name = node.func.id  # type: ignore[attr-defined]
    first, *rest = node.args or (None,)
    on_signal = isinstance(first, ast.Name) and not _is_value(first.id, evaluator.names)
    if name in evaluator.functions and (on_signal or name not in _FUNCTIONS):
        subject = first.id if isinstance(first, ast.Name) else evaluator._eval(first)  # noqa: SLF001 -- its own hook
        return _plain(evaluator.functions[name](subject, *(evaluator._eval(arg) for arg in rest)))  # noqa: SLF001
    if name not in _FUNCTIONS:
        raise _MisfitError(f"没有叫“{name}”的函数", f"there is no function “{name}”")
    return _FUNCTIONS[name](*(evaluator._eval(arg) for arg in node.args))  # noqa: SLF001


@cache
def _evaluator() -> Callable[..., Any]:
    """Return the evaluator's class; made on first use, since only then is simpleeval imported."""
    from simpleeval import SimpleEval

    class Evaluator(SimpleEval):  # type: ignore[misc]
        """simpleeval with our own names, calls and operators, and nothing else switched on."""

        def __init__(self, names: Mapping[str, object], functions: Mapping[str, Callable[..., object]]) -> None:
            # The base class fills its tables with everything it can do; ours hold what we allow.
            self.names = names
            self.functions = functions
            self.operators = _OPERATORS
            self.allowed_attrs = None
            self.ATTR_INDEX_FALLBACK = False
            self.expr = ""
            self.nodes = {
                ast.Constant: self._eval_constant,
                ast.Name: self._read,
                ast.Attribute: self._read_member,
                ast.Call: self._call,
                ast.BoolOp: self._eval_boolop,
                ast.Compare: self._eval_compare,
                ast.BinOp: self._eval_binop,
                ast.UnaryOp: self._eval_unaryop,
                ast.Tuple: self._several,
                ast.List: self._several,
            }

        def _read(self, node: ast.Name) -> object:
            if _is_value(node.id, self.names):
                return _plain(self.names[node.id])
            if "last" in self.functions:
                return _plain(self.functions["last"](node.id))
            if node.id in self.names:
                return self.names[node.id]
            raise _MisfitError(f"没有叫“{node.id}”的值", f"nothing is called “{node.id}” here")

        def _read_member(self, node: ast.Attribute) -> object:
            root = node.value.id  # type: ignore[attr-defined]
            if root not in self.names:
                raise _MisfitError(f"没有叫“{root}”的值", f"nothing is called “{root}” here")
            return _plain(_member(self.names[root], node.attr))

        def _several(self, node: ast.Tuple | ast.List) -> tuple[object, ...]:
            return tuple(self._eval(item) for item in node.elts)

        def _call(self, node: ast.Call) -> object:
            return _called(self, node)

    return Evaluator
