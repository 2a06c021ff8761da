"""Spellings: words written by their sound or by a look-alike, each with the word that the rules are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

__all__ = ["LOOK_ALIKES", "SPELT", "respelt"]

LOOK_ALIKES: Mapping[str, str] = dict(zip("蕞嶵朂嶶溦佰仟壹贰叁柒捌玖", "最最最微微百千一二三七八九", strict=True))
"""Characters that are written for others. 陆, 拾 and 伍 are none: 大陆, 收拾 and 队伍 speak of no number."""

# A word and the sounds of its two characters, either of which, or both, may be written: 微xin, wei信, weixin.
_SOUNDS = """
最低 zui di|最好 zui hao|最便 zui pian|全网 quan wang|全国 quan guo|第一 di yi|唯一 wei yi|顶级 ding ji|独家 du jia
微信 wei xin|加微 jia wei|加群 jia qun|进群 jin qun|私聊 si liao|转账 zhuan zhang|淘宝 tao bao|扫码 sao ma|抖音 dou yin
减肥 jian fei|瘦身 shou shen|燃脂 ran zhi|血糖 xue tang|血压 xue ya|血脂 xue zhi|尿酸 niao suan|治疗 zhi liao|治病 zhi bing
治好 zhi hao|根治 gen zhi|抗癌 kang ai|癌症 ai zheng|疗效 liao xiao|消炎 xiao yan|止痛 zhi tong|排毒 pai du|失眠 shi mian
壮阳 zhuang yang|补肾 bu shen|丰胸 feng xiong|美白 mei bai|祛斑 qu ban|淡斑 dan ban|祛痘 qu dou|脱发 tuo fa|生发 sheng fa
好评 hao ping|差评 cha ping|返现 fan xian|红包 hong bao|关注 guan zhu|点赞 dian zan|转发 zhuan fa|中奖 zhong jiang
日入 ri ru|月入 yue ru|赚钱 zhuan qian|稳赚 wen zhuan|升值 sheng zhi|正品 zheng pin|特供 te gong|高仿 gao fang|原价 yuan jia
保证 bao zheng|有效 you xiao|见效 jian xiao|开光 kai guang|招财 zhao cai|转运 zhuan yun|库存 ku cun|免费 mian fei
"""

_ALIKE = {
    "弟一": "第一",
    "递一": "第一",
    "最底价": "最低价",
    "薇信": "微信",
    "徽信": "微信",
    "威信搜": "微信搜",
    "威信号": "微信号",
    "卫星号": "微信号",
    "威❤": "微❤",
    "薇❤": "微❤",
    "v芯": "v信",
    "亳无": "毫无",
}
"""Words with a character that looks or sounds like another."""


def _by_sound() -> Iterator[tuple[str, str]]:
    for entry in _SOUNDS.strip().replace("\n", "|").split("|"):
        word, one, other = entry.split()
        yield one + word[1], word
        yield word[0] + other, word
        yield one + other, word
    yield "zui", "最"
    yield "guojiaji", "国家级"


SPELT: Mapping[str, str] = dict(_by_sound())
"""Words by their spelling, in which there is one run of Latin letters."""

_LATIN = re.compile(r"[a-z]{2,}|(?<![a-z0-9])d[1一](?![a-z0-9])")
_FOR_A_GROUP = re.compile(r"(?<=[q进拉入扣])裙(?=[里领拿看有私发享聊主号]|$)")
"""裙 for 群, where what stands around it speaks of no skirt."""


def respelt(text: str) -> tuple[str, list[tuple[int, int]]] | None:
    """Return folded *text* with each such word as the rules write it, and where its characters begin and end."""
    chars: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for start, end, word in sorted(_found(text)):
        if start < at:
            continue
        chars += [text[at:start], word]
        places += [(place, place + 1) for place in range(at, start)]
        # Its last character stands for all that is left, so that a hit ends where the spelling does.
        last = start + len(word) - 1
        places += [*((place, place + 1) for place in range(start, last)), (last, end)]
        at = end
    if not at:
        return None
    chars.append(text[at:])
    places += [(place, place + 1) for place in range(at, len(text))]
    return "".join(chars), places


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a word is written by another spelling, and the word."""
    for match in _LATIN.finditer(text):
        start, end = match.span()
        if match[0] in ("d1", "d一"):
            yield start, end, "第一"
            continue
        for low, high in ((max(0, start - 1), end), (start, min(len(text), end + 1)), (start, end)):
            word = SPELT.get(text[low:high])
            if word is not None:
                yield low, high, word
                break
    for spelt, word in _ALIKE.items():
        at = text.find(spelt)
        while at >= 0:
            yield at, at + len(spelt), word
            at = text.find(spelt, at + 1)
    if "裙" in text:
        yield from ((match.start(), match.end(), "群") for match in _FOR_A_GROUP.finditer(text))
