"""Meant: what a value that cannot be read was surely meant to say, in the words that can."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from unicodedata import normalize

from sopkit.duration import parse_duration
from sopkit.loader.said import WORDS_SAID

__all__ = ["extra", "flag", "length", "moment", "number", "param", "parts", "way", "words"]

_DIGITS = {
    char: place
    for place, chars in enumerate(("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_CHINESE = re.compile(r"[〇零一二两三四五六七八九十百千万]+")
_ABOUT = re.compile(r"^(?:大约|大概|差不多|最多|不超过|约|≤|<=?)|(?:左右|上下|以内|之内|内|前)$")
_UNITS = (
    (r"hours?|hrs?|小時|时|点钟", "h"),
    (r"minutes?|mins?|分鐘|'|′", "m"),
    (r"seconds?|secs?|\"|″|秒鐘", "s"),
    (r"days?", "d"),
)
_BEFORE = re.compile(r"(?:开播|直播|上播|播)?(?:之前|以前|前|提前)(?P<by>\S.*)")
_AFTER = re.compile(r"(?:开播|直播|上播|播)(?:之后|以后|后)(?P<by>\S.*)")
_JUMP = re.compile(r"(?:→|->|=>|»|goto|go to|jump|跳到|跳转到?|转到?|去到?|回到?|到)\s*(?P<to>\S.*)", re.IGNORECASE)
_RAISE = re.compile(r"(?:触发|抛出|上报|报|发起|throw|fault)\s*(?P<to>\S.*)", re.IGNORECASE)
_OPEN = re.compile(r"(?:打开|开启|启动|进入|start|run)\s*(?P<to>\S.*)", re.IGNORECASE)
_EXTRA = re.compile(
    r"(?!\s*[.,:：][0-9])\s*(?:[（(【\[［「『《#＃/／|｜~～:：,，。.；;、!！?？—–…]|-{2,}|\s-\s).*", re.DOTALL
)
_AND = re.compile(r"\s*(?:[,，、/／+＋&＆;；|｜]|和|与|及|或者?|\band\b|\bor\b)\s*|\s+")
_YES = frozenset(["需要", "要", "可以", "能", "必须", "√", "✓", "✔", "✅", "是的", "对的", "开", "t"])
_NO = frozenset(["不需要", "不用", "不要", "不可以", "不能", "不是", "不对", "✗", "✘", "❌", "关", "没有", "f"])


def chinese(text: str) -> int | None:
    """Return the whole number that *text* says in Chinese, below a hundred million."""
    if not _CHINESE.fullmatch(text):
        return None
    high, ten_thousand, low = text.rpartition("万")
    whole = 0
    for part, scale in ((high, 10_000), (low, 1)):
        if "万" in part:
            return None
        count, digit = 0, 0
        for char in part:
            if char in _SCALES:
                count += (digit or 1) * _SCALES[char]
                digit = 0
            else:
                digit = _DIGITS[char]
        whole += (count + digit) * (scale if ten_thousand or scale == 1 else 0)
    return whole


def length(text: str) -> tuple[str, ...]:
    """Return the lengths of time that *text* may mean."""
    text = normalize("NFKC", text).strip().casefold()
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        return (f"{text}s", f"{text}m")
    text = _ABOUT.sub("", _ABOUT.sub("", text)).strip()
    for word, meant in (("半个小时", "30m"), ("半小时", "30m"), ("一刻钟", "15m"), ("半分钟", "30s"), ("半天", "12h")):
        if text == word:
            return (meant,)
    both = re.fullmatch(r"(\d+)\s*[-~至到—]+\s*(\d+)\s*(\D+)", text)
    if both:
        return tuple(found for number in both.group(1, 2) for found in length(number + both[3]))
    text = _CHINESE.sub(lambda match: str(chinese(match[0])), text)
    for words_, unit in _UNITS:
        text = re.sub(rf"(?<=\d)\s*(?:{words_})(?![a-z])", unit, text)
    # 5m30, 5分30: the smaller unit goes without saying.
    text = re.sub(r"((?:h|小时)\s*\d+)$", r"\1m", re.sub(r"((?:m|分钟?)\s*\d+)$", r"\1s", text))
    return (text.replace(" ", ""),) if parse_duration(text) is not None else ()


def moment(text: str) -> tuple[str, ...]:
    """Return the moments that *text* may mean."""
    text = normalize("NFKC", text).strip()
    if text in ("开播", "开播时", "直播开始", "开始"):
        return ("T",)
    for pattern, sign in ((_BEFORE, "-"), (_AFTER, "+")):
        match = pattern.fullmatch(text)
        if match:
            return tuple(f"T{sign}{by}" for by in length(match["by"])[-1:])
    bare = re.fullmatch(r"[Tt]?\s*([-+])\s*(\S.*)", text)
    if bare is None:
        return ()
    # Without a unit minutes are meant: nobody counts the seconds to a show.
    return tuple(f"T{bare[1]}{by}" for by in length(bare[2])[-1:])


def number(text: str, *, whole: bool = False) -> tuple[str, ...]:
    """Return the number that *text* may mean."""
    text = normalize("NFKC", text).strip().replace(",", "")
    text = re.sub(r"^(?:[¥$]|RMB|CNY|约|大约)\s*|\s*(?:左右|以上|以内)$", "", text, flags=re.IGNORECASE)
    found = ""
    if match := re.fullmatch(r"([0-9]+)(?:块|元)([0-9])(?:毛|角)?", text):
        found = f"{match[1]}.{match[2]}"
    elif match := re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)\s*%", text):
        found = _scaled(match[1], -2)
    elif match := re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)\s*(万|千|w|k)", text, re.IGNORECASE):
        found = _scaled(match[1], 4 if match[2] in "万wW" else 3)
    elif match := re.fullmatch(
        r"([0-9]+(?:\.[0-9]+)?)\s*(?:元|块钱?|人|件|个|次|遍|单|款|轮|回|位|名|份|rmb|yuan)?", text, re.IGNORECASE
    ):
        found = match[1]
    elif (count := chinese(re.sub(r"(?:元|块钱?|人|件|个|次|遍|单|款|轮|回|位|名|份)$", "", text))) is not None:
        found = str(count)
    found = re.sub(r"\.0+$", "", found)
    return (found,) if found and not (whole and "." in found) else ()


def _scaled(text: str, places: int) -> str:
    """Return the number moved by *places* decimal places, without zeros that say nothing."""
    before, _, behind = text.partition(".")
    digits, point = (before + behind).rjust(8, "0") + "0" * 8, max(len(before), 8 - len(behind)) + places
    return f"{digits[:point].lstrip('0') or '0'}.{digits[point:]}".rstrip("0").rstrip(".")


def flag(text: str) -> tuple[str, ...]:
    """Return the yes or no that *text* may mean."""
    text = text.strip().casefold()
    return ("true",) if text in _YES else ("false",) if text in _NO else ()


def param(text: str) -> tuple[str, ...]:
    """Return the param that *text*, in the way of another program, may mean."""
    match = re.fullmatch(r"[$＄]?\s*[{｛]?\s*(?:[{｛]\s*)?(?:params?\.)?([^\W\d]\w*)\s*[}｝]*", text.strip())
    return (f"${match[1]}",) if match and re.match(r"[$＄{｛]|params?\.|[a-z]\w*_\w", text.strip()) else ()


def way(text: str) -> tuple[str, ...]:
    """Return where the flow may be meant to go by *text*."""
    for pattern, verb in ((_JUMP, ""), (_RAISE, "raise "), (_OPEN, "open ")):
        match = pattern.fullmatch(text.strip())
        if match:
            return (f"{verb}{match['to']}",)
    return tuple(one for one in WORDS_SAID.get(text.strip(), ()) if one in ("next", "finish"))


def words(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the words among *known* that *text* may stand for."""
    plain = normalize("NFKC", text).strip().strip("“”‘’\"'")
    known = tuple(known)
    return (plain,) if plain in known else tuple(one for one in WORDS_SAID.get(plain.casefold(), ()) if one in known)


def extra(text: str, fits: Callable[[str], bool]) -> int | None:
    """Return where, behind something that *fits*, the text goes on with a remark or a sign; ``None`` if it does not."""
    for match in re.finditer(r"\s*[\W_]", text):
        at = match.start()
        if at and _EXTRA.fullmatch(text, at) and fits(text[:at]):
            return at
    return None


def parts(text: str) -> tuple[str, ...]:
    """Return the several names that *text* may be made of."""
    return tuple(part for part in _AND.split(text.strip()) if part)
