"""Scripts of a runbook: each is held against the rules where it stands, and what is shipped says nothing wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopkit.finding import Severity
from sopkit.lint import lint
from sopkit.loader import load
from sopkit.loader.spoken import check_runbook
from sopkit.wording import Rules

RUNBOOKS = sorted((Path(__file__).parents[2] / "runbooks").glob("*.yaml"))

SHOW = """\
sop: 1
id: show
title: 练习
platform: 抖音
roles:
  主播: {title: 主播}
  中控: {title: 中控}
procedures:
  slot:
    steps:
      - id: a
        role: 主播
        say:
          - "{product.name}，全网最低"
          - 专柜价599
      - {id: b, role: 中控, asked_by: 主播, ask: 上链接, answer: 加我微信}
faults:
  late:
    severity: P2
    first: 主播
    first_lines: {主播: 限时秒杀来了}
    handling:
      - id: c
        role: 主播
        say: |
          两行话
          不赚钱
cues:
  low: {when: stock < 5, to: 主播, say: 再去申请库存}
signals: {stock: {}}
"""


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path of a runbook that says something wrong in every place where one can say something."""
    path = tmp_path / "show.yaml"
    path.write_text(SHOW, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("show.yaml")


def test_every_script_is_held_against_the_rules(show: Path, rules: Rules) -> None:
    """What is said, answered, said first at a fault and by a cue is found, at the guilty characters."""
    text = show.read_text(encoding="utf-8")
    found = check_runbook(load(show), rules=rules)
    assert [(one.code, text[one.span.start : one.span.end]) for one in found] == [
        ("SOP801", "全网最低"),
        ("SOP802", "专柜价599"),
        ("SOP803", "加我微信"),
        ("SOP804", "限时秒杀"),
        ("SOP802", "不赚钱"),
        ("SOP801", "再去申请库存"),
    ]
    assert {one.severity for one in found} == {Severity.WARNING, Severity.INFO}
    assert all(one.zh and one.en and one.args["source"] for one in found)


def test_the_platform_is_that_of_the_runbook(show: Path, rules: Rules) -> None:
    """The runbook's own platform decides what may be said, unless another is asked about."""
    book = load(show)
    assert "wecom" in {one.args["rule"] for one in check_runbook(book, rules=rules)}
    assert "SOP803" not in {one.code for one in check_runbook(book, rules=rules, platform="视频号")}


def test_lint_says_the_same(show: Path, rules: Rules) -> None:
    """`sop lint` holds scripts against the rules, too, and silences with a reason."""
    found = [one for one in lint(show, profile="strict").findings if one.code.startswith("SOP8")]
    expected = check_runbook(load(show), rules=rules)
    assert [(one.code, one.zh, one.span.line) for one in found] == [
        (one.code, one.zh, one.span.line) for one in sorted(expected, key=lambda one: one.span.start)
    ]
    text = show.read_text(encoding="utf-8")
    show.write_text(text.replace("- 专柜价599", "- 专柜价599 # sop: ignore[SOP802] 小票在档案 E-17"), encoding="utf-8")
    left = [one.code for one in lint(show, profile="strict").findings if one.code.startswith("SOP8")]
    assert left.count("SOP802") == 1


def test_mistakes_in_the_rules_of_a_team_come_first(show: Path) -> None:
    """Where a team's own rules cannot be read, the lint says what is wrong with them."""
    Path("wording").mkdir()
    Path("wording/ours.yaml").write_text("sop: 1\nid: ours\nrulez: {}\n", encoding="utf-8")
    (finding,) = (one for one in lint(show).findings if one.span.file == "wording/ours.yaml")
    assert finding.code == "SOP104"


@pytest.mark.parametrize("path", RUNBOOKS, ids=lambda path: path.stem)
def test_what_is_shipped_may_be_said(path: Path, rules: Rules) -> None:
    """No shipped script breaks a rule, on the platform of its runbook or on none."""
    assert check_runbook(load(path), rules=rules) == ()
