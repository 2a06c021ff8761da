"""A line-up on air: a slot that runs over shifts the rest, and what to cut is offered, from the run's own journal."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import sopkit
from sopkit.definition.value import Value
from sopkit.errors import UsageError
from sopkit.loader import load
from tests.engine.rooms import NOON

CREW = {
    "operations": "老王",
    "host": "小美",
    "floor": "阿杰",
    "control": "小李",
    "service": "老王",
    "assistant_host": "小丽",
}
MINUTE = timedelta(minutes=1)
LINE_UP = (
    "编号,名称,类型,直播价,讲解时长\n"
    "A01,防晒衣,秒杀,39,\nA02,凉鞋,秒杀,49,\nA03,裙子,爆款,159,\nA04,外套,利润,89,\nA05,帽子,秒杀,19,\nA06,包,话题,299,\n"
)


class Show:
    """A show of six products and 48 minutes, on a hand clock."""

    def __init__(self, folder: Path) -> None:
        path = folder / "products.csv"
        path.write_text(LINE_UP, encoding="utf-8")
        self.clock = sopkit.HandClock(NOON)
        self.run = sopkit.start(
            load("product-slot"), crew=CREW, products=path, params={"show_length": "48m"}, clock=self.clock
        )

    def slot(self, product: str, minutes: int, *, close: bool = True) -> None:
        """Show a product for so long."""
        self.run.open("product-slot", product=product, by="阿杰")
        self.run.begin("slot-pop", by="小美")
        price = self.run.state.products[product].get("price")
        self.run.complete("slot-pop", by="小李", record={"shown_price": price})
        self.run.complete("slot-explain", by="小美")
        self.run.complete("slot-show", by="小美")
        self.clock.turn(minutes * MINUTE)
        self.run.tick()
        if close:
            self.run.complete("slot-close", by="阿杰", outcome="切下一款")


@pytest.fixture
def show(tmp_path: Path) -> Show:
    """Return the show, on air, nothing shown yet."""
    return Show(tmp_path)


def test_on_time_nothing_is_late(show: Show) -> None:
    """Slots as long as planned: the rest stays where it was."""
    show.slot("A01", 8)
    plan = show.run.plan()
    assert (plan.behind, plan.over, plan.late) == (timedelta(0), timedelta(0), ())
    assert [slot.product for slot in plan.slots] == ["A01", "A02", "A03", "A04", "A05", "A06"]
    assert plan.slots[1].start == 8 * MINUTE


def test_a_slot_that_ran_over_shifts_the_rest(show: Show) -> None:
    """Five minutes over: all that comes is five minutes later, and the last one has no room any more."""
    show.slot("A01", 13)
    plan = show.run.plan()
    assert (plan.behind, plan.over, plan.late) == (5 * MINUTE, 5 * MINUTE, ("A06",))
    assert [slot.start for slot in plan.slots[1:3]] == [13 * MINUTE, 21 * MINUTE]
    assert any(violation.code == "late" for violation in plan.violations)


def test_it_is_seen_while_the_slot_still_runs(show: Show) -> None:
    """Nobody has to close a slot for the plan to see that it runs over."""
    show.slot("A01", 11, close=False)
    assert show.run.plan().behind == 3 * MINUTE
    show.clock.turn(2 * MINUTE)
    assert show.run.plan().behind == 5 * MINUTE


def test_an_offer_that_is_taken_brings_it_back(show: Show) -> None:
    """What is enough by itself stands first; planning again with it, nothing is over."""
    show.slot("A01", 13)
    plan = show.run.plan()
    first = plan.offers[0]
    assert first.saves >= plan.over
    assert show.run.plan(out=first.out).over == timedelta(0)
    shorter = show.run.plan(shorten=True)
    assert (shorter.over, shorter.late) == (timedelta(0), ())
    swapped = show.run.plan(out=["A06"], into={"A04": "A06"})
    assert "A04" not in [slot.product for slot in swapped.slots]


def test_numbers_for_one_plan(show: Show) -> None:
    """A longer show has room for all of it; the run itself is not touched."""
    show.slot("A01", 13)
    before = show.run.state.version
    assert show.run.plan({"show_length": "1h"}).over == timedelta(0)
    assert show.run.state.version == before


def test_a_product_that_is_not_there_is_told(show: Show) -> None:
    """A slip in an id is no silent nothing."""
    with pytest.raises(UsageError, match="货盘里没有 A0l；有：A01"):
        show.run.plan(out=["A0l"])


def test_the_recorded_average_counts(tmp_path: Path) -> None:
    """What the shop recorded before the show is what prices are held against on air."""
    path = tmp_path / "products.csv"
    path.write_text(LINE_UP, encoding="utf-8")
    crew = {**CREW, "private_traffic": "老王", "control": "小李"}
    run = sopkit.start(load("before-live"), crew=crew, products=path, clock=sopkit.HandClock(NOON))
    assert "average-unknown" in [note.code for note in run.plan().notes]
    run.open("line-up", by="老王")
    own: dict[str, Value] = {"average_order_value": 90, "average_from": "前三场", "flash_top": 39}
    run.complete("flash-price", by="老王", record=own)
    codes = [violation.code for violation in run.plan().violations]
    assert codes.count("flash-price") == 1
    assert "average-unknown" not in [note.code for note in run.plan().notes]
