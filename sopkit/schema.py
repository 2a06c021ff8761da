"""Schema: the field table as a JSON Schema (draft-07), so that an editor knows what the reader knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sopkit.loader import kinds
from sopkit.loader.kinds import Key, Kind, Table
from sopkit.loader.tables import TABLES

__all__ = ["schema"]

Schema = dict[str, Any]

# Patterns keep to what Python's and JavaScript's regular expressions (with the u flag) read alike.
_ID = r"""[^\s$:{}\[\],#&*!|>'"%@`/\\，、；：［］【】｛｝]{1,80}"""
_SIGNS = r"\x00-/:-@\[-^`{-\xa9\u2000-\u206f\u3000-\u303f\uff00-\uffef"
_NAME = rf"[^{_SIGNS}0-9_][^{_SIGNS}]{{0,60}}"
_PARAM = rf"\$[^{_SIGNS}0-9][^{_SIGNS}]*"
_NUMBER = r"[0-9]{1,9}(?:\.[0-9]{1,3})?\s*"
_UNITS = ("(?:d|天|日)", "(?:h|个?小时)", "(?:min|m|分钟?)", "(?:s|秒钟?)")
_LENGTH = r"(?=\s*[0-9])" + "".join(rf"(?:\s*{_NUMBER}{unit})?" for unit in _UNITS) + r"\s*"
_OFFSET = rf"\s*(?:[TtＴ]|go_live|phase|activity|round)\s*(?:[-+−＋－]\s*(?:{_LENGTH}|{_PARAM}))?\s*"

# What people type without quotes an editor may take for a number or a boolean; to the reader it is text.
_SCALAR = ["string", "number", "boolean"]
_YES_NO = {"enum": [True, False, "true", "false", "是", "否"]}
_DECIMAL = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[-+]?[0-9]{1,15}(\.[0-9]{1,9})?$"}]}
_BIGGEST = 10**15 - 1


def schema(table: str = "runbook") -> Schema:
    """Return the JSON Schema of a file whose root is *table*: ``runbook``, ``role`` or ``wording``."""
    reached: dict[str, Schema] = {}
    waiting = [table]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached[name] = _item(TABLES[name])
            waiting += _tables_in(TABLES[name])
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"sop: {table}",
        **reached.pop(table),
        "definitions": {**{name: reached[name] for name in TABLES if name in reached}, **_definitions()},
    }


def _tables_in(table: Table) -> list[str]:
    found = [named for key in table.keys if (named := getattr(key.kind, "table", None)) is not None]
    return [*found, "role"] if table.name == "runbook" else found


def _item(table: Table) -> Schema:
    """Return the schema of one item: its mapping, or one of the shorter forms that its table allows."""
    mapping = {
        "type": "object",
        "properties": {key.name: _property(table, key) for key in table.keys},
        "required": [key.name for key in table.keys if key.required],
        "additionalProperties": False,
        **_CONDITIONS.get(table.name, {}),
    }
    forms: list[Schema] = [mapping]
    if "remove" in table.by_name:
        forms.append(_laid(table))
    if table.short is not None:
        forms.append(_of(table.by_name[table.short].kind, empty=False))
    if table.flag:
        forms.append(_YES_NO)
    if table.null:
        forms.append({"type": "null"})
    told = _told(table.zh, table.en)
    return {**told, **mapping} if len(forms) == 1 else {**told, "anyOf": forms}


def _laid(table: Table) -> Schema:
    """Return the schema of an item that changes, or takes away, one that comes from another file."""
    marks = [name for name in ("change", "remove") if name in table.by_name]
    yes: Schema = {"enum": [True, "true", "是"]}
    return {
        "type": "object",
        "properties": {key.name: yes if key.name in marks else {} for key in table.keys},
        "anyOf": [{"properties": {name: yes}, "required": [name]} for name in marks],
        "additionalProperties": False,
    }


