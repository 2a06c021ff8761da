"""Complaint: what is wrong with a command line, said in both languages, as the library's own errors are."""

from __future__ import annotations

from sopkit.errors import StoreError, UsageError
from sopkit_cli.texts import TEXTS

__all__ = ["store_error", "usage"]


def usage(key: str, /, **args: object) -> UsageError:
    """Return the error whose text is ``usage.<key>``; an argument may be a pair of zh and en."""
    zh, en = TEXTS[f"usage.{key}"]
    return UsageError(zh.format(**_side(args, 0)), en.format(**_side(args, 1)))


def store_error(key: str, /, *, path: str) -> StoreError:
    """Return the error about a store whose text is ``store.<key>``."""
    zh, en = TEXTS[f"store.{key}"]
    return StoreError(zh.format(path=path), en.format(path=path), path=path)


def _side(args: dict[str, object], side: int) -> dict[str, object]:
    return {name: value[side] if isinstance(value, tuple) else value for name, value in args.items()}
