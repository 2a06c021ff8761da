"""Encoding: the bytes of a file as text, whichever of the common encodings they are in, and which one it was."""

from __future__ import annotations

from sopkit.frozen import frozen

__all__ = ["Decoded", "decoded"]

_LOOKED_AT = 4096


@frozen
class Decoded:
    """A text and the encoding that it was in; ``whole`` unless some bytes made no sense."""

    string: str
    encoding: str
    whole: bool = True


def decoded(raw: bytes) -> Decoded:
    """Return the text of *raw*: UTF-8 if it is that at all, else UTF-16, UTF-32 or GBK."""
    wide = _utf16(raw)
    if wide is not None:
        return wide
    try:
        return Decoded(raw.decode("utf-8-sig"), "UTF-8")
    except UnicodeDecodeError as error:
        stop = error.start
    try:
        return Decoded(raw.decode("gb18030"), "GBK")
    except UnicodeDecodeError:
        before = raw[:stop].decode("utf-8-sig", "replace")
        return Decoded(before + "\ufffd", "别的编码 / another encoding", whole=False)


def _utf16(raw: bytes) -> Decoded | None:
    """
    Return the text if *raw* is UTF-16, with or without a BOM, or UTF-32 with one.

    Without one it is told by the line ends, colons and spaces: half of each
    is a NUL, always on the same side.
    """
    if raw[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        return _from(raw, "utf-32")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _from(raw, "utf-16")
    head = raw[:_LOOKED_AT]
    if b"\x00" not in head or len(head) < 8:
        return None
    little = sum(head[i] < 0x80 and head[i + 1] == 0 for i in range(0, len(head) - 1, 2))
    big = sum(head[i] == 0 and head[i + 1] < 0x80 for i in range(0, len(head) - 1, 2))
    # A control character that strayed into a UTF-8 file makes one pair or two, not one in ten.
    if max(little, big) * 10 < len(head) // 2:
        return None
    return _from(raw, "utf-16-le" if little >= big else "utf-16-be")


def _from(raw: bytes, codec: str) -> Decoded:
    try:
        return Decoded(raw.decode(codec).removeprefix("\ufeff"), codec[:6].upper())
    except UnicodeDecodeError:
        return Decoded(raw.decode(codec, "replace"), codec[:6].upper(), whole=False)
