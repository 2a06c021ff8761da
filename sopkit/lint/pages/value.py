"""Pages of the codes on single values (SOP108, SOP109, SOP115, SOP119, SOP120)."""

from __future__ import annotations

from sopkit.lint.pages.page import page

HOLD = "procedures:\n  hold:\n    title: 憋单\n    role: 主播\n"

page(
    "SOP108",
    "这里要的是时长、时刻、数或是否，写的却读不出来。时长写 90s、5m、1h30m、5分钟；是否写 true、false 或 是、否。",
    "A length of time, a moment, a number or a yes or no is wanted, and this cannot be read as one. A length is 90s, 5m, "
    "1h30m; yes and no are true and false.",
    f"{HOLD}    within: 五分钟\n",
    f"{HOLD}    within: 5分钟\n",
)
page(
    "SOP109",
    "这个键只能从几个词里选。",
    "This key takes one of a few words.",
    f"{HOLD}    order: sequense\n",
    f"{HOLD}    order: sequence\n",
)
page(
    "SOP115",
    "这个数超出了允许的范围。",
    "The number is out of the bounds that are set for it.",
    f"params:\n  hold: {{type: duration, default: 15m, max: 10m, note: 例子}}\n{HOLD}",
    f"params:\n  hold: {{type: duration, default: 5m, max: 10m, note: 例子}}\n{HOLD}",
)
page(
    "SOP119",
    "流程不写钟点：今天八点开播，明天可能九点。写离开播多久：T-30m 是开播前 30 分钟，T+1h 是开播后一小时。"
    "开播的钟点在 sop start --go-live 里给。",
    "A runbook names no time of day: the show begins at eight today and at nine tomorrow. Write how far from go-live: "
    "T-30m is half an hour before it. The time itself is given to sop start --go-live.",
    f"{HOLD}    at: 20:00\n",
    f"{HOLD}    at: T-30m\n",
)
page(
    "SOP120",
    "0 开头的整数，老的 YAML 程序当作八进制：010 读成 8。本库读作 10。去掉 0，谁读都一样。",
    "Older YAML programs take a whole number that begins with 0 for base eight: 010 is 8 to them, and 10 here. Without "
    "the 0 all agree.",
    f"params:\n  rounds: {{type: int, default: 010, note: 例子}}\n{HOLD}",
    f"params:\n  rounds: {{type: int, default: 10, note: 例子}}\n{HOLD}",
)
page(
    "SOP121",
    "这个键只写一个名字。一个岗位写 role: 主播；几个岗位都可以做，写 roles: [主播, 中控]。",
    "The key takes one name. For one role write role: 主播; where any of several may do it, roles: [主播, 中控].",
    "procedures:\n  hold:\n    title: 憋单\n    role: [主播]\n",
    "procedures:\n  hold:\n    title: 憋单\n    role: 主播\n",
)
page(
    "SOP122",
    "花括号里是“键: 值”，方括号里才是列表。",
    "Braces hold “key: value”; a list stands in brackets.",
    "procedures:\n  hold:\n    title: 憋单\n    roles: {主播, 中控}\n",
    "procedures:\n  hold:\n    title: 憋单\n    roles: [主播, 中控]\n",
)
page(
    "SOP123",
    "“- ”表示新的一项开始。一个步骤只在第一个键前面写“- ”，其余的键和它对齐，前面空着。",
    "A “- ” begins another item. A step has one before its first key; its other keys stand below that, with nothing in front.",
    "procedures:\n  hold:\n    title: 憋单\n    steps:\n      - id: a\n      - role: 主播\n",
    "procedures:\n  hold:\n    title: 憋单\n    steps:\n      - id: a\n        role: 主播\n",
)
