"""Keys and choices that several tables share."""

from __future__ import annotations

from sopkit.loader.kinds import (
    Flag,
    Key,
    OneOf,
    Text,
)

__all__ = ["CARE", "CAUTION", "EACH", "LAID", "NOTE", "ORDER", "OVERRIDE", "REMOVE", "SOURCE", "TITLE", "TYPE"]

TITLE = Key("title", Text(), "给人看的名字", "the name that people see")
SOURCE = Key("source", Text(many=True), "出处（条目编号或文件）", "where it comes from")
NOTE = Key("note", Text(), "说明", "a note")
CAUTION = Key("caution", Text(), "需要当心的地方", "what to be careful about")
OVERRIDE = Key("override", Flag(), "用这一项代替引入文件里同名的", "replaces the one of the same id that use brings in")
CHANGE = Key(
    "change", Flag(), "在引入的同名项上改，只写要改的键", "changes the one of the same id, only the keys that are given"
)
REMOVE = Key("remove", Flag(), "去掉引入的同名项", "takes away the one of the same id")
WITHOUT = Key("without", Text(many=True), "改的时候去掉哪些键", "the keys that a change takes away")
LAID = (CHANGE, REMOVE, WITHOUT)
CARE = (SOURCE, NOTE, CAUTION)

TYPE = OneOf(
    (
        ("text", "文字", "a text"),
        ("int", "整数", "a whole number"),
        ("number", "数", "a number"),
        ("money", "金额（元）", "an amount in yuan"),
        ("bool", "是或否", "yes or no"),
        ("duration", "时长", "a length of time"),
        ("choice", "从几项里选一项", "one of a few"),
        ("list", "几段文字", "several texts"),
    )
)
ORDER = OneOf((("sequence", "按顺序", "one after the other"), ("checklist", "不分先后", "in any order")))
EACH = OneOf((("product", "每个商品一次", "once for each product"),))
