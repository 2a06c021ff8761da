"""Terms: what a condition reads: leaves that each read one name, what becomes of them, and how they are joined."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from sopkit.definition.value import ValueType
from sopkit.expression.grammar import parsed

__all__ = ["ALL", "ANY", "LEAF", "MISFIT", "NOT", "NULL", "SURE", "UNKNOWN", "Domain", "Terms", "is_broken", "terms_of"]

LEAF, ALL, ANY, NOT, SURE = range(5)
"""What a part is: ``(LEAF, name, place)``, ``(ALL, parts)``, ``(ANY, parts)``, ``(NOT, part)`` or ``(SURE, value)``."""


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
MISFIT = object()
_ERROR = object()
_OTHER = "\0"
"""Stands for any text that the expression does not name."""


def is_broken(value: object) -> bool:
    """Whether *value* is none: it does not fit, or reading it is an error."""
    return value is MISFIT or value is _ERROR


@lru_cache(maxsize=8192)
def terms_of(texts: tuple[str, ...]) -> Terms | None:
    """Return the terms of conditions that must hold together; ``None`` where one cannot be read."""
    trees = [parsed(text)[0] for text in texts]
    return Terms([tree for tree in trees if tree is not None]) if trees and None not in trees else None


class Terms:
    """
    What trees read: names with the constants they are compared with, and parts that are opaque.

    ``tree`` is how the leaves are joined; ``leaves`` are those of each name,
    ``opaque`` counts those of each opaque part, whose names come last.
    """

    def __init__(self, trees: list[ast.expr]) -> None:
        self.constants: dict[str, list[Any]] = {}
        self.leaves: dict[str, list[ast.expr]] = {}
        self.opaque: dict[str, int] = {}
        # Numbered once all are known: the opaque ones come last.
        whole = (ALL, tuple(self._look(tree) for tree in trees))
        self.number = {name: n for n, name in enumerate((*self.constants, *self.opaque))}
        self.tree = self._numbered(whole)

    def _look(self, node: ast.expr) -> Any:
        """Gather the terms of *node*, a condition; return how they are joined."""
        if isinstance(node, ast.BoolOp):
            return (ALL if isinstance(node.op, ast.And) else ANY, tuple(self._look(one) for one in node.values))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return (NOT, self._look(node.operand))
        constant = _constant(node)
        if constant is not None:
            return (SURE, constant[0])
        plain = _plain(node) if isinstance(node, ast.Compare) else None
        name = plain[0] if plain is not None else _name(node)
        if name is not None:
            self.constants.setdefault(name, []).extend(plain[1] if plain is not None else ())
            leaves = self.leaves.setdefault(name, [])
            leaves.append(node)
            return (LEAF, name, len(leaves) - 1)
        if plain is not None:
            return (SURE, leaf(node, None))
        shown = ast.dump(node)
        self.opaque[shown] = self.opaque.get(shown, 0) + 1
        return (LEAF, shown, self.opaque[shown] - 1)

    def _numbered(self, part: Any) -> Any:
        if part[0] == LEAF:
            return (LEAF, self.number[part[1]], part[2])
        if part[0] == NOT:
            return (NOT, self._numbered(part[1]))
        return part if part[0] == SURE else (part[0], tuple(self._numbered(one) for one in part[1]))

    def ways(self, name: str, domain: Domain) -> dict[tuple[Any, ...], None]:
        """Return each thing that can become of the leaves of a name."""
        leaves = self.leaves[name]
        return dict.fromkeys(tuple(leaf(one, case) for one in leaves) for case in self.cases(name, domain))

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


def leaf(node: ast.expr, case: Any) -> Any:
    """Return the value of a leaf where its name holds *case*, as the engine would work it out."""
    if not isinstance(node, ast.Compare):
        return case
    left = _side(node.left, case)
    for sign, side in zip(node.ops, node.comparators, strict=True):
        right = _side(side, case)
        result = _compare(sign, left, right)
        if result is not True:
            return result
        left = right
    return True


def _side(node: ast.expr, case: Any) -> Any:
    constant = _constant(node)
    return case if constant is None else constant[0]


def _compare(sign: ast.cmpop, left: Any, right: Any) -> Any:
    for one in (left, right):
        if is_broken(one):
            return one
    equal = isinstance(sign, ast.Eq | ast.NotEq)
    if None not in (left, right) and any(isinstance(one, tuple) and _OTHER in one for one in (left, right)):
        return MISFIT
    if equal:
        return (left == right) is isinstance(sign, ast.Eq)
    if isinstance(sign, ast.In | ast.NotIn):
        found = _contained(left, right)
        return found if found is MISFIT else found is isinstance(sign, ast.In)
    if left is None or right is None:
        return False
    return _ORDER[type(sign)](left, right) if _is_number(left) and _is_number(right) else MISFIT


def _contained(left: Any, right: Any) -> Any:
    if isinstance(right, str):
        return isinstance(left, str) and left in right
    if right is None or isinstance(right, tuple):
        return right is not None and left in right
    return MISFIT
