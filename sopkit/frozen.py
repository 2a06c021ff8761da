"""
Frozen: `attrs.frozen`, but the methods of a class are written when its first value is made.

sopkit has some three hundred kinds of value, and one command on the terminal
makes a few dozen of them. Writing and compiling the methods of a kind takes
attrs half a millisecond; until a value is made, nobody asks for them
(docs/decisions/0006).
"""

from __future__ import annotations

from _thread import RLock  # as functools takes it: `threading` is for those who start threads
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from attrs import frozen

__all__ = ["frozen"]

_writing = RLock()


if not TYPE_CHECKING:

    def frozen(cls: type | None = None, /, **options: Any) -> Any:
        """
        Make *cls* what ``attrs.frozen(**options)`` makes of it, but put off what can be put off.

        A class that has to be whole at once is left to attrs.
        """
        if cls is None:
            return lambda cls: frozen(cls, **options)
        return attrs.frozen(cls, **options) if _at_once(cls, options) else _put_off(cls, options)


class _Fields:
    """The fields of a class that is not written yet: whoever asks for them has it written."""

    def __init__(self, write: Callable[[], object]) -> None:
        self.write = write

    def __get__(self, value: object, owner: type) -> object:
        self.write()
        return owner.__attrs_attrs__  # type: ignore[attr-defined]


def _at_once(cls: type, options: dict[str, Any]) -> bool:
    """Whether *cls* makes its values itself, or has what attrs alone can move to another class."""
    slots = options.get("slots", True)
    return any(
        name == "__init__" or (slots and isinstance(value, cached_property)) or getattr(value, "__closure__", None)
        for name, value in vars(cls).items()
    )


def _put_off(cls: type, options: dict[str, Any]) -> Any:
    notes: dict[str, Any] = vars(cls).get("__annotations__", {})
    fields = [name for name, note in notes.items() if not str(note).startswith("ClassVar")]
    made: Any = _bare(cls, fields, slots=options.get("slots", True))
    made.__frozen_options__ = options
    if not fields and _adds_nothing(cls, options):
        return made  # the methods of its base do for it

    def write() -> Any:
        """Have attrs write *cls*, and take over what it wrote."""
        with _writing:
            if isinstance(vars(made)["__attrs_attrs__"], _Fields):
                mine = {*vars(cls), "__slots__", "__weakref__"}
                written = vars(attrs.frozen(cls, getstate_setstate=True, **options))
                for name in written:
                    if name.startswith("__") and name not in mine:
                        setattr(made, name, written[name])
        return made

    def first(name: str) -> Callable[..., None]:
        def method(self: object, /, *given: Any, **named: Any) -> None:
            getattr(write(), name)(self, *given, **named)

        return method

    made.__attrs_attrs__ = _Fields(write)
    # The two ways to come by a value: to make it, and to bring it back from a pickle.
    for name in ("__init__", "__setstate__"):
        setattr(made, name, first(name))
    return made


def _adds_nothing(cls: type, options: dict[str, Any]) -> bool:
    """Whether attrs would write the same for *cls*, which has no fields of its own, as for its base."""
    base = vars(cls.__bases__[0]).get("__frozen_options__")
    return len(cls.__bases__) == 1 and base == options and "__attrs_post_init__" not in vars(cls)


def _bare(cls: type, fields: list[str], *, slots: bool) -> type:
    """Return *cls* without what its *fields* leave in it; with *slots*, one for each."""
    space = {name: value for name, value in vars(cls).items() if name not in {*fields, "__dict__", "__weakref__"}}
    if slots:
        bases = cls.__mro__[1:]
        taken = {name for base in bases for name in getattr(base, "__slots__", ())}
        wanted = fields if any("__weakref__" in vars(base) for base in bases) else (*fields, "__weakref__")
        space["__slots__"] = tuple(name for name in wanted if name not in taken)
    return type(cls)(cls.__name__, cls.__bases__, space)
