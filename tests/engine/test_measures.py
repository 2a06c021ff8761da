"""Point 12: measures, sampled when their moments pass, and diagnoses over them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tests.engine.rooms import Room

Begin = Callable[..., Room]

BOOK = """
signals: {viewers: {unit: 人}, orders: null}
procedures:
  hold:
    title: 憋单
    steps:
      - {id: tease, role: 主播}
      - {id: list, role: 中控, record: {units: int}}
      - {id: again, role: 运营, outcomes: {再来: tease, 收: finish}}
faults:
  power: {title: 停电, severity: P0, first: 场控, interrupts: run, handling: {steps: [{id: mend, role: 场控}]}}
measures:
  length: {of: hold, from: tease, to: list, unit: 秒}
  change: {of: hold, from: tease, to: list, signal: viewers, as: ratio}
  gained: {of: hold, from: tease, to: list, signal: viewers, as: delta}
  sold: {of: hold, from: list, to: list, after: 3m, signal: orders, as: delta}
  pushes: {of: hold, count: list}
  units: {of: hold, from: list, value: units}
diagnoses:
  - {when: "change < -0.2", says: 憋太久, owner: 场控}
  - {when: "change > 0 and sold < 10", says: 换钩子, owner: 主播}
  - {when: "units > 1000", says: 备货多了}
"""


def round_of(show: Room, *, viewers: tuple[int, int], seconds: int, units: int = 5) -> None:
    """Go through one round."""
    show.run.signal("viewers", viewers[0])
    show.run.complete("tease", by="小美")
    show.turn(f"{seconds}s")
    show.run.signal("viewers", viewers[1])
    show.run.complete("list", by="小李", record={"units": units})


def values(show: Room) -> dict[tuple[str, int], object]:
    """Return each measure of the report by its name and round."""
    return {(m.id, m.round): m.value for m in show.run.report().measures}


def test_each_kind(room: Begin) -> None:
    """How long, how a signal changed, how often, what was recorded; in each round."""
    show = room(BOOK)
    show.run.open("hold", by="小美")
    round_of(show, viewers=(1000, 1500), seconds=100, units=7)
    show.run.complete("again", by="阿杰", outcome="再来")
    round_of(show, viewers=(1500, 900), seconds=50)
    show.run.complete("again", by="阿杰", outcome="收")
    found = values(show)
    assert (found["length", 1], found["length", 2]) == (100, 50)
    assert (found["change", 1], found["change", 2]) == (Decimal("0.5"), Decimal("-0.4"))
    assert (found["gained", 1], found["gained", 2]) == (500, -600)
    assert (found["units", 1], found["units", 2]) == (7, 5)
    assert found["pushes", 2] == 2


def test_a_moment_that_comes_later(room: Begin) -> None:
    """Orders three minutes after the link is up: taken when they have passed, even after the activity ended."""
    show = room(BOOK)
    show.run.open("hold", by="小美")
    show.run.signal("orders", 100)
    round_of(show, viewers=(1, 1), seconds=10)
    show.run.complete("again", by="阿杰", outcome="收")
    show.run.signal("orders", 130)
    show.wait("2m59s")
    assert ("sold", 1) not in values(show)
    show.wait("1s")
    assert values(show)["sold", 1] == 30


def test_a_later_moment_in_each_round(room: Begin) -> None:
    """A round that ends before the moment of the last has come closes that one and begins its own."""
    show = room(BOOK)
    show.run.open("hold", by="小美")
    show.run.signal("orders", 100)
    round_of(show, viewers=(1, 1), seconds=10)
    show.run.complete("again", by="阿杰", outcome="再来")
    show.run.signal("orders", 110)
    round_of(show, viewers=(1, 1), seconds=60)
    show.run.signal("orders", 150)
    show.wait("3m")
    assert (values(show)["sold", 1], values(show)["sold", 2]) == (10, 40)


def test_from_the_start_and_to_the_end_of_a_round(room: Begin) -> None:
    """Without a first step it runs from where the round began, without a last one to where it ended."""
    body = BOOK.replace(
        "  pushes:", "  head: {of: hold, to: list}\n  tail: {of: hold, from: list}\n  all: {of: hold}\n  pushes:"
    )
    show = room(body)
    show.run.open("hold", by="小美")
    for outcome in ("再来", "收"):
        show.turn("5s")
        round_of(show, viewers=(1, 1), seconds=10)
        show.turn("20s")
        show.run.complete("again", by="阿杰", outcome=outcome)
    found = values(show)
    for number in (1, 2):
        assert (found["head", number], found["tail", number], found["all", number]) == (15, 20, 35)


def test_a_stand_still_does_not_count(room: Begin) -> None:
    """The length is the activity's own time."""
    show = room(BOOK)
    show.run.open("hold", by="小美")
    show.run.complete("tease", by="小美")
    show.turn("10s")
    show.run.raise_fault("power", by="老王")
    show.turn("1h")
    show.run.complete("mend", by="老王")
    show.turn("5s")
    show.run.complete("list", by="小李", record={"units": 1})
    assert values(show)["length", 1] == 15


def test_a_missing_signal_leaves_a_hole_and_never_an_error(room: Begin) -> None:
    """No reading, or a ratio from nothing: the value is not known, and the step is done."""
    show = room(BOOK)
    show.run.open("hold", by="小美")
    show.run.complete("tease", by="小美")
    show.run.complete("list", by="小李", record={"units": 1})
    assert values(show)["change", 1] is None
    show.run.complete("again", by="阿杰", outcome="再来")
    round_of(show, viewers=(0, 50), seconds=5)
    assert values(show)["change", 2] is None
    assert values(show)["gained", 2] == 50


def test_what_was_taken_back_is_not_counted(room: Begin) -> None:
    """An undone completion is none."""
    show = room(BOOK)
    show.run.open("hold", by="小美")
    round_of(show, viewers=(1, 1), seconds=10)
    show.run.undo("list", by="小李")
    show.run.complete("list", by="小李", record={"units": 2})
    show.run.complete("again", by="阿杰", outcome="收")
    assert values(show)["pushes", 1] == 1


def test_diagnoses_feed_the_report(room: Begin) -> None:
    """Each that holds of a round is said once, with its owner; one that cannot be worked out is not."""
    show = room(BOOK)
    show.run.open("hold", by="小美")
    show.run.signal("orders", 0)
    for viewers in ((1000, 700), (1000, 600), (1000, 1100)):
        round_of(show, viewers=viewers, seconds=10)
        show.wait("3m")
        show.run.complete("again", by="阿杰", outcome="再来")
    assert show.run.report().diagnoses == (("憋太久", "floor"), ("换钩子", "host"))
