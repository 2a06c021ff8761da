"""Point 13: scripts are filled with product, params, records and stock; a missing value is a gap, never a crash."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from sopkit.definition.product import Product
from tests.engine.rooms import Room

Begin = Callable[..., Room]

BOOK = """
params: {open_in: {type: duration, default: 3m, note: 测试}}
procedures:
  hold:
    title: 憋单
    product: optional
    steps:
      - id: tease
        role: 主播
        say:
          - "{product.name} 一共 {product.stock_declared} 件，{params.open_in}后开价，{product.price} 元"
          - "第 {round} 轮"
      - {id: list, role: 中控, asked_by: 主播, ask: "{product.name} 上链接！", answer: "上了，{units} 件", record: {units: int}}
      - {id: thank, role: 主播, say: "卖了 {units} 件"}
  card: {title: 手卡, product: optional, steps: [{id: inner, role: 主播, call: hold}]}
"""
CUP = Product("A01", "杯子", {"price": Decimal("29.90"), "stock_declared": 500})


def said(show: Room, role: str = "host", lang: str = "zh") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the role has to say now, and the names that had no value."""
    (item,) = show.run.board(role=role, lang=lang).mine_now
    return item.say, item.missing


def test_a_script_is_filled(room: Begin) -> None:
    """Name, declared stock, price without idle zeros, durations in words, the round."""
    show = room(BOOK, products=(CUP,))
    show.run.open("hold", product="A01", by="小美")
    assert said(show) == (("杯子 一共 500 件，3分钟后开价，29.9 元", "第 1 轮"), ())


def test_the_stock_that_is_read_is_the_stock_that_was_declared(room: Begin) -> None:
    """Mended in mid-show, it is read mended."""
    show = room(BOOK, products=(CUP,))
    show.run.open("hold", product="A01", by="小美")
    show.run.update_product("A01", {"stock_declared": 300}, "少了一批", by="阿杰")
    assert "300 件" in said(show)[0][0]


def test_questions_answers_and_records(room: Begin) -> None:
    """The question is filled for who asks, and what was recorded can be said."""
    show = room(BOOK, products=(CUP,))
    show.run.open("hold", product="A01", by="小美")
    show.run.complete("tease", by="小美")
    (item,) = show.run.board(role="host").mine_now
    assert (item.ask, item.command) == ("杯子 上链接！", "StartStep")
    show.run.begin("list", by="小美")
    show.run.complete("list", by="小李", record={"units": 200})
    assert said(show)[0] == ("卖了 200 件",)


def test_a_missing_value_is_a_visible_gap(room: Begin) -> None:
    """In the language of the board, with the names that are missing."""
    show = room(BOOK, products=(Product("A01", "杯子"),))
    show.run.open("hold", product="A01", by="小美")
    text, missing = said(show)
    assert text[0] == "杯子 一共 〔缺：product.stock_declared〕 件，3分钟后开价，〔缺：product.price〕 元"
    assert missing == ("product.stock_declared", "product.price")
    assert "[missing: product.price]" in said(show, lang="en")[0][0]
    show.run.cut("hold#1", "换品", by="小美")
    show.run.open("hold", by="小美")
    assert "〔缺：product.name〕" in said(show)[0][0]


def test_what_a_called_procedure_says_is_about_the_callers_product(room: Begin) -> None:
    """The product is passed on."""
    show = room(BOOK, products=(CUP,))
    show.run.open("card", product="A01", by="小美")
    show.run.begin("inner", by="小美")
    assert said(show)[0][0].startswith("杯子 一共")
