"""Files of rules: a team's own beside those shipped, read as carefully as a runbook, every mistake in its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sopkit.errors import DefinitionError
from sopkit.finding import Finding, Severity
from sopkit.loader.wording import load_wording
from sopkit.loader.wording_check import check_wording
from sopkit.wording import check_text

HEAD = "sop: 1\nid: ours\n"
RULE = """\
rules:
  our-word:
    level: block
    zh: 别的品牌名不提。
    en: Other brands are not named.
    find: [某某牌]
    source: 店规
    bad: [比某某牌好]
    good: [我们家的]
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a team's file of rules and returns the team's folder."""

    def written(body: str, name: str = "ours") -> Path:
        (tmp_path / "wording").mkdir(exist_ok=True)
        (tmp_path / "wording" / f"{name}.yaml").write_text(HEAD + body, encoding="utf-8")
        return tmp_path

    return written


def lines(findings: tuple[Finding, ...]) -> list[tuple[int, int, str]]:
    """Return line, column and code of each finding."""
    return [(one.span.line, one.span.column, one.code) for one in findings]


def test_a_team_adds_its_own_rules(write: Write) -> None:
    """A file in `wording/` adds to the shipped rules, and may use their word sets, platforms and exemptions."""
    rules = load_wording(folders=(write(RULE),))
    assert [hit.rule for hit in check_text("比某某牌好，全网最低", rules=rules)] == ["our-word", "absolute-scope"]
    assert not check_text("我们不说某某牌", rules=rules)


def test_rules_stand_beside_the_runbooks_folder(write: Write) -> None:
    """For a file in `runbooks/` the rules are those in `wording/` beside that folder."""
    folder = write(RULE)
    (folder / "runbooks").mkdir()
    assert "our-word" in load_wording(folders=(folder / "runbooks",)).by_id


def test_without_a_folder_of_ones_own_the_shipped_rules_are_shared(tmp_path: Path) -> None:
    """Where no file of a team's is found, everybody gets the same rules, read once."""
    assert load_wording(folders=(tmp_path,)) is load_wording()


def test_a_rule_is_switched_off_with_a_reason(write: Write) -> None:
    """`off` names a rule and says why; it then finds nothing, and the reason can be read."""
    rules = load_wording(folders=(write("off: {superlative: 我们有检验报告}\n"),))
    assert "superlative" not in rules.by_id
    assert rules.off == {"superlative": "我们有检验报告"}


def test_a_shipped_rule_is_replaced_on_purpose(write: Write) -> None:
    """A rule of a shipped id needs `override: true`; with it the team's own is the one that holds."""
    own = RULE.replace("our-word", "superlative")
    with pytest.raises(DefinitionError) as caught:
        load_wording(folders=(write(own),))
    (finding,) = caught.value.findings
    assert finding.code == "SOP203"
    assert finding.related
    rules = load_wording(folders=(write(own + "    override: true\n"),))
    assert rules.by_id["superlative"].zh == "别的品牌名不提。"


@pytest.mark.parametrize(
    ("was", "now", "line", "column", "code", "said"),
    [
        ("find: [某某牌]", "find: ['某(某牌']", 8, 14, "SOP108", "括号没有关上"),
        ("find: [某某牌]", "find: ['某某牌+']", 8, 16, "SOP108", "不支持 +"),
        ("find: [某某牌]", "find: ['<范闱>某']", 8, 13, "SOP108", "没有叫“范闱”的词组"),
        ("level: block", "level: blok", 5, 12, "SOP109", "是不是“block”"),
        ("level: block", "level: evidence", 5, 5, "SOP114", "needs"),
        ("    source: 店规\n", "", 4, 3, "SOP105", "source"),
        ("source: 店规", "sources: 店规", 9, 5, "SOP104", "是不是“source”"),
        ("source: 店规", "source: 店规\n    platforms: [抖因]", 10, 17, "SOP201", "抖音"),
        ("source: 店规", "source: 店规\n    exempt: [shwon]", 10, 14, "SOP201", "shown"),
        ("bad: [比某某牌好]", "bad: [比别的好]", 10, 11, "SOP108", "没有查到它"),
        ("good: [我们家的]", "good: [某某牌的]", 11, 12, "SOP108", "不该报它"),
    ],
)
def test_a_mistake_is_found_where_it_is(
    was: str, now: str, line: int, column: int, code: str, said: str, write: Write
) -> None:
    """A mistake is told with its line and column, in both languages, a slip in a name with what was meant."""
    assert was in RULE
    found = check_wording(folders=(write(RULE.replace(was, now)),))
    assert (line, column, code) in lines(found)
    finding = next(one for one in found if one.code == code)
    assert said in finding.zh
    assert finding.en
    assert finding.en != finding.zh


def test_an_unknown_rule_cannot_be_switched_off(write: Write) -> None:
    """`off` with a name that no rule has says which was meant."""
    (finding,) = check_wording(folders=(write("off: {superlativ: 不用}\n"),))
    assert finding.code == "SOP201"
    assert "superlative" in finding.zh


@pytest.mark.parametrize(("was", "now"), [("id: ours", "id: other"), ("sop: 1", "sop: 2")])
def test_the_head_is_checked(was: str, now: str, write: Write) -> None:
    """The id is that of the file's name, and the format is the one that is known."""
    folder = write(RULE)
    path = folder / "wording" / "ours.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    (finding,) = check_wording(folders=(folder,))
    assert finding.severity is Severity.ERROR
    assert now.partition(": ")[2] in finding.zh
