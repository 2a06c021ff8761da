"""Texts: what each command does, in a line, and more where a line is not enough."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["COMMANDS"]

COMMANDS: Mapping[str, tuple[str, str]] = {
    "section.look": ("看", "Look"),
    "section.show": ("整场", "The show"),
    "section.step": ("步骤", "Steps"),
    "section.open": ("进行项", "Activities"),
    "section.fault": ("故障", "Faults"),
    "section.cue": ("提示和数据", "Cues and numbers"),
    "section.word": ("记录", "For the record"),
    "short.sop": (
        "直播间的流程：谁、什么时候、做什么、说什么。",
        "Runbooks for live-commerce rooms: who does and says what, when.",
    ),
    "long.sop": (
        "每个命令做一件事，都记在同一本日志里。STEP、PROCEDURE 等写编号，用 sop board 看得到。",
        "Each command does one thing, on one journal. STEP, PROCEDURE and the like are ids; sop board shows them.",
    ),
    "epilog.sop": (
        "环境变量：SOP_STORE 日志库，SOP_RUN 场次，SOP_BY 谁在操作，SOP_LANG 语言（zh、en）。\n"
        "退出码：0 成了；1 被拒；2 用法不对；3 流程手册有错；4 别人先了一步；5 日志库出了问题；70 程序出错；130 被打断。",
        "Environment: SOP_STORE the store, SOP_RUN the run, SOP_BY who acts, SOP_LANG the language (zh, en).\n"
        "Exit codes: 0 done; 1 refused; 2 usage; 3 a definition is wrong; 4 somebody was faster; 5 the store is in "
        "trouble; 70 an error of the program; 130 interrupted.",
    ),
    "short.list": ("有哪些流程手册和座位", "List runbooks and roles"),
    "short.show": ("看一份流程手册的内容", "Show what a runbook holds"),
    "short.plan": ("把货盘排到时间上，说哪里不合规矩", "Lay a line-up on the clock, and say what breaks which rule"),
    "long.plan": (
        "例如：sop plan standard-live --products 货盘.xlsx --start 20:00 --length 3h。播出中用 --run 场次："
        "过了的不动，后面的从现在重排，超了就说怎么省。",
        "Example: sop plan standard-live --products line-up.xlsx --start 20:00 --length 3h. On air, use --run RUN: what "
        "is over stays, the rest is laid out from now, and where it runs over, ways to save time are offered.",
    ),
    "short.runs": ("日志库里有哪些场次", "List the runs in a store"),
    "short.status": ("现在走到哪里", "Where the run stands"),
    "short.board": ("现在谁该做什么、说什么", "Who does and says what now"),
    "long.board": (
        "不写座位和人，就是整个直播间。",
        "Without a role or a person, it is the whole room's.",
    ),
    "short.legal": ("现在可以做哪些步骤", "List the steps that may be taken now"),
    "short.why": ("问一句：这样做行不行，为什么", "Ask whether a command would be taken, and why not"),
    "long.why": (
        "后面照写要问的命令，什么都不会改。例如：sop why do countdown --by 老王",
        "Write the command that you ask about; nothing is changed. Example: sop why do countdown --by 老王",
    ),
    "short.due": ("接下来哪些到点", "List what falls due, the earliest first"),
    "short.history": ("这一场的日志", "Show the journal of the run"),
    "short.report": ("这一场的小结：计划和实际、故障、欠项", "Sum the run up: planned and actual, faults, debts"),
    "short.start": ("开一场", "Start a run"),
    "long.start": (
        "RUNBOOK 写编号或文件路径。打印场次号。",
        "RUNBOOK is an id or the path of a file. Prints the run's id.",
    ),
    "short.run": ("在终端里一步步走", "Step through a run at a prompt"),
    "long.run": (
        "写流程手册就新开一场，写场次号就接着走；都不写，接着走没结束的那一场。不写班底，每个座位各坐一个人，一个人可以轮流当。",
        "Names a runbook to start a run, or a run to go on with; without either, the run that is open. Without a crew "
        "every seat gets a person of its own, and you play them in turn.",
    ),
    "short.demo": ("看一整场演示", "Watch a whole show"),
    "long.demo": (
        "三个人四个座位，用虚拟的钟走一整场：双人核查、憋单两轮、中途领不到券、撤回一步、换人、福袋、播后兑现和小结。",
        "Three people in four seats and a virtual clock: checks by two, a hold-order of two rounds, a coupon fault in "
        "the middle, a step undone, a seat handed over, a lucky bag, what is owed, and the summary.",
    ),
    "short.enter": ("进下一个阶段", "Enter the next phase"),
    "short.hold": ("全场暂停", "Hold the whole run"),
    "short.go-on": ("暂停之后继续", "Go on after a hold"),
    "short.close": ("收场", "Close the run for good"),
    "short.abort": ("中止这一场", "End the run where it stands"),
    "short.hand-over": ("把座位交给别人", "Give a seat to another person"),
    "short.do": ("报一个步骤完成", "Report a step done"),
    "long.do": (
        "要记录的用 --set 编号=值；要选结果的用 --outcome。",
        "Give what it records with --set id=value, and the outcome that it asks for with --outcome.",
    ),
    "short.begin": ("开始一个步骤；问答的步骤是发问", "Begin a step; put its question where it is asked"),
    "short.check": ("作为第二个人复核，通过或退回", "As the second person, accept a step or send it back"),
    "short.fail": ("报一个步骤没做成", "Report that a step did not work"),
    "short.skip": ("跳过一个步骤", "Pass over a step that may be skipped"),
    "short.na": ("这一步这次不适用", "Say that a step does not apply this time"),
    "short.undo": ("撤回一个做过的步骤", "Take back a step that was passed"),
    "short.open": ("打开一个流程，例如憋单、过品、福袋", "Open a procedure: a hold-order, a slot, a lucky bag"),
    "short.finish": ("结束只剩可选步骤的进行项", "End an activity of which only optional steps are left"),
    "short.cut": ("中途切掉一个进行项", "End an activity before its end"),
    "short.fault": ("报一个故障", "Raise a fault"),
    "short.ack": ("接手一个故障，或者表示看到了提示", "Take a fault in hand, or say that you have seen a cue"),
    "short.recover": ("宣布故障恢复", "Declare a fault recovered"),
    "short.review": ("写下从故障学到什么", "Write down what was learnt from a fault"),
    "short.dismiss": ("故障是误报，或者不采纳提示", "Declare a fault a false alarm, or turn a cue down"),
    "short.cue": ("给一个座位或一个人提个醒", "Give a seat or a person a cue"),
    "short.task": ("给一个座位或一个人派个活", "Give a seat or a person a task"),
    "short.act": ("提示照做了，或者派的活做完了", "Say that a cue or a task is done"),
    "short.signal": ("报一个数：在线、订单、库存", "Feed in a number: viewers, orders, stock"),
    "long.signal": (
        "只写“-”就从标准输入一行行读“名字 数值”，一直喂下去。数只留在喂它的进程里，所以要看一段时间的提示只能这样喂。",
        "A lone “-” reads “name value” lines from the standard input for as long as they come. Readings stay in the "
        "process that feeds them, so cues that look at a stretch of time need this.",
    ),
    "short.tick": ("让时间走一步：到点没做的记下来", "Let time pass: turn what is overdue into events"),
    "short.note": ("记一笔", "Write something down"),
    "short.correct": ("当场更正一句说错的话", "Correct a wrong statement on the spot"),
    "short.waive": ("豁免一个关卡或一个欠项", "Let a gate or something owed pass, by name and with a reason"),
    "short.product": ("改商品资料", "Change what is known of a product"),
    "long.product": (
        "例如：sop product A01 --set price=99 --set stock_declared=300 --by 阿杰",
        "Example: sop product A01 --set price=99 --set stock_declared=300 --by 阿杰",
    ),
    "short.param": ("改这一场的一个参数", "Set a parameter of this run"),
}
"""``section.<id>``, ``short.<command>``, ``long.<command>`` and ``epilog.<command>``."""
