"""Condition: an expression as people read it: names by their titles, parameters by their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

__all__ = ["FACT_WORDS", "in_words"]

FACT_WORDS: Mapping[str, tuple[str, str]] = {
    "product.name": ("商品名", "its name"),
    "product.price": ("到手价", "its price"),
    "product.compare_price": ("被比较的价格", "its compared price"),
    "product.price_basis": ("价格依据", "its price basis"),
    "product.price_evidence": ("价格证据", "its price evidence"),
    "product.stock_declared": ("公布的件数", "its declared stock"),
    "product.stock_sellable": ("能卖的件数", "its sellable stock"),
    "product.batches": ("批次", "its batches"),
    "product.gifts": ("赠品", "its gifts"),
    "product.return_7d": ("支持七天无理由", "it may be returned"),
    "product.freight_insured": ("有运费险", "its freight is insured"),
    "product.promo": ("满减满赠", "its promotion"),
    "product.sizes": ("尺码", "its sizes"),
    "round": ("第几轮", "round"),
}
"""What facts of a product are called in a sentence; any other keeps its name."""

_LOOK = re.compile(r"""(?:recorded|finished)\(\s*['"]([^'"]+)['"]\s*(?:,\s*['"]([^'"]+)['"]\s*)?\)""")
_PIECE = re.compile(r"'[^']*'|\"[^\"]*\"|[^\W\d][\w.]*|[!=<>]=|[^\w\s]|\s+|\w+")
_SIGNS = {"==": "=", "!=": "≠", ">=": "≥", "<=": "≤", "*": "×"}
_ZH = {"and": "且", "or": "或", "not": "非", "null": "空", "true": "是", "false": "否", "in": "属于"}


def in_words(
    text: str,
    lookup: Callable[[str], str | None],
    lang: str = "zh",
    looked_up: Callable[[str, str | None], str] | None = None,
) -> str:
    """
    Return *text* with each name that *lookup* knows replaced, and signs as they are read; never an error.

    *looked_up* says what is looked up in a procedure: its id, and the field's.
    """
    shown = []
    done = 0
    if looked_up is not None:
        for match in _LOOK.finditer(text):
            shown += [in_words(text[done : match.start()], lookup, lang), looked_up(match[1], match[2])]
            done = match.end()
    for piece in _PIECE.findall(text, done):
        if piece in _SIGNS:
            shown.append(_SIGNS[piece])
        elif lang != "en" and piece in _ZH:
            shown.append(_ZH[piece])
        elif piece in FACT_WORDS:
            shown.append(FACT_WORDS[piece][lang == "en"])
        else:
            shown.append((lookup(piece) if piece[0].isalpha() else None) or piece)
    return "".join(shown)
