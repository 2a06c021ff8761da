"""The stock ledger: what is declared, put on sale batch by batch, sold, and left; a fold of the run's events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sopkit
from sopkit import commands as cm
from sopkit import events as ev
from sopkit.definition.product import Product
from sopkit.definition.runbook import Source
from sopkit.errors import DefinitionError, RefusedError
from sopkit.evolve import fold
from sopkit.ledger import READABLE, Ledger, ledger_of
from sopkit.loader import load_sources
from tests.engine.rooms import Room, book_of, start

SHIRT = Product("A01", "防晒衣", {"stock_declared": 300, "batches": ("100", "150", "50")})
HAT = Product("A02", "帽子", {"stock_declared": 80})
SOCKS = Product("A03", "袜子")
LINE_UP = (SHIRT, HAT, SOCKS)

BOOK = """
signals:
  stock: {title: 可售库存, unit: 件}
gates:
  batch-left: {title: 还有公布过的批次, when: "stock.held > 0"}
procedures:
  hold:
    title: 憋单
    product: required
    opens: {by: [host], in: [live]}
    steps:
      - {id: tease, role: host, say: "一共 {stock.declared} 件，第 {stock.batch} 批 {stock.next} 件，还剩 {stock.left} 件。"}
      - id: release
        role: control
        gates: [batch-left]
        record: {stock_released: {type: int, min: 1}}
      - {id: tally, role: floor, record: {sold: {type: int, min: 0}}}
      - {id: again, role: host, outcomes: {再来: tease, 收: finish}}
  slot:
    title: 过品
    product: required
    opens: {by: [host], in: [live]}
    steps:
      - {id: show, role: host}
      - {id: close, role: floor, record: {sold_in_slot: {type: int, min: 0, required: false}}, verify: true}
  outer:
    title: 外层
    product: required
    opens: {by: [host], in: [live]}
    steps:
      - {id: inner, role: host, call: counting}
      - {id: end, role: host}
  counting:
    title: 里层
    steps:
      - {id: count, role: floor, record: {sold: {type: int, min: 0}}}
  stock-take:
    title: 盘点
    opens: {by: [host], in: [live]}
    steps:
      - {id: take, role: floor, for_each: product, record: {sold: {type: int, min: 0}}}
cues:
  low:
    title: 快没了
    when: "last(stock) <= 20 and stock.left > 100"
    during: hold
    to: floor
    say: "后台 {stock} 件，账上 {stock.left} 件。"
  window:
    title: 一直不多
    when: "min(stock, 10m) <= 20"
    to: control
    say: "{stock}"
