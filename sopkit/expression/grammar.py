"""The grammar of expressions: a size limit, and a tree with nothing in it but what is allowed."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import Any

from sopkit.expression.tokens import TOKEN, Problem, masked, problem

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "parsed"]

MAX_LENGTH = 1000
"""How many characters an expression may have."""
MAX_DEPTH = 24
"""How deep brackets and operators may stand in each other."""


_ALLOWED = (
    ast.BoolOp,
    ast.UnaryOp,
    ast.BinOp,
    ast.Compare,
    ast.Call,
    ast.Attribute,
    ast.Name,
    ast.Constant,
    ast.Tuple,
    ast.List,
)
_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div)


@lru_cache(maxsize=8192)
def parsed(text: str) -> tuple[ast.expr | None, tuple[Problem, ...]]:
    """
    Return the tree of *text*, or ``None`` and what is wrong.

    ``col_offset`` and ``end_col_offset`` in the tree are code points of *text*.
    """
    if len(text) > MAX_LENGTH:
        zh, en = f"表达式太长（最多 {MAX_LENGTH} 个字）", f"longer than {MAX_LENGTH} characters"
        return None, (problem(zh, en, 0, len(text)),)
    if not text.strip():
        return None, (problem("表达式是空的", "the expression is empty", 0, len(text)),)
    mask = masked(text)
    if isinstance(mask, Problem):
        return None, (mask,)
    try:
        tree = ast.parse(mask.text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        return None, (_syntax(text, getattr(error, "offset", None)),)
    _to_code_points(tree, mask.text)
    wrong = _allowed(tree, mask.literals)
    return (None, (wrong,)) if wrong is not None else (_Unmask(mask.literals).visit(tree), ())


def _syntax(text: str, offset: int | None) -> Problem:
    """Say where Python's parser got stuck, naming an unclosed bracket where there is one."""
    opened: list[tuple[str, int]] = []
    for match in TOKEN.finditer(text):
        if match[0] in ("(", "["):
            opened.append((match[0], match.start()))
        elif match[0] in (")", "]"):
            if not opened:
                return problem("括号多了", "this bracket closes nothing", match.start(), match.end())
            opened.pop()
    if opened:
        sign, start = opened[-1]
        return problem(f"括号 {sign} 没有关上", f"the bracket {sign} is not closed", start, start + 1)
    last = len(text.rstrip()) - 1
    # Where an expression ends too early, Python may name the place after its end, or none.
    at = offset - 1 if offset and offset - 1 <= last else last
    return problem("表达式到这里看不懂了", "the expression cannot be read from here", at, at + 1)


def _allowed(tree: ast.expr, literals: dict[int, Any]) -> Problem | None:
    """Return the first thing in *tree* that the language does not have."""
    stack: list[tuple[ast.AST, int]] = [(tree, 1)]
    while stack:
        node, depth = stack.pop()
        if isinstance(node, ast.expr):
            start, end = node.col_offset, node.end_col_offset or node.col_offset
            if depth > MAX_DEPTH:
                return problem(f"层次太深（最多 {MAX_DEPTH} 层）", f"more than {MAX_DEPTH} levels deep", start, end)
            if not isinstance(node, _ALLOWED):
                return problem("表达式里没有这种写法", "the language does not have this", start, end)
            wrong = _shape(node, literals)
            if wrong is not None:
                return problem(*wrong, start, end)
        stack.extend((child, depth + 1) for child in reversed(list(ast.iter_child_nodes(node))))
    return None


def _shape(node: ast.expr, literals: dict[int, Any]) -> tuple[str, str] | None:
    if isinstance(node, ast.BinOp) and not isinstance(node.op, _ARITHMETIC):
        return "只有 + - * / 四种运算", "there are only + - * /"
    if isinstance(node, ast.Attribute):
        if not isinstance(node.value, ast.Name) or node.value.col_offset in literals:
            return (
                "点号前面只能是 product、params 这样的名称",
                "only a name such as product or params may stand before a dot",
            )
        if node.attr.startswith("_"):
            return f"“{node.attr}”不能用作名称", f"“{node.attr}” cannot be a name"
    if isinstance(node, ast.Call):
        if not isinstance(node.func, ast.Name) or node.func.col_offset in literals:
            return "括号前面只能是函数名", "only the name of a function may stand before ("
        if node.keywords or any(isinstance(arg, ast.Starred) for arg in node.args):
            return "函数的括号里只写值，用逗号隔开", "a function takes values, separated by commas"
    return None


def _to_code_points(tree: ast.expr, text: str) -> None:
    """Turn the places in *tree* from UTF-8 offsets, as `ast` counts, to code points."""
    points, at = {}, 0
    for i, char in enumerate(text):
        points[at] = i
        at += len(char.encode())
    points[at] = len(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            node.col_offset = points[node.col_offset]
            node.end_col_offset = points[node.end_col_offset or 0]


class _Unmask(ast.NodeTransformer):
    def __init__(self, literals: dict[int, Any]) -> None:
        self.literals = literals

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.col_offset not in self.literals:
            return node
        constant = ast.Constant(value=self.literals[node.col_offset])
        return ast.copy_location(constant, node)
