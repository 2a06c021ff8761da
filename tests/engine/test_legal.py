"""Point 17: what is legal now. What `legal` offers `check` takes, and what `check` takes `legal` offers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from sopkit import commands as cm
from sopkit.expression import names_in
from sopkit.run import Run
from tests.engine.rooms import Room

Begin = Callable[..., Room]

TO_FILL_IN = {"record-missing", "outcome-needed"}
"""What a command is refused for that asks only to be filled in."""


def takes(run: Run, person: str) -> Iterator[tuple[str, str, str]]:
    """Yield each step that `check` lets a person take on, and by which command; asked one by one."""
    for activity in run.state.open.values():
        for key, step in activity.index.steps.items():
            own = {f.id for fields in (step.record, *(o.ask for o in step.outcomes)) for f in fields}
            fillable = {g for g in step.gates if not own.isdisjoint(names_in(run.runbook.gates[g].when))}
            commands: list[cm.StepCommand] = [
                cm.CompleteStep(person, key, activity.id, outcome=name)
                for name in (*(o.name for o in step.outcomes), None)
            ]
            commands.append(cm.CheckStep(person, key, activity.id))
            if step.asked_by or step.call:
                commands.append(cm.StartStep(person, key, activity.id))
            for command in commands:
                refusal = run.check(command)
                left = [w for w in refusal.reasons if w.code not in TO_FILL_IN] if refusal else []
                left = [w for w in left if w.args.get("id") not in fillable]
                asked = refusal is not None and any(w.code == "outcome-needed" for w in refusal.reasons)
                if not left and not asked:
                    yield activity.id, key, type(command).__name__


def assert_legal(run: Run) -> None:
    """Hold what `legal` offers each person, and the room, against what `check` says of every step."""
    everybody: set[tuple[str, str, str]] = set()
    for person in run.state.acting:
        taken = set(takes(run, person))
        everybody |= taken
        offered = run.legal(by=person, limit=10_000)
        assert {(c.activity, c.target, c.command) for c in offered} == taken, person
        for choice in offered:
            assert choice.activity is not None
            for outcome in run.state.activities[choice.activity].index.steps[choice.target].outcomes:
                if choice.command == "CompleteStep":
                    command = cm.CompleteStep(person, choice.target, choice.activity, outcome=outcome.name)
                    refusal = run.check(command)
                    codes = {why.code for why in refusal.reasons} if refusal else set()
                    assert (outcome.name in choice.outcomes) == (not codes - TO_FILL_IN), (choice, codes)
    assert {(c.activity, c.target, c.command) for c in run.legal(limit=10_000)} == everybody


BOOK = """
params: {rounds: {type: int, default: 2, note: 测试}}
gates:
  priced: {title: 定了价, when: "product.price > 0", why: 先定价, waive: [运营]}
  signed: {title: 签了, when: "signed_by != null", why: 先签}
phases:
  pre: {title: 播前}
  live: {title: 播中, live: true, opens: [clock]}
  post: {title: 播后, receives: true}
procedures:
  clock:
    title: 钟点
    order: checklist
    steps:
      - {id: early, role: 场控, window: {until: phase + 5m}}
      - {id: late, role: 场控, window: {from: phase + 5m}}
      - {id: walk, role: 场控}
      - {id: rest, role: 场控, after: walk, gap: {after: walk, at_least: 3m}}
      - {id: remind, role: 场控, every: {interval: 10m, from: phase + 2m}}
      - {id: sign, role: 运营, record: {signed_by: text}, gates: [signed]}
      - {id: ask-sign, role: 运营, asked_by: 主播, record: {signed_by: text}, gates: [signed]}
  hold:
    title: 憋单
    product: required
    limits: {rounds: $rounds}
    steps:
      - {id: price, role: 主播, gates: [priced], verify: true}
      - {id: bag-now, role: 场控, call: bag}
      - {id: again, role: 运营, outcomes: {再来: price, 送: open bag, 收: finish}}
  bag: {title: 福袋, opens: {at_most: 1}, steps: [{id: send, role: 场控}]}
  both: {title: 一起, steps: [{id: shout, roles: {all: [主播, 场控]}, outcomes: {响: next, 不响: open bag}}]}
