"""Texts: what `sop test` prints."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["TESTING"]

TESTING: Mapping[str, tuple[str, str]] = {
    "short.test": ("跑流程手册里自带的场景测试", "Play the scenarios of runbooks"),
    "long.test": (
        "RUNBOOK 写编号或文件路径，可以写几个；不写就跑找得到的每一个。"
        "退出码：0 都对；1 有场景没过；3 流程手册有错，或者场景写得看不懂。",
        "RUNBOOK is an id or the path of a file, one or several; every one that is found if none is named. Exit codes: "
        "0 all pass; 1 a scenario fails; 3 a file is wrong, or a scenario cannot be read.",
    ),
    "test.none": ("没有场景。", "no scenarios"),
    "test.sum": (
        "{books} 份流程手册，{count} 个场景：{failed} 个没过，{wrong} 份有错。",
        "{books} runbooks, {count} scenarios: {failed} failed; {wrong} runbooks are wrong.",
    ),
}
"""``short.test``, ``long.test`` and ``test.*``."""
