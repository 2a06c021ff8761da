"""Phases: what stages of a show are called in sheets, and the phase that each is."""

from __future__ import annotations

from collections.abc import MutableMapping

from sopkit.sheets.notes import slug

__all__ = ["phase_of"]

_KNOWN = {
    "pre": ("播前", "直播前", "开播前", "播前准备"),
    "live": ("播中", "直播中", "开播", "直播", "正式直播", "练习"),
    "post": ("播后", "直播后", "下播后", "下播"),
}
_STAGES = frozenset(
    ("聚人", "留客", "锁客举证", "锁客", "举证", "说服", "催单", "逼单", "下单", "返场", "转场", "收尾")
)
"""Stages inside the show: procedures of the live phase, not phases."""


def phase_of(title: str, titles: MutableMapping[str, str]) -> str:
    """Return the id of the phase that a sheet calls *title*, and note its title in *titles*."""
    known = next((name for name, words in _KNOWN.items() if title in words), None)
    if known is None:
        known = "live" if title in _STAGES else slug(title) or "phase"
        if known == "live":
            title = "播中"
    if known in titles and titles[known] != title and known not in _KNOWN:
        known = f"{known}-{len(titles) + 1}"
    titles.setdefault(known, title)
    return known
