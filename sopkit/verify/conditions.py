"""Conditions: whether an expression can be true, can be false, or only one of the two, whatever its names hold."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum
from itertools import pairwise, product
from typing import Any, NamedTuple

from sopkit.definition.value import ValueType
from sopkit.expression.grammar import parsed

__all__ = ["NULL", "UNKNOWN", "Domain", "Truth", "judge"]

_MOST = 4096
"""How many cases are tried before it is left undecided."""


class Truth(Enum):
    """What is known of a condition; ``undecided`` where nobody should guess."""

    ALWAYS = "always"
    NEVER = "never"
    DEPENDS = "depends"
    UNDECIDED = "undecided"

    @property
    def may_hold(self) -> bool:
        """Whether it is not known never to hold."""
        return self is not Truth.NEVER

    @property
    def may_fail(self) -> bool:
        """Whether it is not known always to hold."""
        return self is not Truth.ALWAYS


class Domain(NamedTuple):
    """
    What a name may hold.

    ``low`` and ``high`` bound a number (a length of time is its seconds).
    ``kind`` is ``None`` where it holds nothing but null. Reading a name that
    is ``unknown`` is an error, and the condition then does not hold.
    """

    kind: ValueType | None = ValueType.TEXT
    nullable: bool = True
    low: int | Decimal | None = None
    high: int | Decimal | None = None
    choices: tuple[str, ...] = ()
    loose: bool = False
    """Whether it may hold values of other types, too."""
    unknown: bool = False


NULL = Domain(None)
UNKNOWN = Domain(None, unknown=True)
_NUMBERS = (ValueType.INT, ValueType.NUMBER, ValueType.MONEY, ValueType.DURATION)
_ORDER: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
}
_MISFIT = object()
_ERROR = object()
_BROKEN = (_MISFIT, _ERROR)
_OTHER = "\0"
"""Stands for any text that the expression does not name."""


def judge(texts: tuple[str, ...], domain: Callable[[str], Domain]) -> Truth:
    """
    Return what is known of *texts* holding together; *domain* says what each name may hold.

    What compares two names, or reckons with one, is taken to hold or not as
    it likes, so that a verdict of ``always`` or ``never`` is sure.
    """
    trees = [parsed(text)[0] for text in texts]
    if not trees or any(tree is None for tree in trees):
        return Truth.UNDECIDED
    terms = _Terms()
    for tree in trees:
        assert tree is not None
        terms.look(tree)
    cases = {name: terms.cases(name, domain(name)) for name in terms.constants}
    cases |= dict.fromkeys(terms.opaque, (True, False))
    count = 1
    for several in cases.values():
        count *= len(several)
    if count > _MOST:
        return Truth.UNDECIDED
    seen = {_holds(trees, dict(zip(cases, case, strict=True))) for case in product(*cases.values())}
    if None in seen:
        return Truth.UNDECIDED
    return Truth.DEPENDS if len(seen) > 1 else Truth.ALWAYS if True in seen else Truth.NEVER


def _holds(trees: list[ast.expr | None], values: dict[str, Any]) -> bool | None:
    """Return whether every tree is true; ``None`` where a value does not fit."""
    for tree in trees:
        assert tree is not None
        value = _value(tree, values)
        if value is _MISFIT:
            return None
        if not value or value is _ERROR:
            return False
    return True


class _Terms:
    """What the trees read: names with the constants they are compared with, and parts that are opaque."""

    def __init__(self) -> None:
        self.constants: dict[str, list[Any]] = {}
        self.opaque: dict[str, None] = {}

    def look(self, node: ast.expr) -> None:
        """Gather the terms of *node*, a condition."""
        if isinstance(node, ast.BoolOp):
            for value in node.values:
                self.look(value)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            self.look(node.operand)
        elif isinstance(node, ast.Compare) and (found := _plain(node)) is not None:
            name, constants = found
            if name is not None:
                self.constants.setdefault(name, []).extend(constants)
        elif (name := _name(node)) is not None:
            self.constants.setdefault(name, [])
        elif not isinstance(node, ast.Constant):
            self.opaque[ast.dump(node)] = None

    def cases(self, name: str, domain: Domain) -> tuple[Any, ...]:
        """Return one value of each stretch in which nothing about the name changes."""
        if domain.unknown:
            return (_ERROR,)
        null = (None,) if domain.nullable or domain.kind is None else ()
        constants = self.constants[name]
        if domain.kind is None:
            return null
        if domain.kind is ValueType.BOOL:
            return (True, False, *null)
        if domain.kind in _NUMBERS:
            return (*_stretches(constants, domain), *null)
        if domain.kind is ValueType.CHOICE:
            return (*domain.choices, *null)
        if domain.kind is ValueType.LIST:
            return ((), (_OTHER,), *null)
        texts = dict.fromkeys(one for one in constants if domain.loose or isinstance(one, str))
        return (*texts, _OTHER, "", *null)


def _stretches(constants: list[Any], domain: Domain) -> Iterator[int | Decimal]:
    """Yield each number named, and one between, below and above, within the bounds."""
    whole = domain.kind is ValueType.INT
    marks = {one for one in constants if _is_number(one)}
    marks |= {bound for bound in (domain.low, domain.high) if bound is not None}
    points = sorted(marks) or [0]
    around = [points[0] - 1, *points, points[-1] + 1]
    for left, right in pairwise(points):
        middle = left + 1 if whole else (Decimal(left) + Decimal(right)) / 2
        if left < middle < right:
            around.append(middle)
    for point in around:
        if whole and point != int(point):
            continue
        if (domain.low is None or point >= domain.low) and (domain.high is None or point <= domain.high):
            yield point


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _name(node: ast.expr) -> str | None:
    """Return the name that *node* reads: ``x``, ``product.price``, ``avg(viewers, 120)``."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
        first, *rest = node.args
        if isinstance(first, ast.Name) and all(isinstance(arg, ast.Constant) for arg in rest):
            window = "".join(f",{arg.value!r}" for arg in rest if isinstance(arg, ast.Constant))
            return f"{node.func.id}({first.id}{window})"
    return None


