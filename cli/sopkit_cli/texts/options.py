"""Texts: what each option means, and what is wrong with a command line."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["OPTIONS"]

OPTIONS: Mapping[str, tuple[str, str]] = {
    "help.usage": ("用法：", "Usage: "),
    "help.colon": ("：", ":"),
    "help.options": ("选项", "Options"),
    "opt.help": ("显示这一页。", "Show this page."),
    "opt.version": ("显示版本。", "Show the version."),
    "opt.lang": ("语言：zh 或 en。", "The language: zh or en."),
    "opt.no_color": ("不用颜色（设了 NO_COLOR 也不用）。", "No colour (nor with NO_COLOR set)."),
    "opt.json": ("打印一个 JSON 对象，给程序读。", "Print one JSON object, for programs."),
    "opt.store": (
        "日志库：sqlite:///文件.db（SOP_STORE）；不写就是 sqlite:///sop.db。",
        "The store: sqlite:///file.db (SOP_STORE); sqlite:///sop.db if none is named.",
    ),
    "opt.run": (
        "场次（SOP_RUN）；只有一场没结束时可以不写。",
        "The run (SOP_RUN); may be left out while only one is open.",
    ),
    "opt.by": ("谁在操作（SOP_BY）。", "Who acts (SOP_BY)."),
    "opt.key": (
        "给这次操作起个名；没收到回音，用同一个名重发，不会做两遍。",
        "Names this request: sent again with the same key, it is answered and not done twice.",
    ),
    "opt.folder": (
        "团队自己的文件夹，先在里面找；可以写几次。",
        "A folder of your own, searched first; may be repeated.",
    ),
    "opt.procedure": ("只看这一个流程。", "Only this procedure."),
    "opt.crew": ("谁坐哪里：座位=人；可以写几次。", "Who sits where: seat=person; may be repeated."),
    "opt.products": ("货盘：CSV、Excel 或 YAML 文件。", "The line-up: a CSV, Excel or YAML file."),
    "opt.go_live": (
        "计划开播时间，带时区：2026-11-22T20:00+08:00。",
        "The planned go-live with its zone: 2026-11-22T20:00+08:00.",
    ),
    "opt.param": ("改一个参数：编号=值；可以写几次。", "Set a parameter: id=value; may be repeated."),
    "opt.plan_start": (
        "几点开播，例如 20:00；不写就从 0:00 数。",
        "When the show begins, such as 20:00; else times count from 0:00.",
    ),
    "opt.length": ("这一场多长，例如 3h、2小时30分钟。", "How long the show is, such as 3h or 2h30m."),
    "opt.plan_out": (
        "这个品不过了；可以写几次（要有 --run）。",
        "Leave this product out; may be repeated (with --run).",
    ),
    "opt.plan_swap": (
        "这个品换成那个：旧=新；可以写几次（要有 --run）。",
        "Swap one product for another: old=new; may be repeated (with --run).",
    ),
    "opt.plan_shorten": (
        "后面的品都压到最短（要有 --run）。",
        "Shorten every slot to come to its least (with --run).",
    ),
    "opt.plan_run": ("接着这一场，从现在重排。", "Plan again what is left of this run."),
    "opt.kind": (
        "live 正式，rehearsal 彩排，drill 演练；不写是正式，sop run 没有班底时是彩排。",
        "live, rehearsal or drill; live if not given, and in sop run without a crew a rehearsal.",
    ),
    "opt.title": ("这一场（这一项）叫什么。", "What it is called."),
    "opt.run_id": ("场次号；不写就自动起一个。", "The run's id; made up if none is given."),
    "opt.set": ("记录：编号=值；可以写几次。", "A value: id=value; may be repeated."),
    "opt.outcome": ("选哪个结果。", "The outcome that is chosen."),
    "opt.activity": ("哪一个进行项，例如 hold-order#1。", "Which activity, such as hold-order#1."),
    "opt.product": ("哪一个商品。", "Which product."),
    "opt.reason": ("理由。", "The reason."),
    "opt.reject": ("退回，写明为什么。", "Send it back, and say why."),
    "opt.role": ("哪个座位（编号或中文名）。", "Which seat (id or Chinese name)."),
    "opt.person": ("哪个人。", "Which person."),
    "opt.leaves": ("谁离座（坐着几个人时要写）。", "Who leaves, where several sit there."),
    "opt.note": ("补一句。", "A word with it."),
    "opt.within": ("多久之内，例如 30s、5m。", "Within what time, such as 30s or 5m."),
    "opt.open": ("照提示打开这个流程。", "Open this procedure, which the cue offers."),
    "opt.speaker": ("谁说错的。", "Who said it."),
    "opt.review": ("复盘时要看。", "For the review after the show."),
    "opt.limit": ("最多几条。", "At most so many."),
    "opt.after": ("只看这一条之后的。", "Only what comes after this entry."),
    "opt.as": ("我是谁；不写就轮流当所有人。", "Who I am; everybody in turn if not given."),
    "opt.seed": ("随机数种子：同一个种子，同一场戏。", "The seed: the same one gives the same show."),
    "opt.speed": (
        "一秒走多少秒；0 是不等。",
        "Seconds of the show in a second; 0 does not wait.",
    ),
    "usage.no-command": ("没有“{name}”这个命令{hint}", "there is no command “{name}”{hint}"),
    "usage.near": ("，是不是 {names}？", "; did you mean {names}?"),
    "usage.see-help": ("；sop --help 列出所有命令。", "; sop --help lists them all."),
    "usage.no-option": ("没有 {name} 这个选项", "there is no option {name}"),
    "usage.missing": ("缺少 {name}。", "{name} is missing."),
    "usage.bad": ("{name} 写得不对：{why}", "{name} cannot be this: {why}"),
    "usage.choices": ("只能是 {names}。", "it takes {names}."),
    "usage.least": ("要写整数，至少 {value}。", "it takes a whole number, at least {value}."),
    "usage.whole": ("要写整数。", "it takes a whole number."),
    "usage.numeric": ("要写数字。", "it takes a number."),
    "usage.needs-value": (
        "{name} 后面要写值，或者不要写值；请看帮助。",
        "{name} needs a value, or takes none; see the help.",
    ),
    "usage.help": ("看用法：{path} --help", "See: {path} --help"),
    "usage.pair": ("“{given}”要写成 编号=值（{name}）。", "“{given}” must read id=value ({name})."),
    "usage.twice": ("“{name}”写了两次。", "“{name}” is given twice."),
    "usage.when": (
        "时间“{given}”看不懂；要这样写：2026-11-22T20:00+08:00。",
        "“{given}” is not a time; write it like 2026-11-22T20:00+08:00.",
    ),
    "usage.clock": ("“{given}”不是几点几分；要这样写：20:00。", "“{given}” is no time of day; write it like 20:00."),
    "usage.plan": (
        "要写流程手册和 --products 货盘文件；或者用 --run 接着一场。",
        "name a RUNBOOK and --products FILE; or a run with --run.",
    ),
    "usage.by": ("没说是谁：加上 --by 名字，或者设 SOP_BY。", "who acts? Add --by NAME, or set SOP_BY."),
    "usage.no-run": (
        "{store} 里还没有场次；先用 sop start 开一场。",
        "{store} holds no run yet; start one with sop start.",
    ),
    "usage.many-runs": (
        "{store} 里有几场没结束，请用 --run 说是哪一场：{runs}。",
        "{store} holds several open runs; say which with --run: {runs}.",
    ),
    "usage.over-runs": (
        "{store} 里的场次都结束了，请用 --run 说是哪一场：{runs}。",
        "every run in {store} has ended; say which with --run: {runs}.",
    ),
    "usage.no-seat": ("没有“{name}”这个座位{hint}。", "there is no seat “{name}”{hint}."),
    "usage.no-person": ("{name}不在这一场里；有：{people}。", "{name} is not in this run; there are: {people}."),
    "usage.no-procedure": ("没有“{name}”这个流程{hint}。", "there is no procedure “{name}”{hint}."),
    "usage.why": (
        "后面要写一个会改变什么的命令，例如：sop why do countdown --by 老王。",
        "name a command that changes something, such as: sop why do countdown --by 老王.",
    ),
    "usage.signal": (
        "要写“名字 数值”，例如：sop signal viewers 1830；或者只写“-”。",
        "give a name and a number, such as: sop signal viewers 1830; or a lone “-”.",
    ),
    "usage.signal-line": ("第 {line} 行要是“名字 数值”：{given}", "line {line} must be “name value”: {given}"),
    "usage.waits": ("{name} 要是 0 或正数。", "{name} must be 0 or more."),
    "store.missing": (
        "{path}：没有这个日志库文件。先用 sop start 开一场，或者看看 --store 写对没有。",
        "{path}: there is no such store. Start a run with sop start, or look at --store again.",
    ),
    "failure.interrupted": ("打断了。已经记下的都在。", "interrupted. What was recorded is kept."),
    "failure.output": ("输出写不出去", "the output cannot be written"),
    "failure.system": ("{where}：{what}。", "{where}: {what}."),
    "failure.unexpected": (
        "程序出错了（{what}）。已经记下的都在；设 SOP_DEBUG=1 再来一次，把输出发给维护者。",
        "an error of the program ({what}). What was recorded is kept; run it again with SOP_DEBUG=1, and send the "
        "output to the maintainers.",
    ),
}
"""``opt.<option>``, ``usage.*``, ``failure.*``."""
