"""Three people, and a full crew, play each whole stream by their boards: 憋单, faults, a bag, complaints, platforms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from sopkit.clock import HandClock
from sopkit.definition.product import Product
from sopkit.definition.runbook import Runbook
from sopkit.definition.value import Field, Value, ValueType
from sopkit.errors import RefusedError
from sopkit.loader import load
from sopkit.run import Run, start
from tests.content.cited import ROOT
from tests.content.walker import full_crew, three_people

SHOWS = ("standard-live", "weixin-channels-live", "taobao-live")
# What is opened on air besides, and what only that platform has.
BESIDES = {
    "standard-live": ("link-pop", "full-reduction", "coupon-adjust"),
    "weixin-channels-live": ("link-pop", "full-reduction", "coupon-adjust", "wecom-invite"),
    "taobao-live": ("link-pop", "full-reduction", "coupon-adjust", "guest-link"),
}
GO_LIVE = datetime(2026, 3, 8, 12, 0, tzinfo=UTC)
HELD = Product(
    "A01",
    "防晒衣",
    {
        "sku": "FS-01",
        "price": Decimal(99),
        "stock_declared": 300,
        "stock_sellable": 300,
        "batches": ("100", "100", "100"),
        "return_7d": True,
    },
)
PLAIN = Product("A02", "防晒帽", {"sku": "FS-02", "price": Decimal(59)})

# What a person writes where the middle of the bounds would not do.
ANSWERS: Mapping[str, Value] = {
    "average_order_value": Decimal(100),
    "flash_top": Decimal(30),
    "hit_low": Decimal(129),
    "shared_width": 1080,
    "shared_height": 1440,
    "start_off": timedelta(0),
    "card_price": Decimal(99),
    "sellable_now": 300,
    "opened_price": Decimal(99),
    "stock_released": 100,
    "next_batch": 100,
    "shown_price": Decimal(99),
    "prize_value": Decimal(50),
    "claimed": 5,
}


@pytest.fixture
def clock() -> HandClock:
    """Return a clock that stands at three hours before the show."""
    return HandClock(GO_LIVE - timedelta(hours=3))


@pytest.fixture(params=SHOWS)
def book(request: pytest.FixtureRequest) -> Runbook:
    """Return a whole stream."""
    return load(ROOT / "runbooks" / f"{request.param}.yaml")


@pytest.fixture(params=[three_people, full_crew], ids=["three", "full"])
def run(request: pytest.FixtureRequest, book: Runbook, clock: HandClock) -> Run:
    """Return the stream, started with a crew of few or of many, in its first phase."""
    return start(book, crew=request.param(book), products=(HELD, PLAIN), go_live=GO_LIVE, clock=clock)


def seated(run: Run, role: str) -> str:
    """Return who acts for the seat."""
    people = run.state.crew.seats.get(role, ())
    return people[0] if people else next(p for p, able in run.state.acting.items() if role in able)


def written(field: Field, product: str | None) -> Value:
    """Return something sensible for a field that a person is asked for."""
    if field.id == "card_price" and product == "A02":
        return Decimal(59)
    if field.id in ANSWERS:
        return ANSWERS[field.id]
    low = field.min or 0
    values: dict[ValueType, Value] = {
        ValueType.TEXT: "好",
        ValueType.LIST: ("好",),
        ValueType.BOOL: True,
        ValueType.CHOICE: field.choices[0] if field.choices else "",
        ValueType.DURATION: timedelta(hours=2),
        ValueType.MONEY: Decimal(low),
        ValueType.NUMBER: Decimal(low),
        ValueType.INT: int(low),
    }
    return values[field.type]


def act(run: Run, *, only: str | None = None, skip: tuple[str, ...] = (), answer: int = 0) -> bool:
    """Let the first person who can do something do it; return whether anybody could."""
    for person in run.state.acting:
        for item in run.board(person=person).mine_now:
            step = item.key.partition("@")[0]
            activity = run.state.activities[item.activity]
            definition = activity.index.steps[item.key]
            if item.optional or definition.every or step in skip:
                continue
            assert item.wording == (), item
            if only and not (item.activity.startswith(only) or activity.fault):
                continue
            if attempt(run, person, item.activity, item.key, item.product, answer):
                return True
    return False


def attempt(run: Run, person: str, activity: str, key: str, product: str | None, answer: int = 0) -> bool:
    """Take the step from where it stands; a refusal leaves it to somebody else."""
    step = key.partition("@")[0]
    state = run.state.activities[activity]
    definition = state.index.steps[key]
    touched = state.steps.get(key)
    product = product or state.product
    try:
        if touched is not None and touched.status.value == "awaiting_check":
            run.accept(step, by=person, activity=activity)
        elif definition.asked_by and (touched is None or not touched.asked):
            run.begin(step, by=person, activity=activity)
        else:
            outcome = definition.outcomes[answer] if definition.outcomes else None
            fields = (*definition.record, *(outcome.ask if outcome else ()))
            record = {field.id: written(field, product) for field in fields if field.required}
            run.complete(step, by=person, activity=activity, record=record, outcome=outcome.name if outcome else None)
    except RefusedError:
        return False
    return True


def play(run: Run, *, only: str | None = None, skip: tuple[str, ...] = (), answer: int = 0, most: int = 400) -> None:
    """Let everybody act until nobody can."""
    for _ in range(most):
        if not act(run, only=only, skip=skip, answer=answer):
            return
    pytest.fail("the crew never came to an end")


def test_the_crew_finishes_the_show(run: Run, clock: HandClock) -> None:
    """They prepare, go live, sell, meet faults and a complaint, keep their word, and close with nothing owed."""
    operations, host, floor, control = (seated(run, role) for role in ("operations", "host", "floor", "control"))
    play(run)
    clock.now = GO_LIVE
    run.enter("live", by=operations)
    run.open("product-slot", product="A01", by=floor)
    play(run, only="product-slot")
    hold = run.open("hold-order", product="A01", by=host)
    for step in ("selling-points", "discount"):
        assert attempt(run, host, hold, step, "A01")
    assert attempt(run, control, hold, "discount", "A01")
    run.raise_fault("coupon-missing", by=floor, activity=hold)
    play(run, only="fault")
    assert not run.state.faults_open
    play(run, only="hold-order", skip=("again",))
    run.complete("again", by=operations, activity=hold, outcome="收")
    bag = run.open("lucky-bag", by=floor)
    play(run, only="lucky-bag")
    clock.turn(timedelta(minutes=10, seconds=5))
    play(run, only="lucky-bag")
    assert run.state.activities[bag].status.value == "finished"
    run.open("complaint", by=floor)
    for name in BESIDES[run.runbook.id]:
        opened = run.open(name, by=floor if "floor" in run.runbook.procedures[name].opened_by else control)
        play(run, only=name)
        assert run.state.activities[opened].status.value == "finished"
    run.raise_fault("stream-lost", by=floor)
    play(run, only="fault")
    assert not run.state.faults_open
    play(run)
    run.enter("post", by=operations)
    clock.turn(timedelta(minutes=30))
    play(run)
    for fault in run.state.faults.values():
        run.review(fault.id, "券单独核一遍", by=operations)
    run.close(by=operations)
    assert run.state.status.value == "closed"
    assert {owed.status for owed in run.state.obligations.values()} == {"met"}


def test_the_show_does_not_start_unprepared(run: Run) -> None:
    """While something must still be done before the show, it does not go live, and the refusal names what."""
    with pytest.raises(RefusedError) as refused:
        run.enter("live", by=seated(run, "operations"))
    assert any(why.code == "activity-unfinished" for why in refused.value.refusal.reasons)
