"""Pages of the codes on who does what, and on faults (SOP611 to SOP626)."""

from __future__ import annotations

from sopkit.lint.pages.page import page

_P = "procedures:\n  hold:\n    title: 憋单\n"
_STEPS = f"{_P}    steps:\n"
_HOLD = f"{_STEPS}      - {{id: a, role: 主播}}\n"
_FAULT = "faults:\n  coupon:\n    severity: P1\n    noticed_by: 场控\n    first: 中控\n"
_FIX = "    handling: [{id: fix, role: 中控}]\n"
_SEATS = "roles:\n  host: {title: 主播, minimum: 1}\n  control: {title: 中控%s}\n  floor: {title: 场控, minimum: 1}\n"
_THREE = f"{_STEPS}      - {{id: a, roles: {{all: [host, control, floor]}}}}\n"
_SLOT = "      - {id: %s, role: %s, plan: {duration: 10m, start: activity + %s}}\n"
_BAG = "  bag:\n    title: 福袋\n    opens: {at_most: 1}\n    role: 中控\n"
_LIVE = "phases:\n  live: {live: true, receives: true, opens: bag}\n"
_LATE = "  late:\n    title: 补发\n    role: 中控\n"

page(
    "SOP611",
    "roles 里列了这个岗位，却没有一步、一个故障或提示用到它。去掉它，或者补上漏写的步骤。",
    "The role is listed, but no step, fault or cue needs it. Take it out, or write the step that is missing.",
    f"roles: [主播, 客服]\n{_HOLD}",
    f"roles: [主播]\n{_HOLD}",
)
page(
    "SOP612",
    "人数（crew.min）比岗位少，总有人要兼。这个岗位有必做的步骤，却没写谁能顶替（covered_by），也没写至少几个人（minimum）。",
    "There may be fewer people than seats, so somebody takes two. This seat must be manned, but nothing says who may cover "
    "it (covered_by) or that it needs a person (minimum).",
    f"crew: {{min: 2}}\n{_SEATS % ''}{_THREE}",
    f"crew: {{min: 2}}\n{_SEATS % ', covered_by: [floor]'}{_THREE}",
)
page(
    "SOP613",
    "同一个岗位排了两件时间重叠的事，一个人做不过来。错开，或者换一个岗位。",
    "One seat is planned for two things at the same time. Move one, or give it to another seat.",
    f"{_P}    order: checklist\n    steps:\n{_SLOT % ('a', '主播', '0s')}{_SLOT % ('b', '主播', '5m')}",
    f"{_P}    order: checklist\n    steps:\n{_SLOT % ('a', '主播', '0s')}{_SLOT % ('b', '主播', '10m')}",
)
page(
    "SOP614",
    "核对要由另一个人来，做的和核对的却是同一个只坐一个人的岗位。换一个岗位核对，或者给岗位写 minimum: 2。",
    "A check needs another person, but both are of one seat that needs only one. Let another seat check, or give it "
    "minimum: 2.",
    f"crew: {{min: 2}}\n{_STEPS}      - {{id: a, role: 主播, verify: {{role: 主播}}}}\n",
    f"crew: {{min: 2}}\n{_STEPS}      - {{id: a, role: 主播, verify: {{role: 场控}}}}\n",
)
page(
    "SOP615",
    "一问一答是为了让另一个岗位确认。问的和答的是同一个岗位，就没有人确认。",
    "A call is answered so that another seat confirms it. Asked and answered by one seat, nobody does.",
    f"{_STEPS}      - {{id: a, role: 主播, asked_by: 主播, ask: 上链接, answer: 已上}}\n",
    f"{_STEPS}      - {{id: a, role: 中控, asked_by: 主播, ask: 上链接, answer: 已上}}\n",
)
page(
    "SOP616",
    "有要第二个人核对的步骤，却没说至少要两个人。写 crew: {min: 2}，一个人就开不了场，而不是开了才卡住。",
    "A step needs a second person, but nothing says that there must be two. With crew: {min: 2} one person alone cannot "
    "start, rather than start and be stuck.",
    f"{_STEPS}      - {{id: a, role: 主播, verify: true}}\n",
    f"crew: {{min: 2}}\n{_STEPS}      - {{id: a, role: 主播, verify: true}}\n",
)
page(
    "SOP617",
    "放出去的库存、许下的承诺收不回来。让第二个人核对（verify），或者一问一答（asked_by）。",
    "Stock that is on sale, or a promise that was made, cannot be taken back. Let a second person check (verify) or ask.",
    f"phases:\n  live: {{live: true, receives: true, opens: hold}}\n{_STEPS}      - {{id: a, role: 中控, owes: late}}\n{_LATE}",
    f"crew: {{min: 2}}\nphases:\n  live: {{live: true, receives: true, opens: hold}}\n"
    f"{_STEPS}      - {{id: a, role: 中控, owes: late, verify: true}}\n{_LATE}",
)
page(
    "SOP618",
    "别的步骤都有名字，这一步只有一个 id，看板上没人知道要做什么。写上 title、say 或 note。",
    "The other steps have titles, and this is an id only: on the board nobody knows what to do. Give it a title, a script "
    "or a note.",
    f"{_STEPS}      - {{id: a, role: 主播, title: 开场}}\n      - {{id: b, role: 中控}}\n",
    f"{_STEPS}      - {{id: a, role: 主播, title: 开场}}\n      - {{id: b, role: 中控, title: 上链接}}\n",
)
page(
    "SOP619",
    "提示或故障找的座位可以空着，那时就没有人收到。给岗位写 minimum: 1，或者找一个一定有人的岗位。",
    "What is told goes to a seat that may be empty, and then nobody hears it. Give the role minimum: 1, or tell another.",
    f'signals:\n  viewers: {{title: 在线}}\n{_HOLD}cues:\n  drop: {{when: "last(viewers) < 100", to: 助播}}\n',
    f'signals:\n  viewers: {{title: 在线}}\n{_HOLD}cues:\n  drop: {{when: "last(viewers) < 100", to: 主播}}\n',
)
page(
    "SOP620",
    "有人发问的步骤要写清该怎么答：问的人听到什么才算通过。",
    "A step that somebody asks for says what is answered: what the asker must hear before it counts.",
    "procedures:\n  hold:\n    title: 憋单\n    role: 主播\n    asked_by: 场控\n    ask: 库存够吗\n",
    "procedures:\n  hold:\n    title: 憋单\n    role: 主播\n    asked_by: 场控\n    ask: 库存够吗\n    answer: 够，还有一百件\n",
)
page(
    "SOP621",
    "故障的处理没有一条路走到头，故障就永远不会恢复，被它打断的流程也回不来。",
    "No way leads to the end of the handling: the fault is never mended, and what it interrupts never goes on.",
    f"{_FAULT}    handling: [{{id: fix, role: 中控, outcomes: {{没好: fix}}}}]\n",
    f"{_FAULT}{_FIX}",
)
page(
    "SOP622",
    "故障打断了这个流程，处理时又要再打开一个，而同时最多只能有一个：处理等它，它等处理。放宽 at_most，或者换一个流程。",
    "The fault suspends the procedure, and its handling must open it again, while only one may be open: each waits for "
    "the other. Raise at_most, or call another procedure.",
    f"{_LIVE}procedures:\n{_BAG}{_FAULT}    interrupts: phase\n    handling: [{{id: fix, role: 中控, call: bag}}]\n",
    f"{_LIVE}procedures:\n{_BAG}{_FAULT}    interrupts: phase\n{_FIX}",
)
page(
    "SOP623",
    "处理故障的步骤又会报出同一个故障，可以一层套一层没有尽头。换一个去向，或者报另一个故障。",
    "A step of the handling may raise the same fault, one within the other without end. Lead elsewhere.",
    f"{_FAULT}    handling: [{{id: fix, role: 中控, outcomes: {{好了: next, 没好: raise coupon}}}}]\n",
    f"{_FAULT}    handling: [{{id: fix, role: 中控, outcomes: {{好了: next, 没好: finish}}}}]\n",
)
page(
    "SOP624",
    "处理里没有必做的步骤，故障一报就算恢复了。至少留一步是必做的。",
    "Nothing in the handling must be done, so that the fault counts as mended at once. Let one step be needed.",
    f"{_FAULT}    handling: [{{id: fix, role: 中控, optional: true}}]\n",
    f"{_FAULT}{_FIX}",
)
page(
    "SOP625",
    "没写谁来发现（noticed_by），也没有一步会报它，这个故障就只能靠谁恰好想起来。",
    "Nothing says who notices it (noticed_by) and no step raises it: it is left to whoever thinks of it.",
    f"faults:\n  coupon:\n    severity: P1\n    first: 中控\n{_FIX}",
    f"{_FAULT}{_FIX}",
)
page(
    "SOP626",
    "interrupts: nothing 什么也不打断，resume 说的“从哪里继续”就用不上。去掉 resume，或者改 interrupts。",
    "With interrupts: nothing there is nothing to go on with, so that resume does nothing. Take it out, or interrupt "
    "something.",
    f"{_FAULT}    interrupts: nothing\n    resume: round\n{_FIX}",
    f"{_FAULT}    interrupts: nothing\n{_FIX}",
)
