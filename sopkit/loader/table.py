"""The field table: every key that a runbook or role file may have. The reader is compiled from it."""

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
    Plain,
    Raw,
    Ref,
    Table,
    Text,
    Way,
    When,
    Whole,
    Words,
)

__all__ = ["TABLES"]

_TITLE = Key("title", Text(), "给人看的名字", "the name that people see")
_SOURCE = Key("source", Text(many=True), "出处（条目编号或文件）", "where it comes from")
_NOTE = Key("note", Text(), "说明", "a note")
_CAUTION = Key("caution", Text(), "需要当心的地方", "what to be careful about")
_OVERRIDE = Key(
    "override", Flag(), "用这一项代替引入文件里同名的", "replaces the one of the same id that use brings in"
)
_CARE = (_SOURCE, _NOTE, _CAUTION)

_TYPE = OneOf(
    (
        ("text", "文字", "a text"),
        ("int", "整数", "a whole number"),
        ("number", "数", "a number"),
        ("money", "金额（元）", "an amount in yuan"),
        ("bool", "是或否", "yes or no"),
        ("duration", "时长", "a length of time"),
        ("choice", "从几项里选一项", "one of a few"),
        ("list", "几段文字", "several texts"),
    )
)
_ORDER = OneOf((("sequence", "按顺序", "one after the other"), ("checklist", "不分先后", "in any order")))
_EACH = OneOf((("product", "每个商品一次", "once for each product"),))

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
    Key("else", Way(), "条件不成立时往哪里走", "where the flow goes if it does not"),
    Key("within", Length(), "限时", "how soon it is due"),
    Key("at", Moment(), "什么时候做", "when it is due"),
    Key("every", Nested("every"), "多久重复一次", "how often it comes back"),
    Key("window", Nested("window"), "可以做的时段", "when it may be taken"),
    Key("gap", Nested("gap"), "距另一步至少多久", "how long after another step"),
    Key("only", OneOf((("on_limit", "到上限时才有的出路", "a way out at a limit"),)), "只在什么时候", "only when"),
    Key("for_each", _EACH, "每个商品一次", "once for each product"),
    Key(
        "ends",
        OneOf((("finished", "完成", "finished"), ("cancelled", "取消", "cancelled"))),
        "做完后流程怎样结束",
        "how the activity ends with it",
    ),
    Key("plan", Nested("plan"), "计划用时", "its planned length"),
    *_CARE,
)
_PROCEDURE = (
    _TITLE,
    Key("order", _ORDER, "步骤的次序", "the order of the steps"),
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
    Key("for_each", _EACH, "每个商品一次", "once for each product"),
    Key("steps", Items("step"), "步骤", "its steps"),
    _OVERRIDE,
    *_CARE,
)
_TAKEN = {key.name for key in _PROCEDURE}

