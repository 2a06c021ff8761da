"""Lengths of time: what is read, what is not, and that what is shown can be read again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.duration import parse_duration, show_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", 90),
        ("5m", 300),
        ("5min", 300),
        ("2h", 7200),
        ("1d", 86400),
        ("1h30m", 5400),
        ("1h 30m", 5400),
        ("30秒", 30),
        ("30秒钟", 30),
        ("5分", 300),
        ("5分钟", 300),
        ("2小时", 7200),
        ("1个小时30分钟", 5400),
        ("1天", 86400),
        ("1.5h", 5400),
        ("0s", 0),
    ],
)
def test_lengths_that_are_read(text: str, seconds: int) -> None:
    """English and Chinese units, one or several from the largest down."""
    assert parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "5", "m", "5 分种", "30m1h", "5m5m", "-5m", "５m", "1e3s", "9999999d", "五分钟"])
def test_texts_that_are_no_length(text: str) -> None:
    """Anything else is refused rather than guessed."""
    assert parse_duration(text) is None


@given(st.integers(0, 10**8), st.sampled_from(["zh", "en"]))
def test_what_is_shown_can_be_read(seconds: int, lang: str) -> None:
    """A length that is shown reads back as the same length."""
    length = timedelta(seconds=seconds)
    assert parse_duration(show_duration(length, lang)) == length
