"""Editor: what an editor makes of a YAML text, by the core schema of YAML 1.2, and what its schema says of it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jsonschema import Draft7Validator

from sopkit.loader.nodes import Kind, Node, parse
from sopkit.loader.text import checked
from sopkit.schema import schema

NULLS = ("", "~", "null", "Null", "NULL")
BOOLEANS = {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}
INT = re.compile(r"[-+]?[0-9]+")
HEX = re.compile(r"0(o[0-7]+|x[0-9a-fA-F]+)")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


@cache
def validator(table: str = "runbook") -> Draft7Validator:
    """Return what judges a document by the schema of *table*."""
    return Draft7Validator(schema(table))


def typed(node: Node) -> Any:
    """Return *node* as an editor sees it."""
    if node.kind is Kind.MAP:
        return {key.value: typed(value) for key, value in node.value}
    if node.kind is Kind.LIST:
        return [typed(one) for one in node.value]
    return node.value if node.style is not None else scalar(node.value)


def scalar(text: str) -> Any:
    """Return a text without quotes, typed."""
    if text in NULLS:
        return None
    if text in BOOLEANS:
        return BOOLEANS[text]
    if INT.fullmatch(text):
        return int(text)
    if HEX.fullmatch(text):
        return int(text, 0)
    return float(text) if FLOAT.fullmatch(text) else text


def complaints(text: str, table: str = "runbook") -> list[str]:
    """Return what an editor would underline in *text*."""
    root, findings = parse(checked(text, "text"))
    assert root is not None, findings
    return [f"{'/'.join(map(str, one.path))}: {one.message[:200]}" for one in validator(table).iter_errors(typed(root))]
