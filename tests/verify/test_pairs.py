"""What two things do to each other: cues that pull apart, questions without an answer, faults that nobody notices."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopkit.lint import lint

HEAD = """\
sop: 1
id: show
title: 练习
params:
  slot: {type: duration, default: 8m, note: 例}
  short: {type: duration, default: 6m, note: 例}
signals:
  viewers: {title: 在线}
procedures:
  hold: {title: 憋单, role: 主播}
  sell: {title: 讲品, role: 中控}
cues:
"""
LOW = '  low: {when: "last(viewers) < 100", to: 主播, adjust: {slot: 6m}%s}\n'


def codes(tmp_path: Path, text: str, profile: str = "standard") -> list[str]:
    """Return the codes of what is found in a text."""
    path = tmp_path / "show.yaml"
    path.write_text(text, encoding="utf-8")
    return [one.code for one in lint(path, profile=profile).findings]


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ('{when: "last(viewers) < 500", to: 场控, adjust: {slot: 10m}}', True),
        ('{when: "last(viewers) < 500", to: 场控, adjust: {slot: $short}}', True),
        ('{when: "last(viewers) < 500", to: 场控, adjust: {slot: 6m}}', False),
        ('{when: "last(viewers) < 500", to: 场控, adjust: {short: 5m}}', False),
        ('{when: "last(viewers) >= 100 and last(viewers) < 500", to: 场控, adjust: {slot: 10m}}', False),
        ('{when: "last(viewers) < 500", to: 场控, during: sell, adjust: {slot: 10m}}', True),
    ],
)
def test_cues_that_set_one_param_to_two_values(second: str, found: bool, tmp_path: Path) -> None:
    """Found where both may be given at once; not where the values agree, or the conditions exclude each other."""
    text = HEAD + LOW % "" + f"  falling: {second}\n"
    assert ("SOP646" in codes(tmp_path, text)) is found


def test_cues_of_two_procedures_are_not_given_while_one_goes_on(tmp_path: Path) -> None:
    """What is said during one procedure does not meet what is said during another."""
    second = '  falling: {when: "last(viewers) < 500", to: 场控, during: sell, adjust: {slot: 10m}}\n'
    assert "SOP646" not in codes(tmp_path, HEAD + LOW % ", during: hold" + second)


@pytest.mark.parametrize(("answer", "found"), [("", True), ("    answer: 够，一百件\n", False)])
def test_what_is_asked_is_answered(answer: str, found: bool, tmp_path: Path) -> None:
    """A challenge without the words of its response leaves open what counts."""
    text = (
        "sop: 1\nid: show\ntitle: 练习\nprocedures:\n  hold:\n    title: 憋单\n    role: 主播\n    asked_by: 场控\n"
        f"    ask: 库存够吗\n{answer}"
    )
    assert codes(tmp_path, text) == (["SOP620"] if found else [])


@pytest.mark.parametrize(("noticed", "found"), [("[仓储]", True), ("[仓储, 场控]", False)])
def test_somebody_is_there_to_notice_a_fault(noticed: str, found: bool, tmp_path: Path) -> None:
    """Where every seat that should notice may be empty, nobody does; one that is manned is enough."""
    text = (
        "sop: 1\nid: show\ntitle: 练习\nroles: [主播, 场控, 仓储]\nprocedures:\n  hold: {title: 憋单, role: 主播}\nfaults:\n"
        f"  stuck: {{title: 卡住, severity: P2, noticed_by: {noticed}, first: 场控, "
        "handling: [{id: fix, title: 重开, role: 场控}]}\n"
    )
    assert ("SOP619" in codes(tmp_path, text, "strict")) is found
