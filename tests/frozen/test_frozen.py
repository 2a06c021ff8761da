"""Frozen: values like those of attrs, whose methods are written when the first one is made."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from typing import Any, ClassVar

import attrs
import pytest

import sopkit
from sopkit.definition.step import Every
from sopkit.frozen import frozen


@frozen
class Place:
    """A value with everything that a field may have."""

    kinds: ClassVar[tuple[str, ...]] = ("room", "desk")
    room: str
    seat: int = 1
    notes: tuple[str, ...] = attrs.field(factory=tuple, kw_only=True)
    hidden: Mapping[str, str] | None = attrs.field(default=None, eq=False, repr=False)


@frozen
class Desk(Place):
    """A value that has the fields of another."""

    seat: int = 2
    drawer: str = ""


class Plain(Desk):
    """A class that adds nothing to a value's."""


def fresh() -> Any:
    """Return a class like `Desk` that nobody has made a value of."""

    @frozen
    class Base:
        room: str

    @frozen
    class New(Base):
        seat: int = 1
        notes: tuple[str, ...] = attrs.field(factory=tuple)

    return New


def is_written(kind: type) -> bool:
    """Whether attrs has written the methods of *kind*."""
    return isinstance(vars(kind)["__attrs_attrs__"], tuple)


def test_methods_are_written_when_the_first_value_is_made() -> None:
    """Making a class writes nothing; making a value of it does, and of what it inherits from."""
    kind = fresh()
    assert not is_written(kind)
    assert not is_written(kind.__mro__[1])
    assert kind("a", 2) == kind("a", seat=2)
    assert is_written(kind)
    assert is_written(kind.__mro__[1])


def test_what_compares_and_shows_a_value_is_written_when_it_is_asked() -> None:
    """A value that nobody compares costs no comparison."""
    kind = fresh()
    one, two = kind("a"), kind("a")
    before = kind.__eq__
    assert one == two
    assert kind.__eq__ is not before
    assert one.__eq__(3) is NotImplemented
    assert hash(one) == hash(two)
    assert repr(one).endswith("New(room='a', seat=1, notes=())")


def test_what_a_class_says_itself_is_kept() -> None:
    """As with attrs, a method that is in the class is the one there is."""

    @frozen
    class Loud:
        word: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Loud) and self.word.upper() == other.word.upper()

        def __hash__(self) -> int:
            return hash(self.word.upper())

        def __repr__(self) -> str:
            return self.word.upper()

    assert Loud("a") == Loud("A")
    assert len({Loud("a"), Loud("A")}) == 1
    assert repr(Loud("a")) == "A"


def test_asking_for_the_fields_writes_the_class() -> None:
    """Fields are known, whether a value was made or not, in the order of attrs."""
    kind = fresh()
    assert attrs.has(kind)
    assert [one.name for one in attrs.fields(kind)] == ["room", "seat", "notes"]
    assert is_written(kind)


def test_a_value_is_what_attrs_would_make_it() -> None:
    """Equality, hash, repr, defaults, patterns and changes are those of attrs; slots too."""
    one = Place("a", notes=("x",), hidden={"a": "b"})
    assert one == Place("a", 1, notes=("x",))
    assert hash(one) == hash(Place("a", 1, notes=("x",)))
    assert one != Desk("a", seat=1, notes=("x",))
    assert repr(one) == "Place(room='a', seat=1, notes=('x',))"
    assert attrs.evolve(one, seat=3) == Place("a", 3, notes=("x",))
    assert attrs.astuple(one) == ("a", 1, ("x",), {"a": "b"})
    assert not hasattr(one, "__dict__")
    assert Place.kinds == ("room", "desk")
    match one:
        case Place(room, seat):
            assert (room, seat) == ("a", 1)


def test_a_value_cannot_be_changed() -> None:
    """Setting and deleting fail as they do with attrs."""
    one = Place("a")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.room = "b"  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del one.room


def test_what_is_missing_or_unknown_is_refused_the_first_time_too() -> None:
    """A wrong call of a class that is not written yet fails as any other does."""
    kind = fresh()
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'room'"):
        kind()
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        kind("a", colour="red")
    assert kind("a").seat == 1