"""


@pytest.fixture
def hall() -> Room:
    """Return a live room with three products: batches declared, a total declared, nothing declared."""
    return start(BOOK, products=LINE_UP)


def ledger(room: Room, product: str = "A01") -> Ledger:
    """Return the ledger as the run has it; the same as a fold of its journal has."""
    found = ledger_of(room.run.state, product)
    events = [entry.event for entry in room.run.history()]
    assert found == ledger_of(fold(room.run.state.runbook, events), product)
    assert found is not None
    return found


def release(room: Room, pieces: int) -> None:
    """Tease and put a batch on sale."""
    room.run.complete("tease", by="小美")
    room.run.complete("release", by="小李", record={"stock_released": pieces})


def test_a_fresh_ledger_holds_what_was_declared(hall: Room) -> None:
    """Before anything is put on sale, all that was declared is held and left, and the first batch is next."""
    fresh = ledger(hall)
    assert (fresh.declared, fresh.released, fresh.sold, fresh.left, fresh.held, fresh.on_sale) == (
        300,
        0,
        0,
        300,
        300,
        0,
    )
    assert (fresh.planned, fresh.batches, fresh.next, fresh.batch) == ((100, 150, 50), (), 100, 1)


def test_what_is_not_declared_is_not_made_up(hall: Room) -> None:
    """Of a product without a declared number nothing is said to be left; of an unknown product there is no ledger."""
    nothing = ledger(hall, "A03")
    assert (nothing.declared, nothing.left, nothing.held, nothing.next, nothing.batch) == (None, None, None, None, None)
    assert ledger_of(hall.run.state, "B99") is None


def test_without_batches_the_rest_is_next(hall: Room) -> None:
    """A total without batches is one batch: what is not yet on sale."""
    hall.run.open("hold", by="小美", product="A02")
    assert (ledger(hall, "A02").next, ledger(hall, "A02").batch) == (80, 1)
    release(hall, 80)
    assert (ledger(hall, "A02").next, ledger(hall, "A02").batch) == (0, None)


def test_the_number_read_aloud_is_the_ledgers(hall: Room) -> None:
    """A script that names the stock is filled from the ledger, round by round."""
    hall.run.open("hold", by="小美", product="A01")
    said = [item.say for item in hall.run.board(role="host").mine_now]
    assert said == [("一共 300 件，第 1 批 100 件，还剩 300 件。",)]
    release(hall, 100)
    hall.run.complete("tally", by="老王", record={"sold": 90})
    hall.run.complete("again", by="小美", outcome="再来")
    assert hall.run.board(role="host").mine_now[0].say == ("一共 300 件，第 2 批 150 件，还剩 210 件。",)


def test_batches_are_kept_by_round(hall: Room) -> None:
    """Each batch keeps its number, pieces, person, activity and round."""
    hall.run.open("hold", by="小美", product="A01")
    for pieces in (100, 150):
        release(hall, pieces)
        hall.run.complete("tally", by="老王", record={"sold": pieces - 10})
        hall.run.complete("again", by="小美", outcome="再来")
    kept = ledger(hall)
    assert [(b.number, b.pieces, b.by, b.activity, b.round) for b in kept.batches] == [
        (1, 100, "小李", "hold#1", 1),
        (2, 150, "小李", "hold#1", 2),
    ]
    assert (kept.released, kept.sold, kept.left, kept.held, kept.on_sale, kept.next) == (250, 230, 70, 50, 20, 50)


def test_a_batch_in_parts_leaves_its_rest_next(hall: Room) -> None:
    """Of a batch that was put on sale in part, the rest is what comes next."""
    hall.run.open("hold", by="小美", product="A01")
    release(hall, 30)
    assert (ledger(hall).next, ledger(hall).batch) == (70, 1)


def test_what_is_undone_was_not_released(hall: Room) -> None:
    """Undoing the step takes its pieces back, and only those of that completion."""
    hall.run.open("hold", by="小美", product="A01")
    release(hall, 100)
    hall.run.complete("tally", by="老王", record={"sold": 60})
    hall.run.complete("again", by="小美", outcome="再来")
    release(hall, 150)
    hall.run.do(cm.UndoStep("小李", "release", reason="点错了"))
    assert (ledger(hall).released, ledger(hall).sold, len(ledger(hall).batches)) == (100, 60, 1)
    hall.run.complete("release", by="小李", record={"stock_released": 50})
    assert ledger(hall).released == 150


def test_only_what_was_accepted_counts(hall: Room) -> None:
    """What waits for its check, or was sent back, is not sold yet."""
    hall.run.open("slot", by="小美", product="A01")
    hall.run.complete("show", by="小美")
    hall.run.complete("close", by="老王", record={"sold_in_slot": 7})
    assert ledger(hall).sold == 0
    hall.run.reject("close", by="小李", reason="对不上")
    hall.run.complete("close", by="老王", record={"sold_in_slot": 6})
    hall.run.accept("close", by="小李")
    assert ledger(hall).sold == 6


def test_pieces_belong_to_the_product_that_the_step_is_about(hall: Room) -> None:
    """A step inside a called procedure counts for its caller's product, one that runs for each for its own."""
    hall.run.open("outer", by="小美", product="A01")
    hall.run.begin("inner", by="小美")
    hall.run.complete("count", by="老王", record={"sold": 5})
    hall.run.open("stock-take", by="小美")
    hall.run.complete("take", by="老王", product="A02", record={"sold": 3})
    assert [ledger(hall, p).sold for p in ("A01", "A02", "A03")] == [5, 3, 0]


def test_a_count_in_the_back_office_wins(hall: Room) -> None:
    """An update may count sold and released anew; later steps add to it, and an older step undone changes nothing."""
    hall.run.open("hold", by="小美", product="A01")
    release(hall, 100)
    hall.run.do(cm.UpdateProduct("阿杰", "A01", {"stock_released": "120", "stock_sold": "40"}))
    assert (ledger(hall).released, ledger(hall).sold, ledger(hall).batches) == (120, 40, ())
    hall.run.do(cm.UndoStep("小李", "release", reason="点错了"))
    assert ledger(hall).released == 120
    hall.run.complete("release", by="小李", record={"stock_released": 30})
    hall.run.complete("tally", by="老王", record={"sold": 2})
    assert (ledger(hall).released, ledger(hall).sold) == (150, 42)


def test_more_stock_must_be_declared(hall: Room) -> None:
    """More pieces become part of the ledger by an update that declares them; what goes beyond shows as over."""
    hall.run.do(cm.UpdateProduct("阿杰", "A01", {"stock_declared": "100", "batches": "100"}, "公布"))
    hall.run.open("hold", by="小美", product="A01")
    release(hall, 130)
    assert (ledger(hall).over, ledger(hall).held, ledger(hall).on_sale) == (30, 0, 130)
    hall.run.do(cm.UpdateProduct("阿杰", "A01", {"stock_declared": "160", "batches": "100,60"}, "补货，已公布"))
    assert (ledger(hall).over, ledger(hall).held, ledger(hall).next) == (0, 30, 30)


def test_a_gate_reads_the_ledger(hall: Room) -> None:
    """Where nothing declared is left to put on sale, a gate on the ledger holds the step back."""
    hall.run.open("hold", by="小美", product="A02")
    release(hall, 80)
    hall.run.complete("tally", by="老王", record={"sold": 80})
    hall.run.complete("again", by="小美", outcome="再来")
    hall.run.complete("tease", by="小美")
    with pytest.raises(RefusedError) as refused:
        hall.run.complete("release", by="小李", record={"stock_released": 1})
    assert [why.code for why in refused.value.refusal.reasons] == ["gate-closed"]


