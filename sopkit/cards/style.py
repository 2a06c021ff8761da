"""Style: the look of role cards: large scripts, one role a page on paper, dark on dark screens."""

from __future__ import annotations

from collections.abc import Iterator

from sopkit.drawing.style import FONTS, TINTED

__all__ = ["STYLE"]

_FIXED = f"""
*{{box-sizing:border-box}}
body{{margin:0;font:16px/1.5 {FONTS};background:var(--back);color:var(--ink)}}
article{{max-width:52rem;margin:1.5rem auto;padding:0 1.5rem 1.5rem;background:var(--paper);border-radius:8px;overflow:hidden}}
header{{margin:0 -1.5rem 1rem;padding:1rem 1.5rem .8rem;background:var(--head);border-bottom:4px solid var(--edge)}}
h1{{margin:0;font-size:2.2rem;line-height:1.2}}header p{{margin:.2rem 0 0;color:var(--soft)}}
h2.place{{margin:1.8rem 0 .4rem;font-size:1rem;color:var(--soft);border-bottom:2px solid var(--edge);break-after:avoid}}
h3{{margin:1.2rem 0 .3rem;font-size:1.3rem;break-after:avoid}}
h3+.note{{break-after:avoid}}
h4{{margin:0;font-size:1.05rem;break-after:avoid}}
.duties{{margin:.5rem 0;padding-left:1.2rem;color:var(--soft);columns:2;column-gap:2rem}}
.entry{{margin:.55rem 0;padding:.5rem .8rem;border:1px solid var(--line);border-left:4px solid var(--edge);border-radius:5px;
break-inside:avoid}}
.entry.optional{{border-style:dashed;border-left-style:dashed}}
.number{{display:inline-block;min-width:1.5em;color:var(--edge);font-weight:700}}
.tick{{display:inline-block;width:.85em;height:.85em;margin-right:.5em;border:1.5px solid var(--edge);border-radius:2px;
vertical-align:-.05em}}
.badge{{margin-left:.6em;padding:.05em .5em;font-size:.75rem;font-weight:600;border-radius:3px;background:var(--head)}}
.script{{margin:.35rem 0;font-size:1.4rem;line-height:1.45;font-weight:500;overflow-wrap:anywhere}}
.script small{{margin-right:.6em;font-size:.8rem;font-weight:400;color:var(--soft)}}
.traits{{margin:.25rem 0 0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1.2rem;font-size:.9rem;
color:var(--soft)}}
.note{{margin:.25rem 0 0;font-size:.9rem;color:var(--soft)}}
.caution{{margin:.3rem 0 0;padding:.2rem .6rem;font-size:.95rem;border-left:3px solid var(--bad);background:var(--warm)}}
.fault .entry.say{{border-left-color:var(--bad)}}.fault>h3{{color:var(--bad)}}
@media print{{
@page{{size:A4;margin:13mm 12mm}}
body{{font-size:10.5pt;background:none;-webkit-print-color-adjust:exact;print-color-adjust:exact}}
article{{max-width:none;margin:0;padding:0;border-radius:0;break-before:page;overflow:visible}}
article:first-child{{break-before:auto}}
header{{margin:0 0 4mm;padding:3mm 4mm}}
.script{{font-size:15pt;margin:1mm 0}}
.entry{{margin:1.6mm 0;padding:1.2mm 3mm}}
.entry.say .script{{font-size:13pt}}
}}
"""

_DAY = {
    "back": "#eceef1",
    "paper": "#ffffff",
    "ink": "#1d2430",
    "soft": "#5a6371",
    "line": "#d5dae0",
    "bad": "#bf3636",
    "warm": "#fdf4ea",
}
_NIGHT = {
    "back": "#0c0f13",
    "paper": "#161b22",
    "ink": "#e6e9ee",
    "soft": "#a5adb9",
    "line": "#39424e",
    "bad": "#f08080",
    "warm": "#2b2218",
}


def _colours(shades: dict[str, str], night: int) -> Iterator[str]:
    yield ":root{" + "".join(f"--{name}:{value};" for name, value in shades.items()) + "}"
    for number, tint in enumerate(TINTED):
        _, head, edge = tint[night]
        yield f".t{number}{{--head:{head};--edge:{edge}}}"


STYLE = (
    "".join(_colours(_DAY, 0))
    + "@media screen and (prefers-color-scheme:dark){"
    + "".join(_colours(_NIGHT, 1))
    + "}"
    + _FIXED.replace("\n", "")
)
"""The style sheet of the page; nothing in it is fetched."""
