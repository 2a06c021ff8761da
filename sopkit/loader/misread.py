"""Misread: what is said of a value that cannot be read: its width, or what it surely means."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from unicodedata import normalize

from sopkit.duration import parse_duration
from sopkit.finding import Edit, Fix
from sopkit.loader import meant, rules
from sopkit.loader.naming import extra
from sopkit.loader.nodes import Kind

if TYPE_CHECKING:
    from sopkit.loader.nodes import Node
    from sopkit.loader.reading import Reading

__all__ = ["misread"]

_FLAGS = {
    **dict.fromkeys(("yes", "y", "on", "true", "1", "对", "有", "真", "√"), "true"),
    **dict.fromkeys(("no", "n", "off", "false", "0", "不", "无", "假", "×"), "false"),
}
_CLOCK = re.compile(
    r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*)?(?:[早中晚下上凌][上午晨]?晨?\s*)?"
    r"(?:(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?|[0-9０-９一二两三四五六七八九十]{1,3}(?:点|點|时)(?:半|[0-5]?\d分?)?)"
)
_PLAIN = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?|\$\w+|true|false|(?:T|go_live|phase|activity|round)\s*[-+].*")
_VAGUE = re.compile(r"[约大最左上以之内≤<不差~～至到前-]|^\d+$")
_FITS: dict[str, Callable[[str], bool]] = {
    "length": lambda text: parse_duration(text) is not None,
    "whole": lambda text: re.fullmatch(r"[0-9]{1,15}", text) is not None,
    "number": lambda text: re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,9})?", text) is not None,
    "moment": lambda text: re.fullmatch(r"(?:T|phase|activity|round) ?[-+] ?[0-9.]+[a-z]+", text) is not None,
    "flag": lambda text: text in {"true", "false", "是", "否"},
}


def _flag(text: str) -> tuple[str, ...]:
    word = _FLAGS.get(text.strip().casefold())
    return (word,) if word else meant.flag(text)


_MEANT: dict[str, Callable[[str], tuple[str, ...]]] = {
    "length": lambda text: meant.length(text) or meant.param(text),
    "whole": lambda text: meant.number(text, whole=True) or meant.param(text),
    "int": lambda text: meant.number(text, whole=True),
    "number": meant.number,
    "moment": meant.moment,
    "flag": _flag,
    "param": meant.param,
}
_SURE = frozenset(("length", "whole", "int", "number", "flag"))


def misread(reading: Reading, node: Node, want: str, want_en: str, kind: str) -> None:
    """Note that *node* cannot be read as a value of *kind*."""
    from sopkit.loader.reading import hint

    text: str = node.value if node.kind is Kind.TEXT else "…"
    if node.kind is Kind.TEXT:
        if _CLOCK.fullmatch(text.strip()) and kind in ("length", "moment"):
            reading.note(rules.CLOCK, node.span, text=text)
            return
        if _widths(reading, node):
            return
    found = _MEANT[kind](text) if kind in _MEANT and node.kind is Kind.TEXT else ()
    if not found and kind in _FITS and node.kind is Kind.TEXT and extra(reading, node, node.span, _FITS[kind]):
        return
    if len(found) == 1 and kind in _SURE and not found[0].startswith("$") and not _VAGUE.search(text):
        ends = hint(found)
        args = {"text": text[:40], "want": want, "want_en": want_en, "hint": ends["hint"], "hint_en": ends["hint_en"]}
        inner = node.part(0, len(text))
        span = node.span if node.style is None else inner
        fix = Fix(f"改成 {found[0]}", f"write {found[0]}", (Edit(span.start, span.end, found[0]),))
        reading.findings.append(rules.BAD_VALUE.mended(node.span, (fix,), args=args))
        return
    reading.note(rules.BAD_VALUE, node.span, text=text[:40], want=want, want_en=want_en, wrong=text, **hint(found))


def _widths(reading: Reading, node: Node) -> bool:
    """Note signs of another width, where nothing else is wrong with the value."""
    text: str = node.value
    half = normalize("NFKC", text).replace("−", "-")
    if half == text or not (_PLAIN.fullmatch(half) or parse_duration(half) is not None):
        return False
    at = next(i for i, char in enumerate(text) if normalize("NFKC", char) != char or char == "−")
    span, whole = node.part(at, at + 1), node.part(0, len(text))
    args = {"char": text[at], "half": half[at]}
    fixes: tuple[Fix, ...] = ()
    if node.style is None:
        fixes = (Fix("改成半角", "type the plain signs", (Edit(whole.start, whole.end, half),)),)
    reading.findings.append(rules.FULL_MARK.mended(span, fixes, args=args))
    return True
