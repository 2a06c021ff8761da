"""What may be wrong with a line-up, both languages side by side."""

from __future__ import annotations

from sopkit.finding import Severity
from sopkit.loader.rules import Rule

__all__ = [
    "BAD_CELL",
    "BAD_CSV",
    "BAD_ENCODING",
    "BAD_ID",
    "BATCHES",
    "BATCHES_ALONE",
    "COMPARE_BASIS",
    "COMPARE_LOW",
    "FORMULA",
    "FULL_COMMA",
    "LINEUP_RULES",
    "MANY_CELLS",
    "NEAR_COLUMN",
    "NOT_A_LINEUP",
    "NO_COLUMN",
    "NO_ID",
    "NO_NAME",
    "NO_ROWS",
    "SAME_ID",
    "SAME_SKU",
    "SELLABLE",
    "TOO_MANY",
    "TWO_COLUMNS",
    "UNKNOWN_KIND",
]

LINEUP_RULES: dict[str, Rule] = {}
"""Every rule of line-ups by its code."""


def _rule(number: int, slug: str, zh: str, en: str, severity: Severity = Severity.ERROR) -> Rule:
    rule = Rule(f"LIN{number}", slug, zh, en, severity)
    LINEUP_RULES[rule.code] = rule
    return rule


# --- the file

BAD_ENCODING = _rule(
    101,
    "lineup-encoding",
    "文件的编码认不出来（UTF-8、UTF-16、GBK 都不是）。请在 Excel 里另存为“CSV UTF-8”",
    "the encoding is none of UTF-8, UTF-16 and GBK; save it as “CSV UTF-8”",
)
BAD_CSV = _rule(
    102,
    "lineup-csv",
    "这一行的引号或分隔不对（{why}）。内容里有引号，要写成两个",
    "the quotes or separators of this line are broken ({why}); a quote inside a cell is written twice",
)
FULL_COMMA = _rule(
    103,
    "lineup-full-width-comma",
    "列和列之间用了全角逗号“，”，要用半角“,”",
    "the columns are separated by full-width commas “，”; use “,”",
)
NOT_A_LINEUP = _rule(
    104,
    "lineup-shape",
    "YAML 货盘要写成商品的列表：每个商品一个“- ”，或者放在 products: 下面。这里是{found}",
    "a YAML line-up is a list of products, each with a “- ”, at the top or under products:. This is {found_en}",
)
NO_COLUMN = _rule(
    105,
    "lineup-no-column",
    "没有“{head}”（{fact}）这一列。认得的写法：{known}",
    "there is no column “{head}” ({fact}); it may be called: {known}",
)
TWO_COLUMNS = _rule(
    106,
    "lineup-two-columns",
    "“{head}”和“{other}”是同一件事（{fact}），只留一列",
    "“{head}” and “{other}” are the same fact ({fact}); keep one of them",
)
NEAR_COLUMN = _rule(
    107,
    "lineup-near-column",
    "不认得“{head}”这一列，是不是“{near}”？现在当作商品自己的资料留着",
    "the column “{head}” is not known; did you mean “{near}”? It is kept as a fact of its own",
    Severity.WARNING,
)
MANY_CELLS = _rule(
    108,
    "lineup-many-cells",
    "这一行比表头多出一格（“{value}”）。内容里有逗号，要用英文双引号括起来",
    "this line has a cell more than there are columns (“{value}”); a cell with a comma needs quotes",
)
NO_ROWS = _rule(109, "lineup-empty", "一个商品也没有", "there is no product in it")
TOO_MANY = _rule(110, "lineup-too-many", "超过 {limit} 个商品，请分成几个文件", "over {limit} products; split the file")
FORMULA = _rule(
    111,
    "lineup-formula",
    "{cell} 是公式，但文件里没有它算出来的值。请用 Excel 打开、保存一次，或者粘贴成数值",
    "{cell} is a formula and the file has no value for it; open and save it in Excel, or paste the value",
)

# --- one cell

NO_ID = _rule(201, "lineup-no-id", "这个商品没有编号", "this product has no id")
NO_NAME = _rule(202, "lineup-no-name", "这个商品没有名称", "this product has no name")
BAD_ID = _rule(
    203,
    "lineup-bad-id",
    "编号“{value}”里不能有空格、@、#，最多 60 个字",
    "an id has no spaces, no @ or # and at most 60 characters; this is “{value}”",
)
SAME_ID = _rule(
    204,
    "lineup-same-id",
    "编号 {value} 和第 {line} 行重复",
    "the id {value} is that of line {line}, too",
)
SAME_SKU = _rule(
    205,
    "lineup-same-sku",
    "货号 {value} 和第 {line} 行重复；按货号改价会改到两个",
    "the 货号 {value} is that of line {line}, too; a change of price by it would meet both",
    Severity.WARNING,
)
BAD_CELL = _rule(
    206,
    "lineup-bad-value",
    "“{head}”不能是“{value}”：{why}",
    "“{head}” cannot be “{value}”: {why_en}",
)
UNKNOWN_KIND = _rule(
    207,
    "lineup-unknown-kind",
    "没有“{value}”这一类{hint}。四类是：{known}；说不准就空着",
    "there is no class “{value}”{hint_en}; the classes are: {known}. Leave it empty if you are not sure",
)

# --- facts that must agree

BATCHES = _rule(
    301,
    "lineup-batches",
    "批次 {batches} 加起来是 {sum} 件，库存写的是 {declared} 件",
    "the batches {batches} are {sum} pieces together, but {declared} are declared",
)
BATCHES_ALONE = _rule(
    302,
    "lineup-batches-alone",
    "写了批次 {batches}，没写库存；总件数也要公布",
    "there are batches {batches} without a stock; the whole number is declared, too",
)
SELLABLE = _rule(
    303,
    "lineup-sellable",
    "可售库存 {sellable} 件，少于公布的 {declared} 件；公布的不能比能卖的多",
    "{sellable} pieces can be sold, fewer than the {declared} declared; declare no more than can be sold",
)
COMPARE_LOW = _rule(
    304,
    "lineup-compare-low",
    "原价 {compare} 元不高于直播价 {price} 元，没有可比的，空着更好",
    "the compare price {compare} is not above the price {price}; better leave it empty",
    Severity.WARNING,
)
COMPARE_BASIS = _rule(
    305,
    "lineup-compare-basis",
    "写了原价 {compare} 元，没写价格依据；没有依据，憋单开不了，也不能说",
    "there is a compare price {compare} without its basis; without one 憋单 does not open, and it may not be said",
    Severity.WARNING,
)
