"""What only a lint says: writing that is read, though hardly as it was meant, and comments that silence (SOP7xx)."""

from __future__ import annotations

from sopkit.finding import Severity
from sopkit.loader.rules import Profile
from sopkit.loader.rules.rule import rule

__all__ = [
    "FOLDED_ITEM",
    "IGNORE_FORM",
    "IGNORE_REASON",
    "IGNORE_REFUSED",
    "IGNORE_UNKNOWN",
    "IGNORE_UNUSED",
    "LATE_COMMENT",
    "ONE_SPACE",
]

LATE_COMMENT = rule(
    "SOP701",
    "text-after-hash",
    "“{text}”从 # 起被当成注释，不在值里。要算文字就给整个值加引号，是注释就在 # 后面空一格",
    "from the # on, “{text}” is a comment and no part of the value; put the value in quotes, or a space after the #",
    Severity.WARNING,
)
ONE_SPACE = rule(
    "SOP702",
    "one-space-indent",
    "这里只缩进了一格，容易看错。请每层缩进两格",
    "this is indented by one space, which is easily misread; indent each level by two",
    Severity.INFO,
    Profile.STANDARD,
)
FOLDED_ITEM = rule(
    "SOP703",
    "folded-item",
    "这一行的“- ”不会成为列表里的一项，而是接在上一行的文字后面",
    "the “- ” of this line makes no item of a list: the line goes on with the text above",
    Severity.WARNING,
)
IGNORE_FORM = rule(
    "SOP710",
    "ignore-form",
    "忽略要写成：# sop: ignore[SOP204] 理由",
    "to silence a finding write: # sop: ignore[SOP204] reason",
    Severity.WARNING,
)
IGNORE_REASON = rule(
    "SOP711",
    "ignore-without-reason",
    "忽略 {code} 要写理由：# sop: ignore[{code}] 理由",
    "silencing {code} needs a reason: # sop: ignore[{code}] reason",
    Severity.WARNING,
)
IGNORE_UNKNOWN = rule(
    "SOP712",
    "ignore-unknown-code",
    "没有检查代码“{code}”{hint}",
    "there is no code “{code}”{hint_en}",
    Severity.WARNING,
)
IGNORE_UNUSED = rule(
    "SOP713",
    "ignore-unused",
    "这里没有 {code}，不用忽略了。请删掉这条注释",
    "there is no {code} here to silence; delete the comment",
    Severity.WARNING,
)
IGNORE_REFUSED = rule(
    "SOP714",
    "ignore-refused",
    "{code} 不能忽略：{why}",
    "{code} cannot be silenced: {why_en}",
    Severity.WARNING,
)
