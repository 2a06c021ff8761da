"""Who does what (SOP611 to SOP620)."""

from __future__ import annotations

from sopkit.finding import Severity
from sopkit.loader.rules.rule import Profile, rule

__all__ = [
    "ALONE",
    "ASKS_ITSELF",
    "CHECKS_ITSELF",
    "EMPTY_SEAT",
    "NOTHING_SAID",
    "NOT_COVERED",
    "NO_ANSWER",
    "NO_SECOND",
    "TWICE",
    "UNUSED_ROLE",
]

_W, _I = Severity.WARNING, Severity.INFO

UNUSED_ROLE = rule(
    "SOP611",
    "role-not-used",
    "岗位“{role}”列在 roles 里，但没有一步要它",
    "role “{role}” is listed in roles, but nothing needs it",
    _I,
    Profile.STRICT,
)
NOT_COVERED = rule(
    "SOP612",
    "seat-not-covered",
    "岗位“{role}”有必做的步骤，却没有人可以顶替，也没有规定人数（minimum）：没人坐时这场开不了",
    "role “{role}” has steps that must be done, but nobody may cover it and no minimum is set: with the seat empty the show cannot start",
    _I,
    Profile.STRICT,
)
TWICE = rule(
    "SOP613",
    "seat-needed-twice",
    "岗位“{role}”同一时段被排了两件事：“{step}”和“{other}”",
    "role “{role}” is planned for two things at once: “{step}” and “{other}”",
    _I,
)
CHECKS_ITSELF = rule(
    "SOP614",
    "checks-itself",
    "“{step}”由“{role}”做，也要“{role}”核对：核对的必须是另一个人，而这个岗位只要一个人",
    "“{step}” is done by “{role}” and checked by “{role}”: the second must be another person, but the seat needs only one",
    _W,
)
ASKS_ITSELF = rule(
    "SOP615",
    "asks-itself",
    "“{step}”由“{role}”发问，又只能由“{role}”回答：没有人在应",
    "“{step}” is asked by “{role}” and can only be answered by “{role}”: nobody else confirms it",
    _W,
)
ALONE = rule(
    "SOP616",
    "needs-two-people",
    "“{step}”要两个人（一个做，一个核对），但 crew.min 是 {count}：一个人也开得了，开了就卡在这里",
    "“{step}” takes two people (one does, one checks), but crew.min is {count}: a crew of one may start, and would be stuck here",
    _I,
    Profile.STRICT,
)
NO_SECOND = rule(
    "SOP617",
    "no-second-person",
    "“{step}”做了就收不回（{why}），却没有第二个人核对或应答",
    "what “{step}” does cannot be taken back ({why_en}), but no second person checks or answers",
    _I,
    Profile.STRICT,
)
NOTHING_SAID = rule(
    "SOP618",
    "bare-step",
    "步骤“{step}”只有一个 id：没有名字，没有话术，也没有说明，做的人不知道要做什么",
    "step “{step}” is an id and no more: no title, script or note says what to do",
    _I,
)
NO_ANSWER = rule(
    "SOP620",
    "asked-without-answer",
    "“{step}”写了怎么问（ask），没写该怎么答（answer）：答成什么样才算数，没有说",
    "“{step}” says what is asked (ask), but not what is answered (answer): nobody knows what counts",
    Severity.INFO,
    Profile.STANDARD,
)
EMPTY_SEAT = rule(
    "SOP619",
    "told-to-empty-seat",
    "{what}找的是“{role}”，但没有一步必须由它做，也没有规定人数：没人坐时就没有人收到",
    "{what_en} goes to “{role}”, but no step needs that seat and no minimum is set: with nobody there, nobody hears it",
    _I,
    Profile.STRICT,
)
