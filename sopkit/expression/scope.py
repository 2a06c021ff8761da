"""Which names an expression reads, and whether they are all in scope."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping

from sopkit.expression.grammar import parsed
from sopkit.expression.tokens import Problem
from sopkit.near import near

__all__ = ["BUILTINS", "check", "names_in"]

BUILTINS = ("min", "max", "abs", "round", "len")
"""The functions that are always there."""


def names_in(text: str) -> tuple[str, ...]:
    """Return every name that *text* reads, ``product.price`` as one, functions left out; ``()`` if malformed."""
    tree, _ = parsed(text)
    return () if tree is None else tuple(dict.fromkeys(name for name, _, _ in _reads(tree)))


def _reads(tree: ast.expr) -> list[tuple[str, ast.expr, bool]]:
    """Return (name, node, is it the bare first argument of a call) for each name that is read."""
    found: list[tuple[str, ast.expr, bool]] = []
    stack: list[tuple[ast.expr, bool]] = [(tree, False)]
    while stack:
        node, bare = stack.pop()
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.append((f"{node.value.id}.{node.attr}", node, bare))
        elif isinstance(node, ast.Name):
            found.append((node.id, node, bare))
        elif isinstance(node, ast.Call):
            stack.extend((arg, i == 0) for i, arg in reversed(list(enumerate(node.args))))
        else:
            children = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
            stack.extend((child, False) for child in reversed(children))
    return found


def check(
    text: str,
    *,
    names: Collection[str],
    roots: Collection[str] | Mapping[str, Collection[str] | None],
    functions: Collection[str] = (),
    signals: Collection[str] = (),
) -> tuple[Problem, ...]:
    """
    Return what is wrong with *text*: syntax, size, and names that are not in scope.

    *roots* are the names that may stand before a dot; as a mapping it also
    says what may follow (``None``: anything). *functions* work on *signals*:
    their first argument is the bare name of one, and a signal elsewhere
    reads its latest value.
    """
    tree, problems = parsed(text)
    if tree is None:
        return problems
    found = [
        problem
        for name, node, bare in _reads(tree)
        if (problem := _unknown(name, node, names, roots, signals)) is not None
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            found.extend(_call_problems(node, functions, signals))
    return tuple(sorted(found, key=lambda problem: problem.start))


def _unknown(
    name: str,
    node: ast.expr,
    names: Collection[str],
    roots: Collection[str] | Mapping[str, Collection[str] | None],
    signals: Collection[str],
) -> Problem | None:
    start, end = node.col_offset, node.end_col_offset or node.col_offset + 1
    root, dot, member = name.partition(".")
    if not dot:
        if name in names or name in signals:
            return None
        if name in roots:
            return Problem(f"“{name}”后面要写“.名称”", f"“{name}” needs “.name” after it", start, end, "root", name)
        known = (*names, *signals, *roots)
    elif root not in roots:
        known = tuple(roots)
        name, end = root, start + len(root)
    else:
        members = roots[root] if isinstance(roots, Mapping) else None
        if members is None or member in members:
            return None
        known = tuple(f"{root}.{known}" for known in members)
    hints = near(name, known)
    zh = f"，是不是{'、'.join(hints)}？" if hints else ""
    en = f"; did you mean {', '.join(hints)}?" if hints else ""
    return Problem(f"没有叫“{name}”的值{zh}", f"nothing is called “{name}” here{en}", start, end, "unknown", name)


def _call_problems(node: ast.Call, functions: Collection[str], signals: Collection[str]) -> list[Problem]:
    name, start = ast.unparse(node.func), node.func.col_offset
    end = start + len(name)
    first = node.args[0] if node.args else None
    on_signal = isinstance(first, ast.Name) and first.id in signals
    if name in functions and (on_signal or name not in BUILTINS):
        if not on_signal:
            return [
                Problem(
                    f"{name}() 的第一项要写信号的 id",
                    f"the first argument of {name}() must be the id of a signal",
                    start,
                    end,
                    "call",
                    name,
                )
            ]
        return []
    if name in BUILTINS:
        if first is None:
            return [Problem(f"{name}() 里要有内容", f"{name}() needs a value", start, end, "call", name)]
        return []
    known = dict.fromkeys((*functions, *BUILTINS))
    return [
        Problem(
            f"没有叫“{name}”的函数；可用的有：{'、'.join(known)}",
            f"there is no function “{name}”; there are: {', '.join(known)}",
            start,
            end,
            "function",
            name,
        )
    ]
