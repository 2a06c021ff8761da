"""The tables of procedures and steps, and of what stands inside a step."""

from __future__ import annotations

from sopkit.loader.kinds import (
    Count,
    Flag,
    Id,
    Items,
    Key,
    Length,
    Moment,
    Name,
    Named,
    Nested,
    OneOf,
    Ref,
    Table,
    Text,
    Way,
    When,
    Whole,
    Words,
)
from sopkit.loader.tables.common import CARE, EACH, LAID, ORDER, OVERRIDE, TITLE

__all__ = ["PROCEDURE_TABLES"]

_STEP = (
    Key("role", Ref("role"), "由哪个岗位做", "the role that does it"),
    Key("roles", Nested("seats"), "由哪几个岗位做（any 任一，all 都要）", "the roles that do it"),
    Key("say", Words(many=True), "话术", "what is said"),
    Key("asked_by", Ref("role"), "由哪个岗位发问", "the role that calls"),
    Key("ask", Words(), "问什么", "what is called"),
    Key("answer", Words(), "答什么", "what is answered"),
    Key("record", Named("field", Name()), "要记下的内容", "what is written down"),
    Key("verify", Nested("verify"), "由第二个人核对", "a second person looks"),
    Key("after", Ref("step", many=True), "在哪些步骤之后", "the steps that come before it"),
    Key("when", When("step"), "什么条件下才做", "when it applies"),
    Key("gates", Ref("gate", many=True), "做之前要满足的关卡", "what must hold before"),
    Key("optional", Flag(), "可以不做", "may be passed over"),
    Key("skip", Nested("skip"), "谁可以跳过", "who may skip it"),
    Key("na", Flag(), "可以标为不适用", "may be marked as not applicable"),
    Key("outcomes", Named("outcome", Text()), "几种结果，各往哪里走", "its answers, and where each leads"),
    Key("call", Ref("procedure"), "调用的流程", "the procedure that it calls"),
    Key("on_fail", Nested("on_fail"), "没做成时怎么办", "what follows a failure"),
    Key("expect", When("step"), "做完时应当成立的条件", "what must hold when it is done"),
    Key(
        "else",
        Way(),
        "条件不成立时马上往哪里走；不写就按 on_fail",
        "where the flow goes at once if it does not; else as on_fail says",
    ),
    Key("within", Length(), "限时", "how soon it is due"),
    Key("at", Moment(), "什么时候做", "when it is due"),
    Key("every", Nested("every"), "多久重复一次", "how often it comes back"),
    Key("window", Nested("window"), "可以做的时段", "when it may be taken"),
    Key("gap", Nested("gap"), "距另一步至少多久", "how long after another step"),
    Key("only", OneOf((("on_limit", "到上限时才有的出路", "a way out at a limit"),)), "只在什么时候", "only when"),
    Key("for_each", EACH, "每个商品一次", "once for each product"),
    Key(
        "ends",
        OneOf((("finished", "完成", "finished"), ("cancelled", "取消", "cancelled"))),
        "做完后流程怎样结束",
        "how the activity ends with it",
    ),
    Key("plan", Nested("plan"), "计划用时", "its planned length"),
    Key(
        "owes", Items("owed", one_too=True), "许下的、播后要兑现的事", "the promises that it makes for after the stream"
    ),
    *CARE,
)
_PROCEDURE = (
    TITLE,
    Key("order", ORDER, "步骤的次序", "the order of the steps"),
    Key(
        "product",
        OneOf((("none", "不涉及商品", "none"), ("optional", "可以带商品", "may"), ("required", "必须带商品", "must"))),
        "是否针对一个商品",
        "whether it is about one product",
    ),
    Key("opens", Nested("opens"), "谁在什么时候可以打开", "who may open it, and when"),
    Key("limits", Nested("limits"), "时长和轮数的上限", "bounds on time and rounds"),
    Key("plan", Nested("plan"), "计划用时", "its planned length"),
    Key("beside", Flag(), "与直播并行，不受故障影响", "runs beside the show"),
    Key("for_each", EACH, "每个商品一次", "once for each product"),
    Key("steps", Items("step"), "步骤", "its steps"),
    OVERRIDE,
    *LAID,
    *CARE,
)
_LAY = (
    OVERRIDE,
    *LAID,
    Key("before", Text(), "放在哪一步之前", "the step to put it before"),
    Key("after_step", Text(), "放在哪一步之后", "the step to put it after"),
)
_TAKEN = {key.name for key in _PROCEDURE}

