"""Texts: what `sop wording` says."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDING"]

WORDING: Mapping[str, tuple[str, str]] = {
    "short.wording": ("查话术里不能说的、要证据才能说的", "Check a script for what may not be said"),
    "long.wording": (
        "一句话、一个文件，或者“-”从标准输入读，一行一行查。团队自己的规则放在 wording/ 文件夹里。"
        "这是提醒，不是法律意见。\n"
        "退出码：0 没有问题；1 有不能这样说的（info 不算）；2 用法不对；3 规则文件有错。",
        "A text, a file, or - for the standard input, line by line. A team's own rules are in a folder called wording. "
        "This is a lint and no legal advice.\n"
        "Exit codes: 0 clean; 1 something may not be said like that (info does not count); 2 usage; 3 a file of rules "
        "is wrong.",
    ),
    "opt.wording_platform": (
        "在哪个平台播；不写就不查只属于某个平台的规则。",
        "The platform; without one, rules of some platforms only are left out.",
    ),
    "opt.evidence": (
        "手上有哪种证据，例如 price_basis；可以写几次。",
        "A kind of evidence that is at hand, such as price_basis; may be repeated.",
    ),
    "opt.exempted": ("放行的命中也列出来，写明为什么。", "List the hits that pass, too, and by what."),
    "opt.scored": (
        "用标好的行（CSV：text、label，可有 platform、half）打分：精确率和召回率。",
        "Score the rules on labelled lines (CSV: text, label, and perhaps platform, half): precision and recall.",
    ),
    "wording.block": ("不能说", "never"),
    "wording.evidence": ("要证据", "with evidence"),
    "wording.context": ("看语境", "in context"),
    "wording.info": ("留意", "mind"),
    "wording.hit": ("[{level}] “{text}”：{message}", "[{level}] “{text}”: {message}"),
    "wording.source": ("规则 {rule}；依据：{source}", "rule {rule}; source: {source}"),
    "wording.exempted": ("放行（{by}）", "passes ({by})"),
    "wording.sum": ("{lines} 行，{count} 处。", "{lines} lines, {count} findings."),
    "wording.score": (
        "{name}：坏 {bad} 行，好 {good} 行，精确率 {precision}，召回率 {recall}",
        "{name}: {bad} bad lines, {good} good; precision {precision}, recall {recall}",
    ),
    "wording.missed": ("漏报（第 {number} 行）：{text}", "missed (line {number}): {text}"),
    "wording.wrong": ("误报（第 {number} 行）：{text}", "wrongly found (line {number}): {text}"),
    "usage.wording": (
        "要查什么？写一句话、一个文件，或者“-”。",
        "name what to check: a text, a file, or - for the standard input.",
    ),
    "usage.no-platform": ("没有“{name}”这个平台；有：{known}。", "there is no platform “{name}”; there are: {known}."),
    "usage.no-such-file": (
        "没有文件 {path}。要查这几个字本身，请用“-”从标准输入给。",
        "There is no file {path}. To check these very words, give them through the standard input with -.",
    ),
    "usage.not-utf8": ("{path} 不是 UTF-8 编码，请另存为 UTF-8。", "{path} is not UTF-8; save it as UTF-8."),
}
"""``short.wording``, ``long.wording``, ``wording.*``, and what may be wrong with the line."""
