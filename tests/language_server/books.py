"""Books: a runbook as somebody types it, with the cursor where ``|`` stands."""

from __future__ import annotations

from pathlib import Path

BOOK = """\
sop: 1
id: small
title: 小流程😀
params:
  answer_within: {type: duration, default: 30s, note: 团队自己定的, title: 多久要答}
  most: {type: int, default: 3, note: 团队自己定的}
gates:
  price-set: {title: 到手价已定, when: "product.price > 0", why: 先定价}
procedures:
  slot:
    title: 过品
    product: required
    steps:
      - id: introduce
        title: 介绍
        role: 主播
      - {id: link, title: "😀上链接", role: 中控, within: $answer_within, gates: [price-set]}
      - id: close
        role: floor
        outcomes: {再讲一遍: introduce, 过: finish, 断: raise broken}
faults:
  broken:
    title: 断了
    severity: P1
    first: 中控
    handling: {steps: [{id: mend, role: 中控}]}
measures:
  talk: {of: slot, from: introduce, to: link}
"""


def cursor(text: str) -> tuple[str, int]:
    """Return *text* without its cursor, and the offset where that stood."""
    at = text.index("|")
    return text[:at] + text[at + 1 :], at


def at(marked: str, book: str = BOOK) -> tuple[str, int]:
    """Return *book* and the offset in it of the cursor in *marked*, a piece of it."""
    piece, inside = cursor(marked)
    assert book.count(piece) == 1, piece
    return book, book.index(piece) + inside


def small(folder: Path) -> Path:
    """Return the path of the book, which need not be there."""
    return folder / "small.yaml"
