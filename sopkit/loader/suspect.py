"""Suspect: a quick look at a text for slips that the parser passes over; what looks closer is loaded only then."""

from __future__ import annotations

import re

__all__ = ["SUSPECT", "suspicious"]

# What YAML reads without a word, though nobody means it: a key with a full-width colon is a text, `-a` a word.
SUSPECT = re.compile(
    r"^ *(?:- *)*(?:[a-z_]{1,30}(?:：|:[^\s:/])|[a-z_]{2,30} *(?:=|->|→|[；;，。、﹕∶︰]|: *：)|[a-z_]{2,30} +[^\s:：]+$|[－—–−＃]|-[^\s\-\d])"
    r"|^ *(?:[●•·○◆◇■□▪▫▶►※★☆✓✔✅☑👉➤‣⁃∙◦+*] *\S|\d{1,2}[.．)）、]|[①-⑳㈠-㈩⒈-⒛⑴-⒇]|[（(][\d一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,3}、)"
    r"|^ *(?://|/\*|<!--|-- |[；;]|```|~~~)|^(?:-{3,}|\.{3,}|={3,}|[—–─━…＝＊－～·]{2,}) *$"
    r'|["\'] *：'
    r"|[{,，] *[a-z_]{1,30}(?:：|:[^\s:/\"'\d])|[，；;] *[a-z_]{1,30}: |[“”‘’＂＇」』] *[:：]|: *[｜＞] *$|[:\-] +\{\{|\?",
    re.MULTILINE,
)


def suspicious(string: str) -> bool:
    """Whether a text may hold a slip that the parser passes over; quick, and rarely wrong in saying no."""
    return SUSPECT.search(string) is not None
