"""Pages of the codes on how steps follow each other, and on standstills (SOP601 to SOP608, SOP661, SOP662)."""

from __future__ import annotations

from sopkit.lint.pages.page import page

_P = "procedures:\n  hold:\n    title: 憋单\n"
_STEPS = f"{_P}    steps:\n"
_DECIDE = "      - {id: price, role: 主播, outcomes: {收: %s, 再看: %s}}\n      - {id: link, role: 中控}\n"
_CALL = "      - {id: a, role: 主播, call: bag%s}\n  bag:\n    title: 福袋\n"
_CHILD = "    steps:\n      - {id: b, role: 中控, outcomes: {有人中: finish, 没人中: finish}}\n"
_LIVE = "phases:\n  live: {live: true, receives: true, opens: hold}\n"
_MANY = "".join(
    f"      - {{id: s{n}, role: 主播, record: {{f{n}: bool}}, outcomes: {{成: next, 不成: finish}}}}\n"
    for n in range(18)
)
_NOT = " and ".join(f"not (f{n} == false)" for n in range(18))

page(
    "SOP601",
    "从流程开头出发，怎么走都轮不到这一步：前面的回答都绕过了它，它等的步骤永远做不了，或者上限到不了。改去向，或者删掉它。",
    "From the beginning there is no way to this step: every answer before leads past it, what it waits for can never be "
    "done, or its limit is never reached. Change where the answers lead, or take the step out.",
    f"{_STEPS}{_DECIDE % ('finish', 'finish')}",
    f"{_STEPS}{_DECIDE % ('finish', 'next')}",
)
page(
    "SOP602",
    "没有一条路走到流程的结尾，所以它永远算没做完。让至少一个回答往前走或 finish。",
    "No way leads to the end of the procedure, so that it never counts as done. Let one answer lead on, or to finish.",
    f"{_P}    limits: {{rounds: 2, on_limit: again}}\n    steps:\n"
    "      - {id: again, role: 运营, outcomes: {再来: again}}\n",
    f"{_STEPS}      - {{id: again, role: 运营}}\n",
)
page(
    "SOP603",
    "有的路能走完，可一旦走到这一步就只能来回转，再也走不到结尾。给它一个往前的回答。",
    "Some ways lead to the end, but once here the flow can only go round. Give the step an answer that leads on.",
    f"{_P}    limits: {{rounds: 2, on_limit: b}}\n    steps:\n      - {{id: a, role: 主播, outcomes: {{完: finish, 不完: next}}}}\n"
    "      - {id: b, role: 中控, outcomes: {再来: b}}\n",
    f"{_STEPS}      - {{id: a, role: 主播, outcomes: {{完: finish, 不完: next}}}}\n      - {{id: b, role: 中控}}\n",
)
page(
    "SOP604",
    "能回到前面的步骤，就要说最多几轮，否则可以没完没了。加 limits: {rounds: …, on_limit: …}。",
    "Where the flow may go back there must be a bound on the rounds. Give limits: {rounds: …, on_limit: …}.",
    f"{_STEPS}      - {{id: a, role: 主播}}\n      - {{id: b, role: 运营, outcomes: {{再来: a, 收: finish}}}}\n",
    f"{_P}    limits: {{rounds: 2, duration: 5m, on_limit: close}}\n    steps:\n      - {{id: a, role: 主播}}\n"
    "      - {id: b, role: 运营, outcomes: {再来: a, 收: finish}}\n"
    "      - {id: close, role: 主播, only: on_limit, ends: cancelled}\n",
)
page(
    "SOP605",
    "到了时限，剩下的路只该往外走。出路又能回到前面，就等于没有上限。",
    "Past the limit only ways out should be left. One that may go back makes the limit worth nothing.",
    f"{_P}    limits: {{rounds: 2, duration: 5m, on_limit: b}}\n    steps:\n      - {{id: a, role: 主播}}\n"
    "      - {id: b, role: 运营, outcomes: {再来: a, 收: finish}}\n",
    f"{_P}    limits: {{rounds: 2, duration: 5m, on_limit: c}}\n    steps:\n      - {{id: a, role: 主播}}\n"
    "      - {id: b, role: 运营, outcomes: {再来: a, 收: finish}}\n      - {id: c, role: 运营, only: on_limit, ends: finished}\n",
)
page(
    "SOP606",
    "重试要有个头，也要说试够了怎么办：retry 写一个小的数，then 写去向。",
    "Trying again needs a bound, and something that follows: a small number in retry, and a way in then.",
    f"{_STEPS}      - {{id: a, role: 中控, on_fail: {{retry: 2}}}}\n",
    f"{_STEPS}      - {{id: a, role: 中控, on_fail: {{retry: 2, then: finish}}}}\n",
)
page(
    "SOP607",
    "这里永远打不开那个流程：它必须带商品而这里没有，或者两边的阶段对不上。给流程加 product，或改 opens.in。",
    "What is to be opened never can be here: it needs a product and there is none, or the phases do not meet. Give the "
    "procedure a product, or change opens.in.",
    f"{_STEPS}{_CALL % ''}    product: required\n    role: 中控\n",
    f"{_P}    product: required\n    steps:\n{_CALL % ''}    product: required\n    role: 中控\n",
)
page(
    "SOP608",
    "调用结束时，按它的结果选 outcomes 里同名的去向。没有同名的，这一步就算没做成。补上缺的那个结果。",
    "When a call ends, the outcome of the same name is taken; where there is none the step counts as failed. Add it.",
    f"{_STEPS}{_CALL % ', outcomes: {有人中: next}'}{_CHILD}",
    f"{_STEPS}{_CALL % ', outcomes: {有人中: next, 没人中: finish}'}{_CHILD}",
)
page(
    "SOP661",
    "照这样走下去，几个岗位会互相等，谁也动不了。换一下先后，或者让谁都不必等：去掉一个 after、关卡，或者把 at_most 放宽。",
    "Played like this the roles wait for each other and nobody can go on. Change the order, or let one not wait: take out "
    "an after or a gate, or raise at_most.",
    f"{_STEPS}      - {{id: show, role: 主播, gates: counted}}\n      - {{id: count, role: 场控, record: {{left: bool}}}}\n"
    'gates:\n  counted: {when: "left != null"}\n',
    f"{_STEPS}      - {{id: count, role: 场控, record: {{left: bool}}}}\n      - {{id: show, role: 主播, gates: counted}}\n"
    'gates:\n  counted: {when: "left != null"}\n',
)
page(
    "SOP662",
    "能走的路太多，没有查完。它不等于没有问题：把大的流程拆成几个，再查一遍。",
    "There are too many ways to play this, and not all were looked at. That is not the same as none being bad: split the "
    "procedure, and look again.",
    f"{_P}    order: checklist\n    steps:\n{_MANY}      - {{id: z, role: 中控, gates: all}}\n"
    f'gates:\n  all: {{when: "{_NOT}"}}\n',
    f"{_P}    order: checklist\n    steps:\n      - {{id: z, role: 中控}}\n",
)
