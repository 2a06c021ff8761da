"""What may be wrong with a run-of-show sheet, both languages side by side, each with what becomes of it."""

from __future__ import annotations

from sopkit.finding import Severity
from sopkit.loader.rules import Rule

__all__ = ["SHEET_RULES"]

SHEET_RULES: dict[str, Rule] = {}
"""Every rule of sheets by its code."""


def _rule(number: int, slug: str, zh: str, en: str, severity: Severity = Severity.WARNING) -> Rule:
    rule = Rule(f"SHT{number}", slug, zh, en, severity)
    SHEET_RULES[rule.code] = rule
    return rule


UNKNOWN_COLUMN = _rule(
    101,
    "sheet-unknown-column",
    "“{head}”这一列不认识，没有带过来（{count} 格）{hint}",
    "the column “{head}” is not known and was left out ({count} cells){hint_en}",
)
PRODUCT_COLUMN = _rule(
    102,
    "sheet-product-column",
    "“{head}”是商品资料，流程里放不下，没有带过来（{count} 格）；请写进货盘",
    "“{head}” is a fact of products and was left out ({count} cells); it belongs in the line-up",
)
NO_COLUMNS = _rule(
    103,
    "sheet-no-columns",
    "没找到表头：至少要有“岗位”和“动作”（或“口播”）这两列",
    "no heads were found: a sheet needs at least 岗位 (role) and 动作 (action) or 口播 (script)",
    Severity.ERROR,
)
TWO_COLUMNS = _rule(
    104,
    "sheet-two-columns",
    "“{head}”和“{other}”说的是一回事，只用了前一列",
    "“{head}” and “{other}” say the same; only the first was used",
)
BAD_TIME = _rule(
    201,
    "sheet-time",
    "时间“{text}”看不懂，原样放进了备注；请写：开播前30分钟、开播后15分钟、T+15m（写 20:15 这样的钟点要给 --go-live）",
    "the time “{text}” is not understood and was kept in the note; write T-30m or T+15m (a time of day needs --go-live)",
)
BAD_LENGTH = _rule(
    202,
    "sheet-length",
    "时长“{text}”看不懂，原样放进了备注；请写：30秒、5分钟、1小时30分钟",
    "the length “{text}” is not understood and was kept in the note; write 30s, 5m or 1h30m",
)
UNKNOWN_ROLE = _rule(
    203,
    "sheet-role",
    "没有叫“{text}”的岗位{hint}；先照写成了一个新岗位",
    "there is no role called “{text}”{hint_en}; it was made a new one",
)
NO_ROLE = _rule(
    204, "sheet-no-role", "没有写岗位，这一行没有带过来", "no role is given; the row was left out", Severity.ERROR
)
BAD_RECORD = _rule(
    205,
    "sheet-record",
    "记录项“{text}”看不懂，没有带过来；请写：件数（整数，件）",
    "the record “{text}” is not understood and was left out; write 件数（整数，件）",
)
BAD_OUTCOME = _rule(
    206,
    "sheet-outcome",
    "去处“{text}”看不懂，没有带过来；请写：补好了 → 下一步（或者结束、步骤的编号）",
    "the way on “{text}” is not understood and was left out; write 补好了 → 下一步 (or 结束, or the id of a step)",
)
UNKNOWN_STEP = _rule(
    207,
    "sheet-step",
    "“先做”里没有“{text}”这一步，没有带过来",
    "there is no step “{text}” to come after; it was left out",
)
SAME_ID = _rule(
    208,
    "sheet-same-id",
    "编号“{text}”和第 {row} 行一样，改成了“{new}”",
    "the id “{text}” is that of row {row}, too; it was made “{new}”",
)
NOTHING_TO_DO = _rule(
    209,
    "sheet-nothing",
    "没有动作也没有口播，这一行没有带过来",
    "neither an action nor a script is given; the row was left out",
    Severity.ERROR,
)
BAD_WAY = _rule(
    210,
    "sheet-way",
    "做法里的“{text}”看不懂，没有带过来；可以写：顺序、清单、针对一个商品、可带商品、并行",
    "“{text}” is not understood and was left out; write 顺序, 清单, 针对一个商品, 可带商品 or 并行",
)
FAULT_LEFT = _rule(
    211,
    "sheet-fault",
    "故障“{text}”没写严重程度或谁先动手，先按 P1、第一步的岗位",
    "the fault “{text}” lacks its severity or who acts first; taken as P1 and the first step's role",
)
BY_HAND = _rule(
    212,
    "sheet-by-hand",
    "“{text}”针对一个商品，进阶段时开不了，改成了随时可开",
    "“{text}” is about one product, so a phase cannot open it; it is opened by hand",
)
BAD_ID = _rule(
    213,
    "sheet-id",
    "编号“{text}”里有不能用的字符，改成了“{new}”",
    "the id “{text}” holds signs that an id may not; it was made “{new}”",
)
BAD_LEFT = _rule(
    214,
    "sheet-left",
    "“{text}”看不懂，没有带过来；可以写：可选、可不适用",
    "“{text}” is not understood and was left out; write 可选 or 可不适用",
)
