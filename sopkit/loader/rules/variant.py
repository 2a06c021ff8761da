"""What a variant of another runbook gets wrong, and what it changes (SOP211 to SOP215, SOP505)."""

from __future__ import annotations

from sopkit.finding import Severity
from sopkit.loader.rules.rule import Profile, rule

__all__ = ["CHANGED", "EXTENDS_CYCLE", "NOTHING_CHANGED", "NO_PLACE", "SAY_HOW", "STRAY"]

NOTHING_CHANGED = rule(
    "SOP211",
    "nothing-to-change",
    "“{id}”写了 {how}，但原来的{where}里没有它{hint}",
    "“{id}” says {how}, but there is none in {where_en}{hint_en}",
)
SAY_HOW = rule(
    "SOP212",
    "say-how",
    "{what}“{id}”在 {place} 里已经有了。写 change: true 改几处，override: true 整个换掉，remove: true 去掉",
    "{what_en} “{id}” is in {place} already; say change: true to alter it, override: true to replace it, remove: true to take it away",
)
NO_PLACE = rule(
    "SOP213",
    "no-place",
    "{key} 写的“{name}”不是这个流程的步骤{hint}",
    "{key} names “{name}”, which is no step of this procedure{hint_en}",
)
STRAY = rule(
    "SOP214",
    "stray-change",
    "“{key}”只用来改从 extends 或 use 来的东西，这里没有可改的",
    "“{key}” is for changing what extends or use brings in; there is nothing to change here",
)
CHANGED = rule(
    "SOP215",
    "changed-here",
    "{what}“{id}”{how}，原来的在 {place}",
    "{what_en} “{id}” is {how_en}; the original is at {place}",
    Severity.INFO,
    Profile.STRICT,
)
EXTENDS_CYCLE = rule("SOP505", "extends-cycle", "文件互相继承：{chain}", "the files extend each other: {chain}")