def _property(table: Table, key: Key) -> Schema:
    special = _SPECIAL.get((table.name, key.name))
    found = _of(key.kind) if special is None else special
    # Draft-07 ignores whatever stands beside a $ref.
    found = {"allOf": [found]} if "$ref" in found else found
    snippet = _SNIPPETS.get(key.name)
    snippets = {"defaultSnippets": [snippet]} if snippet and isinstance(key.kind, kinds.Named | kinds.Items) else {}
    return {**_told(key.zh, key.en), **found, **snippets}


def _told(zh: str, en: str) -> Schema:
    return {"description": en, "markdownDescription": zh}


def _of(kind: Kind, *, empty: bool = True) -> Schema:
    """Return the schema of a value of *kind*; a list or mapping of items may be left *empty*."""
    return _MAKERS[type(kind)](kind, empty)


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _or_null(found: Schema, empty: bool) -> Schema:  # noqa: FBT001
    return {**found, "type": [found["type"], "null"]} if empty else found


def _text(kind: Any, _empty: bool) -> Schema:  # noqa: FBT001
    return _ref("texts" if getattr(kind, "many", False) else "text")


def _one_of(kind: kinds.OneOf, _empty: bool) -> Schema:  # noqa: FBT001
    return {
        "enum": [word for word, _, _ in kind.words],
        "enumDescriptions": [zh for _, zh, _ in kind.words],
        "markdownEnumDescriptions": [f"{zh} ({en})" for _, zh, en in kind.words],
    }


def _whole(kind: kinds.Whole | kinds.Count, _empty: bool) -> Schema:  # noqa: FBT001
    digits = "0*[1-9][0-9]{0,14}" if kind.least else "[0-9]{1,15}"
    pattern = f"^(?:{digits}|{_PARAM})$" if isinstance(kind, kinds.Count) else f"^{digits}$"
    number = {"type": "integer", "minimum": kind.least, "maximum": _BIGGEST}
    return {"anyOf": [number, {"type": "string", "pattern": pattern}]}


def _items(kind: kinds.Items, empty: bool) -> Schema:  # noqa: FBT001
    several = _or_null({"type": "array", "items": _ref(kind.table)}, empty)
    return {"anyOf": [several, _ref(kind.table)]} if kind.one_too else several


def _named(kind: kinds.Named, empty: bool) -> Schema:  # noqa: FBT001
    several = _or_null({"type": "object", "additionalProperties": _ref(kind.table)}, empty)
    return several if isinstance(kind.ids, kinds.Text) else {**several, "propertyNames": _of(kind.ids)}


_MAKERS: dict[type[Kind], Callable[[Any, bool], Schema]] = {
    kinds.Text: _text,
    kinds.Words: _text,
    kinds.Ref: _text,
    kinds.When: _text,
    kinds.Id: lambda *_: _ref("id"),
    kinds.Name: lambda *_: _ref("name"),
    kinds.Flag: lambda *_: _ref("yes_no"),
    kinds.Whole: _whole,
    kinds.Count: _whole,
    kinds.Length: lambda *_: _ref("length"),
    kinds.Moment: lambda *_: _ref("moment"),
    kinds.Way: lambda *_: _ref("way"),
    kinds.OneOf: _one_of,
    kinds.Nested: lambda kind, _: _ref(kind.table),
    kinds.Items: _items,
    kinds.Named: _named,
    kinds.Raw: lambda *_: _ref("texts"),
    kinds.Plain: lambda *_: {},
}


