"""憋单 over a line-up from a CSV file: only what was declared is put on sale, sold and read aloud."""

from __future__ import annotations

from pathlib import Path

import pytest

import sopkit
from sopkit.ledger import ledger_of
from sopkit.loader import load
from tests.engine.rooms import NOON, refusals

CREW = {"operations": "老王", "service": "小周", "host": "小美", "floor": "阿杰", "control": "小李"}
HEADS = "编号,名称,直播价,原价,价格依据,价格证据,库存,可售库存,批次,七天无理由\n"


def begun(folder: Path, row: str = "A01,防晒衣,99,,,,300,300,100、150、50,是") -> sopkit.Run:
    """Start the shipped 憋单 over one product."""
    path = folder / "products.csv"
    path.write_text(HEADS + row + "\n", encoding="utf-8")
    return sopkit.start(load("hold-order"), crew=CREW, products=path, clock=sopkit.HandClock(NOON))


def tease(run: sopkit.Run) -> None:
    """Go from the selling points to the countdown's question."""
    run.complete("selling-points", by="小美", record={"open_at": "20:15"})
    run.complete("discount", by="小美")
    run.accept("discount", by="小李")
    run.complete("call-to-action", by="小美")
    run.complete("reassure", by="小美")
    run.begin("countdown", by="小美")


def release(run: sopkit.Run, pieces: int) -> None:
    """Answer the countdown with so many pieces at the right price."""
    run.complete("countdown", by="小李", record={"stock_released": pieces, "opened_price": 99})


def said(run: sopkit.Run, role: str) -> str:
    """Return all that the seat's board has it say, ask and answer."""
    items = run.board(role=role).mine_now
    return " ".join(text for item in items for text in (*item.say, item.ask, item.answer))


def test_the_numbers_that_are_read_aloud_round_by_round(tmp_path: Path) -> None:
    """Each round names the total, the batches and the next batch as they were declared, counted from the journal."""
    run = begun(tmp_path)
    run.open("hold-order", product="A01", by="小美")
    assert "一共 300 件，分批放：100、150、50，这一批 100 件" in said(run, "host")
    tease(run)
    assert "上了，100 件" in said(run, "control")
    release(run, 100)
    run.complete("testimony", by="阿杰", record={"sold": 97}, outcome="没有答应")
    run.complete("again", by="老王", record={"next_batch": 150}, outcome="再来一轮")
    assert "一共 300 件，分批放：100、150、50，这一批 150 件" in said(run, "host")
    ledger = ledger_of(run.state, "A01")
    assert ledger is not None
    assert (ledger.declared, ledger.released, ledger.sold, ledger.left, ledger.on_sale) == (300, 100, 97, 203, 3)


@pytest.mark.parametrize("pieces", [99, 101, 300])
def test_only_the_batch_that_was_declared_goes_on_sale(tmp_path: Path, pieces: int) -> None:
    """Fewer than were announced, or more, are refused with what to do; the declared batch is taken."""
    run = begun(tmp_path)
    run.open("hold-order", product="A01", by="小美")
    tease(run)
    assert refusals(lambda: release(run, pieces)) == ["gate-closed"]
    release(run, 100)


def test_the_next_round_is_for_the_next_batch(tmp_path: Path) -> None:
    """Who asks for another round cannot promise another number than the batch that was declared."""
    run = begun(tmp_path)
    run.open("hold-order", product="A01", by="小美")
    tease(run)
    release(run, 100)
    run.complete("testimony", by="阿杰", record={"sold": 100}, outcome="没有答应")
    again = {"next_batch": 60}
    assert refusals(lambda: run.complete("again", by="老王", record=again, outcome="再来一轮")) == ["gate-closed"]
    run.complete("again", by="老王", record={"next_batch": 150}, outcome="再来一轮")


def test_more_sold_than_was_on_sale_is_a_fault_at_once(tmp_path: Path) -> None:
    """Pieces that never were on sale cannot have been sold: the stock is counted before anything goes on."""
    run = begun(tmp_path)
    run.open("hold-order", product="A01", by="小美")
    tease(run)
    release(run, 100)
    run.complete("testimony", by="阿杰", record={"sold": 120}, outcome="没有答应")
    assert [fault.kind for fault in run.state.faults_open.values()] == ["stock-wrong"]


@pytest.mark.parametrize(
    "facts",
    [
        {"stock_sellable": 299},
        {"stock_declared": 250},
        {"batches": ["100", "100"]},
        {"batches": None},
        {"stock_declared": None},
    ],
    ids=["fewer sellable", "fewer declared", "batches short", "no batches", "nothing declared"],
)
def test_it_does_not_open_on_stock_that_does_not_add_up(tmp_path: Path, facts: dict[str, object]) -> None:
    """Declared, in batches, and sellable are one number, or the 憋单 stays shut, whatever was changed since."""
    run = begun(tmp_path)
    run.update_product("A01", facts, "改过", by="老王")  # type: ignore[arg-type]
    assert refusals(lambda: run.open("hold-order", product="A01", by="小美")) == ["gate-closed"]


def test_a_compared_price_is_looked_at_by_a_second_person(tmp_path: Path) -> None:
    """The basis stands in the line-up, and before the product is teased two people have looked at its evidence."""
    run = begun(tmp_path, "A01,防晒衣,99,199,建议零售价,吊牌照片,300,300,100、150、50,是")
    run.open("hold-order", product="A01", by="小美")
    assert refusals(lambda: run.complete("selling-points", by="小美", record={"open_at": "20:15"})) == ["step-waits"]
    run.complete("basis", by="老王", record={"basis_seen": "网盘，吊牌照片"})
    assert refusals(lambda: run.accept("basis", by="老王"))[0] == "same-person"
    run.accept("basis", by="小李")
    run.complete("selling-points", by="小美", record={"open_at": "20:15"})