"""


def held(room: Begin) -> Room:
    """Open 憋单 for a product that has no price yet."""
    show = room(BOOK)
    show.run.open("hold", product="A01", by="小美")
    return show


def test_a_closed_gate_is_not_offered(room: Begin) -> None:
    """Not before it holds, or is waived."""
    show = held(room)
    assert "price" not in show.legal()
    show.run.waive("priced", "老板定", by="阿杰")
    assert "price" in show.legal()
    show = held(room)
    show.run.update_product("A01", {"price": "29.9"}, by="阿杰")
    assert "price" in show.legal("小美")
    assert_legal(show.run)


def test_a_gate_on_what_the_step_records_itself_is_judged_with_it(room: Begin) -> None:
    """The step is offered, and begun or asked, before there is a record; it is the record that the gate bars."""
    show = held(room)
    assert show.legal("阿杰") == ["sign"]
    assert show.legal("小美") == ["ask-sign"]
    show.run.begin("ask-sign", by="小美")
    show.run.begin("sign", by="阿杰")
    assert show.legal("阿杰") == ["ask-sign", "sign"]
    (why,) = show.refused(cm.CompleteStep("阿杰", "sign", record={"signed_by": ""})).reasons[:1]
    assert why.code in ("record-missing", "gate-closed")
    show.run.complete("sign", by="阿杰", record={"signed_by": "陈总"})
    assert_legal(show.run)


def test_a_time_that_has_not_come_or_is_over_is_not_offered(room: Begin) -> None:
    """A window, a recurring step before its start, the least time after another step."""
    show = held(room)
    assert show.legal("老王") == ["early", "walk"]
    show.turn("2m")
    show.run.complete("walk", by="老王")
    assert show.legal("老王") == ["early", "remind"]
    show.turn("3m")
    assert show.legal("老王") == ["early", "late", "remind", "rest"]
    show.turn("1s")
    assert show.legal("老王") == ["late", "remind", "rest"]
    assert_legal(show.run)


def test_the_second_person_is_another(room: Begin) -> None:
    """The check is offered to everybody but who did it; to nobody where there is nobody else."""
    show = held(room)
    show.run.waive("priced", "老板定", by="阿杰")
    show.run.complete("price", by="小美")
    assert "price" not in show.legal("小美")
    assert "price" in show.legal("老王")
    assert_legal(show.run)


def test_a_call_that_may_not_open_is_not_offered(room: Begin) -> None:
    """At most one bag at once: the step that calls it waits for the other bag."""
    show = held(room)
    show.run.waive("priced", "老板定", by="阿杰")
    show.run.complete("price", by="小美")
    show.run.accept("price", by="老王")
    assert "bag-now" in show.legal()
    show.run.open("bag", by="老王")
    assert "bag-now" not in show.legal()
    assert_legal(show.run)


def test_the_answers_that_are_open(room: Begin) -> None:
    """Of the answers of a step those that lead somewhere now: no third round, no second bag."""
    show = held(room)
    show.run.waive("priced", "老板定", by="阿杰")
    for answers in (("再来", "送", "收"), ("送", "收")):
        show.run.complete("price", by="小美")
        show.run.accept("price", by="老王")
        show.run.begin("bag-now", by="老王")
        show.run.complete("send", by="老王")
        (choice,) = [c for c in show.run.legal() if c.target == "again"]
        assert choice.outcomes == answers
        if "再来" in answers:
            show.run.complete("again", by="阿杰", outcome="再来")
    show.run.open("bag", by="老王")
    (choice,) = [c for c in show.run.legal() if c.target == "again"]
    assert choice.outcomes == ("收",)
    assert_legal(show.run)


def test_a_seat_that_has_confirmed_is_not_asked_again(room: Begin) -> None:
    """Of several seats those that are missing; the answer is the last one's to give."""
    show = held(room)
    show.run.open("both", by="小美")
    assert_legal(show.run)
    show.run.complete("shout", by="小美")
    assert "shout" not in show.legal("小美")
    assert "shout" in show.legal("老王")
    assert_legal(show.run)


