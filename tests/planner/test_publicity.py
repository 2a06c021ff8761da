"""Covers, the preview and the test before a show: what is known is checked, what the source lost stays open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sopkit.planner import Note, Violation, cover_problems, start_problems, terms_of

EIGHT = datetime(2026, 3, 8, 12, tzinfo=UTC)


def test_a_shared_cover_is_three_to_four() -> None:
    """A cover for friends and groups is 3:4, in any size."""
    assert list(cover_problems({"shared": (1080, 1440)}, terms_of())) == []
    (wrong,) = cover_problems({"shared": (1080, 1080)}, terms_of())
    assert isinstance(wrong, Violation)
    assert (wrong.code, wrong.source) == ("cover-ratio", ("S003-73",))
    assert "1080×1080，要 3:4" in wrong.zh


def test_the_ratio_that_the_source_lost_stays_open() -> None:
    """The square's ratio has no value of its own: not checked and said so, until somebody sets it."""
    (open_,) = cover_problems({"square": (600, 700)}, terms_of())
    assert isinstance(open_, Note)
    assert list(cover_problems({"square": (600, 700)}, terms_of(None, {"square_ratio": "6:7"}))) == []
    (wrong,) = cover_problems({"square": (600, 800)}, terms_of(None, {"square_ratio": "6：7"}))
    assert wrong.code == "cover-ratio"


def test_a_test_ends_two_hours_before_the_show() -> None:
    """A test less than two hours before the show sets off the reminder."""
    assert list(start_problems(EIGHT, terms_of(), tested=EIGHT - timedelta(hours=2))) == []
    (wrong,) = start_problems(EIGHT, terms_of(), tested=EIGHT - timedelta(minutes=119))
    assert (wrong.code, wrong.source) == ("test-gap", ("S003-90",))
    assert "只隔 1小时59分钟，要隔 2小时以上" in wrong.zh


def test_the_previews_window_is_not_made_up() -> None:
    """The unit of the preview's window is lost: nothing is checked until the shop says what it is."""
    late = EIGHT + timedelta(minutes=90)
    (open_,) = start_problems(late, terms_of(), previewed=EIGHT)
    assert isinstance(open_, Note)
    own = terms_of(None, {"preview_window": "1h"})
    (wrong,) = start_problems(late, own, previewed=EIGHT)
    assert (wrong.code, wrong.source) == ("preview-window", ("S003-89",))
    assert list(start_problems(EIGHT + timedelta(hours=1), own, previewed=EIGHT)) == []