def _definitions() -> dict[str, Schema]:
    """Return the kinds of value that many keys share."""
    return {
        "text": {"type": _SCALAR},
        "texts": {"anyOf": [_ref("text"), {"type": "array", "items": _ref("text")}]},
        "yes_no": _YES_NO,
        "id": {
            **_told("编号：任何文字，不能有空格和标点", "an id: any language, no spaces or signs"),
            "type": _SCALAR,
            "pattern": f"^(?!(?:next|finish|raise|open)$){_ID}$",
        },
        "name": {
            **_told("名称：只用文字、数字和下划线", "a name: letters, digits and _ only"),
            "type": "string",
            "pattern": f"^{_NAME}$",
        },
        "length": {
            **_told("时长，或给出时长的参数", "a length of time, or the param that gives it"),
            "type": "string",
            "pattern": f"^(?:{_LENGTH}|{_PARAM})$",
            "examples": ["30s", "5m", "1h30m", "5分钟", "$max_hold"],
        },
        "moment": {
            **_told(
                "时刻：从开播、阶段、进行项或这一轮算起", "a moment: from go-live, the phase, the activity or the round"
            ),
            "type": "string",
            "pattern": f"^{_OFFSET}$",
            "examples": ["T-30m", "phase + 5m", "activity + 3m", "round + $max_hold"],
        },
        "way": {
            **_told("去向", "where the flow goes"),
            "type": _SCALAR,
            "pattern": r"^(?!\s*(?:raise|open)?\s*$)",
            "examples": ["next", "finish", "raise price-wrong", "open priority-ship"],
        },
    }


def _typed(*keys: str) -> list[Schema]:
    """Return the rule by which *keys* are values of the ``type`` beside them."""
    forms = {
        "int": {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^[-+]?[0-9]{1,15}$"}]},
        "number": _DECIMAL,
        "money": _DECIMAL,
        "bool": _YES_NO,
        "duration": {"type": "string", "pattern": f"^{_LENGTH}$"},
        "text": _ref("text"),
        "choice": _ref("text"),
    }
    return [
        {
            "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
            "then": {"properties": dict.fromkeys(keys, form)},
        }
        for name, form in forms.items()
    ]


def _any(keys: Iterable[str]) -> Schema:
    return {"anyOf": [{"required": [key]} for key in keys]}


_CONDITIONS: dict[str, Schema] = {
    "param": {"allOf": _typed("default", "min", "max")},
    "field": {**_any(("type", "choice", "choices")), "allOf": _typed("min", "max")},
    "step": _any(("role", "roles")),
    "procedure": _any(("steps", "role", "roles")),
    "cue": _any(("when", "at", "every")),
}
"""What keys of one item ask of each other."""

_SPECIAL: dict[tuple[str, str], Schema] = {
    **{(table, "sop"): {"enum": [1, "1"]} for table in ("runbook", "role", "wording")},
    ("runbook", "roles"): {
        "anyOf": [
            _ref("texts"),
            {"type": ["object", "null"], "additionalProperties": {"anyOf": [{"type": "null"}, _ref("role")]}},
        ]
    },
    ("scenario", "given"): {"type": ["object", "null"]},
    ("scenario", "do"): {"type": ["array", "null"], "items": {"type": "object"}},
    ("scenario", "then"): {"type": ["object", "null"]},
}
"""What the reader takes as it is, and looks at where it is used."""

_STEP = {"id": "${1:id}", "title": "${2:名字}", "role": "${3:主播}", "say": "${4:话术}"}
_SNIPPETS: dict[str, Schema] = {
    "steps": {"label": "新步骤", "description": "一步：谁做，说什么", "body": [_STEP]},
    "procedures": {
        "label": "新流程",
        "description": "一个流程，先写一步",
        "body": {"${5:id}": {"title": "${6:名字}", "order": "sequence", "steps": [_STEP]}},
    },
    "faults": {
        "label": "新故障",
        "description": "一个故障：多严重，谁先动手，怎样处理",
        "body": {
            "${5:id}": {
                "title": "${6:名字}",
                "severity": "${7|P1,P0,P2,P3|}",
                "first": "${8:场控}",
                "recovered": "${9:怎样算恢复}",
                "handling": {"order": "sequence", "steps": [_STEP]},
            }
        },
    },
}