def test_a_signal_may_have_the_same_name(hall: Room) -> None:
    """A bare ``stock`` is the signal, ``stock.left`` the ledger, in a cue's condition as in its words."""
    hall.run.open("hold", by="小美", product="A01")
    hall.run.signal("stock", 12)
    assert sorted(cue.text for cue in hall.run.state.cues_open.values()) == ["12", "后台 12 件，账上 300 件。"]


def test_without_a_product_the_ledger_is_silent() -> None:
    """In an activity about no product the ledger reads as null: a gap in a script, false in an ordering."""
    step = 'steps: [{id: hello, role: host, say: "剩 {stock.left} 件"}]'
    room = start(f"procedures: {{talk: {{opens: {{by: [host]}}, {step}}}}}")
    room.run.open("talk", by="小美")
    assert room.run.board(role="host").mine_now[0].say == ("剩 〔缺：stock.left〕 件",)


def test_the_loader_knows_every_name_of_the_ledger() -> None:
    """A runbook may read each name of the ledger; another is an error with what was meant."""
    reads = " or ".join(f"stock.{name} == 1" for name in READABLE)
    book = book_of(f'procedures: {{a: {{steps: [{{id: b, role: host, when: "{reads}"}}]}}}}')
    assert book.procedures["a"].steps[0].when == reads
    text = 'sop: 1\nid: r\ntitle: 场\nroles: {h: {title: 主}}\nprocedures: {a: {steps: [{id: b, role: h, say: "{stock.lefft}"}]}}\n'
    with pytest.raises(DefinitionError) as wrong:
        load_sources((Source("runbooks/r.yaml", text),))
    assert "stock.left" in wrong.value.findings[0].zh


def recount(events: Iterable[ev.Event], field: str, fact: str) -> int:
    """Add up a field by hand: every completion that was not undone, since the last count of *fact*."""
    base, counted = 0, []
    for event in events:
        if isinstance(event, ev.StepCompleted):
            counted.append((event.activity, event.step, event.record.get(field, 0)))
        elif isinstance(event, ev.StepUndone):
            latest = [n for n, c in enumerate(counted) if c[:2] == (event.activity, event.step)]
            if latest:
                del counted[latest[-1]]
        elif isinstance(event, ev.ProductUpdated) and fact in event.facts:
            number = event.facts[fact]
            assert isinstance(number, int)
            base, counted = number, []
    return base + sum(int(str(pieces)) for _, _, pieces in counted)


MOVES = st.one_of(
    st.tuples(st.sampled_from(["tease", "again", "wait", "resume"]), st.just(0)),
    st.tuples(st.sampled_from(["release", "tally", "undo release", "undo tally"]), st.integers(1, 40)),
    st.tuples(st.sampled_from(["count stock_sold", "count stock_released"]), st.integers(0, 90)),
)


def play(room: Room, move: str, pieces: int) -> Room:
    """Make a move if it is legal now; return the room, another one after a resume."""
    run = room.run
    try:
        match move.split():
            case ["wait"]:
                room.turn(timedelta(seconds=7))
            case ["resume"]:
                return room.resumed()
            case ["undo", step]:
                run.do(cm.UndoStep("阿杰" if pieces % 2 else "小李", step, reason="错"))
            case ["count", fact]:
                run.do(cm.UpdateProduct("阿杰", "A01", {fact: pieces}))
            case ["again"]:
                run.complete("again", by="小美", outcome="再来")
            case ["release"]:
                run.complete("release", by="小李", record={"stock_released": pieces})
            case ["tally"]:
                run.complete("tally", by="老王", record={"sold": pieces})
            case [step]:
                run.complete(step, by="小美")
    except RefusedError:
        pass
    return room


@settings(max_examples=60)
@given(st.lists(MOVES, max_size=40))
def test_it_is_what_the_journal_says(moves: list[tuple[str, int]]) -> None:
    """Through any rounds, undoing, counting and resuming, the ledger is what the events add up to."""
    room = start(BOOK, products=(Product("A01", "防晒衣", {"stock_declared": 10_000}),))
    room.run.open("hold", by="小美", product="A01")
    for move, pieces in moves:
        room = play(room, move, pieces)
    events = [entry.event for entry in room.run.history()]
    assert fold(room.run.state.runbook, events) == room.run.state
    kept = ledger(room)
    assert kept.released == recount(events, "stock_released", "stock_released")
    assert kept.sold == recount(events, "sold", "stock_sold")
    assert (kept.left, kept.held) == (10_000 - kept.sold, 10_000 - kept.released)


def test_the_shipped_hold_order_reads_it() -> None:
    """In 憋单 as shipped, the pieces that are read aloud come from the ledger."""
    steps = {step.id: step for step in sopkit.load("hold-order").procedures["hold-order"].steps}
    assert any("{stock.declared}" in say and "{stock.next}" in say for say in steps["selling-points"].say)
    assert "{stock.next}" in steps["countdown"].answer
