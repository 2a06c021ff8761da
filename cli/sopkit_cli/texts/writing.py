"""Texts: what helps to write a file: the schema for editors, templates, format versions, the language server."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WRITING"]

WRITING: Mapping[str, tuple[str, str]] = {
    "short.new": ("写一份新的流程手册，从模板开始", "Begin a runbook from a template"),
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
    "short.migrate": ("把旧格式的流程手册升到现在的格式", "Bring runbook files of an older format up to date"),
    "long.migrate": (
        "只说会怎么改；--diff 看改动，--write 才写，旧文件留在旁边（.bak）。注释和顺序都不动，升级后有错误就不写。\n"
        "退出码：0 都是现在的格式，或者写好了；1 有要升的；2 用法不对；3 有文件升不了。",
        "Says what would change; --diff shows it, --write writes it and keeps the old file beside it (.bak). Comments and "
        "order stay; what would have errors is not written.\n"
        "Exit codes: 0 all are up to date, or were written; 1 some are to be brought up; 2 usage; 3 a file cannot be.",
    ),
    "opt.write": ("写进文件，旧的留一份。", "Write the files, and keep the old ones."),
    "migrate.current": ("{path}：已经是现在的格式。", "{path}: up to date."),
    "migrate.would": (
        "{path}：版本 {before}，可以升级（--write）{backup}",
        "{path}: version {before}, can be brought up to date (--write){backup}",
    ),
    "migrate.done": (
        "{path}：从版本 {before} 升好了，旧文件在 {backup}",
        "{path}: brought up from version {before}; the old file is {backup}",
    ),
    "migrate.refused": ("{path}：没有动。{why}", "{path}: left alone; {why}"),
    "short.lsp": ("给编辑器用的语言服务", "The language server, for editors"),
    "long.lsp": (
        "由编辑器启动，从标准输入输出说话：边写边查、补全、悬停说明、跳到定义、一键改好。先装：pip install 'sopkit[lsp]'。",
        "Started by an editor, it speaks on the standard input and output: problems as you type, completion, hover, go to "
        "definition, fixes. To install it: pip install 'sopkit[lsp]'.",
    ),
    "usage.no-pygls": (
        "语言服务要先装 pygls：pip install 'sopkit[lsp]'。",
        "the language server needs pygls: pip install 'sopkit[lsp]'.",
    ),
}
"""``short.<command>``, ``long.<command>``, ``opt.<option>``, and what the commands say."""
