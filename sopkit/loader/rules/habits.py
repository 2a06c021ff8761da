"""Habits of other programs that YAML does not share: bullets, other comment signs, fences (SOP033 to SOP041)."""

from __future__ import annotations

from sopkit.loader.rules.rule import rule

__all__ = [
    "BACKSLASH",
    "BLOCK_TEXT",
    "CODE_FENCE",
    "COMMENT_SIGN",
    "DASH_BEHIND_KEY",
    "LIST_MARK",
    "NOT_A_COLON",
    "SEVERAL_TEXTS",
    "STRAY_LINE",
]

NOT_A_COLON = rule(
    "SOP033",
    "not-a-colon",
    "键“{key}”和值之间要写半角冒号加一个空格，这里是{char}：{fix}",
    "between the key “{key}” and its value stand a plain colon and a space; here it is {char_en}: {fix}",
)
LIST_MARK = rule(
    "SOP034",
    "list-mark",
    "“{char}”不是列表的写法。每一项前面写半角“-”加一个空格：{fix}",
    "“{char}” makes no list; begin each item with a plain - and a space: {fix}",
)
COMMENT_SIGN = rule(
    "SOP035",
    "comment-sign",
    "“{char}”不是注释的写法。注释以 # 开头：{fix}",
    "“{char}” begins no comment; a comment begins with #: {fix}",
)
CODE_FENCE = rule(
    "SOP036",
    "code-fence",
    "“{text}”是聊天软件和网页里框住代码的记号，不属于文件。请删掉这一行",
    "“{text}” is how chats and web pages fence code, and no part of the file; delete the line",
)
STRAY_LINE = rule(
    "SOP037",
    "stray-line",
    "“{text}”这一行不是“键: 值”，也不是列表里的一项。说明和分隔线要以 # 开头：{fix}",
    "“{text}” is neither “key: value” nor an item of a list; remarks and rulers begin with #: {fix}",
)
DASH_BEHIND_KEY = rule(
    "SOP038",
    "dash-behind-key",
    "列表的第一项要另起一行：“{key}:”后面换行，下一行缩进两格再写“- ”",
    "the first item of a list stands on a line of its own: break the line after “{key}:”, and indent the “- ” by two",
)
BLOCK_TEXT = rule(
    "SOP039",
    "block-text-indent",
    "“{key}: {sign}”下面的文字要比“{key}”缩进更多，现在是 {have} 格，至少要 {want} 格",
    "the text below “{key}: {sign}” must be indented more than “{key}”: by {want} at least, and not by {have}",
)
BACKSLASH = rule(
    "SOP040",
    "backslash",
    "双引号里的 \\ 有特别的意思，这里不成立。请改用单引号：{fix}",
    "within double quotes a \\ means something of its own, which is not so here; use single quotes: {fix}",
)
SEVERAL_TEXTS = rule(
    "SOP041",
    "several-texts",
    "几段加了引号的文字要写成列表，外面加方括号：{fix}",
    "several quoted texts make a list: put brackets around them: {fix}",
)