def _constant(node: ast.expr) -> tuple[Any] | None:
    """Return the value of a constant, in a tuple of one; ``None`` where *node* is none."""
    if isinstance(node, ast.Constant):
        return (node.value,)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        return (-node.operand.value,) if _is_number(node.operand.value) else None  # type: ignore[operator]
    if isinstance(node, ast.List | ast.Tuple):
        parts = [_constant(one) for one in node.elts]
        return None if None in parts else (tuple(part[0] for part in parts if part),)
    return None


def _plain(node: ast.Compare) -> tuple[str | None, list[Any]] | None:
    """Return the one name that a comparison is about and its constants; ``None`` where it is about more."""
    names: set[str] = set()
    constants: list[Any] = []
    for side in (node.left, *node.comparators):
        constant = _constant(side)
        if constant is not None:
            constants += constant[0] if isinstance(constant[0], tuple) else constant
        elif (name := _name(side)) is not None:
            names.add(name)
        else:
            return None
    return (next(iter(names), None), constants) if len(names) <= 1 else None


def _value(node: ast.expr, values: dict[str, Any]) -> Any:
    """Return the value of *node*, as the engine would work it out."""
    if isinstance(node, ast.BoolOp):
        return _several(node, values)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = _value(node.operand, values)
        return inner if inner in _BROKEN else not inner
    constant = _constant(node)
    if constant is not None:
        return constant[0]
    name = _name(node)
    if name is not None and name in values:
        return values[name]
    if isinstance(node, ast.Compare) and _plain(node) is not None:
        return _compared(node, values)
    return values.get(ast.dump(node), _MISFIT)


def _several(node: ast.BoolOp, values: dict[str, Any]) -> Any:
    stop = isinstance(node.op, ast.Or)
    value: Any = not stop
    for one in node.values:
        value = _value(one, values)
        if value in _BROKEN or bool(value) is stop:
            return value
    return value


def _compared(node: ast.Compare, values: dict[str, Any]) -> Any:
    left = _value(node.left, values)
    for sign, side in zip(node.ops, node.comparators, strict=True):
        right = _value(side, values)
        result = _compare(sign, left, right)
        if result is not True:
            return result
        left = right
    return True


def _compare(sign: ast.cmpop, left: Any, right: Any) -> Any:
    for one in (left, right):
        if one in _BROKEN:
            return one
    equal = isinstance(sign, ast.Eq | ast.NotEq)
    if None not in (left, right) and any(isinstance(one, tuple) and _OTHER in one for one in (left, right)):
        return _MISFIT
    if equal:
        return (left == right) is isinstance(sign, ast.Eq)
    if isinstance(sign, ast.In | ast.NotIn):
        found = _contained(left, right)
        return found if found is _MISFIT else found is isinstance(sign, ast.In)
    if left is None or right is None:
        return False
    return _ORDER[type(sign)](left, right) if _is_number(left) and _is_number(right) else _MISFIT


def _contained(left: Any, right: Any) -> Any:
    if isinstance(right, str):
        return isinstance(left, str) and left in right
    if right is None or isinstance(right, tuple):
        return right is not None and left in right
    return _MISFIT
