"""Did you mean: what counts as near, in Latin letters and in two-character Chinese words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.near import distance, near


@pytest.mark.parametrize(
    ("wrong", "names", "found"),
    [
        ("场空", ("主播", "场控", "中控"), ("场控",)),
        ("猪播", ("助播", "主播", "场控"), ("助播", "主播")),
        ("titel", ("title", "note"), ("title",)),
        ("max-hold", ("max_hold", "min_hold"), ("max_hold",)),
        ("Host", ("host",), ("host",)),
        ("hodl", ("hold", "holds"), ("hold",)),
        ("播", ("主", "主播"), ()),
        ("lucky", ("coupon", "hold"), ()),
        ("", ("a",), ()),
    ],
)
def test_what_is_near(wrong: str, names: tuple[str, ...], found: tuple[str, ...]) -> None:
    """The nearest names, all ties, within one edit for short words and 30 % for longer ones."""
    assert near(wrong, names) == found


@pytest.mark.parametrize(
    ("left", "right", "edits"), [("", "", 0), ("ab", "ba", 1), ("abc", "ac", 1), ("kitten", "sitting", 3)]
)
def test_edits_are_counted(left: str, right: str, edits: int) -> None:
    """A swap of neighbours is one edit; over the limit counting stops."""
    assert distance(left, right, 5) == edits
    assert edits == 0 or distance(left, right, edits - 1) == edits


@given(st.text(max_size=8), st.text(max_size=8))
def test_distance_is_the_same_both_ways(left: str, right: str) -> None:
    """From left to right is as far as from right to left, and only to itself is it nothing."""
    assert distance(left, right, 9) == distance(right, left, 9)
    assert (distance(left, right, 9) == 0) == (left == right)
