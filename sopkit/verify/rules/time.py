"""Times that contradict each other (SOP631 to SOP638)."""

from __future__ import annotations

from sopkit.finding import Severity
from sopkit.loader.rules.rule import rule

__all__ = [
    "DOES_NOT_FIT",
    "DUE_AFTER_LIMIT",
    "GAP",
    "GRAVE_BEFORE_WARN",
    "NEVER_BACK",
    "OTHER_PHASE",
    "WARNS_EARLY",
    "WINDOW",
]

_W = Severity.WARNING

WARNS_EARLY = rule(
    "SOP631",
    "warns-before-start",
    "提醒（{key}：{length}）比计划用时（{whole}）还长：一开始就在提醒",
    "the {key} of {length} is longer than the planned {whole}: it would sound from the start",
    _W,
)
GRAVE_BEFORE_WARN = rule(
    "SOP632",
    "grave-before-warning",
    "告急（danger：{danger}）比提醒（warn：{warn}）来得早",
    "danger ({danger} before the end) comes before warn ({warn} before it)",
    _W,
)
WINDOW = rule(
    "SOP633",
    "window-never-open",
    "{key} 的开始（{opens}）不早于结束（{closes}）：永远不在这个时段里",
    "the {key} begins ({opens}) no earlier than it ends ({closes}): it is never open",
    _W,
)
GAP = rule(
    "SOP634",
    "gap-longer-than-window",
    "“{step}”要在“{after}”之后至少 {gap}，可做的时段却只有 {window}",
    "“{step}” must wait {gap} after “{after}”, but may be taken for only {window}",
    _W,
)
DUE_AFTER_LIMIT = rule(
    "SOP635",
    "due-after-limit",
    "“{step}”的时限（{key}：{due}）比流程每轮的上限（{limit}）还晚：到上限它就做不了了",
    "“{step}” is due ({key}: {due}) later than the limit of a round ({limit}), past which it cannot be taken",
    _W,
)
DOES_NOT_FIT = rule(
    "SOP636",
    "plan-does-not-fit",
    "步骤的计划用时加起来是 {sum}，超过{what}（{whole}）",
    "the planned lengths of the steps come to {sum}, more than {what_en} ({whole})",
    _W,
)
OTHER_PHASE = rule(
    "SOP637",
    "due-in-another-phase",
    "“{step}”的时刻（{at}）{why}",
    "the time of “{step}” ({at}) {why_en}",
    _W,
)
NEVER_BACK = rule(
    "SOP638",
    "never-comes-back",
    "“{step}”每 {interval} 一次，但从开始到结束只有 {window}：一次也重复不了",
    "“{step}” comes back every {interval}, but has only {window} from start to end: it never does",
    _W,
)
