"""Texts: drawings, role cards, and the sheet that operators use."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PAPER"]

PAPER: Mapping[str, tuple[str, str]] = {
    "section.paper": ("画和表", "Drawings and sheets"),
    "short.graph": ("把流程画出来：SVG 或 Mermaid", "Draw a runbook: SVG or Mermaid"),
    "long.graph": (
        "不写 --procedure 和 --fault 就画整个流程：阶段、流程、故障、提示。写了就画那一个的泳道图。"
        "不写 -o 就打印出来；文件名以 .svg 结尾就画 SVG，否则是 Mermaid。",
        "Without --procedure or --fault, the whole runbook: phases, procedures, faults, cues; with one of them, its "
        "steps with roles as lanes. Printed unless -o names a file; a name that ends in .svg gets SVG, else Mermaid.",
    ),
    "opt.graph-procedure": ("画这一个流程。", "Draw this procedure."),
    "opt.graph-fault": ("画这一个故障的处理。", "Draw the handling of this fault."),
    "opt.graph-format": ("mermaid 或 svg。", "mermaid or svg."),
    "opt.out": ("写到这个文件。", "Write to this file."),
    "usage.no-fault": ("没有“{name}”这个故障{hint}。", "there is no fault “{name}”{hint}."),
    "usage.one-of": ("{one} 和 {other} 只能写一个。", "give {one} or {other}, not both."),
    "usage.cannot-write": ("{path} 写不进去：{why}。", "{path} cannot be written: {why}."),
    "paper.written": ("写好了：{path}", "written: {path}"),
}
"""``graph.*``, ``sheet.*``, ``cards.*`` and what their options mean."""
