"""Pages of the codes on line-ups (LIN101 to LIN305)."""

from __future__ import annotations

from sopkit.lint.pages.page import lineup_page as page

GOOD = "编号,名称\nA01,杯\n"

page(
    "LIN101",
    "文件的编码认不出来，里面可能混了两种编码。在 Excel 里另存为“CSV UTF-8”。",
    "The encoding is not known; perhaps two are mixed. Save the file as “CSV UTF-8”.",
    "编号,名称\n".encode() + b"\xff\xff\x80,\x81\n",
    GOOD,
)
page(
    "LIN102",
    "引号没有成对，或者关上以后还有字。内容里有引号，整格用引号括起来，里面的写两个。",
    "A quote is not closed, or text stands behind it. A cell with quotes is quoted, and each quote in it written twice.",
    '编号,名称\nA01,"杯"子\n',
    '编号,名称\nA01,"""杯""子"\n',
)
page(
    "LIN103",
    "列之间用了中文逗号，程序看不出有几列。",
    "Columns are separated by full-width commas, so that no columns are seen.",
    "编号，名称\nA01，杯\n",
    GOOD,
)
page(
    "LIN104",
    "YAML 货盘是商品的列表，每个商品前面一个“- ”。",
    "A YAML line-up is a list of products, each with a “- ”.",
    "products: 没有\n",
    "products:\n  - {id: A01, name: 杯}\n",
    name="货盘.yaml",
)
page(
    "LIN105",
    "缺了必须有的一列：每个商品都要有编号和名称。",
    "A column is missing that must be there: every product has an id and a name.",
    "编号,价格\nA01,9\n",
    GOOD,
)
page(
    "LIN106",
    "两列说的是同一件事，不知道该信哪一列。",
    "Two columns are the same fact; nobody knows which to believe.",
    "编号,名称,直播价,价格\nA01,杯,9,9\n",
    "编号,名称,直播价\nA01,杯,9\n",
)
page(
    "LIN107",
    "这个表头和认得的一列只差一两个字。真是自己的资料就不用管它。",
    "The head is a letter or two from one that is known. If it is a fact of your own, let it be.",
    "编号,名称,七天无理油\nA01,杯,是\n",
    "编号,名称,七天无理由\nA01,杯,是\n",
)
page(
    "LIN108",
    "这一行的格子比表头多，多半是内容里有逗号。给那一格加英文双引号。",
    "The line has more cells than there are heads: mostly a cell holds a comma. Put it in double quotes.",
    "编号,名称,赠品\nA01,杯,碗,碟\n",
    '编号,名称,赠品\nA01,杯,"碗,碟"\n',
)
page("LIN109", "货盘里没有商品。", "There is no product in the line-up.", "编号,名称\n", GOOD)
page(
    "LIN110",
    "一份货盘的商品太多，请按场次分开。",
    "Too many products for one line-up; split it by show.",
    "编号,名称\n" + "".join(f"P{number},杯\n" for number in range(2001)),
    GOOD,
)
page(
    "LIN111",
    "这一格是公式，文件里没有存它算出来的值。用 Excel 打开存一次，或者粘贴成数值。",
    "The cell is a formula whose value the file does not hold. Open and save it in Excel, or paste the value.",
    "编号,名称,价格\nA01,杯,=9+0.9\n",
    "编号,名称,价格\nA01,杯,9.9\n",
    name="货盘.xlsx",
)
page(
    "LIN201",
    "每个商品都要有编号，别处靠它找到这个商品。",
    "Every product has an id, by which it is found.",
    "编号,名称\n,杯\n",
    GOOD,
)
page(
    "LIN202",
    "每个商品都要有名称，话术里会念出来。",
    "Every product has a name, which is read aloud.",
    "编号,名称\nA01,\n",
    GOOD,
)
page(
    "LIN203",
    "编号里不能有空格、@ 和 #。",
    "An id has no spaces, no @ and no #.",
    "编号,名称\nA 01,杯\n",
    GOOD,
)
page(
    "LIN204",
    "两个商品用了同一个编号。",
    "Two products have one id.",
    "编号,名称\nA01,杯\nA01,碗\n",
    "编号,名称\nA01,杯\nA02,碗\n",
)
page(
    "LIN205",
    "两个商品的货号一样，按货号改价会同时改到两个。",
    "Two products have one 货号: a change of price by it meets both.",
    "编号,名称,货号\nA01,杯,S1\nA02,碗,S1\n",
    "编号,名称,货号\nA01,杯,S1\nA02,碗,S2\n",
)
page(
    "LIN206",
    "这一格的值不合它那一列：价格要是数，时长要有单位，是或否只写是、否。",
    "The value does not fit its column: a price is a number, a length has a unit, a yes or no is 是 or 否.",
    "编号,名称,价格\nA01,杯,便宜\n",
    "编号,名称,价格\nA01,杯,9.9\n",
)
page(
    "LIN207",
    "商品的类型只有几种，写错了就排不进去。说不准就空着。",
    "There are a few classes of products only. Leave the cell empty if you are not sure.",
    "编号,名称,类型\nA01,杯,秒沙款\n",
    "编号,名称,类型\nA01,杯,秒杀款\n",
)
page(
    "LIN301",
    "各批次加起来要等于公布的库存。",
    "The batches together are the declared stock.",
    "编号,名称,库存,批次\nA01,杯,300,100、100\n",
    "编号,名称,库存,批次\nA01,杯,200,100、100\n",
)
page(
    "LIN302",
    "写了批次就要写总库存：总件数也要公布。",
    "With batches the whole stock is given, too: it is declared.",
    "编号,名称,批次\nA01,杯,100\n",
    "编号,名称,库存,批次\nA01,杯,100,100\n",
)
page(
    "LIN303",
    "公布的件数不能比能卖的多。",
    "No more is declared than can be sold.",
    "编号,名称,库存,可售库存\nA01,杯,300,120\n",
    "编号,名称,库存,可售库存\nA01,杯,120,120\n",
)
page(
    "LIN304",
    "原价不比直播价高，就没有可比的，不如空着。",
    "A compare price that is not above the price compares nothing; leave it empty.",
    "编号,名称,直播价,原价,价格依据\nA01,杯,99,89,吊牌\n",
    "编号,名称,直播价,原价,价格依据\nA01,杯,99,199,吊牌\n",
)
page(
    "LIN305",
    "写了原价就要有依据（发票、吊牌、历史成交）。没有依据，话术里不能提它。",
    "A compare price needs its basis. Without one it may not be said.",
    "编号,名称,直播价,原价\nA01,杯,99,199\n",
    "编号,名称,直播价,原价,价格依据\nA01,杯,99,199,吊牌\n",
)
