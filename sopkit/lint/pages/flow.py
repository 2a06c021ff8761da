"""Pages of the codes on flows and on other files (SOP401 to SOP406, SOP501 to SOP504)."""

from __future__ import annotations

from sopkit.lint.pages.page import page

HOLD = "procedures:\n  hold:\n    title: 憋单\n    role: 主播\n"
OTHER = "sop: 1\nid: other\ntitle: 另一个\n"
STEPS = "procedures:\n  hold:\n    order: checklist\n    steps:\n"
FAULT = "faults:\n  coupon:\n    severity: P1\n    noticed_by: 场控\n    first: 中控\n    handling: [{id: fix, role: 中控}]\n    owes: notice\n"
CALLS = "procedures:\n  hold:\n    steps:\n      - {id: a, role: 主播, call: bag}\n  bag:\n    steps:\n"

page(
    "SOP401",
    "几个步骤互相等，谁也开始不了。去掉其中一个 after。",
    "Some steps wait for each other, so that none can begin. Take one after away.",
    f"{STEPS}      - {{id: a, role: 主播, after: b}}\n      - {{id: b, role: 中控, after: a}}\n",
    f"{STEPS}      - {{id: a, role: 主播}}\n      - {{id: b, role: 中控, after: a}}\n",
)
page(
    "SOP402",
    "顺序流程一步一步往下走，等的步骤却排在后面。调换次序，或者改成 order: checklist。",
    "A sequence goes on step by step, and this one waits for a later one. Put them in order, or use order: checklist.",
    "procedures:\n  hold:\n    steps:\n      - {id: a, role: 主播, after: b}\n      - {id: b, role: 中控}\n",
    "procedures:\n  hold:\n    steps:\n      - {id: b, role: 中控}\n      - {id: a, role: 主播, after: b}\n",
)
page(
    "SOP403",
    "流程调用来调用去又回到自己，没有尽头。",
    "The calls of procedures come back to where they began, without end.",
    f"{CALLS}      - {{id: a, role: 主播, call: hold}}\n",
    f"{CALLS}      - {{id: a, role: 主播}}\n",
)
page(
    "SOP404",
    "故障或步骤留下了播后要办的事，却没有一个阶段接手。给播后的阶段写 receives: true。",
    "A fault or a step leaves something to be done after the stream, and no phase takes it up. Say receives: true there.",
    f"phases:\n  live: {{live: true}}\nprocedures:\n  notice: {{role: 运营}}\n{FAULT}",
    f"phases:\n  live: {{live: true}}\n  post: {{receives: true}}\nprocedures:\n  notice: {{role: 运营}}\n{FAULT}",
)
page(
    "SOP405",
    "阶段一开始就打开这个流程，却不知道是哪个商品。加 for_each: product，每个商品开一份。",
    "The phase opens the procedure without saying for which product. With for_each: product there is one for each.",
    "phases:\n  live: {live: true, opens: hold}\nprocedures:\n  hold: {role: 主播, product: required}\n",
    "phases:\n  live: {live: true, opens: hold}\nprocedures:\n  hold: {role: 主播, product: required, for_each: product}\n",
)
page(
    "SOP406",
    "有上限却没有写到了上限怎么办。on_limit 写上收场的步骤。",
    "There is a limit, and nothing says what follows once it is reached. Name the steps that end it in on_limit.",
    "procedures:\n  hold:\n    limits: {duration: 5m}\n    steps:\n      - {id: a, role: 主播}\n",
    "procedures:\n  hold:\n    limits: {duration: 5m, on_limit: b}\n    steps:\n      - {id: a, role: 主播}\n"
    "      - {id: b, role: 主播, only: on_limit}\n",
)
page(
    "SOP501",
    "找不到这个文件。看看路径和文件名。",
    "There is no such file. Look at the path and the name.",
    "$ sop lint no-such-file.yaml",
    HOLD,
)
page(
    "SOP502",
    "文件在，但是读不了：没有权限，或者那是一个文件夹。",
    "The file is there and cannot be read: permission is missing, or it is a folder.",
    "$ sop lint folder.yaml",
    HOLD,
    {"folder.yaml/readme.txt": ""},
)
page(
    "SOP503",
    "use 里写的流程手册找不到。它要在同一个文件夹，或者是 sopkit 自带的。",
    "The runbook named in use is not found. It is in the same folder, or comes with sopkit.",
    f"use: [othr]\n{HOLD}",
    f"use: [other]\n{HOLD}",
    {"other.yaml": f"{OTHER}procedures:\n  bag: {{title: 福袋, role: 主播}}\n"},
)
page(
    "SOP504",
    "几个文件互相引入，没有尽头。把共用的部分移到第三个文件。",
    "Files use each other, without end. Move what they share to a third one.",
    f"use: [other]\n{HOLD}",
    f"use: [third]\n{HOLD}",
    {"other.yaml": f"{OTHER}use: [example]\n", "third.yaml": "sop: 1\nid: third\ntitle: 第三个\n"},
)
