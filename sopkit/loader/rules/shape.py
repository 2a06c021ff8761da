"""What a file holds: keys and values (SOP1xx)."""

from __future__ import annotations

from sopkit.finding import Severity
from sopkit.loader.rules.rule import Profile, rule

__all__ = [
    "BAD_ID",
    "BAD_VALUE",
    "BRACED_LIST",
    "CLOCK",
    "CUT_OFF",
    "EATEN_VALUE",
    "EMPTY",
    "ID_NOT_STEM",
    "LEADING_ZERO",
    "MISSING_KEY",
    "NEEDS_OTHER",
    "NOT_A_LIST",
    "NOT_A_MAPPING",
    "NOT_A_TEXT",
    "NOT_ONE_OF",
    "NO_ORIGIN",
    "NO_VALUE",
    "ONE_ONLY",
    "OUT_OF_BOUNDS",
    "STEP_KEYS",
    "TOGETHER",
    "UNKNOWN_KEY",
    "WRONG_FORMAT",
]

NOT_A_MAPPING = rule(
    "SOP101",
    "not-a-mapping",
    "{what}要写成“键: 值”的形式，这里是{found}",
    "{what_en} must be written as “key: value” lines; this is {found_en}",
)
NOT_A_LIST = rule(
    "SOP102",
    "not-a-list",
    "“{key}”要写成列表（[甲, 乙] 或每行一个“- ”），这里是{found}",
    "“{key}” must be a list ([a, b], or lines that begin with “- ”); this is {found_en}",
)
NOT_A_TEXT = rule(
    "SOP103",
    "not-a-text",
    "“{key}”要写一段文字，这里是{found}。以花括号或方括号开头的文字要加引号",
    "“{key}” must be a text; this is {found_en}. A text that begins with a bracket needs quotes",
)
UNKNOWN_KEY = rule(
    "SOP104",
    "unknown-key",
    "{what}里没有“{key}”这个键{hint}",
    "there is no key “{key}” in {what_en}{hint_en}",
)
MISSING_KEY = rule("SOP105", "missing-key", "{what}缺少“{key}”（{doc}）", "{what_en} has no “{key}” ({doc_en})")
NO_VALUE = rule("SOP106", "no-value", "“{key}”后面没有值", "“{key}” has no value")
EATEN_VALUE = rule(
    "SOP107",
    "eaten-value",
    "“{key}”的值被当成注释了（# 后面都是注释）。请给值加引号",
    "the value of “{key}” was taken for a comment (everything after # is one); put it in quotes",
)
BAD_VALUE = rule("SOP108", "bad-value", "看不懂“{text}”：{want}{hint}", "“{text}” cannot be read: {want_en}{hint_en}")
NOT_ONE_OF = rule(
    "SOP109",
    "not-one-of",
    "“{key}”不能是“{text}”，可以是：{known}{hint}",
    "“{key}” cannot be “{text}”; it may be: {known_en}{hint_en}",
)
BAD_ID = rule(
    "SOP110",
    "bad-id",
    "“{text}”不能作 id：{want}",
    "“{text}” cannot be an id: {want_en}",
)
ID_NOT_STEM = rule(
    "SOP111",
    "id-not-file-name",
    "id 是“{id}”，文件名却是“{stem}”。两者要相同",
    "the id is “{id}” but the file is called “{stem}”; they must be the same",
)
WRONG_FORMAT = rule(
    "SOP112",
    "format-version",
    "格式版本“{text}”不认识，本库读的是 sop: 1",
    "format version “{text}” is not known; this library reads sop: 1",
)
TOGETHER = rule(
    "SOP113",
    "not-together",
    "“{one}”和“{other}”不能同时写",
    "“{one}” and “{other}” cannot both be given",
)
NEEDS_OTHER = rule("SOP114", "needs-other", "写了“{one}”就要有“{other}”", "“{one}” needs “{other}” beside it")
OUT_OF_BOUNDS = rule(
    "SOP115",
    "out-of-bounds",
    "“{text}”超出范围（{bounds}）",
    "“{text}” is out of bounds ({bounds})",
)
NO_ORIGIN = rule(
    "SOP116",
    "param-without-origin",
    "参数“{id}”没有 source。没有出处的数要在 note 里说明是怎么定的",
    "param “{id}” has no source; say in note where the value comes from",
)
EMPTY = rule("SOP117", "empty", "“{key}”里什么也没有", "“{key}” holds nothing")
STEP_KEYS = rule(
    "SOP118",
    "step-key-on-procedure",
    "“{key}”是步骤的键：流程写了 steps，就要写到步骤里去",
    "“{key}” belongs to a step: a procedure with steps has it there",
)
CLOCK = rule(
    "SOP119",
    "clock-time",
    "“{text}”是钟点。同一份流程哪天都能用，所以时刻要写成离开播多久，如 T-30m（开播前 30 分钟）；时长写如 5m",
    "“{text}” is a time of day. A runbook serves any day, so a moment is told from go-live, such as T-30m; a length is 5m",
)
LEADING_ZERO = rule(
    "SOP120",
    "leading-zero",
    "“{text}”前面多了 0，这里读作 {meant}；有的 YAML 程序会当成八进制。请去掉 0",
    "“{text}” begins with a 0 and is read as {meant}; some YAML programs take it for base eight. Leave the 0 out",
    Severity.WARNING,
    Profile.STANDARD,
)
ONE_ONLY = rule(
    "SOP121",
    "one-only",
    "“{key}”只写一个，不用列表：{fix}",
    "“{key}” takes one, and no list: {fix}",
)
BRACED_LIST = rule(
    "SOP122",
    "braced-list",
    "几个名字（{text}）要写成列表，用方括号：{fix}",
    "several names ({text}) make a list, in brackets: {fix}",
)
CUT_OFF = rule(
    "SOP123",
    "cut-off",
    "这个“- ”又开了一项，“{key}”就不属于“{id}”了。同一项的键，只有第一个前面写“- ”",
    "this “- ” begins another item, so that “{key}” no longer belongs to “{id}”; only the first key of an item has one",
)
