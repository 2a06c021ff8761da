"""The tokens of expressions, and the text with its literals masked so that Python can parse it."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from keyword import iskeyword
from typing import Any
from unicodedata import normalize

from sopkit.duration import parse_duration
from sopkit.frozen import frozen

__all__ = ["MAX_NESTING", "TOKEN", "Masked", "Problem", "masked", "problem"]

MAX_NESTING = 24
"""How deep brackets may stand in each other."""


@frozen
class Problem:
    """
    One thing that is wrong with an expression or a template.

    ``start`` and ``end`` are code points in the text. ``kind`` is a stable
    word (``syntax``, ``unknown``, ``root``, ``call``, ``function``), ``name``
    the name that it is about, if any.
    """

    zh: str
    en: str
    start: int
    end: int
    kind: str = "syntax"
    name: str = ""


def problem(zh: str, en: str, start: int, end: int) -> Problem:
    """Return a `Problem` of syntax that is at least one character wide."""
    return Problem(zh, en, start, max(end, start + 1))


@frozen
class Masked:
    """
    A text with each literal replaced by a name of the same length.

    So places stay the same, though lengths of time (``2m``) are no Python
    and a float is not what a person means by 0.1. ``literals`` maps the
    place of each to its value.
    """

    text: str
    literals: dict[int, Any]


TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
    |(?P<text>"[^"\\\n]*"|'[^'\\\n]*')
    |(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<unit>[^\W\d_]\w*)?
    |(?P<name>[^\W\d]\w*)
    |(?P<sign>==|!=|<=|>=|[-+*/<>()\[\],.])
    """,
    re.VERBOSE,
)
_FULL_WIDTH = dict(zip("（）［］【】，．：；＜＞＝！＋－＊／“”‘’　", "()[][],.:;<>=!+-*/\"\"'' ", strict=True))
_WORDS = {"and", "or", "not", "in"}
_CONSTANTS = {"true": True, "false": False, "null": None, "True": True, "False": False, "None": None}
_DEEPER = {"(": 1, "[": 1, ")": -1, "]": -1}
_SLIPS = {
    "=": ("比较要写两个等号 ==", "a comparison is written =="),
    "!": ("“不是”写 not，“不等于”写 !=", "write not, or != for unequal"),
    "&": ("“并且”写 and", "write and"),
    "|": ("“或者”写 or", "write or"),
    "$": ("表达式里的参数写 params.名称，不写 $", "in an expression a parameter is params.name, without $"),
    "%": ("没有 % 运算；百分比写成小数，如 0.2", "there is no %; write a share as a decimal, such as 0.2"),
    "\\": ("文字里不能有反斜杠", "no backslash may stand in a text"),
    '"': ("引号没有成对", "a quotation mark is not closed"),
    "'": ("引号没有成对", "a quotation mark is not closed"),
    "{": ("表达式里不用花括号，直接写名称", "an expression takes names without braces"),
}


def masked(text: str) -> Masked | Problem:
    """Return *text* ready for Python's parser, or the first thing in it that no expression can hold."""
    parts: list[str] = []
    literals: dict[int, Any] = {}
    at, depth, word = 0, 0, -1
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            return _strange(text, at)
        kind, end = match.lastgroup, match.end()
        if kind == "sign":
            parts.append(match[0])
            depth += _DEEPER.get(match[0], 0)
            if depth > MAX_NESTING:
                zh, en = f"括号套得太深（最多 {MAX_NESTING} 层）", f"more than {MAX_NESTING} brackets deep"
                return problem(zh, en, at, end)
        elif kind == "space":
            parts.append(" " * (end - at))
        else:
            if at == word:
                return problem("这里缺一个空格或运算符", "a space or an operator is missing here", at, end)
            wrong = _word(match, literals)
            if wrong is not None:
                return problem(*wrong, at, end)
            parts.append("x" * (end - at) if at in literals else match[0])
            word = end
        at = end
    return Masked("".join(parts), literals)


def _word(match: re.Match[str], literals: dict[int, Any]) -> tuple[str, str] | None:
    """Note the value of a literal; return what is wrong with the word, if anything."""
    text, at = match[0], match.start()
    if match["number"]:
        value = _number(match["number"], match["unit"])
        if value is None:
            return f"看不懂“{text}”：时长写如 90s、5m、5分钟", f"“{text}” is no number; lengths of time are 90s, 5m, 1h"
        literals[at] = value
    elif match["text"]:
        literals[at] = text[1:-1]
    elif text in _CONSTANTS:
        literals[at] = _CONSTANTS[text]
    elif text not in _WORDS and not _is_name(text):
        return f"“{text}”不能用作名称", f"“{text}” cannot be a name"
    return None


def _is_name(text: str) -> bool:
    # Python folds names by NFKC, so a full-width letter would be read as another name.
    return not (text.startswith("_") or iskeyword(text)) and normalize("NFKC", text) == text


def _number(number: str, unit: str | None) -> int | Decimal | None:
    if unit is None:
        return Decimal(number) if "." in number else int(number)
    length = parse_duration(number + unit)
    if length is None:
        return None
    seconds = Decimal(length // timedelta(milliseconds=1)) / 1000
    return int(seconds) if seconds == int(seconds) else seconds


def _strange(text: str, at: int) -> Problem:
    char = text[at]
    if char in _FULL_WIDTH:
        half = _FULL_WIDTH[char]
        shown = ("空格", "a space") if half == " " else (half, half)
        return problem(
            f"“{char}”是全角的，要写半角 {shown[0]}", f"“{char}” is full-width; write {shown[1]}", at, at + 1
        )
    zh, en = _SLIPS.get(char, (f"表达式里不能有“{char}”", f"“{char}” cannot stand in an expression"))
    return problem(zh, en, at, at + 1)
