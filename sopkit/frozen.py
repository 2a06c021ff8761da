"""
Frozen: `attrs.frozen`, but the methods of a class are written when its first value is made.

sopkit has some three hundred kinds of value, and one command on the terminal
makes a few dozen of them. Writing and compiling the methods of a kind takes
attrs half a millisecond; until a value is made, nobody asks for them
(docs/decisions/0006).
"""

from __future__ import annotations

from _thread import RLock  # as functools takes it: `threading` is for those who start threads
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from attrs import frozen

__all__ = ["frozen"]

_writing = RLock()

# The two ways to come by a value: to make it, and to bring it back from a pickle.
_MAKING = ("__init__", "__setstate__")
_COMPARING = ("__eq__", "__ne__", "__hash__")
_SHOWING = ("__repr__",)


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

    def write() -> None:
        """Write what makes a value."""
        with _writing:
            if isinstance(vars(made)["__attrs_attrs__"], _Fields):
                _take(made, cls, {**options, "eq": False, "repr": False, "getstate_setstate": True})

    def write_the_rest() -> None:
        """Write what compares a value and shows it: few are ever asked."""
        write()
        with _writing:
            _take(made, cls, options, _COMPARING + _SHOWING)

    made.__attrs_attrs__ = _Fields(write)
    for name in _MAKING:
        setattr(made, name, _first(made, name, write))
    for name in (*_COMPARING * options.get("eq", True), *_SHOWING * options.get("repr", True)):
        if name not in vars(cls):
            setattr(made, name, _first(made, name, write_the_rest))
    return made


def _first(made: type, name: str, write: Callable[[], None]) -> Callable[..., Any]:
    """Return a method that has itself written when it is first called."""

    def method(self: object, /, *given: Any, **named: Any) -> Any:
        write()
        return getattr(made, name)(self, *given, **named)

    return method


def _take(made: type, cls: type, options: dict[str, Any], names: Sequence[str] = ()) -> None:
    """Have attrs write *cls* and take over what it wrote: all, or only *names*."""
    mine = {*vars(cls), "__slots__", "__weakref__"}
    twin = type(cls)(cls.__name__, cls.__bases__, _space(cls))
    written = vars(attrs.frozen(twin, **options))
    for name in names or written:
        if name.startswith("__") and name not in mine and name in written:
            setattr(made, name, written[name])


def _space(cls: type) -> dict[str, Any]:
    return {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}


def _adds_nothing(cls: type, options: dict[str, Any]) -> bool:
    """Whether attrs would write the same for *cls*, which has no fields of its own, as for its base."""
    base = vars(cls.__bases__[0]).get("__frozen_options__")
    return len(cls.__bases__) == 1 and base == options and "__attrs_post_init__" not in vars(cls)


def _bare(cls: type, fields: list[str], *, slots: bool) -> type:
    """Return *cls* without what its *fields* leave in it; with *slots*, one for each."""
    space = {name: value for name, value in _space(cls).items() if name not in fields}
    if slots:
        bases = cls.__mro__[1:]
        taken = {name for base in bases for name in getattr(base, "__slots__", ())}
        wanted = fields if any("__weakref__" in vars(base) for base in bases) else (*fields, "__weakref__")
        space["__slots__"] = tuple(name for name in wanted if name not in taken)
    return type(cls)(cls.__name__, cls.__bases__, space)