def test_a_seat_that_nobody_fills_is_offered_to_nobody(room: Begin) -> None:
    """Without a person there is no choice; the board of the seat still shows what stands there."""
    body = "procedures: {p: {title: 备, steps: [{id: a, role: 场控, optional: true}, {id: b, role: 主播}]}}"
    show = room(body, crew={"operations": "阿杰", "host": "小美"})
    show.run.open("p", by="小美")
    assert show.legal() == ["b"]
    assert [item.key for item in show.run.board(role="floor").mine_now] == ["a"]


def test_a_choice_says_its_product(room: Begin) -> None:
    """Two rooms of the same step are told apart in words, too."""
    show = held(room)
    show.run.waive("priced", "老板定", by="阿杰")
    show.run.open("hold", product="A02", by="小美")
    assert [c.zh for c in show.run.legal(by="小美") if c.target == "price"] == [
        "主播：price（A02）",
        "主播：price（A01）",
    ]


def test_a_choice_says_its_activity_where_two_are_alike(room: Begin) -> None:
    """Two of the same procedure about nothing: the words name each."""
    show = held(room)
    one = show.run.open("both", by="小美")
    assert [c.zh for c in show.run.legal(by="小美") if c.target == "shout"] == ["主播、场控：shout"]
    two = show.run.open("both", by="小美")
    shown = [c.zh for c in show.run.legal(by="小美") if c.target == "shout"]
    assert shown == [f"主播、场控：shout（{two}）", f"主播、场控：shout（{one}）"]


@pytest.mark.parametrize("status", ["held", "aborted"])
def test_nothing_is_legal_while_the_run_stands(room: Begin, status: str) -> None:
    """On hold, and after the end."""
    show = held(room)
    (show.run.hold if status == "held" else show.run.abort)("停电", by="阿杰")
    assert show.run.legal() == ()


def test_a_held_step_stands_on_the_board_with_what_holds_it(room: Begin) -> None:
    """Not among what may be done now, but not gone either: with the reason, and who can lift it."""
    show = held(room)
    board = show.run.board(person="小美")
    assert "price" not in [item.key for item in board.mine_now]
    (waiting,) = [one for one in board.waiting if one.item.key == "price"]
    assert [why.code for why in waiting.why] == ["gate-closed"]
    assert (waiting.steps, waiting.roles, waiting.people) == ((), ("operations",), ("阿杰",))
    (late,) = [one for one in show.run.board(role="floor").waiting if one.item.key == "late"]
    assert ([why.code for why in late.why], late.people) == (["too-early"], ())


def test_who_is_to_be_asked_or_checked_sees_on_whom_it_waits(room: Begin) -> None:
    """The desk sees the question coming; who did a step sees that it is not checked yet."""
    show = held(room)
    show.run.waive("priced", "老板定", by="阿杰")
    (asked,) = [one for one in show.run.board(person="阿杰").waiting if one.item.key == "ask-sign"]
    assert (asked.steps, asked.roles, asked.people) == (("ask-sign",), ("host",), ("小美",))
    show.run.complete("price", by="小美")
    (checked,) = [one for one in show.run.board(person="小美").waiting if one.item.key == "price"]
    assert set(checked.people) == {"阿杰", "老王", "小李"}


def test_the_board_offers_the_answers_that_are_open(room: Begin) -> None:
    """As `legal` does."""
    show = room(BOOK, params={"rounds": 1})
    show.run.open("hold", product="A01", by="小美")
    show.run.waive("priced", "老板定", by="阿杰")
    show.run.complete("price", by="小美")
    show.run.accept("price", by="老王")
    show.run.begin("bag-now", by="老王")
    show.run.complete("send", by="老王")
    (item,) = [one for one in show.run.board(role="operations").mine_now if one.key == "again"]
    assert item.outcomes == ("送", "收")
