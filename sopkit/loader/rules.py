"""The rules: one line for each thing that may be wrong in a file, its stable code, and its text in both languages."""

from __future__ import annotations

from attrs import frozen

from sopkit.finding import Finding, Related, Severity, Span

__all__ = ["RULES", "Rule"]


@frozen
class Rule:
    """
    One thing that may be wrong.

    ``code`` is stable and never reused; ``slug`` is its name for people.
    ``zh`` and ``en`` hold the same placeholders.
    """

    code: str
    slug: str
    zh: str
    en: str
    severity: Severity = Severity.ERROR

    def at(self, span: Span, *related: Related, **args: str) -> Finding:
        """Return the finding of this rule at *span*."""
        return Finding(
            self.code,
            self.severity,
            span,
            self.zh.format(**args),
            self.en.format(**args),
            args=args,
            related=related,
        )


RULES: dict[str, Rule] = {}


def _rule(code: str, slug: str, zh: str, en: str, severity: Severity = Severity.ERROR) -> Rule:
    RULES[code] = rule = Rule(code, slug, zh, en, severity)
    return rule


# --- 0xx: bytes, characters, YAML

TOO_LARGE = _rule(
    "SOP001",
    "too-large",
    "文件太大（最多 {limit}）。请拆成几个文件，用 use 引入",
    "the file is too large (at most {limit}); split it, and bring the parts in with use",
)
NOT_UTF8 = _rule(
    "SOP002",
    "not-utf-8",
    "文件不是 UTF-8 编码，看起来是 {encoding}。请在编辑器里“另存为”UTF-8",
    "the file is not UTF-8, it looks like {encoding}; save it as UTF-8",
)
CHARACTER = _rule(
    "SOP003",
    "hidden-character",
    "这里有看不见的字符 {char}，请删掉或换成普通空格",
    "a character that cannot be seen, {char}; delete it or type a plain space",
)
TAB = _rule("SOP004", "tab", "这里是制表符（Tab），请换成空格", "this is a tab; type spaces")
WIDE_INDENT = _rule(
    "SOP005",
    "wide-indent",
    "缩进用了 {char}，请换成半角空格",
    "the indent holds {char}; type plain spaces",
)
SYNTAX = _rule(
    "SOP010",
    "syntax",
    "YAML 到这里看不懂了。请检查这一行和上一行的缩进、冒号和引号",
    "the YAML cannot be read from here; look at the indent, colons and quotes of this line and the one above",
)
FULL_COLON = _rule(
    "SOP011",
    "full-width-colon",
    "这里是全角冒号“：”，要写半角冒号加一个空格：{fix}",
    "this is a full-width colon; type a plain colon and a space: {fix}",
)
NO_SPACE = _rule(
    "SOP012",
    "colon-without-space",
    "冒号后面缺一个空格，要写成：{fix}",
    "a space is missing after the colon; write: {fix}",
)
FULL_MARK = _rule(
    "SOP013",
    "full-width-mark",
    "“{char}”是全角符号，这里要写半角 {half}",
    "{char} is full-width; type {half} here",
)
NEEDS_QUOTES = _rule(
    "SOP014",
    "needs-quotes",
    "值以 {char} 开头，YAML 会误解。请给整个值加引号：{fix}",
    "a value that begins with {char} means something else in YAML; put it in quotes: {fix}",
)
COLON_IN_VALUE = _rule(
    "SOP015",
    "colon-in-value",
    "值里又出现了“冒号加空格”。请给整个值加引号：{fix}",
    "a second colon and space stand in this value; put it in quotes: {fix}",
)
UNCLOSED = _rule("SOP016", "unclosed", "{char} 没有关上，缺 {close}", "{char} is not closed; {close} is missing")
INDENT = _rule(
    "SOP017",
    "indent",
    "这一行的缩进和上面对不齐（现在 {have} 格，上面同级是 {want} 格）",
    "the indent of this line matches nothing above ({have} spaces; the level above has {want})",
)
TOO_DEEP = _rule("SOP020", "too-deep", "嵌套太深（最多 {limit} 层）", "nested too deep (at most {limit} levels)")
TOO_MANY = _rule("SOP021", "too-many", "内容太多（最多 {limit} 项）", "too much in one file (at most {limit} nodes)")
TAG = _rule(
    "SOP022",
    "tag",
    "以 ! 开头的写法（{text}）是 YAML 标签，这里不支持。如果是文字，请加引号",
    "{text} is a YAML tag, which is not supported here; if it is a text, put it in quotes",
)
ANCHOR = _rule(
    "SOP023",
    "anchor",
    "以 & 开头的写法（{text}）是 YAML 锚点，这里不支持。如果是文字，请加引号",
    "{text} is a YAML anchor, which is not supported here; if it is a text, put it in quotes",
)
ALIAS = _rule(
    "SOP024",
    "alias",
    "以 * 开头的写法（{text}）是 YAML 引用，这里不支持。如果是文字，请加引号",
    "{text} is a YAML alias, which is not supported here; if it is a text, put it in quotes",
)
MERGE = _rule(
    "SOP025",
    "merge",
    "不支持 << 合并。共用的内容请放进另一个流程手册，用 use 引入",
    "<< is not supported; put what is shared into another runbook and bring it in with use",
)
DOCUMENTS = _rule(
    "SOP026",
    "several-documents",
    "一个文件只能有一份内容，这里的 --- 又开了一份。请拆成两个文件",
    "--- opens a second document; one file holds one. Split it",
)
KEY_KIND = _rule(
    "SOP027",
    "key-kind",
    "键只能是一段文字。如果这是文字里的花括号，请给整个值加引号",
    "a key must be a text; if these braces belong to a text, put the whole value in quotes",
)
DUPLICATE = _rule(
    "SOP028",
    "duplicate-key",
    "“{key}”写了两次（第一次在第 {line} 行）。请留下一个",
    "“{key}” is given twice (first on line {line}); keep one",
)
EMPTY_FILE = _rule("SOP029", "empty-file", "文件是空的", "the file is empty")

