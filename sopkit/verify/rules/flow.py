"""How steps follow each other (SOP601 to SOP608)."""

from __future__ import annotations

from sopkit.finding import Severity
from sopkit.loader.rules.rule import Profile, rule

__all__ = [
    "CALL_ANSWER",
    "CALL_NEVER_OPENS",
    "EXIT_GOES_BACK",
    "LOOP",
    "NEVER_ENDS",
    "RETRY",
    "STUCK",
    "UNREACHED",
]

_W = Severity.WARNING

UNREACHED = rule(
    "SOP601",
    "unreachable-step",
    "步骤“{step}”永远轮不到：{why}",
    "step “{step}” can never be taken: {why_en}",
    _W,
)
NEVER_ENDS = rule(
    "SOP602",
    "never-ends",
    "流程“{procedure}”走不到头：{why}",
    "procedure “{procedure}” can never come to its end: {why_en}",
    _W,
)
STUCK = rule(
    "SOP603",
    "no-way-on",
    "走到步骤“{step}”，就再也走不到流程的结尾",
    "once the flow comes to step “{step}” it can never come to the end of the procedure",
    _W,
)
LOOP = rule(
    "SOP604",
    "loop-without-bound",
    "从“{step}”可以回到“{target}”，但流程没有 limits.rounds：可以一直转下去",
    "from “{step}” the flow may go back to “{target}”, but the procedure has no limits.rounds: it could go round for ever",
    _W,
)
EXIT_GOES_BACK = rule(
    "SOP605",
    "exit-goes-back",
    "“{step}”是到上限时的出路，却能回到“{target}”：到了上限就不该再回头",
    "“{step}” is a way out at the limit, but may lead back to “{target}”; at a limit nothing should go back",
    _W,
)
RETRY = rule(
    "SOP606",
    "retry-without-end",
    "{why}",
    "{why_en}",
    Severity.INFO,
    Profile.STRICT,
)
CALL_NEVER_OPENS = rule(
    "SOP607",
    "never-opens",
    "“{step}”这里打不开流程“{procedure}”：{why}",
    "at “{step}” procedure “{procedure}” can never be opened: {why_en}",
    _W,
)
CALL_ANSWER = rule(
    "SOP608",
    "call-answer-missing",
    "“{step}”调用的“{procedure}”可能以“{ending}”结束，但 outcomes 里没有它：那时这一步算没做成",
    "“{procedure}”, called by “{step}”, may end as “{ending}”, which outcomes does not have: the step would count as failed",
    _W,
)
