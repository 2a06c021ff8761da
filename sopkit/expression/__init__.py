"""Expressions: the small language of ``when`` and ``expect``, checked before it runs, without side effects."""

from __future__ import annotations

from sopkit.expression.error import ExpressionError
from sopkit.expression.evaluation import evaluate
from sopkit.expression.grammar import MAX_LENGTH
from sopkit.expression.scope import BUILTINS, LOOKUPS, check, lookups_in, names_in
from sopkit.expression.tokens import Problem

__all__ = [
    "BUILTINS",
    "LOOKUPS",
    "MAX_LENGTH",
    "ExpressionError",
    "Problem",
    "check",
    "evaluate",
    "lookups_in",
    "names_in",
]
