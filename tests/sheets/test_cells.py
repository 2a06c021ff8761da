"""Cells: what is written in a cell is read back the same."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given

from sopkit.definition.value import Anchor, Field, Offset, ValueType
from sopkit.sheets import Sheet, csv_bytes
from sopkit.sheets.cells import field_text, moment_text, read_field, read_length, read_moment, read_span
from tests.sheets.books import MOMENTS, fields


@given(MOMENTS)
def test_moments(moment: Offset) -> None:
    """``开播前30分钟`` is T-30m, whatever it is counted from."""
    assert read_moment(moment_text(moment)) == moment


@given(fields("stock"))
def test_records(field: Field) -> None:
    """Type, unit, bounds, choices, whether it may stay empty, and the id."""
    assert read_field(field_text(field), "spare") == field


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("件数", Field("件数", ValueType.TEXT, "件数")),
        ("放出（整数，件）", Field("放出", ValueType.INT, "放出", "件")),
        (
            "依据（选：标价（标明）/成交价）",
            Field("依据", ValueType.CHOICE, "依据", choices=("标价（标明）", "成交价")),
        ),
        ("3 号（金额）", Field("spare", ValueType.MONEY, "3 号")),
    ],
)
def test_records_as_people_write_them(text: str, field: Field) -> None:
    """An id is made of the title where none is given and one can be made."""
    assert read_field(text, "spare") == field


@pytest.mark.parametrize("text", ["0-5分钟", "0~5min", "第0分钟至第5分钟", "T+0m - T+5m"])
def test_stretches(text: str) -> None:
    """From when to when, in minutes of the show."""
    assert read_span(text) == (Offset(Anchor.GO_LIVE, timedelta(0)), timedelta(minutes=5))


@pytest.mark.parametrize(("text", "seconds"), [("30秒内", 30), ("1小时30分钟", 5400), ("２分钟", 120), ("尽快", None)])
def test_lengths(text: str, seconds: int | None) -> None:
    """Chinese and English units, full-width digits."""
    assert read_length(text) == (None if seconds is None else timedelta(seconds=seconds))


def test_no_cell_is_a_formula() -> None:
    """In CSV a cell that a spreadsheet would work out has an apostrophe before it."""
    raw = csv_bytes(Sheet(("动作",), (("=HYPERLINK(1)",), ("-1",), ("好",)))).decode("utf-8-sig")
    assert raw.splitlines() == ["动作", "'=HYPERLINK(1)", "'-1", "好"]
