"""What a file means: names, expressions, flows, other files (SOP2xx to SOP5xx)."""

from __future__ import annotations

from sopkit.finding import Severity
from sopkit.loader.rules.rule import rule

__all__ = [
    "AFTER_LATER",
    "CALL_CYCLE",
    "CLASH",
    "CYCLE",
    "DUPLICATE_ID",
    "EXPRESSION",
    "EXPRESSION_NAME",
    "LIMIT_WITHOUT_EXIT",
    "NEEDS_PRODUCT",
    "NOTHING_OVERRIDDEN",
    "NO_FILE",
    "NO_RECEIVER",
    "NO_RUNBOOK",
    "REMARK_BEHIND",
    "ROLE_NOT_LISTED",
    "SEVERAL",
    "SIGN_BEHIND",
    "TEMPLATE",
    "TEMPLATE_NAME",
    "UNKNOWN",
    "UNREADABLE",
    "USE_CYCLE",
    "WRONG_PARAM_TYPE",
]

UNKNOWN = rule(
    "SOP201",
    "unknown-name",
    "没有叫“{name}”的{what}{hint}",
    "there is no {what_en} called “{name}”{hint_en}",
)
DUPLICATE_ID = rule(
    "SOP202",
    "duplicate-id",
    "{what}“{id}”写了两次（另一个在 {place}）",
    "{what_en} “{id}” is defined twice (the other at {place})",
)
CLASH = rule(
    "SOP203",
    "clash",
    "{what}“{id}”在引入的 {place} 里已经有了。要用自己的，就在这一项里写 override: true",
    "{what_en} “{id}” comes in with {place} already; to use your own, write override: true in it",
)
NOTHING_OVERRIDDEN = rule(
    "SOP204",
    "nothing-overridden",
    "“{id}”写了 override，但引入的文件里没有它",
    "“{id}” says override, but nothing of that id comes in with use",
    Severity.WARNING,
)
ROLE_NOT_LISTED = rule(
    "SOP205",
    "role-not-listed",
    "岗位“{name}”没有列在 roles 里",
    "role “{name}” is not listed in roles",
)
WRONG_PARAM_TYPE = rule(
    "SOP206",
    "param-type",
    "参数“{name}”的类型是 {have}，这里要 {want}",
    "param “{name}” is of type {have}; {want} is needed here",
)

SEVERAL = rule(
    "SOP207",
    "several-in-one",
    "“{text}”是几个名字写在了一起，要写成列表：{fix}",
    "“{text}” is several names in one; write a list: {fix}",
)
REMARK_BEHIND = rule(
    "SOP208",
    "remark-behind",
    "“{name}”后面的“{extra}”也被当成了它的一部分。备注写在后面，前面空一格加 #：{name} # {said}",
    "“{extra}” behind “{name}” is taken for a part of it; a remark stands behind a space and a #: {name} # {said}",
)
SIGN_BEHIND = rule(
    "SOP209",
    "sign-behind",
    "“{name}”后面多了“{extra}”，请删掉",
    "behind “{name}” stands a “{extra}” too many; delete it",
)

EXPRESSION = rule("SOP301", "expression", "表达式有误：{why}", "the expression is wrong: {why_en}")
EXPRESSION_NAME = rule("SOP302", "expression-name", "表达式里{why}", "in the expression, {why_en}")
TEMPLATE = rule("SOP303", "script", "话术有误：{why}", "the script is wrong: {why_en}")
TEMPLATE_NAME = rule(
    "SOP304",
    "script-name",
    "话术里的“{name}”没有来处{hint}",
    "nothing supplies “{name}” of the script{hint_en}",
)

CYCLE = rule("SOP401", "cycle", "步骤互相等待：{chain}", "the steps wait for each other: {chain}")
AFTER_LATER = rule(
    "SOP402",
    "after-later",
    "顺序流程里，“{id}”等的“{other}”排在它后面，永远等不到",
    "in a sequence “{id}” waits for “{other}”, which comes after it: it would wait for ever",
)
CALL_CYCLE = rule("SOP403", "call-cycle", "流程互相调用：{chain}", "the procedures call each other: {chain}")
NO_RECEIVER = rule(
    "SOP404",
    "nothing-receives",
    "{what}“{id}”留有待办，但没有一个阶段写了 receives: true",
    "{what_en} “{id}” owes something, but no phase says receives: true",
)
NEEDS_PRODUCT = rule(
    "SOP405",
    "phase-needs-product",
    "流程“{id}”必须针对一个商品，阶段不能直接打开它。请给流程加 for_each: product",
    "procedure “{id}” needs a product, so a phase cannot open it; give it for_each: product",
)
LIMIT_WITHOUT_EXIT = rule(
    "SOP406",
    "limit-without-exit",
    "limits 没有 on_limit：到了上限无路可走",
    "limits has no on_limit: at the limit there is no way out",
    Severity.WARNING,
)

NO_FILE = rule("SOP501", "no-file", "找不到文件 {name}{hint}", "there is no file {name}{hint_en}")
UNREADABLE = rule("SOP502", "unreadable", "读不了 {name}：{why}", "{name} cannot be read: {why_en}")
NO_RUNBOOK = rule("SOP503", "no-runbook", "没有叫“{name}”的流程手册{hint}", "there is no runbook “{name}”{hint_en}")
USE_CYCLE = rule("SOP504", "use-cycle", "文件互相引入：{chain}", "the files use each other: {chain}")
