"""Pages of the codes on slips of typing (SOP010 to SOP019, SOP030, SOP031)."""

from __future__ import annotations

from sopkit.lint.pages.page import page

HOLD = "procedures:\n  hold:\n    title: 憋单\n    role: 主播\n"

page(
    "SOP010",
    "到这里不是合法的 YAML，又认不出是哪种常见的手误。看这一行和上一行：缩进对齐了吗，引号成对吗，冒号后有空格吗。"
    "把出错的那几行删掉重打，往往最快。",
    "From here on this is no YAML, and none of the common slips explains it. Look at this line and the one above: are "
    "they aligned, do the quotes pair, does a space follow the colon? Typing the lines anew is often quickest.",
    "procedures: {hold: {role: 主播}}: 练习\n",
    "procedures: {hold: {role: 主播}} # 练习\n",
)
page(
    "SOP011",
    "中文输入法打出来的冒号是全角的“：”，YAML 只认半角冒号加一个空格。别的工具常常报在下一行，或者干脆不报。",
    "A Chinese input method types the full-width colon ：, while YAML knows only the plain one with a space behind it. "
    "Other tools report this a line too late, or not at all.",
    "procedures:\n  hold:\n    title：憋单\n    role: 主播\n",
    HOLD,
)
page(
    "SOP012",
    "冒号后面要有一个空格，不然整行都成了一个词。",
    "A space must follow the colon; without one the whole line is a single word.",
    "procedures:\n  hold:\n    title:憋单\n    role: 主播\n",
    HOLD,
)
page(
    "SOP013",
    "这里的符号在 YAML 里有作用，要用半角的。全角的逗号、括号、引号、井号和竖线只是文字。",
    "A sign that does something in YAML must be a plain one here; the full-width comma, brackets, quotes and hash are "
    "mere text.",
    "procedures:\n  hold:\n    title: 憋单\n    roles: 【主播，中控】\n",
    "procedures:\n  hold:\n    title: 憋单\n    roles: [主播, 中控]\n",
)
page(
    "SOP014",
    "@ ` % * & ! | > 和 {{ 开头的值在 YAML 里另有意思。话术里要这样开头，就给整个值加引号。",
    "A value that begins with @ ` % * & ! | > or {{ means something else in YAML. Put the whole of it in quotes.",
    f"note: @小美 记得补货\n{HOLD}",
    f'note: "@小美 记得补货"\n{HOLD}',
)
page(
    "SOP015",
    "值里面又有“冒号加空格”，YAML 以为是另一个键。给整个值加引号，或者用全角冒号。",
    "A second colon and space stand inside a value, which YAML takes for another key. Put the value in quotes.",
    f"note: 注意: 先看库存\n{HOLD}",
    f'note: "注意: 先看库存"\n{HOLD}',
)
page(
    "SOP016",
    "括号或引号开了没有关，后面的行就都被算进去了。补上另一半。",
    "A bracket or quote was opened and never closed, so that the lines after it are taken for part of it. Close it.",
    "procedures:\n  hold:\n    roles: [主播, 中控\n    title: 憋单\n",
    "procedures:\n  hold:\n    roles: [主播, 中控]\n    title: 憋单\n",
)
page(
    "SOP017",
    "同一层的键要从同一列开始。这一行和上面哪一层都对不齐，YAML 不知道它属于谁。",
    "Keys of one level begin in one column. This line is in line with nothing above it, so that nobody knows whose it is.",
    "procedures:\n  hold:\n    title: 憋单\n   role: 主播\n",
    HOLD,
)
page(
    "SOP018",
    "多了一个右括号，前面没有和它成对的左括号。删掉它，或者补上左边的。",
    "A closing bracket too many: none was opened for it. Delete it, or open one.",
    "procedures:\n  hold:\n    title: 憋单\n    roles: [主播, 中控]]\n",
    "procedures:\n  hold:\n    title: 憋单\n    roles: [主播, 中控]\n",
)
page(
    "SOP019",
    "括号里的各项要用半角逗号隔开。",
    "Items in brackets are kept apart by commas.",
    "procedures:\n  hold: {title: 憋单 role: 主播}\n",
    "procedures:\n  hold: {title: 憋单, role: 主播}\n",
)
page(
    "SOP030",
    "列表每一项是“短横线、空格、内容”。没有空格，短横线就成了文字的一部分，几行还会接成一句。",
    "An item of a list is a dash, a space and the text. Without the space the dash is part of the text, and the lines "
    "run together.",
    "procedures:\n  hold:\n    title: 憋单\n    role: 主播\n    say:\n      -这款好\n      -最后十件\n",
    "procedures:\n  hold:\n    title: 憋单\n    role: 主播\n    say:\n      - 这款好\n      - 最后十件\n",
)
page(
    "SOP031",
    "花括号和方括号里，没加引号的半角问号有的 YAML 程序读得了，有的读不了，同一个文件在两台电脑上就不一样。"
    "加引号，或者用全角问号。",
    "Inside brackets, an unquoted ? is read by some YAML programs and refused by others, so that one file is two. Put "
    "the text in quotes.",
    "procedures:\n  hold: {title: 憋单, role: 主播, say: 还要吗?}\n",
    'procedures:\n  hold: {title: 憋单, role: 主播, say: "还要吗?"}\n',
)
page(
    "SOP032",
    "引号要包住整个值。引号关上以后再写的文字，YAML 不知道算什么。",
    "Quotes go around the whole of a value. What is written behind the closing one belongs to nothing.",
    f'note: "先看库存"再上架\n{HOLD}',
    f"note: '\"先看库存\"再上架'\n{HOLD}",
)
