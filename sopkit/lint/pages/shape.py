"""Pages of the codes on keys and on what stands under them (SOP101 to SOP107, SOP110 to SOP114, SOP116 to SOP118)."""

from __future__ import annotations

from sopkit.lint.pages.page import HEAD, page

HOLD = "procedures:\n  hold:\n    title: 憋单\n    role: 主播\n"

page(
    "SOP101",
    "这里要一行一行地写“键: 值”，不是一段文字，也不是列表。",
    "Lines of “key: value” belong here, neither a text nor a list.",
    "procedures: 憋单\n",
    HOLD,
)
page(
    "SOP102",
    "这里要一个列表：写成 [甲, 乙]，或者每行一个“- ”。",
    "A list belongs here: [a, b], or lines that begin with “- ”.",
    "procedures:\n  hold:\n    steps:\n      a: {role: 主播}\n",
    "procedures:\n  hold:\n    steps:\n      - {id: a, role: 主播}\n",
)
page(
    "SOP103",
    "这里要一段文字。以 [ 或 { 开头的文字会被当成列表或一组键，要加引号。",
    "A text belongs here. One that begins with [ or { is taken for a list or a mapping and needs quotes.",
    "procedures:\n  hold:\n    title: [憋单, 第一版]\n    role: 主播\n",
    'procedures:\n  hold:\n    title: "[憋单, 第一版]"\n    role: 主播\n',
)
page(
    "SOP104",
    "没有这个键，多半是打错了。写错的键不会被忽略：它本来要管的事就没人管了。",
    "There is no such key; mostly it is mistyped. It is not passed over in silence, since what it was for would be missing.",
    "procedures:\n  hold:\n    titel: 憋单\n    role: 主播\n",
    HOLD,
)
page(
    "SOP105",
    "少了一个必须有的键。",
    "A key that must be there is missing.",
    "procedures:\n  hold:\n    steps:\n      - {role: 主播}\n",
    "procedures:\n  hold:\n    steps:\n      - {id: a, role: 主播}\n",
)
page(
    "SOP106",
    "键后面没有写值。写上值，或者把这个键删掉。",
    "A key without a value. Give it one, or delete the key.",
    "procedures:\n  hold:\n    title:\n    role: 主播\n",
    HOLD,
)
page(
    "SOP107",
    "# 前面有空格，后面就都是注释，值就空了。话题一类的文字要加引号。",
    "With a space before it, # begins a comment, and the value is gone. Put such a text in quotes.",
    "procedures:\n  hold:\n    title: #双十一憋单\n    role: 主播\n",
    'procedures:\n  hold:\n    title: "#双十一憋单"\n    role: 主播\n',
)
page(
    "SOP110",
    "id 用来在别处指到这一项，中文也可以，但不能有空格和标点。表达式要用到的（参数、记录项、信号、指标）只能是文字、数字和下划线。",
    "An id is how other places name the item. Any language will do, without spaces and signs; what expressions name "
    "(params, fields, signals, measures) has letters, digits and _ only.",
    "procedures:\n  hold order: {title: 憋单, role: 主播}\n",
    "procedures:\n  hold-order: {title: 憋单, role: 主播}\n",
)
page(
    "SOP111",
    "文件按 id 找，所以 id 要和文件名相同。改其中一个。",
    "Files are found by their id, so it must be the file's name. Change one of the two.",
    f"sop: 1\nid: something-else\ntitle: 例子\n{HOLD}",
    f"{HEAD}{HOLD}",
    whole=True,
)
page(
    "SOP112",
    "sop 后面是格式的版本，现在只有 1。文件可能是给更新的 sopkit 写的。",
    "sop gives the version of the format, which is 1. The file may have been written for a newer sopkit.",
    f"sop: 2\nid: example\ntitle: 例子\n{HOLD}",
    f"{HEAD}{HOLD}",
    whole=True,
)
page(
    "SOP113",
    "两个键说的是同一件事，只能留一个。",
    "The two keys say one thing in two ways. Keep one.",
    "procedures:\n  hold: {title: 憋单, role: 主播, roles: [主播, 中控]}\n",
    "procedures:\n  hold: {title: 憋单, roles: [主播, 中控]}\n",
)
page(
    "SOP114",
    "这个键要和另一个一起用，单独写没有意思。",
    "This key means something only beside another one.",
    "procedures:\n  hold:\n    steps:\n      - {id: a, role: 主播, else: finish}\n",
    'procedures:\n  hold:\n    steps:\n      - {id: a, role: 主播, expect: "round < 3", else: finish}\n',
)
page(
    "SOP116",
    "每个数字都要说得出来历：有出处写 source，没有就在 note 里写是怎么定的。以后改的人才知道能不能改。",
    "Every number has an origin: give its source, or say in note how it was chosen, so that others know whether they may "
    "change it.",
    f"params:\n  rounds: {{type: int, default: 2}}\n{HOLD}",
    f"params:\n  rounds: {{type: int, default: 2, note: 试播三场后定的}}\n{HOLD}",
)
page(
    "SOP117",
    "这里至少要有一项。",
    "There must be one item at least.",
    "procedures:\n  hold:\n    title: 憋单\n    steps: []\n",
    "procedures:\n  hold:\n    title: 憋单\n    steps:\n      - {id: a, role: 主播}\n",
)
page(
    "SOP118",
    "流程写了 steps，谁来做就写在每一步里。只有一步的流程才能把 role 直接写在流程上。",
    "A procedure with steps names the role in each of them; only one that is a single step has role of its own.",
    "procedures:\n  hold:\n    role: 主播\n    steps:\n      - {id: a, role: 主播}\n",
    "procedures:\n  hold:\n    steps:\n      - {id: a, role: 主播}\n",
)
