"""The pages of the codes, written from the rules: `python docs/extensions/codes.py` writes docs/codes anew."""

from __future__ import annotations

import re
from pathlib import Path

from sopkit.lint.pages import every_rule, page_of, table_rules
from sopkit.loader.rules import Rule

RULES = (*every_rule(), *table_rules())
FOLDER = Path(__file__).parents[1] / "codes"
SEVERITIES = {"error": ("错误", "error"), "warning": ("警告", "warning"), "info": ("提示", "info")}


def written() -> dict[str, str]:
    """Return every page by its file's name."""
    pages = {f"{rule.code}.md": _page(rule) for rule in RULES if page_of(rule.code)}
    return {"index.md": _index(), **pages}


def _index() -> str:
    rows = [
        f"| [{rule.code}]({rule.code}.md) | {rule.slug} | {' / '.join(SEVERITIES[rule.severity.value])} | {_text(rule.zh)} |"
        for rule in RULES
        if page_of(rule.code)
    ]
    names = "\n".join(f"{rule.code}" for rule in RULES if page_of(rule.code))
    return (
        "# 检查代码 / Codes\n\n"
        "`sop lint`（SOP）、货盘（LIN）和流程表（SHT）说的每个问题都有一个不变的代码；`sop explain 代码` 在终端里看同样的内容。\n\n"
        "Every problem that is told of runbooks (SOP), line-ups (LIN) and sheets (SHT) has a code that never changes; "
        "`sop explain CODE` tells the same.\n\n"
        "| 代码 | 名字 | 级别 | 说的是 |\n| --- | --- | --- | --- |\n" + "\n".join(rows) + "\n\n"
        f"```{{toctree}}\n:hidden:\n\n{names}\n```\n"
    )


def _page(rule: Rule) -> str:
    page = page_of(rule.code)
    assert page is not None
    zh, en = SEVERITIES[rule.severity.value]
    silence = (
        ("可以写明理由忽略", "may be silenced with a reason")
        if rule.suppressable
        else ("不能忽略", "cannot be silenced")
    )
    parts = [
        f"# {rule.code} {rule.slug}",
        f"{zh}，{silence[0]}，{rule.profile.value} 起显示。 / {en.capitalize()}; {silence[1]}; shown from {rule.profile.value} on.",
        f"> {_text(rule.zh)}\n>\n> {_text(rule.en)}",
        page.zh,
        page.en,
        f"## 错例 / Wrong\n\n{_block(page.shown(page.wrong))}",
        f"## 正例 / Right\n\n{_block(page.shown(page.right))}",
    ]
    parts += [f"## {name}\n\n{_block(text)}" for name, text in page.beside.items() if text]
    return "\n\n".join(parts) + "\n"


def _block(text: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"  # an example that has a fence in it stands between longer ones
    return f"{fence}text\n{text.rstrip()}\n{fence}"


def _text(text: str) -> str:
    """Return a message as it is read in Markdown, its blanks as an ellipsis."""
    plain = re.sub(r"\{\w+\}", "…", text)
    return re.sub(r"([*_`\[\]<>#|\\])", r"\\\1", plain)


def main() -> None:
    """Write the pages, and take away those of codes that are gone."""
    FOLDER.mkdir(exist_ok=True)
    pages = written()
    for path in FOLDER.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
