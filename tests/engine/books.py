"""A rich runbook in which everything that the engine knows happens, and random commands over it."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from hypothesis import strategies as st

from sopkit import commands as cm
from sopkit.commands import Command
from sopkit.definition.product import Product
from sopkit.definition.runbook import Runbook
from sopkit.definition.value import Value
from tests.engine.rooms import book_of

CREW = {"operations": "阿杰", "host": "小美", "floor": "老王", "control": ("小李", "小美")}
LINE_UP = (Product("A01", "杯子", {"price": 30, "x": True}), Product("A02", "帽子", {"x": False}))

TEXT = """
roles:
  operations: {title: 运营}
  host: {title: 主播}
  floor: {title: 场控}
  control: {title: 中控, covered_by: [floor], cover: always}
params:
  max_hold: {type: duration, default: 5m, min: 1m, max: 10m, note: 测试}
  short: {type: duration, default: 2m, note: 测试}
  rounds: {type: int, default: 3, note: 测试}
signals: {viewers: null}
gates:
  priced: {title: 定了价, when: "product.price > 0", why: 先定价, waive: [运营]}
  ready: {title: 备好, when: "product.x or not product.x", why: 先备, waive: [运营]}
phases:
  pre: {title: 播前, opens: [cards]}
  live: {title: 播中, live: true, opens: [track, slot]}
  post: {title: 播后, receives: true, opens: [wrap]}
procedures:
  cards:
    title: 手卡
    order: checklist
    steps:
      - {id: weigh, role: 主播, for_each: product, record: {grams: int}}
      - {id: write, role: 主播, for_each: product, after: weigh, optional: true}
      - {id: heavy, role: 场控, for_each: product, after: weigh, when: "grams > 100", within: 2m}
      - {id: early, role: 场控, at: T-30m, skip: [运营]}
  track:
    title: 巡场
    order: checklist
    steps:
      - {id: remind, role: 场控, every: {interval: 3m, until: activity + 1h}, na: true}
      - {id: walk, role: 场控, within: 5m, na: true}
      - {id: rest, role: 场控, after: walk, gap: {after: walk, at_least: 1m}}
  slot:
    title: 过品
    product: required
    for_each: product
    plan: {duration: 8m, warn: 1m}
    steps:
      - {id: show, role: 主播, say: "{product.name} {product.price}"}
      - {id: try-on, role: 主播, optional: true}
      - {id: tease, role: 主播, call: hold, skip: [运营], outcomes: {finished: next, cancelled: next, cut: finish}}
      - {id: done, roles: {any: [主播, 场控]}}
  hold:
    title: 憋单
    product: required
    opens: {by: [主播, 运营], in: [live], at_most: 2}
    limits: {duration: $max_hold, rounds: $rounds, on_limit: [list, sorry]}
    steps:
      - {id: points, role: 主播, record: {size: {type: int, required: false}}}
      - {id: price, role: 主播, verify: {role: 中控}, gates: [priced]}
      - {id: fits, role: 主播, when: "size > 3", on_fail: {retry: 1, then: points}}
      - {id: list, role: 中控, asked_by: 主播, ask: 上链接, within: 30s, record: {units: int}, expect: "units > 0", else: raise broken}
      - {id: sign, roles: {all: [主播, 中控]}, verify: true}
      - {id: again, role: 运营, outcomes: {再来: points, 送: open bag, 出事: raise power, 跳: last, 收: finish}}
      - {id: mid, role: 场控, optional: true}
      - {id: last, role: 主播, on_fail: {then: next}}
      - {id: sorry, role: 主播, only: on_limit, ends: cancelled}
  bag: {title: 福袋, product: optional, opens: {at_most: 3}, steps: [{id: pack, role: 场控}, {id: send, role: 场控, optional: true}]}
  complaint: {title: 客诉, beside: true, steps: [{id: hear, role: 场控}, {id: settle, role: 运营, call: bag}]}
  wrap: {title: 收尾, role: 运营}
  soothe: {title: 安抚, role: 运营}
faults:
  broken:
    title: 坏了
    severity: P1
    first: 中控
    interrupts: activity
    resume: step
    within: 1m
    first_lines: {主播: 稍等}
    handling: {steps: [{id: look, role: 中控, outcomes: {修: next, 算了: leave}}, {id: mend, role: 中控, call: bag}, {id: leave, role: 中控, ends: cancelled}]}
    owes: [{procedure: soothe, owner: 运营, within: 1d}]
  power:
    title: 停电
    severity: P0
    first: 场控
    interrupts: run
    clock: restart
    resume: round
    handling: {order: checklist, steps: [{id: lamp, role: 场控}, {id: tell, role: 主播, optional: true}]}
  noise: {title: 噪音, severity: P2, first: 场控, interrupts: phase, clock: keep, handling: {steps: [{id: hush, role: 场控}]}}
  gone: {title: 没货, severity: P1, first: 中控, interrupts: activity, resume: cut, handling: {steps: [{id: count, role: 中控, optional: true}, {id: say-so, role: 主播}]}, owes: [soothe]}
  still: {title: 静一静, severity: P0, first: 场控, interrupts: run, handling: {steps: [{id: breathe, role: 场控}]}}
  small: {title: 小事, severity: P3, first: 场控, interrupts: nothing, handling: {steps: [{id: note, role: 场控}]}}
