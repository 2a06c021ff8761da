"""Pages of the codes on times, conditions, and where values come from (SOP631 to SOP654)."""

from __future__ import annotations

from sopkit.lint.pages.page import page

_P = "procedures:\n  hold:\n    title: 憋单\n"
_STEPS = f"{_P}    steps:\n"
_STEP = f"{_STEPS}      - {{id: a, role: 主播, %s}}\n"
_LIMITED = f"{_P}    limits: {{duration: 5m, on_limit: c}}\n    steps:\n      - {{id: a, role: 主播, within: %s}}\n"
_CLOSE = "      - {id: c, role: 主播, only: on_limit, ends: cancelled}\n"
_PHASES = "phases:\n  pre: {opens: hold}\n  live: {live: true}\n  post: {receives: true}\n"
_CUES = "signals:\n  viewers: {title: 在线}\nprocedures:\n  hold: {title: 憋单, role: 主播}\ncues:\n"
_DROP = '  drop: {when: "last(viewers) < 100", to: 主播}\n'
_BOTH = f'{_STEPS}      - {{id: a, role: 主播, when: "product.price > 100", gates: cheap}}\n'
_PRICE = "    product: required\n"

page(
    "SOP631",
    "提醒是结束前多久响。比计划用时还长，一开始就响了。",
    "A reminder sounds so long before the end. Longer than the plan, it sounds from the start.",
    _STEP % "plan: {duration: 5m, warn: 10m}",
    _STEP % "plan: {duration: 5m, warn: 1m}",
)
page(
    "SOP632",
    "danger 是更急的那一个，应当比 warn 更靠近结束。",
    "danger is the graver one and should be nearer to the end than warn.",
    _STEP % "plan: {duration: 5m, warn: 30s, danger: 1m}",
    _STEP % "plan: {duration: 5m, warn: 1m, danger: 30s}",
)
page(
    "SOP633",
    "开始不早于结束，这一步就永远不在可以做的时段里。对调一下。",
    "It begins no earlier than it ends, so that the step may never be taken. Put them the right way round.",
    _STEP % "window: {from: activity + 5m, until: activity + 1m}",
    _STEP % "window: {from: activity + 1m, until: activity + 5m}",
)
page(
    "SOP634",
    "要等的时间比可以做的时段还长，等完就过了时候。",
    "The wait is longer than the time in which the step may be taken: after it, it is too late.",
    f"{_STEPS}      - {{id: a, role: 主播}}\n      - {{id: b, role: 中控, gap: {{after: a, at_least: 10m}}, "
    "window: {from: activity + 1m, until: activity + 5m}}\n",
    f"{_STEPS}      - {{id: a, role: 主播}}\n      - {{id: b, role: 中控, gap: {{after: a, at_least: 2m}}, "
    "window: {from: activity + 1m, until: activity + 5m}}\n",
)
page(
    "SOP635",
    "到了每轮的上限，只剩下出路可走；时限比它还晚，就永远来不及报超时。把时限改短，或者把上限放宽。",
    "At the limit of a round only the ways out are left; a later due time is never met. Make it shorter, or the limit longer.",
    f"{_LIMITED % '10m'}{_CLOSE}",
    f"{_LIMITED % '2m'}{_CLOSE}",
)
page(
    "SOP636",
    "一步接一步的计划用时加起来，超过了整个流程的计划或上限。",
    "The planned lengths of the steps, one after the other, are more than the plan or limit of the whole.",
    f"{_P}    plan: 5m\n    steps:\n      - {{id: a, role: 主播, plan: 4m}}\n      - {{id: b, role: 中控, plan: 4m}}\n",
    f"{_P}    plan: 8m\n    steps:\n      - {{id: a, role: 主播, plan: 4m}}\n      - {{id: b, role: 中控, plan: 4m}}\n",
)
page(
    "SOP637",
    "T 是开播时刻。播前的流程要在开播前做完，时刻却在开播后；或者反过来。改时刻，或者换一个阶段打开它。",
    "T is going live. A procedure of the phase before must be done by then, and the time is after it, or the other way "
    "round. Change the time, or open the procedure in another phase.",
    f"{_PHASES}{_STEP % 'at: T+5m'}",
    f"{_PHASES}{_STEP % 'at: T-5m'}",
)
page(
    "SOP638",
    "从开始到结束，还不够重复一次的间隔。",
    "There is not time enough from the start to the end for it to come back once.",
    f"{_STEPS}      - {{id: a, role: 主播}}\n"
    "      - {id: b, role: 场控, every: {interval: 30m, from: activity + 1m, until: activity + 10m}}\n",
    f"{_STEPS}      - {{id: a, role: 主播}}\n"
    "      - {id: b, role: 场控, every: {interval: 3m, from: activity + 1m, until: activity + 10m}}\n",
)
page(
    "SOP641",
    "不管数是多少，这个条件都成立，等于没写。看看是不是写反了，或者数写错了。",
    "Whatever the values, the condition holds and changes nothing. See whether it is the wrong way round.",
    _STEP % 'when: "round >= 1"',
    _STEP % 'when: "round > 1"',
)
page(
    "SOP642",
    "不管数是多少，这个条件都不成立。and 和 or 用混了，或者范围写反了。",
    "Whatever the values, the condition does not hold. Perhaps and was meant to be or, or the range is the wrong way round.",
    _STEP % 'when: "round > 5 and round < 3"',
    _STEP % 'when: "round > 3 and round < 5"',
)
page(
    "SOP643",
    "条件和关卡各自都可能成立，放在一起却不可能：要做时过不了关，过得了关时又不做。",
    "Condition and gate may each hold, but never together: when the step applies the gate is shut, and when it is open "
    "the step does not apply.",
    f'{_BOTH.replace("    steps", _PRICE + "    steps")}gates:\n  cheap: {{when: "product.price < 50", waive: 运营}}\n',
    f'{_BOTH.replace("    steps", _PRICE + "    steps")}gates:\n  cheap: {{when: "product.price < 500", waive: 运营}}\n',
)
page(
    "SOP644",
    "expect 不成立时，没有 else 就只停在“没做成”。写上去向：raise 一个故障、回到某一步，或者 finish。",
    "Where expect does not hold and there is no else, the step just stays failed. Say where to go.",
    f'{_P}    steps:\n      - {{id: a, role: 中控, record: {{count: int}}, expect: "count > 0"}}\n',
    f'{_P}    steps:\n      - {{id: a, role: 中控, record: {{count: int}}, expect: "count > 0", else: finish}}\n',
)
page(
    "SOP645",
    "两条提示的条件一样，又找同一个人，一件事会说两遍。合成一条。",
    "Two cues with one condition tell one person the same twice. Make them one.",
    f'{_CUES}{_DROP}  fall: {{when: "last(viewers)  <  100", to: 主播}}\n',
    f'{_CUES}{_DROP}  fall: {{when: "last(viewers) < 50", to: 主播}}\n',
)
page(
    "SOP646",
    "两条提示可以同时成立，又把同一个参数改成不同的值，结果就看谁后到。让两个条件错开，或者改成同一个值。",
    "Two cues may hold at once and set one param to different values: the result is left to chance. Let their conditions "
    "exclude each other, or let them set one value.",
    "params:\n  slot: {type: duration, default: 8m, note: 例}\n"
    f'{_CUES}  low: {{when: "last(viewers) < 100", to: 主播, adjust: {{slot: 6m}}}}\n'
    '  falling: {when: "last(viewers) < 500", to: 场控, adjust: {slot: 10m}}\n',
    "params:\n  slot: {type: duration, default: 8m, note: 例}\n"
    f'{_CUES}  low: {{when: "last(viewers) < 100", to: 主播, adjust: {{slot: 6m}}}}\n'
    '  falling: {when: "last(viewers) >= 100 and last(viewers) < 500", to: 场控, adjust: {slot: 10m}}\n',
)
page(
    "SOP651",
    "话术或条件读的值要在前面的步骤里记下，到这里还没有，看板上就是一个缺口。把记录提前，或者把这一步挪后。",
    "What a script or condition reads must be recorded at a step before it; here it is a gap on the board. Record it "
    "earlier, or move this step behind.",
    f'{_STEPS}      - {{id: a, role: 主播, say: "{{prize}}"}}\n      - {{id: b, role: 中控, record: {{prize: text}}}}\n',
    f'{_STEPS}      - {{id: b, role: 中控, record: {{prize: text}}}}\n      - {{id: a, role: 主播, say: "{{prize}}"}}\n',
)
page(
    "SOP652",
    "流程不针对商品，{product.…} 就没有内容。给流程写 product: required，或者用 for_each: product。",
    "The procedure is about no product, so that {product.…} holds nothing. Give it product: required, or for_each: product.",
    f'{_STEPS}      - {{id: a, role: 主播, say: "{{product.name}}"}}\n',
    f'{_P}{_PRICE}    steps:\n      - {{id: a, role: 主播, say: "{{product.name}}"}}\n',
)
page(
    "SOP653",
    "这些记下来只进报告，没有条件、话术或指标用到。要是本来想用，看看名字写对没有；只是留底就不用改。",
    "These go into the report only: no condition, script or measure reads them. If one was meant to, look at the name; "
    "if it is kept for the record, leave it.",
    _STEP % "record: {note: text}",
    _STEP % 'record: {note: text}, answer: "{note}", ask: 记下, asked_by: 中控',
)
page(
    "SOP654",
    "定义了，却没有用到：也许是引用时写错了名字。",
    "It is defined and not used: perhaps its name is mistyped where it was meant.",
    f"params:\n  longest: {{type: duration, default: 5m, note: 例子}}\n{_PHASES}{_STEP % 'at: T-5m'}",
    f"params:\n  longest: {{type: duration, default: 5m, note: 例子}}\n{_PHASES}{_STEP % 'at: T-5m, within: $longest'}",
)
