"""The frame: the line as it was typed, the caret under the guilty character, the line as it should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopkit.lint import lint_held
from sopkit.lint.frame import cells, frame

HEAD = "sop: 1\nid: show\ntitle: 练习\n"


def framed(body: str, width: int = 80, lang: str = "zh") -> list[str]:
    """Return the frame of the first finding in a runbook."""
    report = lint_held(HEAD + body, Path("show.yaml"), profile="strict")
    return frame(HEAD + body, report.findings[0], lang=lang, width=width)


def test_the_caret_is_under_the_character() -> None:
    """Chinese characters take two columns, and a caret under one is two wide."""
    assert framed("procedures:\n  憋单流程：\n    role: 主播\n") == [
        " 5 |   憋单流程：",
        "   |           ^^",
        "   = 改法：憋单流程:",
    ]


def test_a_tab_is_spread_in_the_source_and_below_it() -> None:
    """The caret takes the width that the tab has in the frame."""
    lines = framed("procedures:\n  hold:\n    role:\t主播\n")
    assert lines[:2] == [" 6 |     role:   主播", "   |          ^^^"]


def test_what_cannot_be_seen_is_named() -> None:
    """A zero-width space is shown as its code, for there is nothing else to point at."""
    assert framed("note: 网\u200b页\n")[0] == " 4 | note: 网<U+200B>页"


@pytest.mark.parametrize("width", [30, 40, 80, 120])
def test_a_long_line_is_cut_around_the_spot(width: int) -> None:
    """No line is wider than the terminal, and what the caret points at is still there."""
    lines = framed("procedures:\n  hold:\n    role: 猪播 # " + "很长" * 100 + "\n", width)
    assert all(cells(line) <= width for line in lines[:2])
    at = lines[1].index("^")
    under, column = "", 0
    for char in lines[0]:
        if at <= column < at + lines[1].count("^"):
            under += char
        column += cells(char)
    assert under == "猪播"
    far = framed("note: " + "很长" * 100 + "\u200b很长" * 3 + "\n", width)
    assert "<U+200B>"[: width // 8] in far[0]
    assert all(cells(line) <= width for line in far[:2])


def test_a_fix_far_to_the_right_is_seen() -> None:
    """A long line as mended is cut around what the fix changes, so that one sees what is proposed."""
    step = "      - {id: talk, title: 一句很长很长的话术要念给大家听, rolle: 主播}\n"
    lines = framed("procedures:\n  hold:\n    steps:\n" + step, width=50)
    assert [line for line in lines if "改法" in line and "role: 主播" in line]
    assert all(cells(line) <= 50 for line in lines)


def test_a_change_of_blanks_is_told_in_words() -> None:
    """The mended line would look the same."""
    assert framed("procedures:\n\thold:\n\t\trole: 主播\n")[2] == "   = 改法：换成空格"


def test_a_fix_that_may_change_the_meaning_says_so() -> None:
    """In either language."""
    body = "procedures:\n  hold:\n    roles: [主播, 中控\n"
    assert framed(body)[2] == "   = 改法（请确认）：roles: [主播, 中控]"
    assert framed(body, lang="en")[2] == "   = fix (please confirm): roles: [主播, 中控]"


def test_the_second_place_is_named() -> None:
    """Of two equal keys the first is told, too."""
    assert framed("note: 甲\nnote: 乙\n")[2] == "   = 第一次写在这里: show.yaml:4:1"
