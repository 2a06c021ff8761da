"""Page: what a code means and why it matters, with an example of each kind, in both languages."""

from __future__ import annotations

from unicodedata import category

from attrs import field

from sopkit.frozen import frozen

__all__ = ["HEAD", "PAGES", "Page", "lineup_page", "page", "sheet_page"]

HEAD = "sop: 1\nid: example\ntitle: 例子\n"
"""What every example begins with, unless it begins with something of its own."""

_LONGEST = 100


@frozen
class Page:
    """
    The page of one code.

    ``zh`` and ``en`` say why it is reported and what to do. ``wrong`` gives
    exactly this code, ``right`` nothing at all; each stands under `HEAD`
    unless it is ``whole``. ``beside`` are the files around it, by name;
    ``name`` is the file that the examples are.
    """

    code: str
    zh: str
    en: str
    wrong: str | bytes
    right: str | bytes
    beside: dict[str, str] = field(factory=dict)
    whole: bool = False
    name: str = "example.yaml"

    def written(self, example: str | bytes) -> bytes:
        """Return the bytes of the file that an example stands for."""
        if isinstance(example, bytes):
            return example
        return example.encode() if self.whole else (HEAD + example).encode()

    def shown(self, example: str | bytes) -> str:
        """Return an example as it is shown: what cannot be seen is named, what is too long is cut."""
        text = example.decode("utf-8", "backslashreplace") if isinstance(example, bytes) else example
        lines = text.split("\n")
        cut = [line if len(line) <= _LONGEST else line[:_LONGEST] + "…" for line in lines]
        return "\n".join("".join(_seen(char) for char in line) for line in cut)


def _seen(char: str) -> str:
    if char == "\t":
        return "<Tab>"
    if char == "\u3000" or (char != " " and category(char)[0] in "CZ"):
        return f"<U+{ord(char):04X}>"
    return char


PAGES: dict[str, Page] = {}
"""Every page by its code, once the module that writes it is imported."""


def page(
    code: str,
    zh: str,
    en: str,
    wrong: str | bytes,
    right: str | bytes,
    beside: dict[str, str] | None = None,
    *,
    whole: bool = False,
) -> None:
    """Write the page of *code*."""
    assert code not in PAGES, f"{code} has its page"
    PAGES[code] = Page(code, zh, en, wrong, right, beside or {}, whole)


def sheet_page(code: str, zh: str, en: str, wrong: str, right: str) -> None:
    """Write the page of a code on run-of-show sheets, its examples as CSV."""
    assert code not in PAGES, f"{code} has its page"
    PAGES[code] = Page(code, zh, en, wrong, right, whole=True, name="流程表.csv")


def lineup_page(code: str, zh: str, en: str, wrong: str | bytes, right: str, *, name: str = "货盘.csv") -> None:
    """Write the page of a code on line-ups, its examples as CSV, or as they would be in a workbook."""
    assert code not in PAGES, f"{code} has its page"
    PAGES[code] = Page(code, zh, en, wrong, right, whole=True, name=name)
