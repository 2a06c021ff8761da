"""Point 1 and 2: roles work side by side, and a step is taken only by who sits there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sopkit import commands as cm
from sopkit import events as ev
from tests.engine.rooms import ROLES, Room, refusals

Begin = Callable[..., Room]

TRACKS = """
phases:
  live: {title: 播中, live: true, opens: [words, desk]}
procedures:
  words:
    title: 口播
    steps:
      - {id: greet, role: 主播}
      - {id: pitch, role: 主播}
  desk:
    title: 后台
    order: checklist
    steps:
      - {id: links, role: 中控}
      - {id: stock, role: 中控, after: links}
      - {id: lights, role: 场控}
"""


def test_a_phase_opens_tracks_side_by_side(room: Begin) -> None:
    """Steps of different roles are ready at once; only order and `after` hold a step back."""
    show = room(TRACKS, live=False)
    assert show.legal() == ["greet", "lights", "links"]
    assert show.legal("小美") == ["greet"]
    assert show.legal("小李") == ["links"]
    show.run.complete("lights", by="老王")
    show.run.complete("links", by="小李")
    assert show.legal() == ["greet", "stock"]


def test_the_refusal_names_what_holds_a_step(room: Begin) -> None:
    """A step that waits says for which steps, in words and as data."""
    show = room(TRACKS, live=False)
    (why,) = show.refused(cm.CompleteStep("小美", "pitch")).reasons
    assert (why.code, why.lifted_by, why.lifted_by_kind) == ("step-waits", ("greet",), "step")
    assert "greet" in why.zh
    (why,) = show.refused(cm.CompleteStep("小李", "stock")).reasons
    assert (why.code, why.lifted_by) == ("step-waits", ("links",))


def test_only_who_sits_there(room: Begin) -> None:
    """Another seat, and somebody without one, are refused; the reason names who may."""
    show = room(TRACKS, live=False)
    (why,) = show.refused(cm.CompleteStep("老王", "greet")).reasons
    assert (why.code, why.lifted_by, why.lifted_by_kind) == ("wrong-seat", ("host",), "role")
    assert "主播" in why.zh
    assert "场控" in why.zh
    (why,) = show.refused(cm.CompleteStep("路人", "greet")).reasons
    assert (why.code, why.lifted_by_kind) == ("not-in-crew", "person")
    assert show.legal("路人") == []


COVER = """
roles:
  operations: {{title: 运营}}
  host: {{title: 主播}}
  floor: {{title: 场控}}
  control: {{title: 中控, covered_by: [floor], cover: {cover}}}
phases:
  live: {{title: 播中, opens: [desk], live: true}}
procedures:
  desk: {{title: 后台, role: 中控}}
"""


@pytest.mark.parametrize(("cover", "manned", "may"), [
    ("vacant", False, True), ("vacant", True, False), ("always", False, True), ("always", True, True),
])  # fmt: skip
def test_cover(room: Begin, cover: str, manned: bool, may: bool) -> None:
    """A covering role may take the steps of a vacant seat, or of any if the role says always."""
    crew = {"运营": "阿杰", "场控": "老王"} | ({"中控": "小李"} if manned else {})
    show = room(COVER.format(cover=cover), crew=crew, live=False)
    if may:
        show.run.complete("desk", by="老王")
        assert show.activity("desk#1").status == "finished"
    else:
        assert refusals(lambda: show.run.complete("desk", by="老王")) == ["wrong-seat"]
        show.run.complete("desk", by="小李")


def test_one_person_in_several_seats(room: Begin) -> None:
    """运营兼客服，场控兼中控: one person takes the steps of every seat that they hold."""
    show = room(TRACKS, crew={"运营": "阿杰", "主播": "小美", "场控": "老王", "中控": "老王"}, live=False)
    for step in ("lights", "links", "stock"):
        show.run.complete(step, by="老王")
    assert show.run.state.crew.roles_of("老王") == ("floor", "control")


TEAM = """
roles:
  投流: {title: 投流, aliases: [投手]}
  品牌方: {title: 品牌方}
may: {enter: [品牌方]}
phases:
  live: {title: 播中, live: true, opens: [spend]}
  post: {title: 播后}
procedures:
  spend: {title: 投放, role: 投手}
"""


def test_a_team_has_roles_of_its_own(room: Begin) -> None:
    """投流 and 品牌方 are seats like any other; who may enter a phase is for the runbook to say."""
    show = room(TEAM, crew={"投手": "小周", "品牌方": "陈总"}, live=False)
    show.run.complete("spend", by="小周")
    assert refusals(lambda: show.run.enter("post", by="小周")) == ["not-entitled"]
    show.run.enter("post", by="陈总")
    assert show.run.state.phase == "post"


ALL = """
phases:
  live: {title: 播中, live: true, opens: [list]}
procedures:
  list:
    title: 上架
    steps:
      - id: both
        roles: {all: [主播, 中控]}
        record: {units: {type: int, min: 1}}
      - {id: either, roles: {any: [主播, 场控]}}