# --- 1xx: shape, keys, values

NOT_A_MAPPING = _rule(
    "SOP101",
    "not-a-mapping",
    "{what}要写成“键: 值”的形式，这里是{found}",
    "{what_en} must be written as “key: value” lines; this is {found_en}",
)
NOT_A_LIST = _rule(
    "SOP102",
    "not-a-list",
    "“{key}”要写成列表（[甲, 乙] 或每行一个“- ”），这里是{found}",
    "“{key}” must be a list ([a, b], or lines that begin with “- ”); this is {found_en}",
)
NOT_A_TEXT = _rule(
    "SOP103",
    "not-a-text",
    "“{key}”要写一段文字，这里是{found}。以花括号或方括号开头的文字要加引号",
    "“{key}” must be a text; this is {found_en}. A text that begins with a bracket needs quotes",
)
UNKNOWN_KEY = _rule(
    "SOP104",
    "unknown-key",
    "{what}里没有“{key}”这个键{hint}",
    "there is no key “{key}” in {what_en}{hint_en}",
)
MISSING_KEY = _rule("SOP105", "missing-key", "{what}缺少“{key}”（{doc}）", "{what_en} has no “{key}” ({doc_en})")
NO_VALUE = _rule("SOP106", "no-value", "“{key}”后面没有值", "“{key}” has no value")
EATEN_VALUE = _rule(
    "SOP107",
    "eaten-value",
    "“{key}”的值被当成注释了（# 后面都是注释）。请给值加引号",
    "the value of “{key}” was taken for a comment (everything after # is one); put it in quotes",
)
BAD_VALUE = _rule("SOP108", "bad-value", "看不懂“{text}”：{want}", "“{text}” cannot be read: {want_en}")
NOT_ONE_OF = _rule(
    "SOP109",
    "not-one-of",
    "“{key}”不能是“{text}”，可以是：{known}{hint}",
    "“{key}” cannot be “{text}”; it may be: {known}{hint_en}",
)
BAD_ID = _rule(
    "SOP110",
    "bad-id",
    "“{text}”不能作 id：{want}",
    "“{text}” cannot be an id: {want_en}",
)
ID_NOT_STEM = _rule(
    "SOP111",
    "id-not-file-name",
    "id 是“{id}”，文件名却是“{stem}”。两者要相同",
    "the id is “{id}” but the file is called “{stem}”; they must be the same",
)
WRONG_FORMAT = _rule(
    "SOP112",
    "format-version",
    "格式版本“{text}”不认识，本库读的是 sop: 1",
    "format version “{text}” is not known; this library reads sop: 1",
)
TOGETHER = _rule(
    "SOP113",
    "not-together",
    "“{one}”和“{other}”不能同时写",
    "“{one}” and “{other}” cannot both be given",
)
NEEDS_OTHER = _rule("SOP114", "needs-other", "写了“{one}”就要有“{other}”", "“{one}” needs “{other}” beside it")
OUT_OF_BOUNDS = _rule(
    "SOP115",
    "out-of-bounds",
    "“{text}”超出范围（{bounds}）",
    "“{text}” is out of bounds ({bounds})",
)
NO_ORIGIN = _rule(
    "SOP116",
    "param-without-origin",
    "参数“{id}”没有 source。没有出处的数要在 note 里说明是怎么定的",
    "param “{id}” has no source; say in note where the value comes from",
)
EMPTY = _rule("SOP117", "empty", "“{key}”里什么也没有", "“{key}” holds nothing")
STEP_KEYS = _rule(
    "SOP118",
    "step-key-on-procedure",
    "“{key}”是步骤的键：流程写了 steps，就要写到步骤里去",
    "“{key}” belongs to a step: a procedure with steps has it there",
)

