"""Which names an expression reads, and whether they are all in scope."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from functools import lru_cache

from sopkit.expression.grammar import parsed
from sopkit.expression.tokens import Problem
from sopkit.near import near

__all__ = ["BUILTINS", "LOOKUPS", "check", "lookups_in", "names_in"]

BUILTINS = ("min", "max", "abs", "round", "len")
"""The functions that are always there."""

LOOKUPS = {"recorded": ("流程", "字段"), "finished": ("流程",)}
"""The functions that look into procedures, and what their texts name: ``recorded("review", "approver")``."""

_MANY = 300
"""Among more names than these none is offered for a wrong one."""


def names_in(text: str) -> tuple[str, ...]:
    """Return every name that *text* reads, ``product.price`` as one, functions left out; ``()`` if malformed."""
    return tuple(dict.fromkeys(name for name, _ in _facts(text)[0]))


def lookups_in(text: str) -> tuple[tuple[str, ...], ...]:
    """Return what *text* looks up in procedures: the procedure, and the field where it asks for one."""
    calls = (_looked_up(call) for call in _facts(text)[1])
    return tuple(dict.fromkeys(one for one in calls if one))


def _looked_up(call: ast.Call) -> tuple[str, ...]:
    texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    return tuple(texts) if name in LOOKUPS and len(texts) == len(call.args) == len(LOOKUPS[name]) else ()


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
    records: Mapping[str, Collection[str]] | None = None,
) -> tuple[Problem, ...]:
    """
    Return what is wrong with *text*: syntax, size, and names that are not in scope.

    *roots* are the names that may stand before a dot; as a mapping it also
    says what may follow (``None``: anything). *functions* work on *signals*:
    their first argument is the bare name of one, and a signal elsewhere
    reads its latest value. *records* are the procedures that may be looked
    into, with their fields; ``None`` where none may.
    """
    tree, problems = parsed(text)
    if tree is None:
        return problems
    reads, calls = _facts(text)
    found = [problem for name, node in reads if (problem := _unknown(name, node, names, roots, signals)) is not None]
    for call in calls:
        found.extend(
            _lookup_problems(call, records)
            if records is not None and isinstance(call.func, ast.Name) and call.func.id in LOOKUPS
            else _call_problems(call, (*functions, *(LOOKUPS if records is not None else ())), signals)
        )
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
    hints = near(name, known) if len(known) <= _MANY else ()
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


def _lookup_problems(node: ast.Call, records: Mapping[str, Collection[str]]) -> list[Problem]:
    """Return what is wrong with a look into a procedure: its form, an unknown procedure, an unknown field."""
    name, start = ast.unparse(node.func), node.col_offset
    asked = _looked_up(node)
    if not asked:
        form = "、".join(f'"{what}"' for what in LOOKUPS[name])
        zh = f"{name}() 里写带引号的编号：{name}({form})"
        en = f"{name}() takes the quoted id of a procedure" + (" and of a field" if len(LOOKUPS[name]) > 1 else "")
        return [Problem(zh, en, start, node.end_col_offset or start + 1, "call", name)]
    procedure, *fields = asked
    if procedure not in records:
        return [_nothing(node.args[0], procedure, records, ("流程", "procedure"))]
    return [
        _nothing(node.args[1], one, records[procedure], ("字段", "field"))
        for one in fields
        if one not in records[procedure]
    ]


def _nothing(node: ast.expr, name: str, known: Collection[str], kind: tuple[str, str]) -> Problem:
    hints = near(name, known)
    zh = f"没有叫“{name}”的{kind[0]}" + (f"，是不是{'、'.join(hints)}？" if hints else "")
    en = f"no {kind[1]} is called “{name}”" + (f"; did you mean {', '.join(hints)}?" if hints else "")
    return Problem(zh, en, node.col_offset, node.end_col_offset or node.col_offset + 1, "unknown", name)
