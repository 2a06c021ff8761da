"""Pages of the codes on bytes and characters (SOP001 to SOP005)."""

from __future__ import annotations

from sopkit.lint.pages.page import HEAD, page

HOLD = "procedures:\n  hold:\n    title: 憋单\n    role: 主播\n"

page(
    "SOP001",
    "一个文件最多 2 MB，约八万行。再大的文件没人看得完，也可能是贴错了东西。把共用的部分移到别的文件，用 use 引入。",
    "A file may have 2 MB, some 80,000 lines. More than that nobody reads, or something was pasted by mistake. "
    "Move what is shared into files of its own and bring them in with use.",
    f"note: {'长' * 700_000}\n{HOLD}",
    f"note: 短的\n{HOLD}",
)
page(
    "SOP002",
    "文件要存成 UTF-8。Windows 的记事本和 Excel 常常存成 GBK 或 UTF-16，别人的电脑上就成了乱码。"
    "在编辑器里选“另存为 → UTF-8”，或者运行 sop fix。",
    "Files are saved as UTF-8. Notepad and Excel on Windows often save as GBK or UTF-16, which is garbled elsewhere. "
    "Choose “save as UTF-8” in the editor, or run sop fix.",
    f"{HEAD}{HOLD}".encode("gb18030"),
    f"{HEAD}{HOLD}".encode(),
)
page(
    "SOP003",
    "从网页、飞书或 Word 粘贴时，常带来看不见的字符：零宽空格、不换行空格、行分隔符。眼睛看不出，程序却当成字，"
    "键名就对不上了。删掉，或者换成普通空格。",
    "Text pasted from web pages or word processors brings characters that cannot be seen: zero-width spaces, no-break "
    "spaces, line separators. A program takes them for letters, so that a key is no longer itself. Delete them.",
    "procedures:\n  hold:\n    title: 憋\u200b单\n    role: 主播\n",
    HOLD,
)
page(
    "SOP004",
    "YAML 的缩进只能用空格：制表符在每台电脑上宽度不同，看着对齐，其实没有。在编辑器里打开“用空格代替 Tab”。",
    "YAML is indented by spaces alone: a tab is of another width on every screen, so that lines look aligned and are "
    "not. Let the editor type spaces for tabs.",
    "procedures:\n\thold:\n\t\ttitle: 憋单\n\t\trole: 主播\n",
    HOLD,
)
page(
    "SOP005",
    "缩进里有全角空格或不换行空格，多半是输入法没切换，或从别处粘贴的。YAML 只认半角空格。",
    "The indent holds full-width or no-break spaces, typed with the input method on or pasted. YAML knows only plain ones.",
    "procedures:\n　hold:\n　　title: 憋单\n　　role: 主播\n",
    HOLD,
)
