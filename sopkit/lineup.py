"""Line-up: the products of a show, read from a CSV file as shops keep it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from sopkit.definition.product import FACTS, Product
from sopkit.definition.value import Value, ValueType
from sopkit.errors import UsageError
from sopkit.record import BadValueError, read_value

__all__ = ["COLUMNS", "read_lineup"]

COLUMNS: Mapping[str, str] = {
    "编号": "id",
    "商品编号": "id",
    "链接号": "id",
    "名称": "name",
    "商品名称": "name",
    "品名": "name",
    "直播价": "price",
    "价格": "price",
    "原价": "compare_price",
    "划线价": "compare_price",
    "价格依据": "price_basis",
    "库存": "stock_declared",
    "可售库存": "stock_sellable",
    "批次": "batches",
    "赠品": "gifts",
    "七天无理由": "return_7d",
    "运费险": "freight_insured",
    "货号": "sku",
    "类型": "kind",
    "品类": "kind",
    "标题": "title",
}
"""Chinese column heads and the fact that each stands for."""


def read_lineup(path: str | Path) -> tuple[Product, ...]:
    """
    Read a line-up from a CSV file: one product a line, UTF-8 (with or without BOM) or GBK.

    ``id`` and ``name`` (编号, 名称) are needed; every other column is a fact,
    an empty cell is one that is not known.

    Raises:
        UsageError: the file is missing or malformed; the message names the line and the column.
    """
    name = str(path)
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise UsageError(
            f"货盘文件 {name} 读不了：{error.strerror}。", f"the line-up {name} cannot be read: {error.strerror}."
        ) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", errors="replace")
    rows = csv.DictReader(text.splitlines())
    heads = [COLUMNS.get((head or "").strip(), (head or "").strip()) for head in rows.fieldnames or ()]
    for needed, zh in (("id", "编号"), ("name", "名称")):
        if needed not in heads:
            raise UsageError(
                f"{name}：第 1 行缺少“{zh}”（{needed}）这一列。", f"{name}: line 1 has no column “{needed}” ({zh})."
            )
    rows.fieldnames = heads
    return tuple(_products(name, rows))


def _products(name: str, rows: Iterable[Mapping[str, str | None]]) -> Iterable[Product]:
    seen: dict[str, int] = {}
    for line, row in enumerate(rows, 2):
        identity = (row.get("id") or "").strip()
        if not identity:
            raise UsageError(f"{name}：第 {line} 行没有编号。", f"{name}: line {line} has no id.")
        if identity in seen:
            raise UsageError(
                f"{name}：第 {line} 行的编号 {identity} 和第 {seen[identity]} 行重复。",
                f"{name}: line {line} repeats the id {identity} of line {seen[identity]}.",
            )
        seen[identity] = line
        facts: dict[str, Value] = {}
        for head, cell in row.items():
            given = (cell or "").strip() if isinstance(cell, str) else ""
            if head in ("id", "name") or not given:
                continue
            try:
                facts[head] = read_value(FACTS.get(head, ValueType.TEXT), given)
            except BadValueError as wrong:
                raise UsageError(
                    f"{name}：第 {line} 行“{head}”的 {given} 不行：{wrong.zh}。",
                    f"{name}: line {line}, “{head}” cannot be {given}: {wrong.en}.",
                ) from None
        yield Product(identity, (row.get("name") or identity).strip(), facts)
