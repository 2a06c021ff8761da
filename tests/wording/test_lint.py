"""Lint of a team's file of wording rules: every mistake at its own line and column, in one pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopkit.lint import lint, lint_held
from sopkit.lint.targets import files_of

SHIPPED = Path(__file__).parents[2] / "sopkit" / "wording" / "rules"
OURS = """\
sop: 1
id: ours
rules:
  one:
    level: blok
    zh: 不提。
    en: Not said.
    find: ['某(某牌', '好+']
    sorce: 店规
    bad: [比某某牌好]
    good: [我们的]
  two:
    level: evidence
    zh: 不提。
    en: Not said.
    find: [丙牌]
    platforms: [油管]
    exempt: [nott]
    within: 一百
    source: 店规
    bad: [丙牌好]
  three:
    level: block
    zh: 不提。
    en: Not said.
    find: [丁牌]
    source: 店规
    bad: [没有它, 丁牌好]
    good: [丁牌也行, 我们的]
off:
  superlativ: 有报告
  natural:
"""
FOUND = [
    (5, 12, "SOP109"),  # blok
    (8, 14, "SOP108"),  # ( is not closed
    (8, 22, "SOP108"),  # + has no bound
    (9, 5, "SOP104"),  # sorce
    (12, 3, "SOP105"),  # no good phrases
    (13, 5, "SOP114"),  # evidence needs needs
    (17, 17, "SOP201"),  # 油管
    (18, 14, "SOP201"),  # nott
    (19, 13, "SOP108"),  # 一百
    (28, 11, "SOP108"),  # the rule does not find its bad phrase
    (29, 12, "SOP108"),  # the rule finds its good phrase
    (31, 3, "SOP201"),  # superlativ
    (32, 11, "SOP106"),  # no reason
]


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a team's file with a mistake of every kind."""
    monkeypatch.chdir(tmp_path)
    Path("wording").mkdir()
    path = Path("wording/ours.yaml")
    path.write_text(OURS, encoding="utf-8")
    return path


def test_every_mistake_is_told_where_it_is(ours: Path) -> None:
    """Unknown keys, levels, patterns, platforms, exemptions, what is missing, and phrases that are told wrong."""
    report = lint(ours)
    assert [(one.span.line, one.span.column, one.code) for one in report.findings] == FOUND
    assert all(one.zh != one.en and one.span.file == "wording/ours.yaml" for one in report.findings)
    assert [(one.span.line, one.code) for one in lint_held(OURS, ours).findings] == [
        (line, code) for line, _, code in FOUND
    ]


def test_a_file_that_is_right_is_clean(ours: Path) -> None:
    """Rules that find what they should are clean, and may use the sets, exemptions and platforms that are shipped."""
    ours.write_text(
        "sop: 1\nid: ours\nrules:\n  one:\n    level: context\n    zh: 不提。\n    en: Not said.\n"
        "    find: ['<范围>最香']\n    platforms: [抖音]\n    exempt: [shown]\n    source: 店规\n"
        "    bad: [全网最香]\n    good: [我们的]\n",
        encoding="utf-8",
    )
    assert lint(ours).findings == ()


def test_a_rule_that_is_shipped_is_not_defined_by_chance(ours: Path) -> None:
    """An id that is shipped is a clash, unless the item says that it replaces it."""
    rule = "    level: block\n    zh: 不提。\n    en: No.\n    find: [丁牌]\n    source: 店规\n"
    head = f"sop: 1\nid: ours\nrules:\n  natural:\n{rule}    bad: [丁牌]\n    good: [我们的]\n"
    ours.write_text(head, encoding="utf-8")
    assert [(one.span.line, one.span.column, one.code) for one in lint(ours).findings] == [(4, 3, "SOP203")]
    ours.write_text(head + "    override: true\n", encoding="utf-8")
    assert lint(ours).findings == ()


def test_a_file_that_is_no_yaml_is_told_as_any_other(ours: Path) -> None:
    """GBK and an unclosed bracket are told as in a runbook."""
    ours.write_bytes(OURS.encode("gbk"))
    assert "SOP002" in {one.code for one in lint(ours).findings}
    ours.write_text("sop: 1\nid: ours\nrules: [\n", encoding="utf-8")
    assert lint(ours).findings
    assert not [one for one in lint(ours).findings if one.code == "SOP105"]


def test_a_folder_of_rules_is_walked_and_what_is_shipped_is_clean(ours: Path) -> None:
    """`wording` is walked as `runbooks` is; the shipped files have nothing wrong."""
    assert files_of(["."])[0] == [ours]
    assert [one.zh for path in sorted(SHIPPED.glob("*.yaml")) for one in lint(path).findings] == []