_ALL = (
    Table(
        "runbook",
        "流程手册",
        "the runbook",
        (
            Key("sop", Text(), "格式版本，写 1", "the format version, 1", required=True),
            Key("id", Id(), "与文件名相同", "the same as the file's name", required=True),
            Key("title", Text(), "给人看的名字", "the name that people see", required=True),
            Key("version", Text(), "版本", "its version"),
            Key("platform", Text(), "平台", "the platform"),
            _NOTE,
            Key("use", Text(many=True), "引入的其他流程手册", "other runbooks to bring in"),
            Key("roles", Plain(), "用到的岗位", "the roles it uses"),
            Key("crew", Nested("crew"), "人员要求", "who is needed"),
            Key("may", Nested("may"), "哪些岗位可以做什么", "which roles may do what"),
            Key("params", Named("param", Name()), "参数", "its params"),
            Key("signals", Named("signal", Name()), "信号", "its signals"),
            Key("gates", Named("gate"), "关卡", "its gates"),
            Key("phases", Named("phase"), "阶段，按先后", "its phases, in order"),
            Key("procedures", Named("procedure"), "流程", "its procedures"),
            Key("faults", Named("fault"), "故障", "its faults"),
            Key("cues", Named("cue"), "提示", "its cues"),
            Key("measures", Named("measure", Name()), "指标", "its measures"),
            Key("diagnoses", Items("diagnosis"), "诊断", "its diagnoses"),
            Key("scenarios", Items("scenario"), "场景测试", "its scenarios"),
        ),
    ),
    Table(
        "role",
        "岗位",
        "the role",
        (
            Key("sop", Text(), "格式版本，写 1", "the format version, 1"),
            Key("id", Id(), "与文件名相同", "the same as the file's name"),
            Key("title", Text(), "中文名", "its Chinese name"),
            Key("title_en", Text(), "英文名", "its English name"),
            Key("aliases", Text(many=True), "别名", "other names"),
            Key("duties", Text(many=True), "职责", "its duties"),
            Key("covered_by", Text(many=True), "谁可以顶替（岗位 id）", "the ids of the roles that may cover it"),
            Key(
                "cover",
                OneOf((("vacant", "没人时", "while nobody sits there"), ("always", "随时", "at any time"))),
                "什么时候可以顶替",
                "when they may",
            ),
            Key("minimum", Whole(), "至少几个人", "how many persons it needs"),
            _SOURCE,
            _NOTE,
        ),
        null=True,
    ),
    Table("crew", "crew", "crew", (Key("min", Whole(1), "至少几个人", "the fewest people", required=True),)),
    Table(
        "may",
        "may",
        "may",
        (
            Key("enter", Ref("role", many=True), "进入阶段", "enter a phase"),
            Key("waive", Ref("role", many=True), "放行关卡", "waive a gate"),
            Key("abort", Ref("role", many=True), "中止", "abort the run"),
            Key("hold", Ref("role", many=True), "暂停", "hold the run"),
            Key("hand_over", Ref("role", many=True), "交接岗位", "hand a seat over"),
            Key("adjust", Ref("role", many=True), "调整参数", "set a param"),
        ),
    ),
    Table(
        "param",
        "参数",
        "the param",
        (
            Key("type", _TYPE, "类型", "its type", required=True),
            Key("default", Raw(), "默认值", "its default", required=True),
            _TITLE,
            Key("unit", Text(), "单位", "its unit"),
            Key("min", Raw(), "下限", "its lower bound"),
            Key("max", Raw(), "上限", "its upper bound"),
            Key("choices", Text(many=True), "可选的值", "what it may be"),
            _SOURCE,
            _NOTE,
            _OVERRIDE,
        ),
    ),
    Table(
        "field",
        "记录项",
        "the field",
        (
            Key("type", _TYPE, "类型", "its type"),
            Key("choice", Text(many=True), "可选的值", "what it may be"),
            Key("choices", Text(many=True), "可选的值", "what it may be"),
            Key("min", Raw(), "下限", "its lower bound"),
            Key("max", Raw(), "上限", "its upper bound"),
            _TITLE,
            Key("unit", Text(), "单位", "its unit"),
            Key("required", Flag(), "必须填", "must be given"),
        ),
        short="type",
    ),
    Table(
        "signal",
        "信号",
        "the signal",
        (_TITLE, Key("unit", Text(), "单位", "its unit"), Key("type", _TYPE, "类型", "its type"), _SOURCE, _OVERRIDE),
        null=True,
    ),
    Table(
        "gate",
        "关卡",
        "the gate",
        (
            _TITLE,
            Key("when", When("gate"), "要成立的条件", "what must hold", required=True),
            Key("why", Text(), "不成立时给人看的话", "what a person reads when it does not"),
            Key("waive", Ref("role", many=True), "谁可以放行", "who may waive it"),
            *_CARE,
            _OVERRIDE,
        ),
    ),
    Table(
        "phase",
        "阶段",
        "the phase",
        (
            _TITLE,
            Key("opens", Ref("procedure", many=True), "进入时打开的流程", "what it opens when it is entered"),
            Key("gates", Ref("gate", many=True), "离开前的关卡", "what must hold before it is left"),
            Key("enter", Ref("role", many=True), "谁可以进入", "who may enter it"),
            Key("live", Flag(), "是否在播", "whether the room is on air"),
            Key("receives", Flag(), "故障留下的待办在这里办", "where what faults owe is done"),
            _SOURCE,
        ),
        null=True,
    ),
    Table(
        "procedure",
        "流程",
        "the procedure",
        (*_PROCEDURE, *(key for key in _STEP if key.name not in _TAKEN)),
    ),
    Table("step", "步骤", "the step", (Key("id", Id(), "步骤的 id", "its id", required=True), _TITLE, *_STEP)),
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
    Table(
        "fault",
        "故障",
        "the fault",
        (
            _TITLE,
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
            *_CARE,
            _OVERRIDE,
        ),
    ),
    Table("line", "话术", "the line", (Key("say", Words(), "说什么", "what is said", required=True),), short="say"),
    Table(
        "handling",
        "handling",
        "handling",
        (
            Key("order", _ORDER, "步骤的次序", "the order of the steps"),
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
            _TITLE,
            Key("when", When("cue"), "触发条件", "when it is given", required=True),
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
            *_CARE,
            _OVERRIDE,
        ),
    ),
    Table(
        "adjust", "adjust", "adjust", (Key("value", Raw(), "新的值", "the new value", required=True),), short="value"
    ),
    Table(
        "measure",
        "指标",
        "the measure",
        (
            Key("of", Ref("procedure"), "哪个流程", "of which procedure", required=True),
            Key("from", Text(), "从哪一步", "from which step"),
            Key("to", Text(), "到哪一步", "to which step"),
            Key("after", Length(), "再过多久", "how long after"),
            Key("signal", Ref("signal"), "哪个信号", "of which signal"),
            Key(
                "as",
                OneOf((("ratio", "变化的比例", "last ÷ first − 1"), ("delta", "变化的量", "last − first"))),
                "怎么算",
                "how it is worked out",
            ),
            Key("count", Text(), "数哪一步做了几次", "which step to count"),
            Key("value", Text(), "哪个记录项", "which field"),
            _TITLE,
            Key("unit", Text(), "单位", "its unit"),
            _SOURCE,
            _OVERRIDE,
        ),
    ),
    Table(
        "diagnosis",
        "诊断",
        "the diagnosis",
        (
            Key("when", When("diagnosis"), "什么情况", "when it holds", required=True),
            Key("says", Text(), "说明什么", "what it says", required=True),
            Key("owner", Ref("role"), "谁来看", "who looks into it"),
            _SOURCE,
        ),
    ),
    Table(
        "scenario",
        "场景",
        "the scenario",
        (
            Key("title", Text(), "名字", "its title", required=True),
            Key("given", Plain(), "开始时", "the scene"),
            Key("do", Plain(), "做什么", "what is done"),
            Key("then", Plain(), "结果", "what must hold"),
        ),
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _ALL}
"""Each table by its name."""
