"""How a file is written: bytes, characters, YAML (SOP0xx)."""

from __future__ import annotations

from sopkit.loader.rules.rule import rule

__all__ = [
    "AFTER_QUOTE",
    "ALIAS",
    "ANCHOR",
    "CHARACTER",
    "COLON_IN_VALUE",
    "DOCUMENTS",
    "DUPLICATE",
    "EMPTY_FILE",
    "FULL_COLON",
    "FULL_MARK",
    "INDENT",
    "KEY_KIND",
    "MERGE",
    "NEEDS_QUOTES",
    "NOT_UTF8",
    "NO_COMMA",
    "NO_SPACE",
    "NO_SPACE_DASH",
    "QUESTION",
    "SYNTAX",
    "TAB",
    "TAG",
    "TOO_DEEP",
    "TOO_LARGE",
    "TOO_MANY",
    "UNCLOSED",
    "UNOPENED",
    "WIDE_INDENT",
]

TOO_LARGE = rule(
    "SOP001",
    "too-large",
    "文件太大（最多 {limit}）。请拆成几个文件，用 use 引入",
    "the file is too large (at most {limit}); split it, and bring the parts in with use",
)
NOT_UTF8 = rule(
    "SOP002",
    "not-utf-8",
    "文件不是 UTF-8 编码，看起来是 {encoding}。请在编辑器里“另存为”UTF-8",
    "the file is not UTF-8, it looks like {encoding}; save it as UTF-8",
)
CHARACTER = rule(
    "SOP003",
    "hidden-character",
    "这里有看不见的字符 {char}，请删掉或换成普通空格",
    "a character that cannot be seen, {char}; delete it or type a plain space",
)
TAB = rule("SOP004", "tab", "这里是制表符（Tab），请换成空格", "this is a tab; type spaces")
WIDE_INDENT = rule(
    "SOP005",
    "wide-indent",
    "缩进用了 {char}，请换成半角空格",
    "the indent holds {char}; type plain spaces",
)
SYNTAX = rule(
    "SOP010",
    "syntax",
    "YAML 到这里看不懂了。请检查这一行和上一行的缩进、冒号和引号",
    "the YAML cannot be read from here; look at the indent, colons and quotes of this line and the one above",
)
FULL_COLON = rule(
    "SOP011",
    "full-width-colon",
    "这里是全角冒号“：”，要写半角冒号加一个空格：{fix}",
    "this is a full-width colon; type a plain colon and a space: {fix}",
)
NO_SPACE = rule(
    "SOP012",
    "colon-without-space",
    "冒号后面缺一个空格，要写成：{fix}",
    "a space is missing after the colon; write: {fix}",
)
FULL_MARK = rule(
    "SOP013",
    "full-width-mark",
    "“{char}”是全角符号，这里要写半角 {half}",
    "{char} is full-width; type {half} here",
)
NEEDS_QUOTES = rule(
    "SOP014",
    "needs-quotes",
    "值以 {char} 开头，YAML 会误解。请给整个值加引号：{fix}",
    "a value that begins with {char} means something else in YAML; put it in quotes: {fix}",
)
COLON_IN_VALUE = rule(
    "SOP015",
    "colon-in-value",
    "值里又出现了“冒号加空格”。请给整个值加引号：{fix}",
    "a second colon and space stand in this value; put it in quotes: {fix}",
)
UNCLOSED = rule("SOP016", "unclosed", "{char} 没有关上，缺 {close}", "{char} is not closed; {close} is missing")
INDENT = rule(
    "SOP017",
    "indent",
    "这一行的缩进和上面对不齐（现在 {have} 格，上面同级是 {want} 格）",
    "the indent of this line matches nothing above ({have} spaces; the level above has {want})",
)
UNOPENED = rule(
    "SOP018",
    "unopened",
    "这里多了一个 {char}，前面没有对应的 {open}",
    "this {char} closes nothing: there is no {open} before it",
)
NO_COMMA = rule(
    "SOP019",
    "no-comma",
    "括号里两项之间缺一个逗号，要写成：{fix}",
    "a comma is missing between two items in brackets; write: {fix}",
)
TOO_DEEP = rule("SOP020", "too-deep", "嵌套太深（最多 {limit} 层）", "nested too deep (at most {limit} levels)")
TOO_MANY = rule("SOP021", "too-many", "内容太多（最多 {limit} 项）", "too much in one file (at most {limit} nodes)")
TAG = rule(
    "SOP022",
    "tag",
    "以 ! 开头的写法（{text}）是 YAML 标签，这里不支持。如果是文字，请加引号",
    "{text} is a YAML tag, which is not supported here; if it is a text, put it in quotes",
)
ANCHOR = rule(
    "SOP023",
    "anchor",
    "以 & 开头的写法（{text}）是 YAML 锚点，这里不支持。如果是文字，请加引号",
    "{text} is a YAML anchor, which is not supported here; if it is a text, put it in quotes",
)
ALIAS = rule(
    "SOP024",
    "alias",
    "以 * 开头的写法（{text}）是 YAML 引用，这里不支持。如果是文字，请加引号",
    "{text} is a YAML alias, which is not supported here; if it is a text, put it in quotes",
)
MERGE = rule(
    "SOP025",
    "merge",
    "不支持 << 合并。共用的内容请放进另一个流程手册，用 use 引入",
    "<< is not supported; put what is shared into another runbook and bring it in with use",
)
DOCUMENTS = rule(
    "SOP026",
    "several-documents",
    "一个文件只能有一份内容，这里的 --- 又开了一份。请拆成两个文件",
    "--- opens a second document; one file holds one. Split it",
)
KEY_KIND = rule(
    "SOP027",
    "key-kind",
    "键只能是一段文字。如果这是文字里的花括号，请给整个值加引号",
    "a key must be a text; if these braces belong to a text, put the whole value in quotes",
)
DUPLICATE = rule(
    "SOP028",
    "duplicate-key",
    "“{key}”写了两次（第一次在第 {line} 行）。请留下一个",
    "“{key}” is given twice (first on line {line}); keep one",
)
EMPTY_FILE = rule("SOP029", "empty-file", "文件是空的", "the file is empty")
NO_SPACE_DASH = rule(
    "SOP030",
    "dash-without-space",
    "短横线后面缺一个空格，要写成：{fix}",
    "a space is missing after the dash; write: {fix}",
)
QUESTION = rule(
    "SOP031",
    "question-mark",
    "括号里的文字有半角问号 ?，有的 YAML 程序读不了。请加引号：{fix}",
    "a text inside brackets holds a ?, which some YAML readers cannot read; put it in quotes: {fix}",
)
AFTER_QUOTE = rule(
    "SOP032",
    "text-after-quote",
    "引号关上以后还有文字。要让引号包住整个值：{fix}",
    "text stands behind the closing quote; put all of the value in quotes: {fix}",
)