"""


def test_all_of_needs_each_seat(room: Begin) -> None:
    """Each named seat confirms; the first leaves the record to the last, and may not confirm twice."""
    show = room(ALL, live=False)
    show.run.complete("both", by="小美")
    assert show.status("list#1", "both") == "active"
    assert refusals(lambda: show.run.complete("both", by="小美")) == ["already-confirmed"]
    (choice,) = show.run.legal()
    assert choice.roles == ("control",)
    assert refusals(lambda: show.run.complete("both", by="小李")) == ["record-missing"]
    show.run.complete("both", by="小李", record={"units": "500"})
    assert show.step("list#1", "both").record == {"units": 500}


def test_all_of_by_one_person_in_both_seats(room: Begin) -> None:
    """Who sits in every seat that must confirm does so at once."""
    show = room(ALL, crew={"运营": "阿杰", "主播": "小美", "中控": "小美"}, live=False)
    show.run.complete("both", by="小美", record={"units": 1})
    assert show.status("list#1", "both") == "done"


@pytest.mark.parametrize("person", ["小美", "老王"])
def test_any_of_needs_one(room: Begin, person: str) -> None:
    """One of the named seats is enough."""
    show = room(ALL, live=False)
    show.run.complete("both", by="小美")
    show.run.complete("both", by="小李", record={"units": 5})
    show.run.complete("either", by=person)
    assert show.activity("list#1").status == "finished"


VERIFY = """
phases:
  live: {title: 播中, live: true, opens: [price]}
procedures:
  price:
    title: 核价
    steps:
      - {id: set, role: 中控, record: {price: money}, verify: true}
      - {id: read, role: 主播, verify: {role: 中控}}
      - {id: sign, roles: {all: [主播, 中控]}, verify: true}
"""


def test_verify_takes_a_second_person(room: Begin) -> None:
    """Reported done, a step waits for somebody else; whoever did it cannot accept it, whatever seats they hold."""
    show = room(VERIFY, crew={"运营": "阿杰", "主播": "小李", "场控": "小李", "中控": "小李"}, live=False)
    show.run.complete("set", by="小李", record={"price": "29.9"})
    assert show.status("price#1", "set") == "awaiting_check"
    (why,) = show.refused(cm.CheckStep("小李", "set")).reasons
    assert (why.code, why.lifted_by, why.lifted_by_kind) == ("same-person", ("阿杰",), "person")
    show.run.accept("set", by="阿杰")
    done = show.events(ev.StepCompleted)[0]
    assert isinstance(done, ev.StepCompleted)
    assert (done.done_by, done.by) == ("小李", "阿杰")


def test_verify_by_a_role(room: Begin) -> None:
    """Where a role is named, the second person sits in it."""
    show = room(VERIFY, live=False)
    show.run.complete("set", by="小李", record={"price": "29.9"})
    show.run.accept("set", by="小美")
    show.run.complete("read", by="小美")
    assert refusals(lambda: show.run.accept("read", by="老王")) == ["wrong-seat"]
    show.run.accept("read", by="小李")


def test_a_check_sends_back_with_a_reason(room: Begin) -> None:
    """The second person may send it back; the one who did it does it again."""
    show = room(VERIFY, live=False)
    assert refusals(lambda: show.run.accept("set", by="小美")) == ["step-not-submitted"]
    show.run.complete("set", by="小李", record={"price": "29.9"})
    assert refusals(lambda: show.run.reject("set", "", by="小美")) == ["reason-needed"]
    assert refusals(lambda: show.run.complete("set", by="小李", record={"price": "19.9"})) == ["step-awaits-check"]
    show.run.reject("set", "链接上是 19.9", by="小美")
    assert show.status("price#1", "set") == "active"
    show.run.complete("set", by="小李", record={"price": "19.9"})
    show.run.accept("set", by="老王")
    assert str(show.step("price#1", "set").record["price"]) == "19.9"


def test_whoever_confirmed_is_no_second_person(room: Begin) -> None:
    """Of a step that several seats confirm and one checks, nobody who confirmed may be the one."""
    show = room(VERIFY, live=False)
    show.run.complete("set", by="小李", record={"price": "29.9"})
    show.run.accept("set", by="小美")
    show.run.complete("read", by="小美")
    show.run.accept("read", by="小李")
    show.run.complete("sign", by="小美")
    show.run.complete("sign", by="小李")
    assert refusals(lambda: show.run.accept("sign", by="小李")) == ["same-person"]
    assert refusals(lambda: show.run.accept("sign", by="小美")) == ["same-person"]
    show.run.accept("sign", by="老王")


ASKED = """
phases:
  live: {title: 播中, live: true, opens: [call]}
procedures:
  call:
    title: 上链接
    steps:
      - id: link
        role: 中控
        asked_by: 主播
        ask: "三、二、一，上链接！"
        answer: "上了，{units} 件"
        record: {units: int}
      - {id: announce, role: 主播}
