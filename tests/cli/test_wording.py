"""`sop wording`: a text, a file or the standard input, line by line; the score of labelled lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Sop

LINES = Path(__file__).parents[1] / "wording" / "lines.csv"


def test_a_clean_text_ends_with_0(sop: Sop) -> None:
    """A text with nothing in it that may not be said is clean."""
    assert "1 行，0 处" in sop("wording", "第一个讲一下面料").output


@pytest.mark.parametrize("text", ["全网最低价", "专柜价599", "想要的加我微信"])
def test_an_objection_ends_with_1(text: str, sop: Sop) -> None:
    """What is never said, lacks its evidence or is wrong in its place ends with 1, with the rule and its source."""
    shown = sop("wording", text, exit_code=1).output
    assert "1 行，1 处" in shown
    assert "依据：" in shown


def test_a_hint_ends_with_0(sop: Sop) -> None:
    """A hint is shown and is no breach."""
    assert "留意" in sop("wording", "限时秒杀来了").output


def test_a_file_is_read_line_by_line(sop: Sop) -> None:
    """Lines are counted from 1, empty ones too, whatever ends them."""
    Path("script.txt").write_bytes("\ufeff大家好\r\n\r\n全网最低价\r\n".encode())
    data = json.loads(sop("wording", "script.txt", "--json", exit_code=1).output)
    assert [(one["line"], one["text"], len(one["findings"])) for one in data["lines"]] == [
        (1, "大家好", 0),
        (2, "", 0),
        (3, "全网最低价", 1),
    ]


def test_json_has_the_documented_shape(sop: Sop) -> None:
    """Each finding has level, rule, place, text, source and what to do in both languages; offsets count characters."""
    data = json.loads(sop("wording", "-", "--json", input="这是💥全网最低价\n", exit_code=1).output)
    assert set(data) == {"ok", "lines"}
    (line,) = data["lines"]
    assert set(line) == {"line", "text", "findings"}
    (found,) = line["findings"]
    assert set(found) == {"level", "rule", "start", "end", "text", "source", "zh", "en", "exempted"}
    assert found["level"] == "block"
    assert line["text"][found["start"] : found["end"]] == found["text"] == "全网最低"
    assert found["source"].startswith("《广告法》")


def test_a_platform_is_named_by_any_of_its_names(sop: Sop) -> None:
    """The same words are fine on one platform and not on another; an unknown platform is a slip of usage."""
    sop("wording", "加企微领券", "--platform", "wechat")
    sop("wording", "加企微领券", "--platform", "抖音", exit_code=1)
    assert "抖音" in sop("wording", "加企微领券", "--platform", "油管", exit_code=2).output


def test_evidence_and_exemptions(sop: Sop) -> None:
    """Evidence at hand lets a hit pass; what passes is listed when asked for, with the reason."""
    shown = sop("wording", "专柜价599，销量第一天看不准", "--evidence", "price_basis", "--exempted").output
    assert "放行（evidence: price_basis）" in shown
    assert "放行（unless）" in shown


def test_a_team_has_its_own_rules(sop: Sop) -> None:
    """Rules in `wording/` of the current folder hold; mistakes in them end with 3."""
    Path("wording").mkdir()
    path = Path("wording/ours.yaml")
    body = "sop: 1\nid: ours\nrules:\n  brand:\n    level: block\n    zh: 不提。\n    en: No.\n    find: [某某牌]\n"
    path.write_text(body + "    source: 店规\n    bad: [某某牌]\n    good: [我们]\n", encoding="utf-8")
    sop("wording", "比某某牌好", exit_code=1)
    path.write_text(body, encoding="utf-8")
    assert "SOP105" in sop("wording", "你好", exit_code=3).output


@pytest.mark.parametrize(
    ("words", "said"),
    [((), "要查什么"), (("lines.txt",), "没有文件"), (("gbk.txt",), "不是 UTF-8"), (("--score", "gone.csv"), "读不了")],
)
def test_a_slip_of_usage_is_told(words: tuple[str, ...], said: str, sop: Sop) -> None:
    """Nothing to check, a file that is not there or is not UTF-8: a sentence, and 2."""
    Path("gbk.txt").write_bytes("全网最低".encode("gbk"))
    assert said in sop("wording", *words, exit_code=2).output


def test_a_text_may_be_long(sop: Sop) -> None:
    """A text that no file could be named is a text."""
    sop("wording", "今天慢慢讲。" * 200)


def test_the_score_is_printed(sop: Sop) -> None:
    """Precision and recall are printed for each half and for all; 0 where they are what they should be."""
    shown = sop("wording", "--score", str(LINES)).output
    assert "held-out：" in shown
    assert "精确率" in shown
    data = json.loads(sop("wording", "--score", str(LINES), "--json").output)
    assert set(data["scores"]) == {"dev", "held-out", "all"}
    assert all(one["precision"] >= 0.95 and one["recall"] >= 0.8 for one in data["scores"].values())


def test_a_poor_score_ends_with_1(sop: Sop) -> None:
    """Lines that the rules tell badly apart end with 1, and each is shown."""
    Path("poor.csv").write_text("text,label\n全网最低价,good\n今天天气好,bad\n", encoding="utf-8")
    shown = sop("wording", "--score", "poor.csv", exit_code=1).output
    assert "漏报（第 3 行）" in shown
    assert "误报（第 2 行）" in shown
