"""ExpressionError: an expression that has no value."""

from __future__ import annotations

from sopkit.errors import SopError

__all__ = ["ExpressionError"]


class ExpressionError(SopError):
    """An expression cannot be worked out: it is malformed, or its values do not fit each other."""

    exit_code = 3

    def __init__(self, text: str, zh: str, en: str) -> None:
        super().__init__(f"表达式“{text}”算不出来：{zh}", f"the expression “{text}” has no value: {en}")
        self.expression = text
