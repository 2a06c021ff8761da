"""Metrics: lines keep to their width and lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.drawing.metrics import cut, plain, width_of, wrap


def test_chinese_takes_the_whole_em() -> None:
    """A Chinese character and full-width punctuation are one em wide, a small Latin letter less."""
    assert width_of("直播，", 10) == 30
    assert width_of("a", 10) < 10 < width_of("WW", 10)
    assert width_of("e\u0301", 10) == width_of("e", 10)


@given(st.text(max_size=80), st.floats(20, 300))
def test_wrapping_keeps_every_character_within_the_width(text: str, width: float) -> None:
    """No line is wider than it may be, and together they say the whole text, spaces aside."""
    lines = wrap(text, width, 12)
    assert all(width_of(line, 12) <= width + 1e-9 for line in lines)
    assert "".join("".join(lines).split()) == "".join(plain(text).split())


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("先看优惠券，再看价格。", 60, ("先看优惠", "券，再看价", "格。")),
        ("please check the price", 100, ("please check", "the price")),
        ("（一）二三四", 36, ("（一）", "二三四")),
        ("", 50, ()),
    ],
)
def test_lines_break_where_a_reader_expects(text: str, width: float, lines: tuple[str, ...]) -> None:
    """Between Chinese characters and at spaces; punctuation begins no line, an opening bracket ends none."""
    assert wrap(text, width, 12) == lines


def test_a_cut_says_so() -> None:
    """What is left out is marked by an ellipsis that fits, too."""
    lines = cut("一二三四五六七八九十", 48, 12, 2)
    assert lines == ("一二三四", "五六七…")
    assert cut("一二", 48, 12, 2) == ("一二",)


def test_what_steers_is_not_shown() -> None:
    """Control characters, lone surrogates and line breaks are spaces; XML may not hold them."""
    assert plain("a\x1b[31m\r\nb\ud800c\ufffe") == "a [31m b c"
