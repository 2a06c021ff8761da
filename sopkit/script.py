"""Scripts (话术): templates that are filled with the product's facts, params and records, and never fail on air."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from sopkit.duration import show_duration
from sopkit.frozen import frozen

__all__ = ["Filled", "TemplateProblem", "check", "fill", "names_in", "places_in", "show"]

_PART = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}｛｝]")
_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)?")
_GAP = {"zh": "〔缺：{}〕", "en": "[missing: {}]"}


@frozen
class Filled:
    """A script ready to be read aloud, and the names that had no value (each shown as a gap)."""

    text: str
    missing: tuple[str, ...] = ()


@frozen
class TemplateProblem:
    """One thing that is wrong with a template, from ``start`` to ``end`` in code points."""

    zh: str
    en: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def _parts(template: str) -> tuple[tuple[str, bool, int], ...]:
    """Split into (text, is it a name, place); what is malformed stays text."""
    parts: list[tuple[str, bool, int]] = []
    at = 0
    for match in _PART.finditer(template):
        name = (match[1] or "").strip()
        doubled = match[0] in ("{{", "}}")
        if not doubled and not _NAME.fullmatch(name):
            continue
        parts.append((template[at : match.start()], False, at))
        parts.append((match[0][0], False, match.start()) if doubled else (name, True, match.start()))
        at = match.end()
    parts.append((template[at:], False, at))
    return tuple(part for part in parts if part[0])


def fill(template: str, lookup: Callable[[str], object], lang: str = "zh") -> Filled:
    """
    Return *template* with each ``{name}`` replaced by what *lookup* says.

    What is ``None`` or empty, or fails, becomes a visible gap: a show never
    stops for a script. ``{{`` and ``}}`` stand for braces.
    """
    plain = _plain(template)
    if plain is not None:
        return plain
    shown: list[str] = []
    missing: list[str] = []
    for text, is_name, _ in _parts(template):
        value = _value(lookup, text, lang) if is_name else text
        if not value:
            missing.append(text)
            value = _GAP["en" if lang == "en" else "zh"].format(text)
        shown.append(value)
    return Filled("".join(shown), tuple(dict.fromkeys(missing)))


@lru_cache(maxsize=8192)
def _plain(template: str) -> Filled | None:
    """Return a script that reads no name as it is; ``None`` for one that reads some."""
    parts = _parts(template)
    return None if any(is_name for _, is_name, _ in parts) else Filled("".join(text for text, _, _ in parts))


def _value(lookup: Callable[[str], object], name: str, lang: str) -> str:
    try:
        return show(lookup(name), lang)
    except Exception:  # noqa: BLE001 -- whatever the shop's lookup does, the host still has a script
        return ""


def show(value: object, lang: str = "zh") -> str:
    """Return *value* for people: no trailing zeros, ``5分钟``, ``、`` between several, 是 and 否."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return ("no", "yes")[value] if lang == "en" else "否是"[value]
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        text = format(value, "f")
        return (text.rstrip("0").rstrip(".") or "0") if "." in text else text
    if isinstance(value, timedelta):
        return show_duration(value, lang)
    if isinstance(value, tuple | list):
        return (", " if lang == "en" else "、").join(show(item, lang) for item in value)
    return str(value)


def places_in(template: str) -> tuple[tuple[str, int, int], ...]:
    """Return each name that *template* reads with the start and end of its braces, in order."""
    return tuple((text, at, template.index("}", at) + 1) for text, is_name, at in _parts(template) if is_name)


def names_in(template: str) -> tuple[str, ...]:
    """Return the names that *template* reads, once each, in order."""
    return tuple(dict.fromkeys(name for name, _, _ in places_in(template)))


def check(template: str) -> tuple[TemplateProblem, ...]:
    """Return what is malformed in *template*: braces without a partner, or with no name between them."""
    problems: list[TemplateProblem] = []
    for match in _PART.finditer(template):
        char, at, end = match[0][0], match.start(), match.end()
        if match[1] is not None:
            name = match[1].strip()
            if _NAME.fullmatch(name):
                continue
            if name:
                zh, en = f"“{{{name}}}”不是一个名称", f"“{{{name}}}” is not a name"
            else:
                zh, en = "花括号里没有名称", "no name stands between the braces"
        elif match[0] in ("{{", "}}"):
            continue
        elif char in "｛｝":
            half = "{" if char == "｛" else "}"
            zh, en = f"“{char}”是全角的，要写半角 {half}", f"“{char}” is full-width; write {half}"
        elif char == "{":
            zh, en = "花括号 { 没有关上；要照样读出来就写 {{", "{ is not closed; write {{ for the sign itself"
        else:
            zh, en = "多了一个 }；要照样读出来就写 }}", "} closes nothing; write }} for the sign itself"
        problems.append(TemplateProblem(zh, en, at, end))
    return tuple(problems)
