"""Refusal: every reason why not, and what may be done instead, as lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sopkit_cli.language import language, t

if TYPE_CHECKING:
    from sopkit.refusal import Choice, Refusal

__all__ = ["choice_text", "refusal_lines"]

SHOWN = 8

VERBS: Mapping[str, str] = {
    "AbortRun": "abort",
    "AcknowledgeCue": "ack",
    "AcknowledgeFault": "ack",
    "ActOnCue": "act",
    "CheckStep": "check",
    "CloseRun": "close",
    "CompleteStep": "do",
    "Correct": "correct",
    "CutActivity": "cut",
    "DismissCue": "dismiss",
    "DismissFault": "dismiss",
    "EnterPhase": "enter",
    "FailStep": "fail",
    "FinishActivity": "finish",
    "GiveCue": "cue",
    "HandOver": "hand-over",
    "HoldRun": "hold",
    "MarkNotApplicable": "na",
    "OpenActivity": "open",
    "RaiseFault": "fault",
    "RecoverFault": "recover",
    "ResumeRun": "go-on",
    "ReviewFault": "review",
    "SetParam": "param",
    "SkipStep": "skip",
    "StartRun": "start",
    "StartStep": "begin",
    "TakeNote": "note",
    "UndoStep": "undo",
    "UpdateProduct": "product",
    "Waive": "waive",
}
"""The verb of the terminal for each command of the library."""


def refusal_lines(refusal: Refusal) -> list[str]:
    """Return a refusal as lines: what, each reason, and what is legal now."""
    lang = language()
    name, _, target = refusal.what.partition(" ")
    lines = [t("refusal.head", what=f"{VERBS.get(name, name)} {target}".strip())]
    lines += [f"  · {reason.zh if lang == 'zh' else reason.en}" for reason in refusal.reasons]
    if refusal.legal:
        lines.append(t("refusal.legal"))
        lines += [f"  {choice_text(choice)}" for choice in refusal.legal[:SHOWN]]
        if len(refusal.legal) > SHOWN:
            lines.append("  " + t("refusal.more", count=len(refusal.legal) - SHOWN))
    return lines


def choice_text(choice: Choice) -> str:
    """Return something legal as one line: the verb and the step to type, and what it is."""
    text = choice.en if language() == "en" else choice.zh
    return f"{VERBS.get(choice.command, choice.command)} {choice.target}  {text} [{choice.activity}]"
