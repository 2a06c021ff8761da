"""Pages of the codes on run-of-show sheets (SHT101 to SHT214)."""

from __future__ import annotations

from sopkit.lint.pages.page import sheet_page as page

GOOD = "岗位,动作\n主播,讲\n"

page(
    "SHT101",
    "表头里有一列不认识。没有带过来的内容会在导入前列出来；改成认识的表头，或者挪进“备注”。",
    "A column is not known. What was left out is listed before anything is written; rename it, or move it into 备注.",
    "岗位,动作,天气\n主播,讲,晴\n",
    "岗位,动作,备注\n主播,讲,晴天才讲\n",
)
page(
    "SHT102",
    "商品的资料（原价、规格……）不属于流程，放进货盘，流程里用 {product.…} 读。",
    "Facts of products belong in the line-up; a runbook reads them as {product.…}.",
    "岗位,动作,原价\n主播,讲,199\n",
    GOOD,
)
page(
    "SHT103",
    "没认出表头。表头那一行至少要有“岗位”，和“动作”或“口播”。",
    "No heads were found. One line must hold 岗位 (role), and 动作 (action) or 口播 (script).",
    "姓名,电话\n小美,110\n",
    GOOD,
)
page(
    "SHT104",
    "两列的表头说的是同一件事，只用了前一列。合成一列。",
    "Two columns are called the same thing; only the first was used. Make them one.",
    "岗位,动作,内容\n主播,讲,讲\n",
    GOOD,
)
page(
    "SHT201",
    "时间写成离开播多久。写钟点（20:15）时，导入要用 --go-live 说几点开播。",
    "A time is told from going live. For a time of day, say with --go-live when that is.",
    "岗位,动作,时间节点\n主播,讲,开播后\n",
    "岗位,动作,时间节点\n主播,讲,开播后15分钟\n",
)
page(
    "SHT202",
    "时长要写数和单位。",
    "A length is a number and a unit.",
    "岗位,动作,时限\n主播,讲,尽快\n",
    "岗位,动作,时限\n主播,讲,5分钟\n",
)
page(
    "SHT203",
    "没有叫这个名字的岗位。多半是打错了；真是新岗位，就在 roles 里写清它的职责。",
    "No role is called that. Mostly it is a slip; a role of your own is defined under roles.",
    "岗位,动作\n主波,讲\n",
    GOOD,
)
page(
    "SHT204",
    "每一行都要有人做。合并单元格只在第一行有值时，下面几行算它的。",
    "Somebody has to do each row. A merged cell counts for the rows below it.",
    "岗位,动作\n,讲\n",
    GOOD,
)
page(
    "SHT205",
    "记录项写成：名称（类型，单位），类型有文字、整数、数、金额、是或否、时长。",
    "A record is written 名称（类型，单位）: its name, its type, its unit.",
    "岗位,动作,记录\n主播,讲,件数（整数，件，箱）\n",
    "岗位,动作,记录\n主播,讲,件数（整数，件）\n",
)
page(
    "SHT206",
    "结果写成：名称 → 去处，去处是下一步、结束，或者一个步骤的编号。",
    "An outcome is written 名称 → 去处: the way on is 下一步, 结束, or the id of a step.",
    "岗位,动作,结果\n主播,讲,好了 → 月球\n",
    "岗位,动作,结果\n主播,讲,好了 → 下一步\n",
)
page(
    "SHT207",
    "“先做”里要写同一个流程里别的步骤。",
    "What comes first must be another step of the same procedure.",
    "岗位,动作,先做\n主播,讲,吃饭\n",
    "岗位,动作\n主播,讲\n",
)
page(
    "SHT208",
    "两行的编号一样，后一行改了名。编号要各不相同。",
    "Two rows have one id; the later was renamed. Ids differ.",
    "岗位,动作,编号\n主播,讲,p/a\n主播,再讲,p/a\n",
    "岗位,动作,编号\n主播,讲,p/a\n主播,再讲,p/b\n",
)
page(
    "SHT209",
    "这一行没有写做什么。写动作，或者写要说的话。",
    "The row says nothing to do. Give an action, or a script.",
    "岗位,动作,备注\n主播,,什么也没写\n",
    "岗位,动作,备注\n主播,讲,写了\n",
)
page(
    "SHT210",
    "做法只认几个词：顺序、清单、针对一个商品、可带商品、并行。",
    "How a procedure is done is told in a few words: 顺序, 清单, 针对一个商品, 可带商品, 并行.",
    "岗位,动作,做法\n主播,讲,随缘\n",
    "岗位,动作,做法\n主播,讲,清单\n",
)
page(
    "SHT211",
    "故障要写严重程度（P0 到 P3）和谁先动手。没写就先按 P1、第一步的岗位，请核对。",
    "A fault needs its severity (P0 to P3) and who acts first. Without, P1 and the first step's role are taken; check them.",
    "岗位,动作,流程\n主播,查,故障：断网\n",
    "岗位,动作,流程\n主播,查,查网\n",
)
page(
    "SHT212",
    "针对一个商品的流程，进阶段时还不知道是哪个商品，开不了，所以改成随时可开。",
    "A phase that begins knows no product, so it cannot open what is about one; it is opened by hand.",
    "岗位,动作,阶段,做法\n主播,讲,播中,针对一个商品\n",
    "岗位,动作,阶段,做法\n主播,讲,播中,可带商品\n",
)
page(
    "SHT213",
    "编号里不能有空格和标点，已经改掉。",
    "An id has no spaces and no signs; they were replaced.",
    "岗位,动作,编号\n主播,讲,p/a b\n",
    "岗位,动作,编号\n主播,讲,p/a-b\n",
)
page(
    "SHT214",
    "“可不做”这一列只写“可选”或“可不适用”，必须做就空着。",
    "The column says 可选 or 可不适用, and nothing where the step must be done.",
    "岗位,动作,可不做\n主播,讲,看心情\n",
    "岗位,动作,可不做\n主播,讲,可选\n",
)