# --- 2xx: names that lead nowhere, names that clash

UNKNOWN = _rule(
    "SOP201",
    "unknown-name",
    "没有叫“{name}”的{what}{hint}",
    "there is no {what_en} called “{name}”{hint_en}",
)
DUPLICATE_ID = _rule(
    "SOP202",
    "duplicate-id",
    "{what}“{id}”写了两次（另一个在 {place}）",
    "{what_en} “{id}” is defined twice (the other at {place})",
)
CLASH = _rule(
    "SOP203",
    "clash",
    "{what}“{id}”在引入的 {place} 里已经有了。要用自己的，就在这一项里写 override: true",
    "{what_en} “{id}” comes in with {place} already; to use your own, write override: true in it",
)
NOTHING_OVERRIDDEN = _rule(
    "SOP204",
    "nothing-overridden",
    "“{id}”写了 override，但引入的文件里没有它",
    "“{id}” says override, but nothing of that id comes in with use",
    Severity.WARNING,
)
ROLE_NOT_LISTED = _rule(
    "SOP205",
    "role-not-listed",
    "岗位“{name}”没有列在 roles 里",
    "role “{name}” is not listed in roles",
)
WRONG_PARAM_TYPE = _rule(
    "SOP206",
    "param-type",
    "参数“{name}”的类型是 {have}，这里要 {want}",
    "param “{name}” is of type {have}; {want} is needed here",
)

# --- 3xx: expressions and scripts

EXPRESSION = _rule("SOP301", "expression", "表达式有误：{why}", "the expression is wrong: {why_en}")
EXPRESSION_NAME = _rule("SOP302", "expression-name", "表达式里{why}", "in the expression, {why_en}")
TEMPLATE = _rule("SOP303", "script", "话术有误：{why}", "the script is wrong: {why_en}")
TEMPLATE_NAME = _rule(
    "SOP304",
    "script-name",
    "话术里的“{name}”没有来处{hint}",
    "nothing supplies “{name}” of the script{hint_en}",
)

# --- 4xx: flows that cannot run

CYCLE = _rule("SOP401", "cycle", "步骤互相等待：{chain}", "the steps wait for each other: {chain}")
AFTER_LATER = _rule(
    "SOP402",
    "after-later",
    "顺序流程里，“{id}”等的“{other}”排在它后面，永远等不到",
    "in a sequence “{id}” waits for “{other}”, which comes after it: it would wait for ever",
)
CALL_CYCLE = _rule("SOP403", "call-cycle", "流程互相调用：{chain}", "the procedures call each other: {chain}")
NO_RECEIVER = _rule(
    "SOP404",
    "nothing-receives",
    "故障“{id}”留有待办，但没有一个阶段写了 receives: true",
    "fault “{id}” owes something, but no phase says receives: true",
)
NEEDS_PRODUCT = _rule(
    "SOP405",
    "phase-needs-product",
    "流程“{id}”必须针对一个商品，阶段不能直接打开它。请给流程加 for_each: product",
    "procedure “{id}” needs a product, so a phase cannot open it; give it for_each: product",
)
LIMIT_WITHOUT_EXIT = _rule(
    "SOP406",
    "limit-without-exit",
    "limits 没有 on_limit：到了上限无路可走",
    "limits has no on_limit: at the limit there is no way out",
    Severity.WARNING,
)

# --- 5xx: files

NO_FILE = _rule("SOP501", "no-file", "找不到文件 {name}{hint}", "there is no file {name}{hint_en}")
UNREADABLE = _rule("SOP502", "unreadable", "读不了 {name}：{why}", "{name} cannot be read: {why}")
NO_RUNBOOK = _rule("SOP503", "no-runbook", "没有叫“{name}”的流程手册{hint}", "there is no runbook “{name}”{hint_en}")
USE_CYCLE = _rule("SOP504", "use-cycle", "文件互相引入：{chain}", "the files use each other: {chain}")
