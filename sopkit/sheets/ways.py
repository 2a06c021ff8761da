"""Ways: how a procedure or a fault goes about it, in the words of one cell, written and read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar

from sopkit.definition.fault import ClockPolicy, Fault, Interrupts, Resume, Severity
from sopkit.definition.procedure import Limits, Order, Procedure, ProductUse
from sopkit.duration import parse_duration, show_duration
from sopkit.frozen import frozen

T = TypeVar("T")

__all__ = ["BY_HAND", "NONE", "Way", "fault_way", "procedure_way", "read_way"]

NONE = "—"
"""What stands for no phase: an empty cell means the same as above it."""
BY_HAND = "（随时）"
"""Behind a phase: it does not open the procedure itself, a seat may."""

_ORDERS = {Order.SEQUENCE: "顺序", Order.CHECKLIST: "清单"}
_PRODUCTS = {ProductUse.REQUIRED: "针对一个商品", ProductUse.OPTIONAL: "可带商品"}
_INTERRUPTS = {
    Interrupts.NOTHING: "不打断",
    Interrupts.ACTIVITY: "打断这一项",
    Interrupts.PHASE: "打断本阶段",
    Interrupts.RUN: "打断整场",
}
_CLOCKS = {ClockPolicy.FREEZE: "停表", ClockPolicy.KEEP: "表照走", ClockPolicy.RESTART: "表重新计"}
_RESUMES = {Resume.WHERE: "原处继续", Resume.STEP: "这一步重来", Resume.ROUND: "这一轮重来", Resume.CUT: "不再继续"}
_WORDS: Mapping[str, tuple[str, object]] = {
    **{word: ("order", value) for value, word in _ORDERS.items()},
    "按顺序": ("order", Order.SEQUENCE),
    "不分先后": ("order", Order.CHECKLIST),
    **{word: ("product", value) for value, word in _PRODUCTS.items()},
    "并行": ("beside", True),
    "每个商品一次": ("for_each", "product"),
    **{word: ("interrupts", value) for value, word in _INTERRUPTS.items()},
    **{word: ("clock", value) for value, word in _CLOCKS.items()},
    **{word: ("resume", value) for value, word in _RESUMES.items()},
}
_LONG = re.compile(r"(?:每轮)?最[多长](.+)")
_ROUNDS = re.compile(r"最多\s*(\d{1,4})\s*轮")
_SEVERITY = re.compile(r"(?:故障\s*)?(P[0-3])", re.IGNORECASE)


@frozen
class Way:
    """What a cell says, as far as it is understood; ``unknown`` is the rest."""

    said: Mapping[str, object]
    openers: tuple[str, ...] = ()
    first: str = ""
    unknown: tuple[str, ...] = ()

    def get(self, key: str, default: T) -> T:
        """Return what is said of *key*."""
        return self.said.get(key, default)  # type: ignore[return-value]


def procedure_way(procedure: Procedure, title: Callable[[str], str]) -> str:
    """Return the cell of a procedure; *title* names roles."""
    words = [_ORDERS[procedure.order]]
    if procedure.product in _PRODUCTS:
        words.append(_PRODUCTS[procedure.product])
    if procedure.for_each:
        words.append("每个商品一次")
    words += _bounds(procedure.limits) if procedure.limits is not None else []
    if procedure.beside:
        words.append("并行")
    if procedure.opened_by:
        words.append("/".join(map(title, procedure.opened_by)) + "可开")
    return "，".join(words)


def _bounds(limits: Limits) -> list[str]:
    words = []
    if isinstance(limits.duration, timedelta):
        words.append(f"每轮最多{show_duration(limits.duration)}")
    if isinstance(limits.rounds, int):
        words.append(f"最多{limits.rounds}轮")
    return [*words, f"到上限：{'/'.join(limits.on_limit)}"] if limits.on_limit else words


def fault_way(fault: Fault, title: Callable[[str], str]) -> str:
    """Return the cell of a fault."""
    words = (
        f"故障 {fault.severity.value}",
        f"{title(fault.first)}先处理",
        _INTERRUPTS[fault.interrupts],
        _CLOCKS[fault.clock],
        _RESUMES[fault.resume],
        _ORDERS[fault.handling.order],
    )
    return "，".join(words)


def read_way(text: str) -> Way:
    """Return what the cell says."""
    said: dict[str, object] = {}
    unknown: list[str] = []
    openers: tuple[str, ...] = ()
    first = ""
    bounds: dict[str, Any] = {}
    for word in filter(None, (one.strip() for one in re.split("[，,；;]", text))):
        severity = _SEVERITY.fullmatch(word)
        if severity:
            said["severity"] = Severity(severity[1].upper())
        elif word in _WORDS:
            key, value = _WORDS[word]
            said[key] = value
        elif _bound(word, bounds):
            continue
        elif word.endswith("先处理"):
            first = word.removesuffix("先处理")
        elif word.endswith("可开"):
            openers = tuple(one.strip() for one in re.split("[/、]", word.removesuffix("可开")) if one.strip())
        else:
            unknown.append(word)
    if bounds:
        said["limits"] = Limits(bounds.get("duration"), bounds.get("rounds"), bounds.get("on_limit", ()))
    return Way(said, openers, first, tuple(unknown))


def _bound(word: str, bounds: dict[str, Any]) -> bool:
    """Read a bound on time or rounds, or the ways out at it, into *bounds*; whether it is one."""
    long, rounds = _LONG.fullmatch(word), _ROUNDS.fullmatch(word)
    if rounds and int(rounds[1]):
        bounds["rounds"] = int(rounds[1])
    elif long and (length := parse_duration(long[1].strip())) is not None:
        bounds["duration"] = length
    elif word.startswith("到上限："):
        bounds["on_limit"] = tuple(filter(None, map(str.strip, word.removeprefix("到上限：").split("/"))))
    else:
        return False
    return True
