"""Pages of the codes on names, expressions and scripts (SOP201 to SOP206, SOP301 to SOP304)."""

from __future__ import annotations

from sopkit.lint.pages.page import page

HOLD = "procedures:\n  hold:\n    title: 憋单\n    role: 主播\n"
OTHER = "sop: 1\nid: other\ntitle: 另一个\n"

page(
    "SOP201",
    "这个名字没有指到任何东西。岗位可以写 id、中文名或别名；步骤只在自己的流程里找。",
    "The name leads nowhere. A role may be named by id, title or alias; a step is looked for in its own procedure only.",
    "procedures:\n  hold:\n    title: 憋单\n    role: 猪播\n",
    HOLD,
)
page(
    "SOP202",
    "同一个 id 用了两次，别处提到它时就不知道是哪一个。",
    "One id for two things: nobody can tell which is meant where it is named.",
    "procedures:\n  hold:\n    steps:\n      - {id: a, role: 主播}\n      - {id: a, role: 中控}\n",
    "procedures:\n  hold:\n    steps:\n      - {id: a, role: 主播}\n      - {id: b, role: 中控}\n",
)
page(
    "SOP203",
    "use 引入的文件里已经有同一个 id。换一个 id；真要换成自己的，写 override: true，好让看的人知道是故意的。",
    "A file that use brings in has the same id already. Take another id; or, to use your own instead, write override: "
    "true, so that readers see that it is on purpose.",
    f"use: [other]\n{HOLD}",
    "use: [other]\nprocedures:\n  hold-twice: {title: 再憋一次, role: 中控}\n",
    {"other.yaml": f"{OTHER}procedures:\n  hold: {{title: 原来的憋单, role: 中控}}\n"},
)
page(
    "SOP204",
    "写了 override: true，引入的文件里却没有这个 id：也许那边改了名，你的就不再替换任何东西。",
    "It says override: true, but nothing of that id comes in: perhaps it was renamed there, and yours replaces nothing.",
    f"{HOLD}    override: true\n",
    HOLD,
)
page(
    "SOP205",
    "文件列出了 roles，就只用列出的岗位。补进去，或者去掉 roles，让它自己收集。",
    "A file that lists its roles uses no others. Add the role, or leave roles out to have them gathered.",
    f"roles: [中控]\n{HOLD}",
    f"roles: [主播]\n{HOLD}",
)
page(
    "SOP206",
    "参数的类型和这里要的不一样，比如要时长却给了次数。",
    "The param is of another type than is needed here, such as a count for a length of time.",
    f"params:\n  rounds: {{type: int, default: 2, note: 例子}}\n{HOLD}    within: $rounds\n",
    f"params:\n  longest: {{type: duration, default: 2m, note: 例子}}\n{HOLD}    within: $longest\n",
)
page(
    "SOP207",
    "role 只写一个岗位。几个岗位谁做都行，写 roles: [甲, 乙]；每个都要到场，写 roles: {all: [甲, 乙]}。",
    "role names one role. Where any of several may do it write roles: [a, b]; where each is needed, roles: {all: [a, b]}.",
    "procedures:\n  hold:\n    title: 憋单\n    role: 主播, 中控\n",
    "procedures:\n  hold:\n    title: 憋单\n    roles: [主播, 中控]\n",
)
page(
    "SOP301",
    "表达式读不通。比较用 ==、!=、<、>，并且用 and，或者用 or，符号都是半角。",
    "The expression cannot be read. Compare with ==, !=, < and >, join with and and or, all in plain signs.",
    'procedures:\n  hold:\n    steps:\n      - {id: a, role: 主播, when: "round = 2"}\n',
    'procedures:\n  hold:\n    steps:\n      - {id: a, role: 主播, when: "round == 2"}\n',
)
page(
    "SOP302",
    "表达式用到的名字没有来处。能用的有：本流程记录下的项、product.…、params.…、round、run.kind。",
    "Nothing gives the name that the expression reads. There are: fields of the same procedure, product.…, params.…, round "
    "and run.kind.",
    'procedures:\n  hold:\n    steps:\n      - {id: a, role: 主播, when: "rond > 2"}\n',
    'procedures:\n  hold:\n    steps:\n      - {id: a, role: 主播, when: "round > 2"}\n',
)
page(
    "SOP303",
    "话术里的花括号要成对，里面是要换成内容的名字。要照样念出花括号，写两个 {{。",
    "Braces in a script come in pairs, with a name inside that is replaced. For a brace that is read out write two.",
    f'{HOLD}    product: required\n    say: "这款{{product.name来了"\n',
    f'{HOLD}    product: required\n    say: "这款{{product.name}}来了"\n',
)
page(
    "SOP304",
    "话术要用的内容没有来处，到时候就念不出来。",
    "Nothing supplies what the script wants, so that it could not be read out.",
    f'{HOLD}    say: "还有{{stok}}件"\n',
    "procedures:\n  hold:\n    title: 憋单\n    steps:\n      - {id: a, role: 中控, record: {stok: int}}\n"
    '      - {id: b, role: 主播, say: "还有{stok}件"}\n',
)
page(
    "SOP208",
    "名字、时长、级别后面直接跟着备注，备注就成了它的一部分。备注写成注释：空一格，再写 #。",
    "A remark right behind a name, a length or a level becomes a part of it. Make it a comment: a space, and a #.",
    "procedures:\n  hold:\n    title: 憋单\n    role: 主播（小美）\n",
    "procedures:\n  hold:\n    title: 憋单\n    role: 主播 # 小美\n",
)
page(
    "SOP209",
    "名字后面多了一个标点，就不再是那个名字。删掉。",
    "A sign behind a name makes it another one. Delete it.",
    "procedures:\n  hold:\n    title: 憋单\n    role: 主播。\n",
    HOLD,
)
