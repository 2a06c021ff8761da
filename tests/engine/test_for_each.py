"""Point 6: a procedure or a step may run once for each product of the line-up."""

from __future__ import annotations

from collections.abc import Callable

from sopkit import commands as cm
from tests.engine.rooms import LINE_UP, Room, refusals

Begin = Callable[..., Room]

STEPS = """
phases:
  pre: {title: 播前, opens: [cards]}
  live: {title: 播中, live: true}
gates:
  stocked: {title: 有货, when: "product.stock > 0", why: 先备货}
procedures:
  cards:
    title: 手卡
    order: checklist
    steps:
      - {id: weigh, role: 主播, for_each: product, record: {grams: int}}
      - {id: write, role: 主播, for_each: product, after: weigh, say: "{product.name} {grams} 克"}
      - {id: heavy, role: 场控, for_each: product, after: weigh, when: "grams > 100"}
      - {id: print, role: 场控, after: write}
"""


def test_a_step_for_each_product(room: Begin) -> None:
    """Each product has its own step; what comes after waits for the same product's, or for all."""
    show = room(STEPS, live=False)
    assert show.legal() == ["weigh@A01", "weigh@A02", "weigh@A03"]
    show.run.complete("weigh", product="A02", by="小美", record={"grams": 80})
    assert show.legal() == ["weigh@A01", "weigh@A03", "write@A02"]
    assert show.status("cards#1", "heavy@A02") == "not_applicable"
    show.run.complete("weigh@A01", by="小美", record={"grams": 300})
    assert "heavy@A01" in show.legal(), "each product by its own record"
    say = {item.key: item.say for item in show.run.board(role="host").mine_now}
    assert say["write@A02"] == ("帽子 80 克",)
    assert say["write@A01"] == ("杯子 300 克",)


def test_which_product_is_asked_where_it_is_not_clear(room: Begin) -> None:
    """Without a product named the step is ambiguous until one is left."""
    show = room(STEPS, live=False)
    (why,) = show.refused(cm.CompleteStep("小美", "weigh", record={"grams": 1})).reasons
    assert why.code == "step-ambiguous"
    assert "weigh@A02" in why.zh
    assert refusals(lambda: show.run.complete("weigh", product="B9", by="小美", record={"grams": 1})) == [
        "unknown-step"
    ]
    for product in ("A01", "A02"):
        show.run.complete("weigh", product=product, by="小美", record={"grams": 1})
    show.run.complete("weigh", by="小美", record={"grams": 1})


def test_an_empty_line_up_holds_nothing_up(room: Begin) -> None:
    """With no product there is no such step, and what comes after waits for none."""
    show = room(STEPS, products=(), live=False)
    assert show.legal() == ["print"]
    show.run.complete("print", by="老王")
    assert show.activity("cards#1").status == "finished"


SLOTS = """
phases:
  live: {title: 播中, live: true, opens: [slot]}
procedures:
  slot:
    title: 过品
    product: required
    for_each: product
    steps:
      - {id: pitch, role: 主播, say: "{product.name}"}
"""


def test_a_procedure_for_each_product(room: Begin) -> None:
    """The phase opens one activity for each product of the line-up."""
    show = room(SLOTS, live=False)
    assert {a.product: a.id for a in show.run.state.open.values()} == {
        "A01": "slot#1",
        "A02": "slot#2",
        "A03": "slot#3",
    }
    assert refusals(lambda: show.run.complete("pitch", by="小美")) == ["step-ambiguous"]
    show.run.complete("pitch", product="A03", by="小美")
    assert show.activity("slot#3").status == "finished"
    assert (
        sorted(item.say for item in show.run.board(role="host").mine_now) == [("帽子",), ("杯子",)]
        or len(show.run.board(role="host").mine_now) == len(LINE_UP) - 1
    )


WAYS = """
phases:
  pre: {title: 播前, opens: [each]}
gates:
  stocked: {title: 有货, when: "product.stock > 0", why: 先备货}
procedures:
  each:
    title: 逐个
    order: checklist
    steps:
      - {id: shoot, role: 主播, for_each: product, call: photo}
      - {id: choose, role: 主播, for_each: product, outcomes: {上: next, 拍: open photo, 坏: raise broken}}
      - {id: stock, role: 中控, for_each: product, gates: [stocked]}
  photo: {title: 拍照, product: required, role: 场控}
faults:
  broken: {title: 坏了, severity: P2, first: 场控, interrupts: nothing, handling: {steps: [{id: swap, role: 场控}]}}
"""


def test_what_a_step_for_a_product_leads_to_is_about_that_product(room: Begin) -> None:
    """A call, a procedure that an answer opens and a fault that it raises know which product it was."""
    show = room(WAYS, live=False)
    show.run.begin("shoot", product="A02", by="小美")
    assert show.activity("photo#1").product == "A02"
    show.run.complete("choose", product="A03", by="小美", outcome="拍")
    assert show.activity("photo#2").product == "A03"
    show.run.complete("choose@A01", by="小美", outcome="坏")
    assert show.run.state.faults["broken#1"].product == "A01"


def test_a_gate_of_a_step_for_a_product_looks_at_that_product(room: Begin) -> None:
    """However the step was named."""
    show = room(WAYS, live=False)
    show.run.update_product("A02", {"stock": 5}, by="阿杰")
    assert refusals(lambda: show.run.complete("stock@A01", by="小李")) == ["gate-closed"]
    show.run.complete("stock@A02", by="小李")
