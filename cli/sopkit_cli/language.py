"""The language that a person reads: chosen by option, environment or locale, and looked up in one table of texts."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextvars import ContextVar

__all__ = ["LANGUAGES", "choose", "language", "t", "use"]

LANGUAGES = ("zh", "en")

_chosen: ContextVar[str] = ContextVar("language", default="zh")


def language() -> str:
    """Return the language in use."""
    return _chosen.get()


def use(lang: str) -> None:
    """Use *lang* from now on."""
    _chosen.set(lang)


def choose(args: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """
    Return the language for these arguments: ``--lang``, else ``SOP_LANG``, else the locale, else Chinese.

    An output that cannot hold Chinese is written to in English. Looked for
    before anything is parsed, since help and errors of the parsing itself
    are read by people, too.
    """
    for place, word in enumerate(args):
        if word == "--":
            break
        given = word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        if word == "--lang" and place + 1 < len(args):
            given = args[place + 1]
        if given in LANGUAGES:
            return given
    if environment.get("SOP_LANG") in LANGUAGES:
        return environment["SOP_LANG"]
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    return "en" if locale.casefold().startswith("en") or not _shows_chinese() else "zh"


def _shows_chinese() -> bool:
    """Whether the output can hold Chinese at all; where it cannot, a question mark would stand for every word."""
    try:
        "直播".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def t(key: str, /, **args: object) -> str:
    """Return the text *key* in the language in use, its places filled from *args*."""
    from sopkit_cli.texts import TEXTS

    zh, en = TEXTS[key]
    text = en if _chosen.get() == "en" else zh
    return text.format(**args) if args else text
