"""Point 11: a cue is a rule on signals or time: at a moment, or each so long, given once, also after a sleep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from sopkit import commands as cm
from sopkit import events as ev
from sopkit.errors import DefinitionError
from sopkit.phrase import Phrases
from tests.engine.rooms import NOON, Room, book_of, refusals

Begin = Callable[..., Room]

BOOK = """
params:
  pace: {{type: duration, default: 10m, min: 1m, note: 测试}}
signals: {{viewers: null}}
phases:
  pre: {{title: 播前}}
  live: {{title: 播中, live: true}}
  post: {{title: 播后, receives: true}}
procedures:
  hold:
    title: 憋单
    limits: {{rounds: 3}}
    steps: [{{id: tease, role: 主播}}, {{id: again, role: 运营, outcomes: {{再来: tease, 收: finish}}}}]
faults:
  power: {{title: 停电, severity: P0, first: 场控, interrupts: run, handling: {{steps: [{{id: mend, role: 场控}}]}}}}
cues:
  it: {{title: 提醒, to: 场控, {rule}}}
"""


def timed(room: Begin, rule: str, **kwargs: object) -> Room:
    """Start a run with one rule."""
    return room(BOOK.format(rule=rule), **kwargs)


def given(show: Room) -> list[datetime]:
    """Return when the rule was given."""
    return [event.at for event in show.events(ev.CueGiven) if isinstance(event, ev.CueGiven) and event.rule == "it"]


def answered(show: Room, length: str) -> bool:
    """Let time pass; where a cue was given meanwhile, answer it, and say so."""
    show.wait(length)
    cues = [cue for cue in show.run.state.cues_open.values() if cue.rule == "it"]
    for cue in cues:
        show.run.acknowledge(cue.id, by="老王")
    return bool(cues)


def test_at_a_moment_once(room: Begin) -> None:
    """Half an hour before the show: not before, and never again, also for who takes the run up later."""
    show = timed(room, "at: T-30m", live=False, go_live=NOON + timedelta(hours=1))
    assert [(due.kind, due.target, due.roles) for due in show.run.due()] == [("give", "it", ("floor",))]
    assert show.run.due()[0].at == NOON + timedelta(minutes=30)
    assert not answered(show, "29m59s")
    assert answered(show, "1s")
    assert show.run.due() == ()
    assert not answered(show.resumed(), "1d")
    assert given(show) == [NOON + timedelta(minutes=30)]


def test_a_machine_that_slept_gives_it_late_and_once(room: Begin) -> None:
    """Over midnight and a clock that jumped on and back."""
    show = timed(room, "at: T-30m", live=False, go_live=NOON + timedelta(hours=30))
    show.turn("29h45m")
    assert [type(event) for event in show.run.tick()] == [ev.CueGiven]
    show.turn(timedelta(hours=-20))
    assert show.run.tick() == ()
    assert len(given(show)) == 1


def test_each_so_long_on_the_beat(room: Begin) -> None:
    """Every ten minutes from the quarter on, until the hour; answering late does not shift the beat."""
    show = timed(room, "every: {interval: $pace, from: T+15m, until: T+45m}")
    heard = [answered(show, "1m") for _ in range(90)]
    assert [minute for minute, one in enumerate(heard, 1) if one] == [15, 25, 35, 45]


def test_of_several_that_passed_only_the_last_is_given(room: Begin) -> None:
    """After a sleep, and while the one before stood unanswered: one reminder, then on the beat again."""
    show = timed(room, "every: $pace")
    show.turn("47m")
    assert answered(show, "0s")
    assert not answered(show, "2m59s")
    assert answered(show, "1s")
    show.wait("10m")
    show.wait("25m")
    assert len(given(show)) == 3, "it stands unanswered"
    (cue,) = show.run.state.cues_open
    show.run.acknowledge(cue, by="老王")
    assert answered(show, "0s"), "the beat that passed meanwhile"
    assert not answered(show, "4m")
    assert answered(show, "1m")


def test_without_a_start_it_counts_from_where_its_place_began(room: Begin) -> None:
    """The phase, or the activity that it belongs to; each has its own beats."""
    show = timed(room, "every: $pace, during: hold")
    assert not answered(show, "1h")
    show.run.open("hold", by="小美")
    assert not answered(show, "9m")
    assert answered(show, "1m")
    show.run.cut("hold#1", "完了", by="小美")
    assert not answered(show, "30m")
    show.run.open("hold", by="小美")
    assert [answered(show, "5m") for _ in range(4)] == [False, True, False, True]
    assert {event.activity for event in show.events(ev.CueGiven) if isinstance(event, ev.CueGiven)} == {
        "hold#1",
        "hold#2",
    }


def test_it_stands_still_with_what_it_belongs_to(room: Begin) -> None:
    """A fault that freezes the activity freezes its beats; nothing is given while the run is held."""
    show = timed(room, "at: activity + 10m, during: hold")
    show.run.open("hold", by="小美")
    show.turn("6m")
    show.run.raise_fault("power", by="老王")
    assert [due.kind for due in show.run.due() if due.kind == "give"] == []
    assert not answered(show, "1h")
    show.run.complete("mend", by="老王")
    assert not answered(show, "3m59s")
    show.run.hold("停", by="阿杰")
    assert not answered(show, "1h")
    show.run.go_on(by="阿杰")
    assert answered(show, "1s")
    assert not answered(show, "1h")


def test_each_round_may_have_its_own(room: Begin) -> None:
    """A moment of the round comes in each."""
    show = timed(room, "at: round + 2m, during: hold")
    show.run.open("hold", by="小美")
    assert answered(show, "2m")
    show.run.complete("tease", by="小美")
    show.run.complete("again", by="阿杰", outcome="再来")
    assert [answered(show, "1m") for _ in range(3)] == [False, True, False]


def test_only_in_its_phases(room: Begin) -> None:
    """What came before the phase is given when it is entered; what is left when it ends is not given."""
    show = timed(room, "at: T-30m, in: [pre]", live=False, go_live=NOON + timedelta(hours=1))
    show.run.enter("live", by="阿杰")
    assert not answered(show, "1h")
    show = timed(room, "every: 5m, in: [live]", live=False)
    assert not answered(show, "1h")
    show.run.enter("live", by="阿杰")
    assert not answered(show, "4m")
    assert answered(show, "1m")


def test_a_condition_may_stand_beside_the_time(room: Begin) -> None:
    """From the moment on, once it holds: a low room at half past is told, a full one not before it empties."""
    show = timed(room, 'at: T+30m, when: "last(viewers) < 50"')
    show.run.signal("viewers", 10)
    assert not answered(show, "29m")
    show.run.signal("viewers", 100)
    assert not answered(show, "5m")
    assert show.run.signal("viewers", 20)
    assert given(show) == [NOON + timedelta(minutes=34)]


def test_a_pace_that_is_changed_in_mid_show(room: Begin) -> None:
    """Slower or faster, from the beats that were given on."""
    show = timed(room, "every: {interval: $pace, from: T + $pace}")
    assert [answered(show, "5m") for _ in range(4)] == [False, True, False, True]
    show.run.set_param("pace", "30m", by="阿杰")
    assert [answered(show, "5m") for _ in range(4)] == [False, True, False, False]
    show.run.set_param("pace", "5m", by="阿杰")
    assert [answered(show, "5m") for _ in range(2)] == [True, True]


def test_giving_it_too_soon_or_twice_is_refused(room: Begin) -> None:
    """Whoever sends the command: the core knows whether the moment has come, and that it was given."""
    show = timed(room, "at: T+30m")
    (why,) = show.refused(cm.FireCue("", "it")).reasons
    assert why.code == "too-early"
    assert answered(show, "30m")
    assert refusals(lambda: show.run.do(cm.FireCue("", "it"))) == ["too-late"]


def test_a_command_gives_what_the_clock_asks_for(room: Begin) -> None:
    """Where nobody ticks, as with one verb after another, the next command finds it due; it comes first."""
    show = timed(room, "at: T+30m")
    show.run.note("开播", by="阿杰")
    show.turn("30m")
    done = show.run.note("半小时", by="阿杰")
    assert [type(event) for event in done.events] == [ev.NoteTaken]
    assert show.names()[-2:] == ["CueGiven", "NoteTaken"]
    show.turn("1h")
    show.run.note("还在", by="阿杰")
    assert len(given(show)) == 1


def test_two_processes_that_tick_give_it_once(room: Begin) -> None:
    """Each sees what the other gave."""
    show = timed(room, "every: 10m")
    other = show.resumed()
    show.turn("10m")
    assert len(show.run.tick()) == 1
    assert other.run.tick() == ()


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("say: 喝水", "SOP105"),
        ("at: T+1h, every: 5m", "SOP113"),
        ("at: activity + 1m", "SOP114"),
        ("every: {interval: 5m, from: round + 1m}", "SOP114"),
        ("every: {from: T}", "SOP105"),
    ],
)
def test_what_the_file_must_say(rule: str, code: str) -> None:
    """A condition, a moment or a pace; not two of the clock's; a clock of an activity belongs to a procedure."""
    with pytest.raises(DefinitionError) as caught:
        book_of(BOOK.format(rule=rule))
    assert [finding.code for finding in caught.value.findings if finding.severity == "error"] == [code]


def test_it_is_said_in_words() -> None:
    """When a cue comes stands on the cards: its time, its condition."""
    rules = {
        "at: T-30m": ("开播前30分钟", "go-live - 30 min"),
        "every: {interval: 10m, from: T+15m}": ("每10分钟一次，开播后15分钟起", "every 10 min, from go-live + 15 min"),
        'when: "last(viewers) < 5"': ("last(viewers) < 5", "last(viewers) < 5"),
    }
    for rule, (zh, en) in rules.items():
        book = book_of(BOOK.format(rule=rule))
        said = tuple(Phrases(book, lang).cue(book.cues["it"]) for lang in ("zh", "en"))
        assert said == (zh, en)
