"""Which names an expression reads, and whether they are all in scope."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from functools import lru_cache

from sopkit.expression.grammar import parsed
from sopkit.expression.tokens import Problem
from sopkit.near import near

__all__ = ["BUILTINS", "check", "names_in"]

BUILTINS = ("min", "max", "abs", "round", "len")
"""The functions that are always there."""


def names_in(text: str) -> tuple[str, ...]:
    """Return every name that *text* reads, ``product.price`` as one, functions left out; ``()`` if malformed."""
    return tuple(dict.fromkeys(name for name, _ in _facts(text)[0]))


@lru_cache(maxsize=8192)
def _facts(text: str) -> tuple[tuple[tuple[str, ast.expr], ...], tuple[ast.Call, ...]]:
    """Return what *text* reads and what it calls; the same text is often checked more than once."""
    tree, _ = parsed(text)
    if tree is None:
        return (), ()
    calls = tuple(node for node in ast.walk(tree) if isinstance(node, ast.Call)) if "(" in text else ()
    return tuple(_reads(tree)), calls


def _reads(tree: ast.expr) -> list[tuple[str, ast.expr]]:
    """Return each name that is read, in order, and its node."""
    found: list[tuple[str, ast.expr]] = []
    stack: list[ast.expr] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.append((f"{node.value.id}.{node.attr}", node))
        elif isinstance(node, ast.Name):
            found.append((node.id, node))
        elif isinstance(node, ast.Call):
            stack.extend(reversed(node.args))
        elif not isinstance(node, ast.Constant):
            stack.extend(reversed([child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]))
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
    reads, calls = _facts(text)
    found = [problem for name, node in reads if (problem := _unknown(name, node, names, roots, signals)) is not None]
    for call in calls:
        found.extend(_call_problems(call, functions, signals))
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
