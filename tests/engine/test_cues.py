"""Point 11: cues look at a window against a baseline, with samples, a hold, a cooldown and a scope."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from sopkit import commands as cm
from sopkit import events as ev
from sopkit.errors import UsageError
from tests.engine.rooms import Room, refusals

Begin = Callable[..., Room]

BOOK = """
params:
  max_hold: {{type: duration, default: 10m, min: 1m, note: 测试}}
  short: {{type: duration, default: 5m, note: 测试}}
signals: {{viewers: {{unit: 人}}, orders: null}}
procedures:
  hold:
    title: 憋单
    opens: {{in: [live]}}
    limits: {{duration: $max_hold, on_limit: [list]}}
    steps: [{{id: tease, role: 主播}}, {{id: list, role: 中控}}]
  bag: {{title: 福袋, opens: {{by: [场控]}}, role: 场控}}
faults:
  power: {{title: 停电, severity: P0, first: 场控, interrupts: run, handling: {{steps: [{{id: mend, role: 场控}}]}}}}
cues:
  it: {{title: 涌入, say: "在线 {{viewers}}，发福袋", {rule}}}
"""
SURGE = 'to: 场控, when: "avg(viewers, 2m) > 1.5 * avg(viewers, 10m, 2m)"'


def cued(room: Begin, rule: str) -> Room:
    """Start a live run with one rule."""
    return room(BOOK.format(rule=rule))


def feed(show: Room, *values: object, every: str = "1m", signal: str = "viewers") -> list[tuple[str, ...]]:
    """Feed readings, one in so long, and return what each set off."""
    given = []
    for value in values:
        show.turn(every)
        given.append(show.run.signal(signal, value))  # type: ignore[arg-type]
    return given


def test_a_window_against_a_baseline(room: Begin) -> None:
    """The last two minutes against the ten before: told once the room fills, with the values that say so."""
    show = cued(room, SURGE)
    given = feed(show, *[100] * 12, 300, 300, 300)
    assert [bool(cues) for cues in given] == [False] * 12 + [True, False, False]
    (cue,) = show.events(ev.CueGiven)
    assert isinstance(cue, ev.CueGiven)
    assert (cue.role, cue.rule, cue.by, cue.values) == ("floor", "it", "", {"viewers": 300})
    assert cue.text == "在线 300，发福袋"


def test_raw_signals_are_not_journalled(room: Begin) -> None:
    """A thousand readings leave no trace; only the cue does."""
    show = cued(room, SURGE)
    before = show.run.state.version
    feed(show, *[100] * 300, every="1s")
    assert show.run.state.version == before
    assert show.resumed().run.signal("viewers", 1000) == ()


def test_a_minimum_of_samples(room: Begin) -> None:
    """Three readings at least in each window that the rule looks at."""
    show = cued(room, 'to: 场控, samples: 3, when: "avg(viewers, 10m) > 5"')
    assert [bool(c) for c in feed(show, 10, 10, 10)] == [False, False, True]


def test_it_must_hold_for_a_while(room: Begin) -> None:
    """Twenty seconds on end; a dip begins the count anew. Time alone may complete it."""
    show = cued(room, 'to: 场控, for: 20s, when: "last(viewers) > 5"')
    assert not any(feed(show, 10, 10, 1, 10, 10, every="10s"))
    assert [type(e) for e in show.wait("10s")] == [ev.CueGiven]


def test_it_cools_down(room: Begin) -> None:
    """Answered or not, it is not given again before the cooldown is over; nor while it still stands."""
    show = cued(room, 'to: 场控, cooldown: 8m, when: "last(viewers) > 5"')
    (cue,) = feed(show, 10)[0]
    show.run.acknowledge(cue, by="老王")
    assert not any(feed(show, *[10] * 7))
    assert refusals(lambda: show.run.do(cm.FireCue("", "it"))) == ["cue-cooling"]
    assert any(feed(show, 10))
    assert not any(feed(show, *[10] * 20)), "the last one is not answered yet"


def test_only_during_a_procedure(room: Begin) -> None:
    """While 憋单 is open and nothing suspends it."""
    show = cued(room, 'to: [场控, 主播], during: hold, when: "last(viewers) > 5"')
    assert not any(feed(show, 10))
    show.run.open("hold", by="小美")
    show.run.raise_fault("power", by="老王")
    assert not any(feed(show, 10))
    show.run.complete("mend", by="老王")
    (given,) = feed(show, 10)
    assert len(given) == 2
    assert {show.run.state.cues[c].role for c in given} == {"floor", "host"}
    assert {show.run.state.cues[c].activity for c in given} == {"hold#1"}


def test_only_in_a_phase_and_never_on_hold(room: Begin) -> None:
    """A rule may name its phases; a held run is told nothing."""
    show = room(BOOK.format(rule='to: 场控, in: [live], when: "last(viewers) > 5"'), live=False)
    assert not any(feed(show, 10))
    show.run.enter("live", by="阿杰")
    show.run.hold("停", by="阿杰")
    assert not any(feed(show, 10))
    show.run.go_on(by="阿杰")
    assert any(feed(show, 10))


def test_acting_on_it_opens_what_it_offers(room: Begin) -> None:
    """By who may open it; nothing that it does not offer."""
    show = cued(room, 'to: [场控, 主播], offers: [bag], when: "last(viewers) > 5"')
    floor, host = feed(show, 10)[0]
    assert refusals(lambda: show.run.act(host, by="小美", open="bag")) == ["not-entitled"]
    assert refusals(lambda: show.run.act(floor, by="老王", open="hold")) == ["cue-no-offer"]
    show.run.act(floor, by="老王", open="bag")
    assert (show.activity("bag#1").origin, show.activity("bag#1").cue) == ("cue", floor)


def test_acting_on_it_applies_its_adjustment(room: Begin) -> None:
    """在线掉 → 憋单上限砍到 5 分钟: for the open activity, and only when somebody acts."""
    show = cued(room, 'to: 主播, during: hold, adjust: {max_hold: $short}, when: "last(viewers) < 5"')
    show.run.open("hold", by="小美")
    (cue,) = feed(show, 1)[0]
    show.turn("4m")
    assert show.legal() == ["tease"]
    show.run.act(cue, by="小美")
    assert show.legal() == ["list"]
    assert show.run.state.param("max_hold") == show.run.runbook.params["max_hold"].default
    (event,) = show.events(ev.ParamSet)
    assert isinstance(event, ev.ParamSet)
    assert (event.activity, event.cue, event.reason) == ("hold#1", cue, "涌入")


def test_its_time_box(room: Begin) -> None:
    """Unanswered in time, it expires."""
    show = cued(room, 'to: 场控, within: 30s, when: "last(viewers) > 5"')
    feed(show, 10)
    assert next(type(e) for e in show.wait("30s")) is ev.CueExpired


def test_what_is_no_signal_or_no_number(room: Begin) -> None:
    """An unknown signal and a value that is none are refused at the door, and keep nothing from working."""
    show = cued(room, 'to: 场控, when: "last(viewers) > 5"')
    with pytest.raises(UsageError, match="viewers"):
        show.run.signal("viewer", 1)
    for wrong in ("很多", float("nan"), "Infinity"):
        with pytest.raises(UsageError):
            show.run.signal("viewers", wrong)
    assert show.run.signal("viewers", "10.5")
    assert show.run.state.cues["cue#1"].values == {"viewers": Decimal("10.5")}


def test_a_rule_that_cannot_be_worked_out_is_silent(room: Begin) -> None:
    """Without readings, or with a division by nothing, there is no cue and no error."""
    show = cued(room, 'to: 场控, when: "last(viewers) / last(orders) > 5"')
    assert feed(show, 10) == [()]
    assert feed(show, 0, signal="orders") == [()]
    assert show.wait("1m") == ()