"""


def test_challenge_and_response(room: Begin) -> None:
    """The host asks, the desk answers; not before it was asked, and the question is put once."""
    show = room(ASKED, live=False)
    (why,) = show.refused(cm.CompleteStep("小李", "link", record={"units": 500})).reasons
    assert (why.code, why.lifted_by) == ("not-asked", ("host",))
    assert "三、二、一" in why.zh
    assert [(c.command, c.roles) for c in show.run.legal()] == [("StartStep", ("host",))]
    assert refusals(lambda: show.run.begin("link", by="小李")) == ["wrong-seat"]
    show.run.begin("link", by="小美")
    assert "already-asked" in refusals(lambda: show.run.begin("link", by="小美"))
    assert [(c.command, c.roles) for c in show.run.legal()] == [("CompleteStep", ("control",))]
    assert refusals(lambda: show.run.complete("announce", by="小美")) == ["step-waits"]
    show.run.complete("link", by="小李", record={"units": "500"})
    show.run.complete("announce", by="小美")


def test_what_failed_is_asked_again(room: Begin) -> None:
    """A new try begins with the question: the desk does not answer what nobody asked this time."""
    show = room(
        ASKED.replace("units: int", "units: {type: int, min: 0}").replace(
            "record:", "expect: units > 0\n        record:"
        ),
        live=False,
    )
    ways: tuple[Callable[[], object], ...] = (
        lambda: show.run.fail("link", "后台打不开", by="小李"),
        lambda: show.run.complete("link", by="小李", record={"units": 0}),
    )
    for fail in ways:
        show.run.begin("link", by="小美")
        fail()
        assert show.status("call#1", "link") == "failed"
        assert [(c.command, c.roles) for c in show.run.legal()] == [("StartStep", ("host",))]
        assert refusals(lambda: show.run.complete("link", by="小李", record={"units": 5})) == ["not-asked"]
        assert [item.command for item in show.run.board(role="host").mine_now] == ["StartStep"]
    show.run.begin("link", by="小美")
    show.run.complete("link", by="小李", record={"units": 5})


def test_who_runs_the_show_is_named(room: Begin) -> None:
    """Phases are entered, runs held, aborted and closed only by the roles that the runbook names."""
    show = room(TRACKS.replace("phases:\n", "phases:\n  pre: {title: 播前}\n"), live=False)
    assert refusals(lambda: show.run.enter("live", by="小美")) == ["not-entitled"]
    assert refusals(lambda: show.run.hold("停电", by="小美")) == ["not-entitled"]
    assert refusals(lambda: show.run.abort("停电", by="小美")) == ["not-entitled"]
    assert "not-entitled" in refusals(lambda: show.run.close(by="小美"))
    show.run.enter("live", by="阿杰")


def test_a_phase_names_who_enters_it(room: Begin) -> None:
    """A phase may be entered by other roles than the rest."""
    body = "phases:\n  pre: {title: 播前}\n  live: {title: 播中, live: true, enter: [主播]}\nprocedures: {x: {title: 甲, role: 主播}}\n"
    show = room(body, live=False)
    assert refusals(lambda: show.run.enter("live", by="阿杰")) == ["not-entitled"]
    show.run.enter("live", by="小美")


def test_hand_over_in_mid_show(room: Begin) -> None:
    """From the moment of the hand-over the new person takes the steps and the old one does not."""
    show = room(TRACKS, live=False)
    assert refusals(lambda: show.run.hand_over("主播", "小周", by="老王")) == ["unknown-role"]
    assert refusals(lambda: show.run.hand_over("host", "小周", by="老王")) == ["not-entitled"]
    show.run.complete("greet", by="小美")
    show.run.hand_over("host", "小周", by="小美", note="嗓子哑了")
    assert refusals(lambda: show.run.complete("pitch", by="小美")) == ["not-in-crew"]
    show.run.complete("pitch", by="小周")
    show.run.hand_over("control", "老王", by="阿杰")
    show.run.complete("links", by="老王")
    assert show.run.state.crew.seats["control"] == ("老王",)


def test_hand_over_says_who_leaves_where_several_sit(room: Begin) -> None:
    """Two hosts: the hand-over names which of them leaves."""
    seats = {"运营": "阿杰", "主播": ["小美", "小雅"], "场控": "老王", "中控": "老王"}
    show = room(TRACKS.replace("phases:", ROLES + "  service: {title: 客服}\nphases:"), crew=seats, live=False)
    assert refusals(lambda: show.run.hand_over("host", "小周", by="阿杰")) == ["seat-unclear"]
    assert refusals(lambda: show.run.hand_over("host", "小雅", by="阿杰", leaves="小美")) == ["seat-same"]
    show.run.hand_over("host", "小周", by="阿杰", leaves="小雅")
    assert show.run.state.crew.seats["host"] == ("小美", "小周")
    show.run.hand_over("service", "小李", by="阿杰")
    assert show.run.state.crew.seats["service"] == ("小李",), "a vacant seat can be taken"


def test_a_blank_name_is_nobody(room: Begin) -> None:
    """A seat given to nobody by name is vacant."""
    show = room(TEAM, crew={"投手": ["小周", " "], "品牌方": "陈总"}, live=False)
    assert show.run.state.crew.people == {"小周", "陈总"}
    assert refusals(lambda: room(TEAM, crew={"投手": "", "品牌方": "陈总"}, live=False)) == ["seat-unmanned"]
