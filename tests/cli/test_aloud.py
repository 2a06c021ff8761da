"""What is read aloud, in the terminal: words that may not be said are unmissable, in every width and without colour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sopkit_cli.width import columns_of
from tests.cli.conftest import CREW, SMALL_SHOW, Sop, data_of

LINE_UP = "编号,名称,货号,直播价,库存,可售库存,批次\nA01,全国第一保温杯,BW-01,99,200,200,200\n"
CASES = [("80", "zh"), ("40", "zh"), ("24", "zh"), ("80", "en"), ("40", "en")]


@pytest.fixture
def selling(sop: Sop, tmp_path: Path, go_on_air: Callable[[], None]) -> Sop:
    """Return `sop` with a slot open for a product whose name makes its script illegal, the host's line at hand."""
    line_up = tmp_path / "line-up.csv"
    line_up.write_text(LINE_UP, encoding="utf-8")
    sop("start", SMALL_SHOW, *CREW, "--products", str(line_up), "--run", "r1")
    go_on_air()
    return sop


@pytest.mark.parametrize(("columns", "lang"), CASES)
def test_the_guilty_words_are_marked_in_the_script(
    selling: Sop, monkeypatch: pytest.MonkeyPatch, columns: str, lang: str
) -> None:
    """The line to read begins with !!, the words stand in brackets that say no, and the reason stands above."""
    monkeypatch.setenv("COLUMNS", columns)
    shown = selling("board", "--role", "主播", "--lang", lang, "--no-color").output
    flat = "".join(line.strip() for line in shown.splitlines())
    mark = "【禁：全国第一】" if lang == "zh" else "[NO:全国第一]"
    assert mark in flat.replace("[NO: ", "[NO:")
    assert flat.index("绝对化用语" if lang == "zh" else "an absolute word") < flat.index(mark[:3])
    (said,) = (line for line in shown.splitlines() if line.startswith(("!! 说：", "!! Say: ")))
    assert all(columns_of(line) <= int(columns) for line in shown.splitlines()), said


def test_the_step_itself_is_marked(selling: Sop) -> None:
    """Not only the words: the step's own line stands out among the others."""
    shown = selling("board", "--role", "主播").output
    assert any(line.startswith("!! introduce") for line in shown.splitlines())


def test_a_script_that_comes_soon_is_told_of(sop: Sop, tmp_path: Path) -> None:
    """Before it is its turn there is still time to mend it."""
    line_up = tmp_path / "line-up.csv"
    line_up.write_text(LINE_UP, encoding="utf-8")
    sop("start", "product-slot", *CREW, "--crew", "助播=小丽", "--products", str(line_up), "--run", "r1")
    sop("open", "product-slot", "--product", "A01", "--by", "小美")
    shown = "".join(line.strip() for line in sop("board", "--role", "主播").output.splitlines())
    assert "!! 问：下一款【禁：全国第一】保温杯，弹链接。" in shown
    assert "slot-explain" in shown[: shown.index("话术里有不能说的")]


def test_json_has_the_findings(selling: Sop) -> None:
    """`--json` gives each finding with its part, its place in the filled line, level, rule, source and messages."""
    (item,) = data_of(selling("board", "--role", "主播", "--json"))["board"]["mine_now"]
    (found,) = item["wording"]
    assert {key: found[key] for key in ("part", "number", "level", "rule", "text")} == {
        "part": "say",
        "number": 0,
        "level": "block",
        "rule": "first",
        "text": "全国第一",
    }
    assert item["say"][0][found["start"] : found["end"]] == "全国第一"
    assert found["source"]
    assert found["zh"]
    assert found["en"]


def test_a_cue_is_marked_and_its_giver_is_told(selling: Sop) -> None:
    """Whoever cues words that may not be said learns of it at once; whom it is for sees them marked."""
    given = selling("cue", "喊全网最低价", "--role", "主播", "--by", "老王").output
    assert "[不能说] “全网最低”" in given
    assert "喊【禁：全网最低】价" in selling("board", "--role", "主播").output
    assert "喊【禁：全网最低】价" in selling("status").output
    assert list(data_of(selling("board", "--json"))["board"]["cue_wording"]) == ["cue#1"]


def test_stepping_shows_it_before_the_step_is_taken(selling: Sop) -> None:
    """`sop run` marks the line that the person in hand would read."""
    shown = selling("run", "r1", "--as", "小美", input="q\n").output
    assert "!! 说：这款【禁：全国第一】保温杯" in shown


def test_a_team_switches_a_rule_off(selling: Sop, tmp_path: Path) -> None:
    """Rules in `wording/` of the current folder, or of `--folder`, hold on the board."""
    rules = tmp_path / "shop" / "wording"
    rules.mkdir(parents=True)
    (rules / "ours.yaml").write_text("sop: 1\nid: ours\noff: {first: 品牌名就叫全国第一}\n", encoding="utf-8")
    assert "【禁" in selling("board").output
    assert "【禁" not in selling("board", "--folder", "shop").output


def test_a_mistake_in_the_teams_rules_stops_nobody(selling: Sop, tmp_path: Path) -> None:
    """The board is shown by the shipped rules, and says that the team's own cannot be read."""
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "ours.yaml").write_text("sop: 1\nid: ours\nrules: 没有\n", encoding="utf-8")
    result = selling("board", "--role", "主播")
    assert "【禁：全国第一】" in result.stdout
    assert "团队的措辞规则读不了" in result.stderr
