"""Reading: sheets as operators keep them; what is not understood is told at its cell, and never lost in silence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sopkit.definition.step import Plan, Seats, Step
from sopkit.definition.value import Anchor, Offset
from sopkit.finding import Severity
from sopkit.sheets import Draft, lines_of, read_sheet
from tests.sheets.books import known_roles

OPERATORS = """整场节奏脚本表
时间节点(分钟级),直播阶段,主播动作/口播,副播场控配合,商品/链接号,原价,画面道具贴片,备注
0-5分钟,聚人,开场问好：“欢迎来到直播间”,发福袋,1号链接,199,KT板,别超时
20:10,逼单,倒数上链接,,2号链接,,,
开播后,收尾,道别,,,,,
"""


def read(text: str, go_live: timedelta | None = None, encoding: str = "utf-8") -> tuple[Draft, list[str]]:
    """Return the draft of a CSV text, and its findings as ``row:column code``."""
    lines, findings = lines_of(text.encode(encoding), "表.csv")
    draft, noted = read_sheet(lines, "表.csv", known_roles(), id="book", go_live=go_live)
    return draft, [f"{one.span.line}:{one.span.column} {one.code}" for one in (*findings, *noted)]


def steps_of(draft: Draft) -> list[Step]:
    """Return the steps of a draft in order."""
    return [step for procedure in draft.procedures.values() for step in procedure.steps]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_run_of_show_sheet_is_read(encoding: str) -> None:
    """Host and partner columns are steps of their own; what a step has no key for stays in its note."""
    draft, findings = read(OPERATORS, timedelta(hours=20), encoding)
    assert findings == ["2:6 SHT102", "5:1 SHT201"]
    assert list(draft.procedures) == ["聚人", "逼单", "收尾"]
    assert [(phase.id, phase.opens) for phase in draft.phases] == [("live", ("聚人", "逼单", "收尾"))]
    hello, bag, count, bye = steps_of(draft)
    assert (hello.title, hello.say, hello.seats) == ("开场问好", ("欢迎来到直播间",), Seats(("host",)))
    assert hello.plan == Plan(timedelta(minutes=5), Offset(Anchor.GO_LIVE, timedelta(0)))
    assert hello.note == "别超时\n【商品/链接号】1号链接\n【画面道具贴片】KT板"
    assert (bag.title, bag.seats) == ("发福袋", Seats(("floor",)))
    assert count.at == Offset(Anchor.GO_LIVE, timedelta(minutes=10))
    assert bye.note == "【时间】开播后"


@pytest.mark.parametrize(
    ("go_live", "cell", "minutes"), [(23, "00:30", 90), (20, "19:30", -30), (0, "23:50", -10), (20, "T-2h", -120)]
)
def test_a_time_of_day_is_near_the_show(go_live: int, cell: str, minutes: int) -> None:
    """A show that runs past midnight has its times behind its begin, not a day before."""
    draft, findings = read(f"岗位,动作,时间节点\n主播,讲,{cell}\n", timedelta(hours=go_live))
    assert findings == []
    assert steps_of(draft)[0].at == Offset(Anchor.GO_LIVE, timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("heads", "cells", "code"),
    [
        ("岗位,动作,天气", "主播,讲,晴", "1:3 SHT101"),
        ("岗位,动作,原价", "主播,讲,199", "1:3 SHT102"),
        ("姓名,电话", "小美,110", "1:1 SHT103"),
        ("岗位,动作,内容", "主播,讲,讲", "1:3 SHT104"),
        ("岗位,动作,时间节点", "主播,讲,开播后", "2:3 SHT201"),
        ("岗位,动作,时限", "主播,讲,尽快", "2:3 SHT202"),
        ("岗位,动作", "主波,讲", "2:1 SHT203"),
        ("岗位,动作", ",讲", "2:1 SHT204"),
        ("岗位,动作,记录", "主播,讲,件数（整数，件，箱）", "2:3 SHT205"),
        ("岗位,动作,结果", "主播,讲,好了 → 月球", "2:3 SHT206"),
        ("岗位,动作,先做", "主播,讲,吃饭", "2:3 SHT207"),
        ("岗位,动作,编号", "主播,讲,p/a\n主播,再讲,p/a", "3:3 SHT208"),
        ("岗位,动作,备注", "主播,,什么也没写", "2:2 SHT209"),
        ("岗位,动作,做法", "主播,讲,随缘", "2:3 SHT210"),
        ("岗位,动作,流程", "主播,查,故障：断网", "2:1 SHT211"),
        ("岗位,动作,阶段,做法", "主播,讲,播中,针对一个商品", "2:1 SHT212"),
        ("岗位,动作,编号", "主播,讲,p/a b", "2:3 SHT213"),
        ("岗位,动作,可不做", "主播,讲,看心情", "2:3 SHT214"),
    ],
)
def test_what_is_not_understood_is_told_at_its_cell(heads: str, cells: str, code: str) -> None:
    """Each rule names the row and the column, in both languages."""
    _, findings = read(f"{heads}\n{cells}\n")
    assert findings == [code]


def test_a_role_that_nobody_knows_is_a_new_one() -> None:
    """A seat of the shop's own is kept, with a hint where it looks like a slip."""
    lines, _ = lines_of("岗位,动作\n主波,讲\n".encode(), "表.csv")
    draft, (finding,) = read_sheet(lines, "表.csv", known_roles(), id="book")
    assert "主讲" in finding.zh
    assert "主讲" in finding.en
    assert finding.severity is Severity.WARNING
    assert [role.title for role in draft.roles.values()] == ["主波"]


def test_empty_cells_are_those_above() -> None:
    """A merged cell holds its value in the first row; the rows below it belong to the same procedure."""
    draft, findings = read("阶段,流程,岗位,动作\n播前,查券,中控,建券\n,,运营,核对\n播中,讲解,主播,讲\n")
    assert findings == []
    assert {name: len(one.steps) for name, one in draft.procedures.items()} == {"查券": 2, "讲解": 1}
    assert [phase.id for phase in draft.phases] == ["pre", "live"]


def test_nothing_is_made_of_an_empty_file() -> None:
    """A file without heads is told, and has no steps."""
    draft, findings = read("")
    assert (draft.steps, findings) == (0, ["1:1 SHT103"])
