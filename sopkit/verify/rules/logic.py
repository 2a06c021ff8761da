"""Conditions that say nothing, or clash (SOP641 to SOP645)."""

from __future__ import annotations

from sopkit.finding import Severity
from sopkit.loader.rules.rule import Profile, rule

__all__ = ["ALWAYS", "NEVER", "NEVER_TOGETHER", "NO_ELSE", "PULL_APART", "TWICE"]

_W = Severity.WARNING

ALWAYS = rule(
    "SOP641",
    "always-true",
    "条件“{text}”永远成立，写了等于没写",
    "the condition “{text}” is always true; it changes nothing",
    _W,
)
NEVER = rule(
    "SOP642",
    "never-true",
    "条件“{text}”永远不成立：{effect}",
    "the condition “{text}” is never true: {effect_en}",
    _W,
)
NEVER_TOGETHER = rule(
    "SOP643",
    "never-true-together",
    "“{step}”的条件和关卡不可能同时成立：{texts}",
    "the conditions and gates of “{step}” can never hold together: {texts}",
    _W,
)
NO_ELSE = rule(
    "SOP644",
    "expectation-without-else",
    "“{step}”的 expect 不成立时没有 else：这一步只会停在“没做成”，要人自己想办法",
    "“{step}” has an expect but no else: where it does not hold the step just stays failed",
    Severity.INFO,
    Profile.STRICT,
)
TWICE = rule(
    "SOP645",
    "told-twice",
    "“{id}”和“{other}”的条件一样，又都提醒“{role}”：同一件事会提醒两遍",
    "“{id}” and “{other}” have the same condition and both tell “{role}”: one thing is told twice",
    _W,
)
PULL_APART = rule(
    "SOP646",
    "pull-apart",
    "“{id}”和“{other}”可以同时成立，却把“{param}”改成不同的值（{value} 和 {others}）：最后是哪个，看谁后到",
    "“{id}” and “{other}” may hold at once, but set “{param}” to different values ({value} and {others}): the later one wins",
    _W,
)
