"""Beat: the moments of a cue that is given by the clock: which has come, and which is next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from sopkit.definition.cue import CueRule
from sopkit.definition.value import Anchor
from sopkit.flow import anchor_time
from sopkit.state import ZERO, ActivityState, RunState

__all__ = ["Beat", "beat_due", "beats_ahead", "in_place", "next_beat", "subject_of"]


class Beat(NamedTuple):
    """A moment of a rule: ``place`` is the stretch that it is counted in, ``at`` how far into that it lies."""

    place: str
    at: timedelta


class _Stretch(NamedTuple):
    """What moments are counted in: the show, a phase, an activity or a round of it, each on its own clock."""

    place: str
    began: timedelta | datetime
    activity: ActivityState | None

    def position(self, now: datetime) -> timedelta:
        """Return how far into the stretch *now* is."""
        if isinstance(self.began, datetime):
            return now - self.began
        assert self.activity is not None
        return self.activity.clock(now) - self.began

    def wall(self, position: timedelta) -> datetime | None:
        """Return when *position* is reached; ``None`` while the clock stands still."""
        if isinstance(self.began, datetime):
            return self.began + position
        assert self.activity is not None
        return self.activity.wall(self.began + position)


def subject_of(state: RunState, rule: CueRule) -> ActivityState | None:
    """Return the activity that the rule is about: of its procedure, the one that was opened last."""
    if rule.during is None:
        return None
    return next((a for a in reversed(state.open.values()) if a.procedure == rule.during), None)


def in_place(state: RunState, rule: CueRule, activity: ActivityState | None) -> bool:
    """Whether the run is where the rule applies: its phase, and its procedure open and not suspended."""
    if rule.phases and state.phase not in rule.phases:
        return False
    return rule.during is None or (activity is not None and not activity.held_by)


def _anchor(rule: CueRule) -> Anchor:
    offset = rule.at if rule.at is not None else rule.every.start if rule.every is not None else None
    if offset is not None:
        return offset.of
    return Anchor.ACTIVITY if rule.during is not None else Anchor.PHASE


def _stretch(state: RunState, rule: CueRule, activity: ActivityState | None) -> _Stretch | None:
    """Return what the rule's moments are counted in; ``None`` where that has not begun."""
    anchor = _anchor(rule)
    if anchor is Anchor.GO_LIVE:
        base = state.went_live or state.go_live
        return _Stretch("", base, None) if base is not None else None
    if anchor is Anchor.PHASE:
        return _Stretch(state.phase or "", state.phase_at, None) if state.phase_at is not None else None
    if activity is None:
        return None
    if anchor is Anchor.ACTIVITY:
        return _Stretch(activity.id, ZERO, activity)
    return _Stretch(f"{activity.id}/{activity.round}", activity.round_clock, activity)


def _pace(state: RunState, rule: CueRule, activity: ActivityState | None) -> tuple[timedelta, timedelta | None]:
    """Return the first moment in its stretch, and how far apart they lie; nothing where there is only the one."""
    if rule.at is not None:
        return state.length(rule.at.by, activity), None
    assert rule.every is not None
    interval = state.length(rule.every.interval, activity)
    first = interval if rule.every.start is None else state.length(rule.every.start.by, activity)
    return first, interval if interval > ZERO else None


def _closes(state: RunState, rule: CueRule, activity: ActivityState | None) -> datetime | None:
    until = rule.every.until if rule.every is not None else None
    return anchor_time(state, activity, until) if until is not None else None


def beat_due(state: RunState, rule: CueRule, activity: ActivityState | None, now: datetime) -> Beat | None:
    """Return the last moment of the rule that has come, unless it was given: of several that passed only that one."""
    stretch = _stretch(state, rule, activity)
    if stretch is None:
        return None
    position = stretch.position(now)
    closes = _closes(state, rule, activity)
    if closes is not None and now > closes:
        position -= now - closes
    first, interval = _pace(state, rule, activity)
    if position < first:
        return None
    at = first if interval is None else first + (position - first) // interval * interval
    given = state.beats.get((rule.id, stretch.place))
    return Beat(stretch.place, at) if given is None or given < at else None


def next_beat(state: RunState, rule: CueRule, activity: ActivityState | None) -> datetime | None:
    """Return the first moment of the rule that was not given; ``None`` for none, or while its clock stands still."""
    stretch = _stretch(state, rule, activity)
    if stretch is None:
        return None
    first, interval = _pace(state, rule, activity)
    given = state.beats.get((rule.id, stretch.place))
    at: timedelta | None = first
    if given is not None and given >= first:
        at = first + ((given - first) // interval + 1) * interval if interval is not None else None
    when = stretch.wall(at) if at is not None else None
    closes = _closes(state, rule, activity)
    return None if when is None or (closes is not None and when > closes) else when


def beats_ahead(state: RunState) -> Iterator[tuple[datetime, CueRule, ActivityState | None]]:
    """Yield the next moment of each rule that is given by the clock and is in its place, with what it is about."""
    if state.over or state.held_at is not None:
        return
    for rule in state.runbook.cues.values():
        if rule.timed:
            activity = subject_of(state, rule)
            when = next_beat(state, rule, activity) if in_place(state, rule, activity) else None
            if when is not None:
                yield when, rule, activity
