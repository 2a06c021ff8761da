"""Terms: the numbers that the rules of a line-up go by, each named, with its source, and open to change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from sopkit.definition.runbook import Runbook
from sopkit.definition.value import Param, Value, ValueType
from sopkit.errors import UsageError
from sopkit.frozen import frozen
from sopkit.near import near
from sopkit.record import read_param

__all__ = ["TERMS", "Terms", "terms_of"]

_MINUTE = timedelta(minutes=1)
_OWN = "没有来源；默认值是 sopkit 的。"


def _length(minutes: int) -> timedelta:
    return minutes * _MINUTE


TERMS: Mapping[str, Param] = {
    term.id: term
    for term in (
        Param(
            "slot_min", ValueType.DURATION, _length(6), "一个品最短", "", 10 * _MINUTE / 60, _length(60),
            source=("S003-100",),
        ),
        Param(
            "slot_max", ValueType.DURATION, _length(10), "一个品最长", "", _MINUTE, _length(120), source=("S003-100",)
        ),
        Param(
            "slot_length", ValueType.DURATION, _length(8), "一个品排多长", "", _MINUTE / 2, _length(60),
            source=("S003-100",), note="原文是 6 到 10 分钟；默认取中间，是 sopkit 的。",
        ),
        Param(
            "first_stretch", ValueType.DURATION, _length(30), "开场冲量时长", "", _length(5), _length(120),
            source=("S003-62",),
        ),
        Param("flash_least", ValueType.INT, 2, "开场冲量里至少几个秒杀款", "个", 0, 20, source=("S003-62",)),
        Param(
            "flash_share", ValueType.NUMBER, Decimal("0.5"), "秒杀价低于客单价的几成", "", Decimal("0.01"), 1,
            source=("S003-57",),
        ),
        Param(
            "avg_order_value", ValueType.MONEY, None, "直播间平均客单价", "元", Decimal("0.01"), 1_000_000,
            source=("S003-57", "S003-61"), note="每个直播间不同，没有默认值；不给就不查秒杀价和爆款价。",
        ),
        Param("show_length", ValueType.DURATION, _length(180), "一场多长", "", _length(10), _length(24 * 60), note=_OWN),
        Param(
            "test_gap", ValueType.DURATION, _length(120), "测试直播离正式直播多久", "", _MINUTE, _length(24 * 60),
            source=("S003-90",),
        ),
        Param(
            "preview_window", ValueType.DURATION, None, "离预告时间多久之内开播才有提醒", "", _MINUTE, _length(24 * 60),
            source=("S003-89",), note="原文只剩“1”，单位缺字，所以没有默认值；不给就不查。",
        ),
        Param(
            "square_ratio", ValueType.TEXT, None, "广场封面的比例", source=("S003-73",),
            note="原文“6:?”缺字，所以没有默认值；照后台提示填，不给就不查。",
        ),
        Param("shared_ratio", ValueType.TEXT, "3:4", "转发到朋友圈、社群的封面比例", source=("S003-73",)),
    )
}  # fmt: skip
"""What the rules go by where neither the runbook nor the shop says otherwise."""


@frozen
class Terms:
    """The numbers in force; ``given`` are those that somebody set, rather than left at the runbook's default."""

    params: Mapping[str, Param]
    values: Mapping[str, Value]
    given: frozenset[str] = frozenset()

    def length(self, name: str) -> timedelta:
        """Return a length of time."""
        value = self.values[name]
        assert isinstance(value, timedelta)
        return value

    def count(self, name: str) -> int:
        """Return a whole number."""
        value = self.values[name]
        assert isinstance(value, int)
        return value

    def amount(self, name: str) -> Decimal | None:
        """Return an amount or a share, ``None`` where none is known."""
        value = self.values[name]
        return Decimal(value) if isinstance(value, int | Decimal) else None

    def source(self, *names: str) -> tuple[str, ...]:
        """Return where these numbers come from."""
        return tuple(dict.fromkeys(one for name in names for one in self.params[name].source))


def terms_of(book: Runbook | None = None, given: Mapping[str, object] | None = None) -> Terms:
    """
    Return the numbers that hold: what is *given*, else the runbook's own params, else the sourced defaults.

    Raises:
        UsageError: a name is none of these, or a value is out of its bounds.
    """
    params = {
        name: own if book is not None and (own := book.params.get(name)) and own.type is term.type else term
        for name, term in TERMS.items()
    }
    values = {name: param.default for name, param in params.items()}
    for name, value in (given or {}).items():
        if name not in params:
            hints = near(name, params) or tuple(params)
            raise UsageError(
                f"排品没有“{name}”这个参数；有：{'、'.join(hints)}。",
                f"the planner has no parameter “{name}”; there are: {', '.join(hints)}.",
            )
        values[name] = read_param(params[name], value)
    terms = Terms(params, values, frozenset(given or ()))
    _in_order(terms)
    return terms


def _in_order(terms: Terms) -> None:
    least, usual, most = (terms.length(name) for name in ("slot_min", "slot_length", "slot_max"))
    if not least <= usual <= most:
        raise UsageError(
            "一个品的时长要满足 slot_min ≤ slot_length ≤ slot_max；请改其中一个。",
            "the length of a slot must keep slot_min ≤ slot_length ≤ slot_max; change one of them.",
        )
