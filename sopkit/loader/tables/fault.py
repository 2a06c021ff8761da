"""The tables of faults and cues."""

from __future__ import annotations

from sopkit.loader.kinds import (
    Id,
    Items,
    Key,
    Length,
    Moment,
    Named,
    Nested,
    OneOf,
    Raw,
    Ref,
    Table,
    Text,
    When,
    Whole,
    Words,
)
from sopkit.loader.tables.common import CARE, LAID, ORDER, OVERRIDE, TITLE

__all__ = ["FAULT_TABLES"]

FAULT_TABLES = (
    Table(
        "fault",
        "故障",
        "the fault",
        (
            TITLE,
            Key(
                "severity",
                OneOf(
                    (
                        ("P0", "立刻停止售卖", "stop selling now"),
                        ("P1", "在当前商品的时段内处理好", "mend within the current slot"),
                        ("P2", "边播边处理", "handle side by side"),
                        ("P3", "播后处理", "after the stream"),
                    )
                ),
                "严重程度",
                "how grave it is",
                required=True,
            ),
            Key("noticed_by", Ref("role", many=True), "谁可以报", "who may raise it"),
            Key("first", Ref("role"), "谁先动手", "who acts first", required=True),
            Key(
                "interrupts",
                OneOf(
                    (
                        ("nothing", "什么也不停", "nothing"),
                        ("activity", "当前流程", "the activity"),
                        ("phase", "整个阶段", "the phase"),
                        ("run", "整场", "the run"),
                    )
                ),
                "打断什么",
                "what it suspends",
            ),
            Key(
                "clock",
                OneOf(
                    (
                        ("freeze", "停表", "stands still"),
                        ("keep", "继续走", "runs on"),
                        ("restart", "重新计", "starts anew"),
                    )
                ),
                "被打断时计时怎么办",
                "what the clocks do meanwhile",
            ),
            Key(
                "resume",
                OneOf(
                    (
                        ("where", "原处继续", "as it was"),
                        ("step", "这一步重来", "the step anew"),
                        ("round", "这一轮重来", "the round anew"),
                        ("cut", "不再继续", "not at all"),
                    )
                ),
                "恢复后从哪里继续",
                "where it goes on",
            ),
            Key("first_lines", Named("line", Id()), "各岗位的第一句话", "what each role says at once"),
            Key("within", Length(), "多久内要有人应", "how soon it must be acknowledged"),
            Key("recovered", Text(), "怎样算恢复", "how one knows that it is over"),
            Key("handling", Nested("handling"), "处理的步骤", "how it is handled", required=True),
            Key("owes", Items("owed", one_too=True), "播后要补的事", "what it leaves for after the stream"),
            *CARE,
            OVERRIDE,
            *LAID,
        ),
    ),
    Table("line", "话术", "the line", (Key("say", Words(), "说什么", "what is said", required=True),), short="say"),
    Table(
        "handling",
        "handling",
        "handling",
        (
            Key("order", ORDER, "步骤的次序", "the order of the steps"),
            Key("steps", Items("step"), "步骤", "its steps", required=True),
        ),
        short="steps",
    ),
    Table(
        "owed",
        "owes",
        "owes",
        (
            Key("procedure", Ref("procedure"), "要补的流程", "the procedure", required=True),
            Key("owner", Ref("role"), "谁负责", "who owns it"),
            Key("within", Length(), "多久内", "how soon"),
        ),
        short="procedure",
    ),
    Table(
        "cue",
        "提示",
        "the cue",
        (
            TITLE,
            Key("when", When("cue"), "触发条件", "when it is given"),
            Key("at", Moment(), "什么时刻提示（一次）", "the moment at which it is given, once"),
            Key("every", Nested("every"), "每隔多久提示一次", "how often it is given"),
            Key("for", Length(), "条件要持续多久", "how long it must hold"),
            Key("cooldown", Length(), "多久内不再提示", "how long it then rests"),
            Key("samples", Whole(1), "至少几个数据点", "the fewest samples"),
            Key("during", Ref("procedure"), "只在哪个流程中", "only during this procedure"),
            Key("in", Ref("phase", many=True), "只在哪些阶段", "only in these phases"),
            Key("to", Ref("role", many=True), "提示谁", "whom it tells", required=True),
            Key("say", Words(), "提示的话", "what it says"),
            Key("within", Length(), "多久内要处理", "how soon to act on it"),
            Key("offers", Ref("procedure", many=True), "可以打开的流程", "what acting on it may open"),
            Key("adjust", Named("adjust", Id()), "可以调整的参数", "the params that it may set"),
            *CARE,
            OVERRIDE,
            *LAID,
        ),
    ),
    Table(
        "adjust", "adjust", "adjust", (Key("value", Raw(), "新的值", "the new value", required=True),), short="value"
    ),
)
"""In the order of the reference."""
