"""Pages of the codes on doubtful writing, and on comments that silence (SOP7xx)."""

from __future__ import annotations

from sopkit.lint.pages.page import page

HOLD = "procedures:\n  hold:\n    title: 憋单\n    role: 主播\n"
LIMIT = "procedures:\n  hold:\n    limits: {{rounds: 2}}{comment}\n    steps:\n      - {{id: a, role: 主播}}\n"

page(
    "SOP701",
    "值后面有空格加 #，从 # 起都是注释，值里没有这段文字。要算文字就给整个值加引号；真是注释，就在 # 后面空一格。",
    "Behind a value, a space and # begin a comment, so that the rest is no part of it. Put the value in quotes; if it is "
    "a comment, type a space behind the #.",
    "procedures:\n  hold:\n    title: 憋单 #双十一\n    role: 主播\n",
    'procedures:\n  hold:\n    title: "憋单 #双十一"\n    role: 主播\n',
)
page(
    "SOP702",
    "缩进一格虽然合法，但很难看出层次，多打一个空格就错了。每层缩进两格。",
    "An indent of one space is legal and hard to see: one space more, and it means something else. Indent by two.",
    "procedures:\n  hold:\n   title: 憋单\n   role: 主播\n",
    HOLD,
)
page(
    "SOP703",
    "上一行的文字还没完，这一行的“- ”就接在后面成了一句话，不是列表。键后面不要写字，各项另起一行。",
    "The text of the line above goes on, “- ” and all: it is a sentence, and no list. Leave the line of the key empty, "
    "and write each item on a line of its own.",
    f"{HOLD}    say: 这款好\n      - 最后十件\n",
    f"{HOLD}    say:\n      - 这款好\n      - 最后十件\n",
)
page(
    "SOP710",
    "忽略的写法是固定的，写错了等于没写。",
    "There is one way to write this; any other silences nothing.",
    f"note: 例子 # sop: ignore SOP406\n{HOLD}",
    LIMIT.format(comment=" # sop: ignore[SOP406] 练习用，不设出路"),
)
page(
    "SOP711",
    "忽略一条警告要写理由，以后看的人才知道还要不要忽略。",
    "A warning is silenced for a reason, so that those who come later can tell whether it still holds.",
    LIMIT.format(comment=" # sop: ignore[SOP406]"),
    LIMIT.format(comment=" # sop: ignore[SOP406] 练习用，不设出路"),
)
page(
    "SOP712",
    "没有这个代码，什么也没有忽略。",
    "There is no such code, so that nothing is silenced.",
    f"note: 例子 # sop: ignore[SOP999] 不知道\n{HOLD}",
    f"note: 例子\n{HOLD}",
)
page(
    "SOP713",
    "要忽略的问题已经不在了。留着注释，将来真出了问题也看不见。",
    "What was silenced is gone. A comment left behind would hide it when it comes back.",
    f"note: 例子 # sop: ignore[SOP406] 以前有\n{HOLD}",
    f"note: 例子\n{HOLD}",
)
page(
    "SOP714",
    "错误不能忽略：文件照样用不了。关系到安全的也不能。",
    "An error cannot be silenced: the file would not load all the same. Nor can what is about safety.",
    f"note: 例子 # sop: ignore[SOP104] 先不管\n{HOLD}",
    f"note: 例子\n{HOLD}",
)
