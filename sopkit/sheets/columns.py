"""Columns: what the heads of a run-of-show sheet may be called, and what each stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import normalize

__all__ = ["ALWAYS", "EXTRAS", "HEADS", "PRODUCT_HEADS", "column_of"]

HEADS: Mapping[str, str] = {
    "phase": "阶段",
    "procedure": "流程",
    "way": "做法",
    "at": "时间节点",
    "role": "岗位",
    "title": "动作",
    "say": "口播",
    "asked_by": "谁问",
    "ask": "问",
    "answer": "答",
    "record": "记录",
    "outcomes": "结果",
    "expect": "应当",
    "when": "条件",
    "verify": "复核",
    "within": "时限",
    "plan": "计划",
    "left": "可不做",
    "after": "先做",
    "link": "商品/链接号",
    "props": "画面道具贴片",
    "hooks": "互动引导",
    "tone": "话术类型",
    "note": "备注",
    "caution": "当心",
    "source": "出处",
    "id": "编号",
}
"""Each column by what it stands for, in the order in which sopkit writes them."""

ALWAYS = frozenset(
    ("phase", "procedure", "way", "at", "role", "title", "say", "record", "within", "note", "source", "id")
)
"""Columns that stand in every sheet that sopkit writes; any other only where it is used."""

EXTRAS = ("link", "props", "hooks", "tone")
"""Columns of sheets in use that a step has no key for: they are kept in its note, under their heads."""

PRODUCT_HEADS = frozenset(("原价", "划线价", "直播价", "到手价", "优惠力度", "赠品", "库存"))
"""Columns that belong to the line-up (排品表): facts of products, not steps."""

_ALIASES: Mapping[str, str] = {
    "直播阶段": "phase",
    "环节": "procedure",
    "时间": "at",
    "时间点": "at",
    "负责岗位": "role",
    "负责人": "role",
    "角色": "role",
    "步骤": "title",
    "事项": "title",
    "内容": "title",
    "话术": "say",
    "口播内容": "say",
    "台词": "say",
    "主播动作/口播": "host",
    "主播动作口播": "host",
    "主播动作": "host",
    "副播场控配合": "partner",
    "副播/场控配合": "partner",
    "场控配合": "partner",
    "商品链接号": "link",
    "商品": "link",
    "链接号": "link",
    "画面/道具/贴片": "props",
    "画面": "props",
    "互动": "hooks",
    "说明": "note",
    "注意": "caution",
    "来源": "source",
    "步骤编号": "id",
    "phase": "phase",
    "procedure": "procedure",
    "how": "way",
    "time": "at",
    "role": "role",
    "action": "title",
    "step": "title",
    "script": "say",
    "asked by": "asked_by",
    "call": "ask",
    "reply": "answer",
    "record": "record",
    "outcomes": "outcomes",
    "check": "verify",
    "expect": "expect",
    "when": "when",
    "within": "within",
    "planned": "plan",
    "optional": "left",
    "after": "after",
    "product": "link",
    "note": "note",
    "caution": "caution",
    "source": "source",
    "id": "id",
}
_UNIT = re.compile(r"\(.*?\)$")


def _key(head: str) -> str:
    text = _UNIT.sub("", normalize("NFKC", head).strip())
    return re.sub(r"\s+", "" if any(c > "\u2e80" for c in text) else " ", text).casefold()


_BY_KEY = {_key(head): name for name, head in HEADS.items()} | {_key(head): name for head, name in _ALIASES.items()}


def column_of(head: str) -> str | None:
    """Return what a head stands for; ``None`` where sopkit does not know it, ``"product"`` for a product's fact."""
    found = _BY_KEY.get(_key(head))
    if found is None and _key(head) in {_key(one) for one in PRODUCT_HEADS}:
        return "product"
    return found
