"""Texts: what `sop diff` and `sop show --resolved` print."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["COMPARING"]

COMPARING: Mapping[str, tuple[str, str]] = {
    "short.diff": ("比两份流程手册差在哪里", "Say in what two runbooks differ"),
    "long.diff": (
        "BEFORE 和 AFTER 写编号或文件路径。比的是意思：注释、键的先后、写在哪个文件里，都不算。"
        "退出码：0 一样；1 不一样；3 流程手册有错。",
        "BEFORE and AFTER are ids or paths of files. They are compared by what they mean: comments, the order of keys and "
        "the files that things stand in do not count. Exit codes: 0 the same; 1 they differ; 3 a file is wrong.",
    ),
    "diff.same": ("意思一样。", "They mean the same."),
    "diff.sum": ("{count} 处不一样。", "{count} differences."),
    "opt.resolved": (
        "每一项、每一步从哪个文件哪一行来，改过的再写改法和原来的位置",
        "Where each item and step comes from: file and line, and how it was changed",
    ),
    "how.override": ("整个换掉", "replaced"),
    "how.change": ("改了", "changed"),
    "how.add": ("新加", "added"),
    "how.remove": ("去掉", "removed"),
    "resolved.was": ("原来在 {was}", "was at {was}"),
    "resolved.how": ("{how}（{here}）", "{how} ({here})"),
}
"""``short.diff``, ``long.diff``, ``diff.*``, ``opt.resolved``, ``how.*`` and ``resolved.*``."""
