"""Pages of the codes on variants of other runbooks (SOP211 to SOP215, SOP505)."""

from __future__ import annotations

from sopkit.lint.pages.page import page

_BASE = (
    "sop: 1\nid: base\ntitle: 原来的\nprocedures:\n  hold:\n    title: 憋单\n    steps:\n"
    "      - {id: say, title: 讲, role: 主播}\n      - {id: put, title: 上链接, role: 中控}\n"
)
_BESIDE = {"base.yaml": _BASE}
_HOLD = "extends: base\nprocedures:\n  hold:\n"
_STEPS = f"{_HOLD}    change: true\n    steps:\n"
_NEW = "extends: base\nprocedures:\n  bag: {title: 福袋, role: 中控}\n"

page(
    "SOP211",
    "change、override、remove 要有可改的：原来的文件里没有这个 id，也许那边改了名，也许是写错了。",
    "change, override and remove need something to be done to: what is extended has no such id. It was renamed there, "
    "or it is mistyped.",
    "extends: base\nprocedures:\n  hald: {change: true, title: 憋一单}\n",
    _NEW,
    _BESIDE,
)
page(
    "SOP212",
    "原来的文件里已经有同一个 id。要说清是改几处（change）、整个换掉（override），还是去掉（remove），免得不知不觉换了别人的。",
    "There is one of the same id already. Say whether it is changed, overridden or removed, so that nothing is replaced "
    "unawares.",
    f"{_HOLD}    title: 我的憋单\n    role: 主播\n",
    _NEW,
    _BESIDE,
)
page(
    "SOP213",
    "before 和 after_step 写同一个流程里一步的 id，新的一步就放在它前面或后面。",
    "before and after_step name a step of the same procedure; the new one goes before or after it.",
    f"{_STEPS}      - {{id: greet, title: 问好, role: 主播, before: sai}}\n",
    _NEW,
    _BESIDE,
)
page(
    "SOP214",
    "这个键只在改引入的东西时有用。这里是自己新写的，去掉它；要改别处的，先写 extends 或 use。",
    "The key is of use only where something that comes in is changed. This is new: take it out, or name in extends or use "
    "what it is to change.",
    "procedures:\n  hold:\n    steps:\n      - {id: a, role: 主播, before: b}\n      - {id: b, role: 中控}\n",
    "procedures:\n  hold:\n    steps:\n      - {id: a, role: 主播}\n      - {id: b, role: 中控}\n",
)
page(
    "SOP215",
    "这里改了原来的东西。只是告诉看的人：原来的在哪里，改的是什么。",
    "Something of the original is changed here. It only tells who reads it what, and where the original stands.",
    f"{_HOLD}    change: true\n    title: 憋一单\n",
    _NEW,
    _BESIDE,
)
page(
    "SOP505",
    "几个文件互相继承，没有尽头。把共用的部分移到第三个文件，都从它继承。",
    "Files extend each other, without end. Move what they share to a third one, and extend that.",
    "extends: other\n",
    _NEW,
    {**_BESIDE, "other.yaml": "sop: 1\nid: other\ntitle: 另一个\nextends: example\n"},
)
