"""The kinds of value that a key of a file may have, as data: what reads them, describes them and completes them."""

from __future__ import annotations

from attrs import field

from sopkit.frozen import frozen

__all__ = [
    "Count",
    "Flag",
    "Id",
    "Items",
    "Key",
    "Kind",
    "Length",
    "Moment",
    "Name",
    "Named",
    "Nested",
    "OneOf",
    "Plain",
    "Raw",
    "Ref",
    "Table",
    "Text",
    "Way",
    "When",
    "Whole",
    "Words",
]


@frozen
class Kind:
    """Base of every kind of value."""


@frozen
class Text(Kind):
    """One text; with ``many``, one or a list of them, read as a tuple."""

    many: bool = False


@frozen
class Words(Kind):
    """A script with ``{names}``; with ``many``, one or a list of them."""

    many: bool = False


@frozen
class Id(Kind):
    """The id of something, in any language, without spaces."""


@frozen
class Name(Kind):
    """An id that expressions can name: letters, digits and ``_``."""


@frozen
class Flag(Kind):
    """true, false, 是 or 否."""


@frozen
class Whole(Kind):
    """A whole number of at least ``least``."""

    least: int = 0


@frozen
class Count(Kind):
    """A whole number, or the ``$param`` that gives it."""

    least: int = 0


@frozen
class Length(Kind):
    """A length of time, or the ``$param`` that gives it."""


@frozen
class Moment(Kind):
    """An offset from go-live, the phase, the activity or the round."""


@frozen
class When(Kind):
    """An expression; ``scope`` says which names it may read."""

    scope: str = "step"


@frozen
class Way(Kind):
    """Where the flow goes: ``next``, a step, ``finish``, ``raise <fault>``, ``open <procedure>``."""


@frozen
class OneOf(Kind):
    """One of a few words, each with what it means in zh and en."""

    words: tuple[tuple[str, str, str], ...]


@frozen
class Ref(Kind):
    """The name of a role, step, procedure … that must exist; with ``many``, one or a list."""

    to: str
    many: bool = False


@frozen
class Nested(Kind):
    """One item of another table."""

    table: str


@frozen
class Items(Kind):
    """A list of items of another table; with ``one_too``, a single item may stand without the list."""

    table: str
    one_too: bool = False


@frozen
class Named(Kind):
    """A mapping from id to item of another table."""

    table: str
    ids: Kind = Id()


@frozen
class Raw(Kind):
    """A value whose type another key gives (a param's default, a measure's bound)."""


@frozen
class Plain(Kind):
    """Lists and mappings of texts, taken as they are."""


@frozen
class Key:
    """One key of a table: its name, its kind, what it is for in both languages."""

    name: str
    kind: Kind
    zh: str
    en: str
    required: bool = False


@frozen
class Table:
    """
    The keys that one sort of item may have.

    ``short`` is the key that a bare text or list stands for (``plan: 5m``).
    ``flag`` lets ``true`` stand for an item with nothing in it. ``only``
    lists the kinds of node that the short form may be (``text``, ``list``).
    """

    name: str
    zh: str
    en: str
    keys: tuple[Key, ...]
    short: str | None = None
    flag: bool = False
    null: bool = False
    by_name: dict[str, Key] = field(init=False, eq=False, repr=False)

    @by_name.default
    def _by_name(self) -> dict[str, Key]:
        return {key.name: key for key in self.keys}
