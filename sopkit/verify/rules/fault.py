"""What goes wrong, and comes back (SOP621 to SOP626)."""

from __future__ import annotations

from sopkit.finding import Severity
from sopkit.loader.rules.rule import Profile, rule

__all__ = ["HANDLES_NOTHING", "NEEDS_SUSPENDED", "NOBODY_NOTICES", "NO_RETURN", "RAISES_ITSELF", "UNSUSPENDED"]

_W = Severity.WARNING

NO_RETURN = rule(
    "SOP621",
    "fault-without-return",
    "故障“{fault}”的处理走不到头：被它打断的就回不来了",
    "the handling of fault “{fault}” can never end: what it interrupts would never go on",
    _W,
    safety=True,
)
NEEDS_SUSPENDED = rule(
    "SOP622",
    "fault-suspends-its-handling",
    "故障“{fault}”打断了“{procedure}”，而处理里的“{step}”又要再打开它（同时最多 {most} 个）：谁也走不下去",
    "fault “{fault}” suspends “{procedure}”, and “{step}” of its handling must open it again (at most {most} at once): neither could go on",
    _W,
    safety=True,
)
RAISES_ITSELF = rule(
    "SOP623",
    "fault-raises-itself",
    "处理故障“{fault}”时又会报出它自己：{chain}",
    "the handling of fault “{fault}” may raise it again: {chain}",
    _W,
)
HANDLES_NOTHING = rule(
    "SOP624",
    "handling-without-work",
    "故障“{fault}”的处理没有一步是必做的：什么都没做也算恢复",
    "no step of the handling of fault “{fault}” must be done: it would count as mended with nothing done",
    _W,
)
NOBODY_NOTICES = rule(
    "SOP625",
    "fault-never-raised",
    "故障“{fault}”没有写谁来发现（noticed_by），也没有一步会报它",
    "nothing says who notices fault “{fault}” (noticed_by), and no step raises it",
    Severity.INFO,
    Profile.STRICT,
)
UNSUSPENDED = rule(
    "SOP626",
    "clock-without-suspension",
    "故障“{fault}”什么也不打断（interrupts: nothing），“{key}”就不起作用",
    "fault “{fault}” suspends nothing (interrupts: nothing), so “{key}” does nothing",
    Severity.INFO,
)
