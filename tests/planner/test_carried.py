"""The checks around a line-up as steps carry them: the runbook of the page about line-ups, played."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from sopkit.commands import CompleteStep
from sopkit.definition.product import Product
from sopkit.definition.value import Value
from sopkit.errors import RefusedError
from sopkit.lineup import read_lineup
from sopkit.loader import load
from sopkit.planner import lay_out
from tests.engine.rooms import NOON, Room, refusals, start

PAGE = Path(__file__).parents[2] / "docs" / "line-up.md"
CREW = {"operations": "阿杰", "control": "小李"}
SEATS = {
    **CREW,
    "host": "小美",
    "floor": "老王",
    "service": "小周",
    "private_traffic": "小周",
    "assistant_host": "小丽",
}
WHOLE: dict[str, Value] = {
    "title": "某牌 上衣 纯棉 S-1",
    "brand": "某牌",
    "brand_filed": True,
    "category": "上衣",
    "sku": "S-1",
}


def room_with(folder: Path, **facts: Value) -> Room:
    """Start the page's runbook three hours before a show of one product."""
    found = re.search(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    path = folder / "shop-window.yaml"
    path.write_text(found[1], encoding="utf-8")
    product = Product("A01", "上衣", {**WHOLE, **facts})
    return start(load(path), crew=CREW, products=(product,), go_live=NOON + timedelta(hours=3), live=False)


def test_a_cover_out_of_its_ratio_is_not_done(tmp_path: Path) -> None:
    """A recorded size that is not 3:4 fails the step; the right one completes it."""
    room = room_with(tmp_path)
    room.run.complete("cover", by="阿杰", record={"width": 1080, "height": 1080})
    assert room.status("covers#1", "cover") == "failed"
    room.run.complete("cover", by="阿杰", record={"width": 1080, "height": 1440})
    assert room.status("covers#1", "cover") == "done"


def test_a_test_too_near_to_the_show_is_refused(tmp_path: Path) -> None:
    """Two hours before the show the window of the test closes."""
    room = room_with(tmp_path)
    room.turn("1h1m")
    assert refusals(lambda: room.run.complete("test-stream", by="小李")) == ["too-late"]


@pytest.mark.parametrize(
    "facts",
    [
        {"title": None},
        {"title": "上衣 纯棉 S-1"},
        {"title": "某牌 纯棉 S-1"},
        {"title": "某牌 上衣 纯棉"},
        {"title": "某牌 上衣 全网最低 S-1"},
        {"brand_filed": None},
    ],
    ids=["none", "no brand", "no category", "no sku", "a forbidden word", "brand not filed"],
)
def test_a_title_that_is_not_right_keeps_the_step(tmp_path: Path, facts: dict[str, Value]) -> None:
    """Each flaw of a title closes the gate of its product's step."""
    room = room_with(tmp_path, **facts)
    with pytest.raises(RefusedError, match="标题"):
        room.run.complete("title", by="小李", product="A01")


def test_a_whole_title_passes(tmp_path: Path) -> None:
    """A title by the formula, its brand filed, passes."""
    room = room_with(tmp_path)
    room.run.complete("title", by="小李", product="A01")


# --- the shipped steps, over a line-up from a CSV file

HEADS = "编号,名称,类型,直播价,标题,品牌,品类,基础信息,货号,品牌已报备\n"
GOOD = {"kind": "利润", "title": "蝶恋 防晒衣 冰丝 透气 FS-01", "filed": "是"}


def shipped(folder: Path, procedure: str, **cells: str) -> Room:
    """Start the shipped preparation over a line-up of one product, with one procedure of it open."""
    row = {**GOOD, **cells}
    path = folder / "products.csv"
    path.write_text(
        f"{HEADS}A01,防晒衣,{row['kind']},99,{row['title']},蝶恋,防晒衣,冰丝 透气,FS-01,{row['filed']}\n",
        encoding="utf-8",
    )
    room = start(load("before-live"), crew=SEATS, products=read_lineup(path), live=False)
    room.run.open(procedure, product="A01" if procedure == "product-card" else None, by="阿杰")
    return room


@pytest.mark.parametrize(
    ("cells", "gates"),
    [
        ({}, []),
        ({"title": "蝶恋 防晒衣 透气冰丝 fs01"}, []),
        ({"title": "蝶恋 防晒衣 冰丝"}, ["title-formula"]),
        ({"title": "蝶恋 最好 防晒衣 冰丝 透气 FS-01"}, ["title-words"]),
        ({"title": "特价 蝶恋 防晒衣 冰丝 透气 FS-01"}, ["title-earned"]),
        ({"title": "特价 蝶恋 防晒衣 冰丝 透气 FS-01", "kind": "秒杀"}, []),
        ({"filed": "否"}, ["brand-filed"]),
    ],
    ids=["whole", "in other order", "parts missing", "barred word", "no real cut", "a real cut", "brand not filed"],
)
def test_the_card_of_a_product_holds_its_title_to_the_formula(
    tmp_path: Path, cells: dict[str, str], gates: list[str]
) -> None:
    """Each flaw closes a gate of its own, with what to do; the same rules as the planner's."""
    room = shipped(tmp_path, "product-card", **cells)
    room.run.complete("card-facts", by="小李", record={"card_price": 99})
    room.run.accept("card-facts", by="阿杰")
    refusal = room.run.check(CompleteStep("小李", "card-title"))
    said = " ".join(reason.zh for reason in refusal.reasons) if refusal else ""
    assert [gate.id for gate in room.run.runbook.gates.values() if gate.title in said] == gates
    told = {violation.code for violation in lay_out(tuple(room.run.state.products.values())).violations}
    assert bool(gates) == bool(told & {"title-formula", "title-words", "title-promise", "brand-not-filed"})


def test_an_average_order_value_is_asked_for_and_never_made_up(tmp_path: Path) -> None:
    """The step that sets the flash price cannot be done without the shop's own average, and where it comes from."""
    room = shipped(tmp_path, "line-up")
    assert "avg_order_value" not in room.run.runbook.params
    assert refusals(lambda: room.run.complete("flash-price", by="阿杰", record={"flash_top": 39})) == [
        "record-missing",
        "record-missing",
    ]
    own: dict[str, Value] = {"average_order_value": 60, "average_from": "前三场"}
    room.run.complete("flash-price", by="阿杰", record={**own, "flash_top": 39})
    assert room.status("line-up#1", "flash-price") == "failed"
    room.run.complete("flash-price", by="阿杰", record={**own, "flash_top": "29.9"})
    assert room.status("line-up#1", "flash-price") == "done"


def test_a_shop_sets_its_own_cover_and_window() -> None:
    """Ratio and window are parameters of the steps, within their bounds."""
    room = start(
        load("before-live"),
        crew=SEATS,
        params={"cover_width": 9, "cover_height": 16, "preview_window": "30m"},
        live=False,
    )
    room.run.open("cover-preview", by="阿杰")
    room.run.complete("cover", by="阿杰", record={"shared_width": 1080, "shared_height": 1440})
    assert room.status("cover-preview#1", "cover") == "failed"
    room.run.complete("cover", by="阿杰", record={"shared_width": 1080, "shared_height": 1920})
    room.run.complete("preview", by="阿杰", record={"preview_at": "20:00"})
    room.run.complete("start-time", by="阿杰", record={"start_off": "30m"})
    assert room.status("cover-preview#1", "start-time") == "done"