PROCEDURE_TABLES = (
    Table(
        "procedure",
        "流程",
        "the procedure",
        (*_PROCEDURE, *(key for key in _STEP if key.name not in _TAKEN)),
    ),
    Table("step", "步骤", "the step", (Key("id", Id(), "步骤的 id", "its id", required=True), TITLE, *_STEP, *_LAY)),
    Table(
        "seats",
        "roles",
        "roles",
        (
            Key("any", Ref("role", many=True), "任一岗位", "one of them"),
            Key("all", Ref("role", many=True), "每个岗位都要", "each of them"),
        ),
        short="any",
    ),
    Table("skip", "skip", "skip", (Key("by", Ref("role", many=True), "谁可以跳过", "who may"),), short="by", flag=True),
    Table(
        "verify",
        "verify",
        "verify",
        (
            Key("role", Ref("role"), "由哪个岗位核对", "the role that looks"),
            Key("by", OneOf((("other_person", "另一个人", "another person"),)), "由谁", "by whom"),
        ),
        flag=True,
    ),
    Table(
        "outcome",
        "结果",
        "the outcome",
        (
            Key("to", Way(), "往哪里走", "where it leads", required=True),
            Key("ask", Named("field", Name()), "还要记下的内容", "what must be written with it"),
        ),
        short="to",
    ),
    Table(
        "on_fail",
        "on_fail",
        "on_fail",
        (
            Key("retry", Count(), "最多重试几次", "how often to try again"),
            Key("then", Way(), "再不行往哪里走", "where it goes then"),
        ),
    ),
    Table(
        "every",
        "every",
        "every",
        (
            Key("interval", Length(), "间隔", "the interval", required=True),
            Key("from", Moment(), "从什么时候", "from when"),
            Key("until", Moment(), "到什么时候", "until when"),
        ),
        short="interval",
    ),
    Table(
        "window",
        "window",
        "window",
        (Key("from", Moment(), "从什么时候", "from when"), Key("until", Moment(), "到什么时候", "until when")),
    ),
    Table(
        "gap",
        "gap",
        "gap",
        (
            Key("after", Ref("step"), "哪一步之后", "after which step", required=True),
            Key("at_least", Length(), "至少多久", "at least how long", required=True),
        ),
    ),
    Table(
        "plan",
        "plan",
        "plan",
        (
            Key("duration", Length(), "用时", "how long", required=True),
            Key("start", Moment(), "开始的时候", "when it starts"),
            Key("warn", Length(), "结束前多久提醒", "how long before the end to warn"),
            Key("danger", Length(), "结束前多久告急", "how long before the end it is grave"),
            Key(
                "hold",
                OneOf((("end", "结束时刻不变", "the end stays"), ("length", "用时不变", "the length stays"))),
                "开始晚了，什么不变",
                "what stays when the start slips",
            ),
        ),
        short="duration",
    ),
    Table(
        "opens",
        "opens",
        "opens",
        (
            Key("by", Ref("role", many=True), "谁可以打开", "who may open it"),
            Key("when", When("open"), "打开的条件", "what must hold"),
            Key("gates", Ref("gate", many=True), "打开前的关卡", "the gates before it"),
            Key("in", Ref("phase", many=True), "在哪些阶段", "in which phases"),
            Key("at_most", Whole(1), "同时最多几个", "how many at once"),
        ),
    ),
    Table(
        "limits",
        "limits",
        "limits",
        (
            Key("duration", Length(), "每轮最长", "the longest round"),
            Key("rounds", Count(1), "最多几轮", "the most rounds"),
            Key("on_limit", Ref("step", many=True), "到上限时的出路", "the ways out at the limit"),
        ),
    ),
)
"""In the order of the reference."""
