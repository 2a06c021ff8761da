"""Screens: what a person who steps through a show sees: whose turn it is, what to read aloud, what is late."""

from __future__ import annotations

import pytest

from sopkit_cli.terminal import Terminal
from sopkit_cli.width import columns_of
from tests.cli.conftest import CREW, SMALL_SHOW, Sop
from tests.cli.test_stepping import keys


def test_why_is_asked_about_the_run_in_hand(show: Sop, products: str) -> None:
    """`/why` in the stepper asks about this run and for the person played, like every other verb there."""
    show("start", SMALL_SHOW, *CREW, "--products", products, "--run", "r2")
    screen = show("run", "r1", "--as", "小美", input=keys("/why do microphone", "q")).stdout
    assert "这件事归场控" in screen


def test_what_to_say_in_a_fault_is_on_the_screen(on_air: Sop) -> None:
    """Once a fault is raised, the screen shows it, who takes it first, what stands still, and the line to be read."""
    on_air("fault", "coupon-missing", "--by", "老王")
    screen = on_air("run", "r1", "--as", "小美", input=keys("q")).stdout
    assert "!! P1 领不到券（coupon-missing#1）：已报" in screen
    assert "先由中控 老王处理" in screen
    assert ">  cue#1：" in screen
    assert "（给主播）" in screen


def test_whose_turn_it_is(show: Sop) -> None:
    """Who has nothing to do is told who has, and of which step."""
    screen = show("run", "r1", "--as", "小美", input=keys("q")).stdout
    assert "现在没有你的步骤，轮到：场控 老王（麦克风）" in screen


def test_who_checks_sees_what_was_done(show: Sop) -> None:
    """A check names who did the step, so that the second pair of eyes is another's; the prompt names the step."""
    show("do", "microphone", "--by", "老王")
    screen = show("run", "r1", "--as", "阿杰", input=keys("q")).stdout
    assert "老王报的，换一个人看过再通过" in screen
    assert "麦克风 | 阿杰> " in screen


def test_nobody_waits_and_the_way_on_is_named(show: Sop) -> None:
    """Where no step waits for anybody, the keys that lead on are named."""
    typed = keys("", "", "x 用三脚架", "g", "q")
    screen = show("run", "r1", input=typed).stdout
    assert "没有等着做的步骤，可以：k 开流程。" in screen or "没有等着做的步骤，可以：g 下一阶段、k 开流程。" in screen


def test_a_refused_key_answers_for_who_could(show: Sop) -> None:
    """Playing everybody, the reasons are those that stand against the one whose seat it is, a line each."""
    screen = show("run", "r1", input=keys("g", "q")).stdout
    answer = screen.split("“下一阶段”现在不行：")[1].split("全员>")[0]
    assert "只有运营可以这样做" not in answer
    assert "还没做完" in answer


def test_an_answer_behind_the_key(on_air: Sop) -> None:
    """`d` takes the first answer with it; a bad one is asked again, with what there is."""
    on_air("product", "A01", "--set", "rehearsed=是", "--by", "阿杰")
    on_air("do", "introduce", "--by", "小美")
    on_air("begin", "link", "--by", "小美")
    screen = on_air("run", "r1", input=keys("d 0", "100", "q")).stdout
    assert "不能小于 1" in screen
    screen = on_air("run", "r1", input=keys("f zzz", ".", "q")).stdout
    assert "没找到“zzz”；写一个点（.）是不做了。" in screen
    assert "  1. P1 " in screen


def test_a_long_list_says_that_it_goes_on(sop: Sop) -> None:
    """Of more than thirty things to choose from, how many are not shown is said; several that match are listed."""
    screen = sop("run", "standard-live", input=keys("j", "核价格", "j 核", ".", "q")).stdout
    assert "个，写几个字找。" in screen
    assert "“核”不止一个" in screen
    assert "核优惠券" in screen.split("“核”不止一个")[1]


def test_a_window_that_is_drawn_narrower(monkeypatch: pytest.MonkeyPatch) -> None:
    """The width is asked for with every line: one that shrinks in mid-show is written to its new size."""
    monkeypatch.setenv("COLUMNS", "80")
    terminal = Terminal()
    assert terminal.width == 80
    monkeypatch.setenv("COLUMNS", "40")
    assert terminal.width == 40


@pytest.mark.parametrize(("columns", "id"), [(24, "standard-live"), (36, "standard-live"), (40, "faults-promo")])
def test_a_catalogue_on_a_narrow_screen(sop: Sop, monkeypatch: pytest.MonkeyPatch, columns: int, id: str) -> None:
    """On a narrow screen a title stands under its id, and not letter by letter beside it."""
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = sop("list").stdout.splitlines()
    title = {"standard-live": "标准直播 1.0.0", "faults-promo": "故障：价格、赠品、权益、工具"}[id]
    assert lines[lines.index(f"  {id}") + 1].startswith(f"    {title}")
    assert all(columns_of(line) <= columns for line in lines)


def test_what_stands_still_has_its_title(on_air: Sop) -> None:
    """What a fault suspends is named in words, in stepping and on the board."""
    on_air("fault", "coupon-missing", "--activity", "slot#1", "--by", "老王")
    assert "!! 挂起：过品 [slot#1]" in on_air("run", "r1", "--as", "小美", input=keys("q")).stdout
    assert "挂起：过品 [slot#1]" in on_air("board", "--role", "主播").stdout


def test_practice_is_no_show(sop: Sop, products: str) -> None:
    """Stepped without a crew a run is a rehearsal, unless it is said to be the show."""
    assert "彩排" in sop("run", SMALL_SHOW, "--products", products, input=keys("q")).stdout
    assert "正式 LIVE" in sop("run", SMALL_SHOW, "--kind", "live", "--products", products, input=keys("q")).stdout
    assert "正式 LIVE" in sop("run", SMALL_SHOW, *CREW, "--products", products, input=keys("q")).stdout


def test_the_board_of_whom_i_play(on_air: Sop) -> None:
    """`/board` in stepping is the board of the person played, and of another where one is named."""
    hosts = on_air("run", "r1", "--as", "小美", input=keys("/board", "q")).stdout.split("/board")[1]
    assert "·  introduce  介绍" in hosts
    desks = on_air("run", "r1", "--as", "阿杰", input=keys("/board", "q")).stdout.split("/board")[1]
    assert "·  introduce  介绍" not in desks
    other = on_air("run", "r1", "--as", "阿杰", input=keys("/board --role 主播", "q")).stdout.split("/board")[1]
    assert "·  introduce  介绍" in other
