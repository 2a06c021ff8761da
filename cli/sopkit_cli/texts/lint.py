"""Texts: linting, mending and explaining."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["LINT"]

LINT: Mapping[str, tuple[str, str]] = {
    "section.write": ("写流程手册", "Writing"),
    "short.lint": ("检查流程手册，一次说出所有问题", "Check runbook and role files, all problems in one pass"),
    "long.lint": (
        "PATH 是文件、文件夹或流程手册的编号；不写就是当前文件夹。文件夹里只看流程手册和岗位文件。\n"
        "退出码：0 没有问题；1 有问题（novice 只看错误，standard 加上警告，strict 再加上提示）；2 用法不对；3 有文件读不了。\n"
        "要忽略一条警告，在那一行后面（或上一行）写 # sop: ignore[代码] 理由。错误不能忽略：文件照样用不了。",
        "PATH is a file, a folder or the id of a runbook; the current folder if none is named. Of a folder, runbook and "
        "role files are taken.\n"
        "Exit codes: 0 clean; 1 findings (novice: errors only; standard: warnings too; strict: everything); 2 usage; "
        "3 a file cannot be read.\n"
        "To silence a warning, write # sop: ignore[CODE] reason after its line, or above it. An error cannot be "
        "silenced: the file would still not load.",
    ),
    "short.fix": ("改掉能自动改的问题", "Mend what can be mended by itself"),
    "long.fix": (
        "只改有把握的（意思不变）；--unsafe 连可能改变意思的也改。注释和顺序都不动。",
        "Makes only changes that keep the meaning; --unsafe those that may change it, too. Comments and order stay.",
    ),
    "short.explain": ("说明一个检查代码，带错例和正例", "Explain a code, with a wrong and a right example"),
    "opt.profile": (
        "novice（新手）只报必须改的，standard（标准），strict（严格）全报；默认 standard。",
        "novice (新手) shows what must be mended, standard (标准), strict (严格) everything; standard by default.",
    ),
    "opt.format": ("输出格式：text、json、sarif、github、junit。", "The format: text, json, sarif, github or junit."),
    "opt.lint_platform": (
        "按哪个平台查话术；默认看文件里的 platform。",
        "The platform that scripts are held to; the file's own by default.",
    ),
    "opt.baseline": ("不报这个清单里已有的警告。", "Leave out the warnings listed in this file."),
    "opt.write_baseline": ("把现有的警告写进这个清单。", "Write the present warnings into this file."),
    "opt.watch": ("文件一改就再查，Ctrl-C 结束。", "Check again whenever a file changes; Ctrl-C ends it."),
    "opt.diff": ("只显示会怎么改，不写文件。", "Show what would change; write nothing."),
    "opt.unsafe": ("可能改变意思的也改。", "Make changes too that may change the meaning."),
    "opt.list": ("列出所有代码。", "List every code."),
    "lint.watching": (
        "（{time} 查过。文件一改就再查，Ctrl-C 结束。）",
        "(Checked at {time}. Checks again when a file changes; Ctrl-C ends it.)",
    ),
    "lint.baseline-written": ("已把 {count} 条警告写进 {path}。", "Wrote {count} warnings into {path}."),
    "fix.done": ("{file}：改了 {count} 处。", "{file}: {count} mended."),
    "fix.would": ("{file}：可以改 {count} 处。", "{file}: {count} can be mended."),
    "fix.nothing": ("没有可以自动改的。", "There is nothing to mend."),
    "fix.unsafe-left": (
        "另有 {count} 处可能改变意思，看过再加 --unsafe。",
        "{count} more may change the meaning; look at them, then add --unsafe.",
    ),
    "fix.left": (
        "还剩 {count} 个问题要自己改，用 sop lint 看。",
        "{count} problems are left to you; sop lint shows them.",
    ),
    "explain.wrong": ("错例", "Wrong"),
    "explain.right": ("正例", "Right"),
    "explain.severity": ("{severity}；{profile} 起显示；{suppress}", "{severity}; shown from {profile} on; {suppress}"),
    "explain.may": ("可以写明理由忽略", "may be silenced with a reason"),
    "explain.may-not": ("不能忽略", "cannot be silenced"),
    "usage.no-code": ("没有检查代码“{name}”{hint}", "there is no code “{name}”{hint}"),
    "usage.no-baseline": (
        "没有清单文件 {path}。第一次请用 --write-baseline {path}。",
        "There is no file {path}; write it first with --write-baseline {path}.",
    ),
    "usage.bad-baseline": ("{path} 不是 sop lint 写的清单。", "{path} was not written by sop lint."),
    "usage.no-yaml": ("文件夹 {path} 里没有流程手册。", "There is no runbook in the folder {path}."),
}