cues:
  drop: {title: 掉人, to: [主播, 场控], during: hold, when: "last(viewers) < 5", cooldown: 2m, within: 1m, offers: [bag], adjust: {max_hold: $short}}
measures:
  length: {of: hold, from: points, to: list}
  whole: {of: hold, to: sign}
  change: {of: hold, from: points, to: list, signal: viewers, as: ratio}
  later: {of: hold, from: list, to: list, after: 2m, signal: viewers, as: delta}
  times: {of: hold, count: list}
"""


@cache
def rich() -> Runbook:
    """Return the runbook."""
    return book_of(TEXT)


PEOPLE = ("阿杰", "小美", "老王", "小李", "路人", "")
STEPS = (*sorted({step.id for p in rich().procedures.values() for step in p.steps}), "nonsense", "weigh@A01")
PROCEDURES = (*(p for p in rich().procedures if not p.startswith("fault:")), "nonsense", "fault:power")
FAULTS = (*rich().faults, "nonsense")
RAISED = tuple(f"{fault}#{n}" for fault in rich().faults for n in (1, 2))
ACTIVITIES = tuple(f"{p}#{n}" for p in rich().procedures for n in (1, 2, 3))
CUES = tuple(f"cue#{n}" for n in range(1, 9))
PRODUCTS = (None, None, "A01", "A02", "A9")
OUTCOMES = (None, None, "再来", "送", "出事", "跳", "收", "修", "算了", "乱来")
RECORDS: tuple[dict[str, Value], ...] = (
    {},
    {"units": 5},
    {"units": 0},
    {"grams": 300},
    {"grams": "5"},
    {"size": 5},
    {"what": 1},
    {"units": "很多"},
)
TEXTS = ("因为", "", " ")
WAITS = (timedelta(seconds=1), timedelta(seconds=45), timedelta(minutes=3), timedelta(minutes=6), timedelta(days=1))

by = st.sampled_from(PEOPLE[:5])
step = st.sampled_from(STEPS)
product = st.sampled_from(PRODUCTS)
text = st.sampled_from(TEXTS)
which = st.none() | st.sampled_from(ACTIVITIES)
raised = st.sampled_from((*RAISED, *FAULTS))

COMMANDS: st.SearchStrategy[Command] = st.one_of(
    st.builds(cm.CompleteStep, by, step, which, product, st.sampled_from(RECORDS), st.sampled_from(OUTCOMES)),
    st.builds(cm.StartStep, by, step, which, product),
    st.builds(cm.CheckStep, by, step, which, product, st.booleans(), text),
    st.builds(cm.FailStep, by, step, which, product, text),
    st.builds(cm.SkipStep, by, step, which, product, text),
    st.builds(cm.MarkNotApplicable, by, step, which, product, text),
    st.builds(cm.UndoStep, by, step, which, product, text),
    st.builds(cm.OpenActivity, by, st.sampled_from(PROCEDURES), product),
    st.builds(cm.FinishActivity, by, st.sampled_from(ACTIVITIES)),
    st.builds(cm.CutActivity, by, st.sampled_from(ACTIVITIES), text),
    st.builds(cm.EnterPhase, by, st.sampled_from(("pre", "live", "post", "nonsense"))),
    st.builds(cm.HoldRun, by, text),
    st.builds(cm.ResumeRun, by),
    st.builds(cm.CloseRun, by),
    st.builds(cm.HandOver, by, st.sampled_from(("host", "floor", "control", "nonsense")), st.sampled_from(PEOPLE)),
    st.builds(cm.RaiseFault, by, st.sampled_from(FAULTS), which, product),
    st.builds(cm.AcknowledgeFault, by, raised),
    st.builds(cm.RecoverFault, by, raised),
    st.builds(cm.ReviewFault, by, raised, text),
    st.builds(cm.DismissFault, by, raised, text),
    st.builds(cm.GiveCue, by, text, st.sampled_from((None, "host")), st.sampled_from((None, "小李")), st.just("1m")),
    st.builds(cm.FireCue, st.just(""), st.sampled_from(("drop", "nonsense"))),
    st.builds(cm.AcknowledgeCue, by, st.sampled_from(CUES)),
    st.builds(cm.ActOnCue, by, st.sampled_from(CUES), st.sampled_from((None, None, "bag", "hold")), product),
    st.builds(cm.DismissCue, by, st.sampled_from(CUES), text),
    st.builds(cm.Correct, by, text, st.just("对"), st.just("小美"), product),
    st.builds(cm.Waive, by, st.sampled_from(("priced", "owed#1", "owed#2", "nonsense")), text, which),
    st.builds(cm.TakeNote, by, text, which, st.booleans()),
    st.builds(cm.UpdateProduct, by, st.sampled_from(("A01", "A02", "A9")), st.just({"price": "19.9"}), text),
    st.builds(
        cm.SetParam, by, st.sampled_from(("max_hold", "rounds", "nonsense")), st.sampled_from(("2m", "2", "乱")), text
    ),
)
"""Any command, by anybody, about anything: most are refused."""
