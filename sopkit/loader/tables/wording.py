"""The tables of a file of wording rules: the rules, their word sets, what lets a hit pass, the platforms."""

from __future__ import annotations

from sopkit.loader.kinds import Flag, Id, Key, Named, OneOf, Table, Text, Whole
from sopkit.loader.tables.common import NOTE, OVERRIDE, TITLE

__all__ = ["WORDING_TABLES"]

_WITHIN = Key("within", Whole(1), "往前往后各看几个字（默认 6）", "how many characters to look to each side (6)")
_LEVEL = OneOf(
    (
        ("block", "任何时候都不能说", "may never be said"),
        ("evidence", "有证据才能说", "only with its evidence at hand"),
        ("context", "看前后文才算", "wrong in the words around it"),
        ("info", "提个醒，不算问题", "worth a look, no breach by itself"),
    )
)

WORDING_TABLES = (
    Table(
        "wording",
        "话术规则",
        "the wording rules",
        (
            Key("sop", Text(), "格式版本，写 1", "the format version, 1", required=True),
            Key("id", Id(), "与文件名相同", "the same as the file's name", required=True),
            TITLE,
            NOTE,
            Key("sets", Named("wording_set"), "词组，模式里写 <名字>", "word sets, written <name> in a pattern"),
            Key("platforms", Named("wording_platform"), "平台和它的别名", "platforms and their other names"),
            Key("exemptions", Named("wording_exemption"), "什么情况放行", "what lets a hit pass"),
            Key("rules", Named("wording_rule"), "规则", "the rules"),
            Key("off", Named("wording_off"), "关掉哪条规则，为什么", "rules that are switched off, and why"),
        ),
    ),
    Table(
        "wording_set",
        "词组",
        "the set",
        (Key("words", Text(many=True), "词", "its words", required=True),),
        short="words",
    ),
    Table(
        "wording_platform",
        "平台",
        "the platform",
        (Key("aliases", Text(many=True), "别名", "other names"),),
        short="aliases",
        null=True,
    ),
    Table("wording_off", "off", "off", (Key("reason", Text(), "为什么", "why", required=True),), short="reason"),
    Table(
        "wording_exemption",
        "豁免",
        "the exemption",
        (
            TITLE,
            Key("before", Text(many=True), "命中前面有这些", "these stand before the hit"),
            Key("after", Text(many=True), "命中后面有这些", "these stand after it"),
            Key("but", Text(many=True), "有这些就不算豁免", "with one of these it does not apply"),
            _WITHIN,
            Key("sentence", Flag(), "整句里找，不限于这个分句", "looked for in the sentence, not only the clause"),
            Key("always", Flag(), "每条规则都适用", "applies to every rule"),
            NOTE,
            OVERRIDE,
        ),
    ),
    Table(
        "wording_rule",
        "话术规则",
        "the wording rule",
        (
            Key("level", _LEVEL, "级别", "its level", required=True),
            Key("zh", Text(), "给主播看的话：为什么，怎么改", "why, and what to say instead (zh)", required=True),
            Key("en", Text(), "同一句话的英文", "the same in English", required=True),
            Key("find", Text(many=True), "要找的模式", "the patterns to find", required=True),
            Key("before", Text(many=True), "前面要有其中之一", "one of these must stand before"),
            Key("after", Text(many=True), "后面要有其中之一", "one of these must stand after"),
            Key("near", Text(many=True), "前面或后面要有其中之一", "one of these must stand near"),
            _WITHIN,
            Key("unless", Text(many=True), "与它重叠就放行", "patterns that let a hit pass where they overlap it"),
            Key("exempt", Text(many=True), "还适用哪些豁免", "further exemptions that apply"),
            Key("strict", Flag(), "不适用通用的豁免", "no exemption applies of itself"),
            Key("platforms", Text(many=True), "只在这些平台", "only on these platforms"),
            Key("not_platforms", Text(many=True), "不在这些平台", "not on these platforms"),
            Key("needs", Text(), "要什么证据（evidence 级必填）", "the kind of evidence that lets it pass"),
            Key("source", Text(many=True), "出处", "where it comes from", required=True),
            Key("quote", Text(), "原文", "the words of the source"),
            NOTE,
            Key("bad", Text(many=True), "会命中的例句", "phrases that it must find", required=True),
            Key("good", Text(many=True), "不该命中的例句", "phrases that it must let pass", required=True),
            OVERRIDE,
        ),
    ),
)
"""In the order of the reference."""
