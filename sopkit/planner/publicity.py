"""Publicity: covers in their ratio, a start within the preview's window, a test long enough before the show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from fractions import Fraction

from sopkit.planner.plan import Note, Violation
from sopkit.planner.terms import Terms
from sopkit.script import show

__all__ = ["PLACES", "cover_problems", "start_problems"]

PLACES: Mapping[str, tuple[str, str, str]] = {
    "shared": ("shared_ratio", "朋友圈、社群", "shared with friends and groups"),
    "square": ("square_ratio", "广场", "on the square"),
}
"""Where a cover is seen: the term with its ratio, and what the place is called."""


def cover_problems(covers: Mapping[str, tuple[int, int]], terms: Terms) -> Iterator[Violation | Note]:
    """Yield each cover (width and height by place) that is out of its ratio, or whose ratio nobody knows."""
    for where, (width, height) in covers.items():
        name, zh, en = PLACES[where]
        ratio = terms.values[name]
        if not isinstance(ratio, str):
            yield Note(
                "ratio-unknown",
                f"{zh}封面的比例原文缺字，没查；照后台提示，用 {name} 填上。",
                f"The ratio of the cover {en} is lost in the source and was not checked; set {name}.",
                terms.source(name),
            )
        elif Fraction(width, height) != _ratio(ratio):
            yield Violation(
                "cover-ratio",
                f"{zh}的封面是 {width}×{height}，要 {ratio}。",
                f"The cover {en} is {width}×{height}; it should be {ratio}.",
                terms.source(name),
            )


def _ratio(text: str) -> Fraction:
    width, _, height = text.replace("：", ":").partition(":")
    return Fraction(int(width), int(height))


def start_problems(
    start: datetime, terms: Terms, *, tested: datetime | None = None, previewed: datetime | None = None
) -> Iterator[Violation | Note]:
    """Yield what is wrong with the time of the start: too soon after a test, or away from what the preview says."""
    gap = terms.length("test_gap")
    if tested is not None and timedelta(0) <= start - tested < gap:
        yield Violation(
            "test-gap",
            f"测试直播和正式直播只隔 {show(start - tested)}，要隔 {show(gap)}以上，不然会误触预约提醒。",
            f"The test is only {show(start - tested, 'en')} before the show and needs {show(gap, 'en')}; "
            "else it sets off the reminder.",
            terms.source("test_gap"),
        )
    window = terms.values["preview_window"]
    if previewed is None:
        return
    if not isinstance(window, timedelta):
        yield Note(
            "window-unknown",
            "离预告时间多久之内开播才有提醒，原文的单位缺字，没查；宁可准点。",
            "How near to the preview's time a start sets off the reminder is lost in the source; be on time.",
            terms.source("preview_window"),
        )
    elif abs(start - previewed) > window:
        yield Violation(
            "preview-window",
            f"开播和预告差 {show(abs(start - previewed))}，超过 {show(window)}，预约的人收不到提醒。",
            f"The start is {show(abs(start - previewed), 'en')} from the preview, more than {show(window, 'en')}; "
            "those who reserved get no reminder.",
            terms.source("preview_window"),
        )
