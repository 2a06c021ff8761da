"""Ways: what the pictures draw is what the engine does."""

from __future__ import annotations

from datetime import timedelta

from sopkit.definition.procedure import Limits, Order, Procedure
from sopkit.definition.step import Every, OnFail, Outcome, Seats, Step, Target, TargetKind
from sopkit.drawing.ways import Way, WayKind, ways_of

HOST = Seats(("host",))
NEXT, FINISH = Target(TargetKind.NEXT), Target(TargetKind.FINISH)


def to(step: str) -> Target:
    """Return the target that is a step."""
    return Target(TargetKind.STEP, step)


def test_a_sequence_leads_on_and_ends() -> None:
    """Each step leads to the next that has a turn; what comes back and what opens at a limit have none."""
    steps = (
        Step("a", "a", HOST),
        Step("again", "again", HOST, every=Every(timedelta(minutes=1))),
        Step("b", "b", HOST, after=("a",)),
        Step("out", "out", HOST, only="on_limit", ends="cancelled"),
    )
    limits = Limits(timedelta(minutes=5), None, ("out",))
    assert ways_of(Procedure("p", "p", steps, limits=limits)) == (
        Way(WayKind.ORDER, "a", "b"),
        Way(WayKind.ORDER, "b", "", ends="finished"),
        Way(WayKind.ORDER, "out", "", ends="cancelled"),
        Way(WayKind.LIMIT, "", "out"),
    )


def test_answers_that_lead_alike_are_one_way() -> None:
    """Answers are grouped by where they lead; opening a procedure goes on beside it, finishing does not."""
    opens = Target(TargetKind.OPEN, "ship")
    names = {"好": NEXT, "行": NEXT, "发": opens, "回": to("a"), "收": FINISH}
    steps = (
        Step("a", "a", HOST, outcomes=tuple(Outcome(name, target) for name, target in names.items())),
        Step("b", "b", HOST),
    )
    assert ways_of(Procedure("p", "p", steps))[:4] == (
        Way(WayKind.ANSWER, "a", "b", ("好", "行")),
        Way(WayKind.ANSWER, "a", "b", ("发",), opens),
        Way(WayKind.ANSWER, "a", "a", ("回",)),
        Way(WayKind.ANSWER, "a", "", ("收",), ends="finished"),
    )


def test_a_failure_leaves_the_step_open() -> None:
    """A record that is not as expected raises the fault and leads no further; a failure may lead elsewhere."""
    raises = Target(TargetKind.RAISE, "price-wrong")
    steps = (Step("a", "a", HOST, expect="x == 1", otherwise=raises, on_fail=OnFail(1, to("b"))), Step("b", "b", HOST))
    assert ways_of(Procedure("p", "p", steps)) == (
        Way(WayKind.ORDER, "a", "b"),
        Way(WayKind.BROKEN, "a", "", outside=raises),
        Way(WayKind.FAILED, "a", "b"),
        Way(WayKind.ORDER, "b", "", ends="finished"),
    )


def test_a_checklist_has_no_order_but_what_waits() -> None:
    """In a checklist only `after` holds a step back; the last one done ends it."""
    steps = (Step("a", "a", HOST), Step("b", "b", HOST, after=("a",)))
    assert ways_of(Procedure("p", "p", steps, Order.CHECKLIST)) == (Way(WayKind.AFTER, "a", "b"),)
