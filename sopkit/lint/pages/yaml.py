"""Pages of the codes on YAML itself (SOP020 to SOP029)."""

from __future__ import annotations

from sopkit.lint.pages.page import page

HOLD = "procedures:\n  hold:\n    title: 憋单\n    role: 主播\n"

page(
    "SOP020",
    "嵌套超过 32 层。流程手册大约用到十层，更深的多半是括号打错了。",
    "Nested more than 32 levels deep. A runbook needs about ten; more are mostly brackets gone wrong.",
    f"note: {'[' * 40}{']' * 40}\n{HOLD}",
    f"note: 不用嵌套\n{HOLD}",
)
page(
    "SOP021",
    "一个文件里的键和值太多了。请拆开，用 use 引入。",
    "A file holds too many keys and values. Split it, and bring the parts in with use.",
    f"note: [{'a,' * 400_001}]\n",
    f"note: 少一点\n{HOLD}",
)
page(
    "SOP022",
    "! 开头的是 YAML 标签，能让别的程序执行代码，所以这里一律不收。要写文字就加引号。",
    "What begins with ! is a YAML tag, which can make other programs run code, so none is taken here. Put text in quotes.",
    f"note: !important 先看库存\n{HOLD}",
    f'note: "!important 先看库存"\n{HOLD}',
)
page(
    "SOP023",
    "& 开头的是 YAML 锚点。看流程的人不懂它，它也能让一个小文件变得极大，所以不收。要共用内容，用 use。",
    "What begins with & is a YAML anchor. People who read runbooks do not know it, and it can make a small file huge, "
    "so none is taken. Share content with use.",
    f"note: &tip 先看库存\n{HOLD}",
    f'note: "&tip 先看库存"\n{HOLD}',
)
page(
    "SOP024",
    "* 开头的是 YAML 引用，和锚点一样不收。如果是想加重语气，给整个值加引号。",
    "What begins with * is a YAML alias, which is not taken, as anchors are not. If it is for emphasis, use quotes.",
    f"note: *tip\n{HOLD}",
    f'note: "*tip"\n{HOLD}',
)
page(
    "SOP025",
    "<< 是 YAML 的合并写法，几行就能展开成几百兆。共用的内容放进另一个流程手册，用 use 引入。",
    "<< merges mappings in YAML, and a few lines of it can grow to hundreds of megabytes. Put what is shared into "
    "another runbook and bring it in with use.",
    "procedures:\n  hold:\n    <<: {title: 憋单}\n    role: 主播\n",
    HOLD,
)
page(
    "SOP026",
    "单独一行的 --- 会在同一个文件里再开一份内容。一个文件只写一份流程。",
    "A line of --- opens a second document in the same file. One file holds one runbook.",
    f"{HOLD}---\n{HOLD}",
    HOLD,
)
page(
    "SOP027",
    "键只能是一段文字，不能是列表或另一组键。",
    "A key is a text, and no list or mapping.",
    "params:\n  ? [a, b]\n  : {type: int}\n",
    HOLD,
)
page(
    "SOP028",
    "同一组里同一个键写了两次。别的 YAML 程序会不声不响地只留后一个，前一个就丢了。留下一个。",
    "One key is given twice in one mapping. Other YAML programs keep the last without a word, and the first is lost. "
    "Keep one.",
    "procedures:\n  hold:\n    title: 憋单\n    title: 憋单二\n    role: 主播\n",
    HOLD,
)
page(
    "SOP029",
    "文件里什么也没有，或者只有注释。至少要有 sop、id 和 title。",
    "The file holds nothing, or only comments. It needs sop, id and title at least.",
    "# 还没写\n",
    f"sop: 1\nid: example\ntitle: 例子\n{HOLD}",
    whole=True,
)
