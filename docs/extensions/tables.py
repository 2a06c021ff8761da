"""A directive that lists every key of every item of a file, from the field table that the reader itself uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sopkit.loader import kinds
from sopkit.loader.tables import TABLES

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sopkit.loader.kinds import Kind, Table

# What may be written there, in zh and en; {} is filled in by `_fill`.
WORDS: dict[type[Kind], tuple[str, str]] = {
    kinds.Text: ("文字{many}", "text{many}"),
    kinds.Words: ("话术{many}", "script{many}"),
    kinds.Id: ("编号", "id"),
    kinds.Name: ("名称（文字、数字、下划线）", "name (letters, digits, _)"),
    kinds.Flag: ("true / false（是 / 否）", "true / false"),
    kinds.Whole: ("整数，≥ {least}", "whole number, ≥ {least}"),
    kinds.Count: ("整数，≥ {least}，或 `$参数`", "whole number, ≥ {least}, or `$param`"),
    kinds.Length: ("时长，或 `$参数`", "length of time, or `$param`"),
    kinds.Moment: ("时刻", "moment"),
    kinds.When: ("条件表达式", "condition"),
    kinds.Way: ("去向", "way on"),
    kinds.Ref: ("{to}的编号{many}", "id of a {to}{many}"),
    kinds.Nested: ("{table}", "{table}"),
    kinds.Items: ("列表：{table}", "list of {table}"),
    kinds.Named: ("编号: {table}", "id: {table}"),
    kinds.Raw: ("一个值", "a value"),
    kinds.Plain: ("列表或一组键", "lists and mappings"),
}
MANY = ("，或几项的列表", ", or a list")
TO = {
    "role": "岗位",
    "step": "步骤",
    "procedure": "流程",
    "phase": "阶段",
    "gate": "关卡",
    "fault": "故障",
    "signal": "信号",
}


def value(kind: Kind, side: int) -> str:
    """Return what may be written for *kind*, in zh (0) or en (1)."""
    if isinstance(kind, kinds.OneOf):
        return "<br>".join(f"`{word}` {told[side]}" for word, *told in kind.words)
    fill: dict[str, Any] = {"many": MANY[side] if getattr(kind, "many", False) else ""}
    if isinstance(kind, kinds.Ref):
        fill["to"] = kind.to if side else TO[kind.to]
    fill["least"] = getattr(kind, "least", "")
    named = getattr(kind, "table", None)
    fill["table"] = f"[`{named}`](#key-table-{named})" if named else ""
    return WORDS[type(kind)][side].format(**fill)


def short(table: Table) -> Iterator[tuple[str, str]]:
    """Yield the shorter ways to write an item, in zh and en."""
    if table.short:
        yield f"可以只写 `{table.short}` 的值。", f"May be written as the value of `{table.short}` alone."
    if table.flag:
        yield "可以只写 true。", "May be written as true."
    if table.null:
        yield "冒号后面可以什么都不写。", "May be left empty."


def page(root: str) -> Iterator[str]:
    """Yield, in Markdown, each table that *root* leads to, in the order in which it leads there."""
    seen: list[str] = []
    waiting = [root]
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.append(name)
        table = TABLES[name]
        waiting += [named for key in table.keys if (named := getattr(key.kind, "table", None)) is not None]
        waiting += ["role"] if name == "runbook" else []
        yield f"(key-table-{name})="
        title = f"{table.zh} · " if table.zh != name else ""
        yield f"## {title}`{name}`\n"
        for zh, en in short(table):
            yield f"{zh} {en}\n"
        yield "| key | 说明 | 值 | what it is for | value |\n|---|---|---|---|---|"
        for key in table.keys:
            zh, en = ("（必填）", " (required)") if key.required else ("", "")
            yield f"| `{key.name}` | {key.zh}{zh} | {value(key.kind, 0)} | {key.en}{en} | {value(key.kind, 1)} |"
        yield ""


class Tables(SphinxDirective):
    """``{tables} runbook``: the tables that a file of that kind has."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a section for each table."""
        return self.parse_text_to_nodes("\n".join(page(self.arguments[0])), allow_section_headings=True)


def setup(app: Sphinx) -> dict[str, object]:
    """Give Sphinx the directive."""
    app.add_directive("tables", Tables)
    return {"version": "1", "parallel_read_safe": True}
