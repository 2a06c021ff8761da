"""Point 3: cues and tasks that no plan has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sopkit import commands as cm
from sopkit import events as ev
from sopkit.errors import UsageError
from tests.engine.rooms import Room, refusals

Begin = Callable[..., Room]
BODY = "procedures: {talk: {title: 讲, role: 主播}}"


def test_a_task_to_a_person_stands_on_their_board(room: Begin) -> None:
    """One person, a text, a time-box; it is on their board only, until it is done."""
    show = room(BODY)
    task = show.run.task("去仓库拿样品", by="老王", person="小李", within="5m")
    (cue,) = show.run.board(person="小李").cues
    assert (cue.id, cue.text, cue.task, cue.given_by) == (task, "去仓库拿样品", True, "老王")
    assert show.run.board(person="小美").cues == ()
    assert refusals(lambda: show.run.acknowledge(task, by="小美")) == ["cue-not-yours"]
    show.run.acknowledge(task, by="小李")
    assert show.run.board(person="小李").cues, "a task stays until it is acted on"
    show.run.act(task, by="小李")
    assert show.run.board(person="小李").cues == ()
    assert refusals(lambda: show.run.act(task, by="小李")) == ["cue-ended"]


def test_a_cue_to_a_seat_is_answered_by_whoever_acts_for_it(room: Begin) -> None:
    """Anybody who holds the seat may acknowledge; then it is off the board."""
    show = room(BODY)
    cue = show.run.cue("讲慢一点", by="老王", role="host")
    assert [c.id for c in show.run.board(role="host").cues] == [cue]
    show.run.acknowledge(cue, by="小美")
    assert show.run.board(role="host").cues == ()
    show.run.act(cue, by="小美")
    assert show.run.state.cues[cue].status == "acted"


def test_it_is_in_the_journal_like_any_other(room: Begin) -> None:
    """Given, acknowledged, acted: each is an event."""
    show = room(BODY)
    before = show.run.state.version
    cue = show.run.cue("看镜头", by="老王", person="小美")
    show.run.dismiss(cue, "正在试穿", by="小美")
    assert show.names(before) == ["CueGiven", "CueDismissed"]


def test_its_time_box_ends_it_once(room: Begin) -> None:
    """Not answered in time, it expires, by itself and once; answered, it does not."""
    show = room(BODY)
    late = show.run.cue("看镜头", by="老王", role="host", within="30s")
    seen = show.run.cue("笑一笑", by="老王", role="host", within="30s")
    show.run.acknowledge(seen, by="小美")
    assert [d.target for d in show.run.due()] == [late]
    assert show.wait("29s") == ()
    assert [type(e) for e in show.wait("1s")] == [ev.CueExpired]
    assert show.wait("1h") == ()
    assert refusals(lambda: show.run.acknowledge(late, by="小美")) == ["cue-ended"]


def test_it_needs_one_receiver_a_text_and_somebody_of_the_room(room: Begin) -> None:
    """To a seat or a person, one of the two; from somebody of the crew, to somebody of it."""
    show = room(BODY)
    assert refusals(lambda: show.run.cue("喂", by="老王")) == ["cue-target"]
    assert refusals(lambda: show.run.cue("喂", by="老王", role="host", person="小美")) == ["cue-target"]
    assert refusals(lambda: show.run.cue(" ", by="老王", role="host")) == ["text-needed"]
    assert refusals(lambda: show.run.cue("喂", by="路人", role="host")) == ["not-in-crew"]
    assert refusals(lambda: show.run.cue("喂", by="老王", person="路人")) == ["not-in-crew"]
    assert refusals(lambda: show.run.cue("喂", by="老王", role="hots")) == ["unknown-role"]
    with pytest.raises(UsageError):
        show.run.cue("喂", by="老王", role="host", within="很久")


def test_a_time_box_is_a_length_of_time(room: Begin) -> None:
    """One that is none is told by what it was, before anything is kept."""
    show = room(BODY)
    for wrong in ("soon", "-5m"):
        with pytest.raises(UsageError, match=wrong):
            show.run.cue("快点", by="老王", role="host", within=wrong)
        with pytest.raises(UsageError, match=wrong):
            show.run.check(cm.GiveCue("老王", "快点", "host", within=wrong))
    assert show.run.state.cues == {}


def test_who_gave_it_may_take_it_back(room: Begin) -> None:
    """With a reason; nobody else but who it is for may turn it down, and only they may act on it."""
    show = room(BODY)
    given = show.run.task("换背景板", by="老王", person="小李")
    assert refusals(lambda: show.run.dismiss(given, "不用了", by="小美")) == ["cue-not-yours"]
    assert refusals(lambda: show.run.acknowledge(given, by="老王")) == ["cue-not-yours"]
    show.run.hand_over("control", "小赵", by="小李")
    show.run.dismiss(given, "小李下播了", by="老王")
    assert show.run.state.cues_open == {}


def test_words_pass_while_the_run_is_held(room: Begin) -> None:
    """On hold people still tell each other things, and the time-box stands still with every other clock."""
    show = room(BODY)
    early = show.run.cue("准备", by="老王", role="host", within="60s")
    show.turn("10s")
    show.run.hold("停电", by="阿杰")
    show.turn("5m")
    late = show.run.cue("拿手电", by="老王", role="host", within="60s")
    show.wait("1h")
    show.run.go_on(by="阿杰")
    assert [e for e in show.wait("49s") if isinstance(e, ev.CueExpired)] == []
    assert [e.cue for e in show.wait("1s") if isinstance(e, ev.CueExpired)] == [early]
    assert [e.cue for e in show.wait("10s") if isinstance(e, ev.CueExpired)] == [late]
