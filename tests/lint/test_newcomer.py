"""A newcomer: a runbook of sixty lines typed in a plain editor, brought to a clean lint by its messages alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sopkit.finding import Finding
from sopkit.lint import lint
from sopkit.lint.edits import apply
from sopkit_cli.main import sop as command_line

RIGHT = """\
sop: 1
id: friday
title: 周五专场
version: "1"
note: 三个人，九十分钟

# 多少人
crew: {min: 3}

params:
  slot:
    title: 每个品讲多久
    type: duration
    default: 8m
    note: 上周的平均
  rest:
    title: 中场休息
    type: duration
    default: 5m
    note: 大家定的

phases:
  pre:
    title: 播前
    opens: [prepare]
  live:
    title: 播中
    opens: [open-show]
    live: true
  post:
    title: 播后
    opens: [review]
    receives: true

procedures:
  prepare:
    title: 准备
    order: checklist
    steps:
      - id: devices
        title: 查设备
        role: 场控
        within: $rest
      - id: prices
        title: 核对价格
        role: 中控
        verify: true
        within: 5m
  open-show:
    title: 开场
    steps:
      - id: greet
        title: 问好
        role: 主播
        say: 欢迎来到直播间，今天讲三个品
      - id: first
        title: 讲第一个品
        role: 主播
        within: $slot
  review:
    title: 复盘
    role: 运营
    note: 当天做完
"""
SLIPS = {
    "full-width-colon": ("    title: 开场", "    title：开场"),
    "no-space-after-dash": ("      - id: prices", "      -id: prices"),
    "tab": ("        title: 查设备", "\t\t\t\ttitle: 查设备"),
    "wrong-role": ("        role: 中控", "        role: 中孔"),
    "wrong-unit": ("        within: 5m", "        within: 5 mins"),
    "bullet": ("      - id: greet", "      ● id: greet"),
    "quote": ("        say: 欢迎来到直播间，今天讲三个品", "        say: @大家 欢迎来到直播间"),
    "key": ("    receives: true", "    recieves: true"),
    "full-width-comma": ("    opens: [review]", "    opens: [review］"),
    "number": ("crew: {min: 3}", "crew: {min: 3人}"),
    "remark": ("        role: 场控", "        role: 场控（小张）"),
    "comment": ("# 多少人", "// 多少人"),
}
TRIALS = (
    ("full-width-colon", "no-space-after-dash", "wrong-role", "wrong-unit", "key"),
    ("tab", "bullet", "quote", "number", "remark"),
    ("comment", "full-width-comma", "full-width-colon", "wrong-unit", "quote"),
    ("key", "number", "bullet", "wrong-role", "no-space-after-dash"),
)


def typed(slips: tuple[str, ...]) -> str:
    """Return the runbook with those slips in it."""
    text = RIGHT
    for slip in slips:
        right, wrong = SLIPS[slip]
        assert text.count(f"{right}\n") == 1, slip
        text = text.replace(f"{right}\n", f"{wrong}\n")
    return text


def followed(text: str, message: Finding) -> str:
    """Return the text after what a message offers; where it offers several, the first, and nothing of one's own."""
    assert message.fixes, message.line_text("zh")
    return apply(text, message.fixes[0].edits)


@pytest.mark.parametrize("slips", TRIALS, ids="+".join)
def test_the_messages_alone_lead_to_a_clean_lint(
    slips: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five typical slips are five messages; doing what each offers, one after the other, leaves nothing to say."""
    monkeypatch.chdir(tmp_path)
    path = Path("friday.yaml")
    path.write_text(typed(slips), encoding="utf-8")
    assert 60 <= RIGHT.count("\n") <= 70
    assert len(lint(path).findings) == len(slips)
    for _ in slips:
        message = lint(path).findings[0]
        path.write_text(followed(path.read_text(encoding="utf-8"), message), encoding="utf-8")
    assert lint(path).findings == ()
    assert CliRunner().invoke(command_line, ["lint", "friday.yaml"], prog_name="sop").exit_code == 0


@pytest.mark.parametrize("slips", TRIALS, ids="+".join)
def test_what_is_then_there_is_what_was_meant(slips: tuple[str, ...], tmp_path: Path) -> None:
    """Each message is enough by itself: with any one slip alone, following it gives the runbook that was meant."""
    path = tmp_path / "friday.yaml"
    for slip in slips:
        path.write_text(typed((slip,)), encoding="utf-8")
        (message,) = lint(path).findings
        mended = followed(typed((slip,)), message)
        if slip in ("quote", "remark"):
            assert mended != typed((slip,))  # the words are the writer's own
        else:
            assert mended.split() == RIGHT.split(), slip