def test_a_field_may_be_given_another_default_below() -> None:
    """The class below wins, and its values use the one slot."""
    assert Desk("a").seat == 2
    assert repr(Plain("a", drawer="left")) == "Plain(room='a', notes=(), seat=2, drawer='left')"


def test_a_class_without_fields_of_its_own_uses_the_methods_of_its_base() -> None:
    """Its values are equal to each other, and to none of another class."""

    @frozen
    class Kind:
        pass

    @frozen
    class Id(Kind):
        pass

    @frozen(eq=False, repr=False)
    class Quiet(Kind):
        pass

    @frozen
    class Checked(Kind):
        def __attrs_post_init__(self) -> None:
            made.append(self)

    made: list[object] = []
    assert Id() == Id()
    assert len({Id(), Id(), Kind()}) == 2
    assert repr(Id()).endswith("Id()")
    assert attrs.fields(Id) == ()
    assert "__attrs_attrs__" not in vars(Id)
    assert [Checked()] == made
    assert "__attrs_attrs__" in vars(Quiet)


def test_a_class_with_cached_properties_is_left_to_attrs() -> None:
    """What attrs alone can give a slot is written at once, and works."""

    @frozen
    class Long:
        words: tuple[str, ...]

        @cached_property
        def length(self) -> int:
            return len(self.words)

    assert is_written(Long)
    assert Long(("a", "b")).length == 2


def test_without_slots_a_value_keeps_a_dict() -> None:
    """The options are those of attrs."""

    @frozen(slots=False, eq=False)
    class Loose:
        word: str
        notes: tuple[str, ...] = attrs.field(factory=tuple)

        @cached_property
        def length(self) -> int:
            return len(self.word)

    assert not is_written(Loose)
    one = Loose("a")
    assert vars(one) == {"word": "a", "notes": ()}
    assert one.length == 1
    assert one != Loose("a")


def test_threads_that_make_the_first_value_at_once_get_equal_ones() -> None:
    """However many threads come first, the class is written once, and whole."""
    for _ in range(20):
        kind = fresh()
        made: list[Any] = []
        gate = threading.Barrier(4)

        def make(kind: Any = kind, made: list[Any] = made, gate: threading.Barrier = gate) -> None:
            gate.wait()
            made.append(kind("a", 2))

        threads = [threading.Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(made) == 4
        assert len(set(made)) == 1


def test_a_value_comes_back_from_a_pickle_in_a_process_that_has_made_none() -> None:
    """Bringing a value back is a first value too."""
    code = (
        "import pickle, sys\n"
        "one, two = (pickle.loads(bytes.fromhex(word)) for word in sys.argv[1:])\n"
        "assert one is not two and one == two and hash(one) == hash(two)\n"
        "print(one)"
    )
    value = Every(timedelta(seconds=90))
    word = pickle.dumps(value).hex()
    done = subprocess.run([sys.executable, "-c", code, word, word], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == repr(value)


def test_every_class_of_sopkit_can_be_written() -> None:
    """A mistake in a field shows here, and not when the first value is made in a show."""
    kinds = set()
    for module in pkgutil.walk_packages(sopkit.__path__, "sopkit."):
        if module.name.startswith(("sopkit.language_server", "sopkit.testing")) or module.name.endswith("__main__"):
            continue
        for kind in vars(importlib.import_module(module.name)).values():
            if isinstance(kind, type) and kind.__module__.startswith("sopkit.") and attrs.has(kind):
                kinds.add(kind)
    assert len(kinds) > 250
    for kind in kinds:
        assert isinstance(attrs.fields(kind), tuple)
        assert "__attrs_attrs__" not in vars(kind) or is_written(kind)


def test_an_import_writes_few_classes() -> None:
    """With the loader and the engine in hand, most classes are still to be written."""
    code = (
        "import sys\n"
        "from sopkit import load, start\n"
        "kinds = {kind for module in list(sys.modules.values()) if module.__name__.startswith('sopkit')\n"
        "         for kind in vars(module).values() if isinstance(kind, type) and '__attrs_attrs__' in vars(kind)}\n"
        "written = [kind for kind in kinds if isinstance(vars(kind)['__attrs_attrs__'], tuple)]\n"
        "print(len(written), len(kinds), sorted(kind.__qualname__ for kind in written))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    written, kinds, names = done.stdout.split(maxsplit=2)
    assert int(kinds) > 150
    assert int(written) < int(kinds) / 3, names
