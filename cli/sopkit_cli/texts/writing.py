"""Texts: what helps to write a file: the schema for editors, templates, format versions, the language server."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WRITING"]

WRITING: Mapping[str, tuple[str, str]] = {
    "short.new": ("写一个新流程，从模板开始", "Begin a runbook from a template"),
    "long.new": (
        "KIND：show 一场直播，procedure 流程，checklist 检查表，fault 故障，cue 提示。ID 就是文件名；不写就用 -o 的文件名。"
        "不写 -o 就打印出来。写成文件时，旁边没有 runbook.schema.json 就一起写一份，编辑器靠它补全和检查。",
        "KIND: show, procedure, checklist, fault or cue. The ID is the file's name; without one, that of -o is taken. "
        "Printed unless -o names a file. Beside a file runbook.schema.json is written, too, unless it is there: editors "
        "complete and check by it.",
    ),
    "opt.schema": (
        "第一行的 $schema 写这个路径或网址；旁边就不再写 schema 文件。",
        "The path or address for $schema in the first line; no schema is then written beside the file.",
    ),
    "new.next": (
        "先检查：sop lint {path}；再走一遍：sop run {path}",
        "check it: sop lint {path}; walk through it: sop run {path}",
    ),
    "usage.exists": (
        "{path} 已经有了，没有动它。换一个文件名，或者先把它移走。",
        "{path} is there already and was left alone. Take another name, or move it away first.",
    ),
    "usage.not-the-stem": (
        "编号“{id}”和文件名“{stem}”不一样。编号就是文件名：写 -o {id}.yaml，或者不写编号。",
        "the id “{id}” is not the file's name “{stem}”. An id is the file's name: write -o {id}.yaml, or leave out the id.",
    ),
    "short.schema": ("打印给编辑器用的 JSON Schema", "Print the JSON Schema, for editors"),
    "long.schema": (
        "KIND 是 runbook（默认）、role 或 wording。在文件第一行写 "
        "# yaml-language-server: $schema=路径，VS Code 等编辑器就会补全、解释和检查每个键。",
        "KIND is runbook (the default), role or wording. With # yaml-language-server: $schema=PATH as the first line of "
        "a file, editors such as VS Code complete, explain and check every key.",
    ),
}
"""``short.<command>``, ``long.<command>``, ``opt.<option>``, and what the commands say."""
