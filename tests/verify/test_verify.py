"""Verification as a whole: standstills in words, searches that are cut short, what is nobody's business."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopkit.finding import Finding
from sopkit.lint import lint
from sopkit.loader import load
from sopkit.verify import verify
from sopkit.verify.rules import search as rules
from tests.engine.rooms import book_of

HEAD = "sop: 1\nid: show\ntitle: 练习\n"
WAITING = """
gates:
  told: {when: "told != null"}
  ready: {when: "ready != null"}
procedures:
  start:
    title: 开场
    order: checklist
    steps:
      - {id: say, title: 报价, role: 主播, gates: ready, record: {told: bool}}
      - {id: link, title: 上链接, role: 场控, gates: told, record: {ready: bool}}
"""
LEFT_OUT = """
gates:
  left: {when: "left != null"}
procedures:
  start:
    title: 开场
    order: checklist
    steps:
      - {id: far, title: 绕远, role: 运营}
      - {id: count, title: 点数, role: 场控, record: {left: bool}, na: true}
      - {id: show, title: 展示, role: 主播, gates: left, outcomes: {好: next, 停: finish}}
"""


def findings(tmp_path: Path, body: str, code: str) -> list[Finding]:
    """Return the findings of that code in a runbook of its own."""
    path = tmp_path / "show.yaml"
    path.write_text(HEAD + body, encoding="utf-8")
    return [one for one in lint(path, profile="strict").findings if one.code == code]


def test_roles_that_wait_for_each_other_are_told_in_words(tmp_path: Path) -> None:
    """The finding says who waits for whom, and for what, in both languages, where the first of them stands."""
    [found] = findings(tmp_path, WAITING, rules.DEADLOCK.code)
    assert "主播等场控：要做“报价”，得在“上链接”里记下“ready”" in found.zh
    assert "场控等主播：要做“上链接”，得在“报价”里记下“told”" in found.zh
    assert "host waits for floor director: “报价” needs “ready” to be recorded at “上链接”" in found.en
    assert found.span.line == 13


def test_the_shortest_way_to_a_standstill_is_told(tmp_path: Path) -> None:
    """What has to be done to come to the standstill is told step by step, and nothing that does not matter."""
    [found] = findings(tmp_path, LEFT_OUT, rules.DEADLOCK.code)
    assert "场控把“点数”标为不适用" in found.args["trace"]
    assert "floor director marks “点数” as not applicable" in found.args["trace_en"]
    assert found.args["trace"].count("，") == 1, "the step that is done at once, and the one that is left out"


def test_a_search_that_is_cut_short_is_not_clean(tmp_path: Path) -> None:
    """What was not looked at to its end is told as that, under a code of its own, and the report is not exhausted."""
    path = tmp_path / "show.yaml"
    path.write_text(HEAD + LEFT_OUT, encoding="utf-8")
    result = verify(load(path), most=0)
    assert not result.exhausted
    assert [one.code for one in result.findings if one.code == rules.CUT_SHORT.code] == [rules.CUT_SHORT.code]
    assert rules.DEADLOCK.code not in {one.code for one in result.findings}
    assert verify(load(path)).exhausted


def test_nothing_of_a_shipped_file_has_to_be_mended() -> None:
    """The runbooks that are shipped come to their ends, in every play, and contradict themselves nowhere."""
    for path in sorted(Path(__file__).parents[2].joinpath("runbooks").glob("*.yaml")):
        result = verify(load(path))
        assert result.exhausted, path.name
        assert [one.line_text("en") for one in result.findings if one.severity != "info"] == [], path.name


@pytest.mark.parametrize("profile", ["novice", "standard"])
def test_what_is_only_worth_knowing_is_kept_for_the_strict(tmp_path: Path, profile: str) -> None:
    """A field that nothing reads is nothing to stop a team for."""
    path = tmp_path / "show.yaml"
    path.write_text(HEAD + "procedures:\n  start: {title: 开场, role: 主播, record: {left: int}}\n", encoding="utf-8")
    assert lint(path, profile=profile).findings == ()
    assert {one.code for one in lint(path, profile="strict").findings} == {"SOP653"}


@pytest.mark.parametrize(
    ("rule", "told"), [("", True), (", on_fail: {retry: 1}", True), (", on_fail: {then: b}", False)]
)
def test_an_expectation_goes_somewhere_by_on_fail_too(rule: str, told: bool) -> None:
    """Without an else of its own a broken expectation goes where on_fail says; nothing is missing then."""
    step = f'{{id: a, role: 主播, record: {{n: int}}, expect: "n > 0"{rule}}}'
    book = book_of(f"procedures: {{p: {{title: 甲, steps: [{step}, {{id: b, role: 主播}}]}}}}\n")
    assert ("SOP644" in {finding.code for finding in verify(book).findings}) is told
