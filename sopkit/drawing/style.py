"""Style: the colours and type of a picture, by day, by night and on paper."""

from __future__ import annotations

from collections.abc import Iterator

from sopkit.drawing.shape import SIZES

__all__ = ["FONTS", "STYLE", "TINTED"]

FONTS = (
    'system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",'
    '"Source Han Sans SC","WenQuanYi Micro Hei",sans-serif'
)
"""What is likely to be there, Chinese first among the families; nothing is fetched."""

# For each role's colour, by day and by night: the lane, its head, the edge of a step.
TINTED = (
    (("#f1f6fd", "#d6e6fb", "#4a7fc1"), ("#17202c", "#25405f", "#6ea3e0")),
    (("#fdf6ee", "#fae3c8", "#b97a30"), ("#28211a", "#553c1c", "#d9a058")),
    (("#f0f8f2", "#d2ecd9", "#3f8b55"), ("#18241c", "#234b30", "#67b981")),
    (("#f6f2fb", "#e6d9f5", "#8155b0"), ("#211b2a", "#432f5b", "#b08ddb")),
    (("#edf8f8", "#cbebeb", "#2d8484"), ("#162525", "#1d4a4a", "#5bb5b5")),
    (("#fdf2f6", "#f8d7e3", "#b24b74"), ("#291a20", "#5a2a3e", "#dd84a6")),
    (("#f8f8ec", "#e9e9c2", "#7d7c2a"), ("#232316", "#48481d", "#b9b85c")),
    (("#f6f4f2", "#e4ded8", "#766656"), ("#23201d", "#463d35", "#b3a292")),
)

_DAY = {
    "paper": "#ffffff",
    "ink": "#1d2430",
    "soft": "#5a6371",
    "card": "#ffffff",
    "edge": "#9aa3af",
    "plain": "#f4f5f7",
    "order": "#5b6470",
    "after": "#8a929d",
    "answer": "#2a68ad",
    "bad": "#bf3636",
    "limit": "#b9621a",
    "good": "#3f8b55",
    "fault": "#fdf0f0",
    "warm": "#fdf4ea",
    "fresh": "#eef8f1",
    "cool": "#eef4fc",
    "head": "#dfe4ea",
    "live": "#f7d9d4",
}
_NIGHT = {
    "paper": "#12161c",
    "ink": "#e6e9ee",
    "soft": "#a5adb9",
    "card": "#1c222b",
    "edge": "#5d6775",
    "plain": "#1a1f27",
    "order": "#a5adb9",
    "after": "#7f8895",
    "answer": "#7db2ee",
    "bad": "#f08080",
    "limit": "#eda35f",
    "good": "#67b981",
    "fault": "#2d1b1c",
    "warm": "#2b2218",
    "fresh": "#18261d",
    "cool": "#18222f",
    "head": "#2c3440",
    "live": "#54302b",
}


def _rules(c: dict[str, str], night: int) -> Iterator[str]:
    yield f".paper{{fill:{c['paper']}}}"
    yield f"text{{fill:{c['ink']}}}text.meta,text.small{{fill:{c['soft']}}}text.mark{{fill:{c['limit']}}}"
    yield f"g rect{{fill:{c['card']};stroke:{c['edge']}}}"
    yield f".aside-step rect{{fill:{c['plain']}}}.panel rect,.band rect{{fill:{c['plain']};stroke:none}}"
    yield f".panel-head rect{{fill:{c['plain']};stroke:none}}"
    yield f".phase-head rect{{fill:{c['head']};stroke:none}}.live-head rect{{fill:{c['live']};stroke:none}}"
    yield ".band-head rect,.caption rect{fill:none;stroke:none}"
    yield f".tab-answer rect{{fill:{c['cool']};stroke:{c['answer']}}}"
    yield f".tab-broken rect,.tab-failed rect{{fill:{c['fault']};stroke:{c['bad']}}}"
    yield f".tab-order rect{{fill:{c['plain']}}}"
    yield f".fault rect{{fill:{c['fault']};stroke:{c['bad']}}}.good rect{{fill:{c['fresh']};stroke:{c['good']}}}"
    yield f".owed rect,.limit rect,.cue rect{{fill:{c['warm']};stroke:{c['limit']}}}"
    yield f".say rect{{fill:{c['cool']};stroke:{c['answer']}}}"
    for number, shades in enumerate(TINTED):
        lane, head, edge = shades[night]
        yield f".lane.t{number} rect{{fill:{lane}}}.lane-head.t{number} rect{{fill:{head}}}"
        yield f".step.t{number} rect,.aside-step.t{number} rect{{stroke:{edge}}}.dot.t{number} rect{{fill:{edge}}}"
    yield ".lane rect,.lane-head rect,.dot rect{stroke:none}"
    for kind, colour in (
        ("order", "order"),
        ("after", "after"),
        ("answer", "answer"),
        ("broken", "bad"),
        ("failed", "bad"),
        ("limit", "limit"),
        ("aside-ask", "order"),
        ("aside-check", "order"),
        ("aside-seat", "order"),
        ("phase-way", "order"),
    ):
        yield f".way.{kind}{{stroke:{c[colour]}}}.head.{kind}{{fill:{c[colour]}}}"


def _style() -> str:
    sizes = "".join(f"text.{kind}{{font-size:{size:g}px}}" for kind, size in SIZES.items())
    fixed = (
        f"text{{font-family:{FONTS}}}{sizes}text.page,text.title,text.head{{font-weight:600}}"
        "g rect{stroke-width:1.2}.aside-step rect{stroke-dasharray:5 3}.aside-seat rect,.aside-check rect,"
        ".aside-ask rect{stroke-width:1}.way{fill:none;stroke-width:1.5;stroke-linejoin:round}"
        ".way.after,.way.limit{stroke-dasharray:6 3}.way.aside-ask,.way.aside-check,.way.aside-seat{stroke-width:1.1}"
        ".way.aside-seat{stroke-dasharray:2 3}.head{stroke:none}"
    )
    day, night = "".join(_rules(_DAY, 0)), "".join(_rules(_NIGHT, 1))
    return f"{fixed}{day}@media screen and (prefers-color-scheme:dark){{{night}}}"


STYLE = _style()
"""The style sheet of every picture. By night only on a screen; paper is white."""
