"""Words: the titles of seats, statuses and near names, as sentences for people use them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sopkit.definition.runbook import Runbook

__all__ = ["COMMAND_WORDS", "STATUS_WORDS", "both", "command_word", "role_title", "status_word", "titles", "titles_en"]

STATUS_WORDS: Mapping[str, str] = {
    "planned": "未开始",
    "running": "进行中",
    "held": "暂停",
    "closed": "已收场",
    "aborted": "已中止",
    "open": "进行中",
    "suspended": "挂起",
    "finished": "做完",
    "cut": "切掉",
    "cancelled": "取消",
    "waiting": "等待",
    "ready": "可做",
    "active": "在做",
    "awaiting_check": "待复核",
    "done": "完成",
    "failed": "没成",
    "skipped": "跳过",
    "not_applicable": "不适用",
    "raised": "已报",
    "acknowledged": "已接手",
    "handling": "处理中",
    "recovered": "已恢复",
    "reviewed": "已复盘",
    "false_alarm": "误报",
    "given": "已发",
    "acted": "已照做",
    "dismissed": "已回绝",
    "expired": "已过期",
    "owed": "欠着",
    "met": "已还",
    "waived": "已豁免",
}
"""Each status in Chinese."""


COMMAND_WORDS: Mapping[str, tuple[str, str]] = {
    "StartRun": ("开场", "start the run"),
    "EnterPhase": ("进入阶段", "enter the phase"),
    "HoldRun": ("全场暂停", "hold the run"),
    "ResumeRun": ("恢复全场", "go on after the hold"),
    "CloseRun": ("收场", "close the run"),
    "AbortRun": ("中止全场", "abort the run"),
    "HandOver": ("交接座位", "hand over the seat"),
    "OpenActivity": ("打开", "open"),
    "FinishActivity": ("结束", "finish"),
    "CutActivity": ("切掉", "cut"),
    "StartStep": ("开始", "begin"),
    "CompleteStep": ("完成", "complete"),
    "CheckStep": ("复核", "check"),
    "FailStep": ("报没做成", "fail"),
    "SkipStep": ("跳过", "skip"),
    "MarkNotApplicable": ("标为不适用", "mark not applicable"),
    "UndoStep": ("撤回", "undo"),
    "RaiseFault": ("报故障", "raise the fault"),
    "AcknowledgeFault": ("接手故障", "acknowledge the fault"),
    "RecoverFault": ("恢复故障", "recover the fault"),
    "ReviewFault": ("复盘故障", "review the fault"),
    "DismissFault": ("判为误报", "dismiss the fault"),
    "GiveCue": ("发提示", "give a cue"),
    "FireCue": ("触发提示", "give the cue"),
    "AcknowledgeCue": ("确认提示", "acknowledge the cue"),
    "ActOnCue": ("照提示做", "act on the cue"),
    "DismissCue": ("回绝提示", "dismiss the cue"),
    "Correct": ("更正", "correct"),
    "Waive": ("豁免", "waive"),
    "TakeNote": ("记一笔", "take a note"),
    "UpdateProduct": ("改商品资料", "update the product"),
    "SetParam": ("改参数", "set the parameter"),
}
"""Each command in words, zh and en, as a refusal begins."""


def command_word(command: str, lang: str = "zh") -> str:
    """Return the words for a command, by the name of its class."""
    return COMMAND_WORDS.get(command, (command, command))[lang == "en"]


def status_word(status: str, lang: str = "zh") -> str:
    """Return the word for a status."""
    return STATUS_WORDS.get(status, status) if lang == "zh" else status.replace("_", " ")


def role_title(book: Runbook, role: str, lang: str = "zh") -> str:
    """Return the title of a seat; its id where the runbook does not know it."""
    found = book.roles.get(role)
    if found is None:
        return role
    return found.title if lang == "zh" else found.title_en or found.id


def titles(book: Runbook, roles: Iterable[str]) -> str:
    """Return the Chinese titles of seats, joined."""
    return "、".join(role_title(book, role) for role in roles)


def titles_en(book: Runbook, roles: Iterable[str]) -> str:
    """Return the English titles of seats, joined."""
    return ", ".join(role_title(book, role, "en") for role in roles)


def both(hints: tuple[str, ...]) -> tuple[str, str]:
    """Return the did-you-mean clause in both languages; empty where there is no hint."""
    if not hints:
        return "", ""
    return f"，是不是{'、'.join(hints)}？", f"; did you mean {', '.join(hints)}?"
