"""憋单 as it is shipped, played alone: what opens it, what bounds it, how it ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from sopkit.clock import HandClock
from sopkit.definition.product import Product
from sopkit.definition.value import Value
from sopkit.errors import RefusedError
from sopkit.loader import load
from sopkit.run import Run, start
from tests.content.cited import ROOT

CREW = {"operations": "老王", "service": "老王", "host": "小美", "floor": "阿杰", "control": "阿杰"}
FACTS: dict[str, Value] = {
    "price": Decimal(99),
    "stock_declared": 300,
    "stock_sellable": 300,
    "batches": ("100", "100", "100"),
    "return_7d": True,
}


@pytest.fixture
def clock() -> HandClock:
    """Return a clock that stands in the evening."""
    return HandClock(datetime(2026, 3, 8, 12, 0, tzinfo=UTC))


def begun(clock: HandClock, **facts: Value) -> Run:
    """Return a run of 憋单 alone, with one product of these facts."""
    product = Product("A01", "防晒衣", {**FACTS, **facts})
    return start(load(ROOT / "runbooks" / "hold-order.yaml"), crew=CREW, products=(product,), clock=clock)


def teased(run: Run) -> None:
    """Play the steps before the countdown, and put the call."""
    run.complete("selling-points", by="小美", record={"open_at": "20:15"})
    run.complete("discount", by="小美")
    run.accept("discount", by="阿杰")
    run.complete("call-to-action", by="小美")
    run.complete("reassure", by="小美")
    run.begin("countdown", by="小美")


def codes(refused: pytest.ExceptionInfo[RefusedError]) -> set[str]:
    """Return the codes of every reason."""
    return {why.code for why in refused.value.refusal.reasons}


@pytest.mark.parametrize(
    "facts",
    [
        {"stock_declared": None},
        {"batches": None},
        {"stock_sellable": 120},
        {"compare_price": Decimal(299)},
        {"compare_price": Decimal(299), "price_basis": "建议零售价"},
        {"price": None},
    ],
    ids=["no stock", "no batches", "stock differs", "no basis", "no evidence", "no price"],
)
def test_it_opens_only_on_declared_facts(clock: HandClock, facts: dict[str, Value]) -> None:
    """Without declared and sellable stock, batches, a price, or a proven basis for a comparison, it does not open."""
    run = begun(clock, **facts)
    with pytest.raises(RefusedError) as refused:
        run.open("hold-order", product="A01", by="小美")
    assert any("gate" in code for code in codes(refused))


def test_a_proven_comparison_opens_it(clock: HandClock) -> None:
    """A compared price with its basis and the place of its evidence is no bar."""
    run = begun(clock, compare_price=Decimal(299), price_basis="建议零售价", price_evidence="吊牌照片")
    assert run.open("hold-order", product="A01", by="小美")


def test_the_price_is_checked_by_another_person(clock: HandClock) -> None:
    """Who names the price does not check it; the control desk does."""
    run = begun(clock)
    run.open("hold-order", product="A01", by="小美")
    run.complete("selling-points", by="小美", record={"open_at": "20:15"})
    run.complete("discount", by="小美")
    with pytest.raises(RefusedError):
        run.accept("discount", by="小美")
    with pytest.raises(RefusedError):
        run.accept("discount", by="老王")
    run.accept("discount", by="阿杰")


def test_the_desk_answers_the_call_with_the_stock(clock: HandClock) -> None:
    """The link goes up only on the host's call, and at the declared price; else the price fault is raised."""
    run = begun(clock)
    run.open("hold-order", product="A01", by="小美")
    teased(run)
    run.complete("countdown", by="阿杰", record={"stock_released": 100, "opened_price": "199"})
    assert [fault.kind for fault in run.state.faults_open.values()] == ["price-wrong"]


def test_past_the_limit_it_opens_or_apologises(clock: HandClock) -> None:
    """When its time is up no more teasing is legal: the price is opened, or it is cancelled with an apology."""
    run = begun(clock)
    hold = run.open("hold-order", product="A01", by="小美")
    run.complete("selling-points", by="小美", record={"open_at": "20:15"})
    clock.turn(timedelta(minutes=5))
    run.tick()
    assert {choice.target for choice in run.legal()} == {"countdown", "cancel"}
    with pytest.raises(RefusedError):
        run.complete("discount", by="小美")
    run.complete("cancel", by="小美")
    assert run.state.activities[hold].status.value == "cancelled"


def test_rounds_are_bounded(clock: HandClock) -> None:
    """After the last round it ends; going round again is refused."""
    run = begun(clock)
    hold = run.open("hold-order", product="A01", by="小美")
    for last in (False, True):
        teased(run)
        run.complete("countdown", by="阿杰", record={"stock_released": 100, "opened_price": "99"})
        run.complete("testimony", by="阿杰", record={"sold": 100}, outcome="没有答应")
        if not last:
            run.complete("again", by="老王", outcome="再来一轮", record={"next_batch": 100})
    with pytest.raises(RefusedError) as refused:
        run.complete("again", by="老王", outcome="再来一轮", record={"next_batch": 100})
    assert "rounds-used" in codes(refused)
    run.complete("again", by="老王", outcome="收")
    assert run.state.activities[hold].status.value == "finished"


def test_a_promise_stays_open_until_it_is_kept(clock: HandClock) -> None:
    """Who promises 优先发货 on air owes it: the run does not close before it was shipped and checked."""
    run = begun(clock)
    run.open("hold-order", product="A01", by="小美")
    teased(run)
    run.complete("countdown", by="阿杰", record={"stock_released": 100, "opened_price": "99"})
    run.complete("testimony", by="阿杰", record={"sold": 88}, outcome="答应了优先发货")
    run.complete("ship-promise", by="阿杰")
    run.complete("again", by="老王", outcome="收")
    with pytest.raises(RefusedError):
        run.close(by="老王")
    run.complete("ship-list", by="老王", record={"promised": 88})
    run.complete("ship-first", by="老王", record={"shipped": 88})
    run.accept("ship-first", by="阿杰")
    run.close(by="老王")
    assert run.state.status.value == "closed"
