"""Texts: what helps to write a file: the schema for editors, templates, format versions, the language server."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WRITING"]

WRITING: Mapping[str, tuple[str, str]] = {
    "short.schema": ("打印给编辑器用的 JSON Schema", "Print the JSON Schema, for editors"),
    "long.schema": (
        "KIND 是 runbook（默认）、role 或 wording。在文件第一行写 "
        "# yaml-language-server: $schema=路径，VS Code 等编辑器就会补全、解释和检查每个键。",
        "KIND is runbook (the default), role or wording. With # yaml-language-server: $schema=PATH as the first line of "
        "a file, editors such as VS Code complete, explain and check every key.",
    ),
}
"""``short.<command>``, ``long.<command>``, ``opt.<option>``, and what the commands say."""
