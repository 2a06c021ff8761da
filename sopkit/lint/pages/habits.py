"""Pages of the codes on habits of other programs (SOP033 to SOP041)."""

from __future__ import annotations

from sopkit.lint.pages.page import HEAD, page

HOLD = "procedures:\n  hold:\n    title: 憋单\n    role: 主播\n"

page(
    "SOP033",
    "键和值之间只认半角冒号加一个空格。等号、箭头、分号、顿号，或者只空一格，YAML 都当成文字的一部分，键就不见了。",
    "Between a key and its value YAML knows only a plain colon and a space. With an equals sign, an arrow, a semicolon, "
    "or a space alone, it takes the whole for a text, and the key is lost.",
    "procedures:\n  hold:\n    title: 憋单\n    role = 主播\n",
    HOLD,
)
page(
    "SOP034",
    "从 Word、WPS 或飞书粘贴的清单常带圆点、星号或编号。YAML 的列表只认行首的“-”加空格，别的记号会把几行连成一段文字。",
    "Lists pasted from word processors bring bullets, stars or numbers. A list of YAML is made by “- ” alone; with "
    "anything else the lines run together into one text.",
    f"{HOLD}    say:\n      ● 这款好\n      ● 最后十件\n",
    f"{HOLD}    say:\n      - 这款好\n      - 最后十件\n",
)
page(
    "SOP035",
    "YAML 的注释只有一种写法：# 加一个空格。//、/* */、<!-- --> 是别的语言的注释，写在这里会变成内容。",
    "YAML has one sort of comment: # and a space. What other languages use, //, /* */ and <!-- -->, becomes content.",
    f"// 憋单的流程\n{HOLD}",
    f"# 憋单的流程\n{HOLD}",
)
page(
    "SOP036",
    "从聊天窗口或网页复制代码时，容易把上下两行 ``` 也带进来。删掉这两行。",
    "Code copied from a chat or a web page easily brings the two lines of ``` along. Delete them.",
    f"```yaml\n{HEAD}{HOLD}```\n",
    f"{HEAD}{HOLD}",
    whole=True,
)
page(
    "SOP037",
    "文件里的每一行要么是“键: 值”，要么是列表里的“- 一项”，要么是 # 开头的注释。标题、分隔线、随手写的一句话都要加 #。",
    "Each line of a file is a “key: value”, an item “- …” of a list, or a comment that begins with #. Headings, rulers "
    "and remarks need a #.",
    f"=====================\n{HOLD}",
    f"# =====================\n{HOLD}",
)
page(
    "SOP038",
    "列表的每一项都要自成一行，第一项也一样：键写完冒号就换行。",
    "Each item of a list has a line of its own, the first one too: break the line after the colon of the key.",
    f"{HOLD}    say: - 这款好\n",
    f"{HOLD}    say:\n      - 这款好\n",
)
page(
    "SOP039",
    "“|”和“>”后面跟着一段文字，这段文字每一行都要比键缩进得更多，YAML 才知道它到哪里为止。",
    "A text follows “|” and “>”, and each line of it is indented more than the key, so that YAML knows where it ends.",
    "procedures:\n  hold:\n    title: 憋单\n    note: |\n    先看库存\n    role: 主播\n",
    "procedures:\n  hold:\n    title: 憋单\n    note: |\n      先看库存\n    role: 主播\n",
)
page(
    "SOP040",
    "双引号里的反斜杠会和后面的字合成一个特别的字符，比如 \\n 是换行。文件路径这样的文字用单引号，反斜杠就只是反斜杠。",
    "Between double quotes a backslash and what follows make one special character: \\n is a line break. Put a text such as "
    "the path of a file between single quotes, where a backslash is nothing but itself.",
    f'note: "C:\\直播\\话术"\n{HOLD}',
    f"note: 'C:\\直播\\话术'\n{HOLD}",
)
page(
    "SOP041",
    "一个键后面只有一个值。要写几段，就用方括号括成列表，或者一行写一段。",
    "One value stands behind a key. For several, make a list with brackets, or write one on each line.",
    f'{HOLD}    say: "这款好", "最后十件"\n',
    f'{HOLD}    say: ["这款好", "最后十件"]\n',
)
