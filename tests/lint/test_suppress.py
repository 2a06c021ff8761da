"""Comments that silence: with a reason, for warnings alone, outside of texts, and not for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopkit.lint import Report, lint_held
from sopkit.lint.baseline import baseline_of, read_baseline, without
from sopkit.lint.fixing import fix_text

HEAD = "sop: 1\nid: show\ntitle: 练习\nprocedures:\n  hold:\n"
STEPS = "    steps:\n      - {id: a, role: 主播}\n"


def codes(body: str, profile: str = "standard") -> list[str]:
    """Return the codes found in a procedure."""
    return [one.code for one in lint_held(HEAD + body, Path("show.yaml"), profile=profile).findings]


def test_a_warning_is_silenced_on_its_line_or_from_above() -> None:
    """Behind the thing, or alone on the line before it, other comments between."""
    assert codes(f"    limits: {{rounds: 2}}\n{STEPS}") == ["SOP406"]
    assert codes(f"    limits: {{rounds: 2}} # sop: ignore[SOP406] 练习\n{STEPS}") == []
    assert codes(f"    # sop: ignore[SOP406] 练习\n    # 另一句\n\n    limits: {{rounds: 2}}\n{STEPS}") == []


def test_several_codes_share_a_reason() -> None:
    """Those that are not there are told one by one."""
    assert codes(f"    limits: {{rounds: 2}} # sop: ignore[SOP406, SOP204] 练习\n{STEPS}") == ["SOP713"]


def test_a_reason_is_needed() -> None:
    """The warning is silenced, and the missing reason told instead."""
    assert codes(f"    limits: {{rounds: 2}} # sop: ignore[SOP406]\n{STEPS}") == ["SOP711"]


@pytest.mark.parametrize("comment", ["# sop: ignore SOP406 练习", "# sop:ignore", "# sop: ignore[] 练习"])
def test_what_is_not_written_so_silences_nothing(comment: str) -> None:
    """And is told, so that nobody believes otherwise."""
    assert sorted(codes(f"    limits: {{rounds: 2}} {comment}\n{STEPS}")) == ["SOP406", "SOP710"]


def test_an_error_cannot_be_silenced() -> None:
    """The file would not load all the same."""
    assert sorted(codes(f"    titel: 憋单 # sop: ignore[SOP104] 先不管\n{STEPS}")) == ["SOP104", "SOP714"]


def test_an_unused_comment_is_told_and_taken_out() -> None:
    """Its fix leaves what stands before it as it is."""
    body = f"    title: 憋单 # sop: ignore[SOP406] 以前有\n{STEPS}"
    assert codes(body) == ["SOP713"]
    assert fix_text(HEAD + body, "show.yaml").after == HEAD + f"    title: 憋单\n{STEPS}"


def test_a_comment_is_not_unused_while_an_error_hides_the_rest() -> None:
    """Only where every pass could look is a comment without a finding one too many."""
    assert codes(f"    titel: 憋单\n    note: 甲 # sop: ignore[SOP406] 练习\n{STEPS}") == ["SOP104"]


@pytest.mark.parametrize(
    "value", ["'x # sop: ignore[SOP999] y'", '"x # sop: ignore y"', "|\n      # sop: ignore[SOP9] y"]
)
def test_inside_a_text_it_is_text(value: str) -> None:
    """A script may say what it likes."""
    assert codes(f"    note: {value}\n{STEPS}") == []


def test_the_line_of_a_block_has_comments_still() -> None:
    """Behind `|` stands a comment, not yet the text."""
    assert codes(f"    note: | # sop: ignore[SOP999] 练习\n      文字\n{STEPS}") == ["SOP712"]


def test_profiles_show_more_and_more() -> None:
    """A beginner sees what must be mended, a strict team everything; what fails the check follows."""
    body = "   title: 憋单\n   limits: {rounds: 2}\n   steps:\n      - {id: a, role: 主播}\n"
    assert codes(body, "novice") == ["SOP406"]
    assert codes(body, "standard") == ["SOP702", "SOP406"]
    reports = {
        name: lint_held(HEAD + body, Path("show.yaml"), profile=name) for name in ("novice", "standard", "strict")
    }
    assert {name: len(report.failing) for name, report in reports.items()} == {"novice": 0, "standard": 1, "strict": 2}
    assert [report.exit_code for report in reports.values()] == [0, 1, 1]


def report(body: str) -> Report:
    """Return the report on a procedure."""
    return lint_held(HEAD + body, Path("show.yaml"))


def test_a_baseline_hides_what_was_there_and_nothing_new() -> None:
    """Lines may move; a second warning of the same line shows; errors are never in it."""
    warned = f"    limits: {{rounds: 2}}\n{STEPS}"
    baseline = read_baseline(baseline_of(report(warned)))
    assert baseline is not None
    moved = without(report(f"    note: 甲\n{warned}"), baseline)
    assert moved.findings == ()
    assert moved.hidden == 1
    twice = without(report(f"{warned}  bag:\n{warned}"), baseline)
    assert [one.code for one in twice.findings] == ["SOP406"]
    broken = report("    titel: 憋单\n")
    assert "SOP104" not in baseline_of(broken)
    assert read_baseline("[]") is None
    assert read_baseline("甲") is None
