"""Events as text: whatever a field may hold comes back as it was; what no sopkit wrote is refused."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import NOTHING, evolve, fields
from hypothesis import given, settings
from hypothesis import strategies as st

from sopkit import _encode
from sopkit._encode import UPCASTERS, VERSION, decode, encode
from sopkit.definition.product import Product
from sopkit.definition.runbook import Source
from sopkit.errors import StoreError, UsageError
from sopkit.events import EVENTS, Event, MeasureTaken, NoteTaken, ParamSet, ProductUpdated, StepCompleted
from sopkit.role import Crew

AT = datetime(2026, 11, 11, 12, 0, 0, 1, tzinfo=UTC)

times = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(fold=0))  # UTC has no folds
texts = st.text(max_size=20)
names = texts | st.sampled_from(["$d", "$us", "$m", "event", "v", ""])
decimals = st.decimals(allow_nan=False) | st.sampled_from([Decimal("29.90"), Decimal("1E+5"), Decimal("-0.00")])
simple = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    texts,
    st.sampled_from(["29.90", "PT5M", "true", "null"]),
    decimals,
    st.timedeltas(),
    st.lists(texts, max_size=3).map(tuple),
)
values = st.recursive(simple, lambda inner: st.dictionaries(names, inner, max_size=3), max_leaves=6)
mappings = st.dictionaries(names, values, max_size=4)
products = st.builds(Product, texts, texts, mappings)

BY_ANNOTATION: Mapping[str, st.SearchStrategy[Any]] = {
    "str": texts,
    "str | None": st.none() | texts,
    "int": st.integers(),
    "bool": st.booleans(),
    "datetime": times,
    "datetime | None": st.none() | times,
    "tuple[str, ...]": st.lists(texts, max_size=3).map(tuple),
    "Value": values,
    "Mapping[str, Value]": mappings,
    "Crew": st.builds(Crew, st.dictionaries(texts, st.lists(texts, max_size=3).map(tuple), max_size=3)),
    "tuple[Product, ...]": st.lists(products, max_size=2).map(tuple),
    "tuple[Source, ...]": st.lists(st.builds(Source, texts, texts), max_size=2).map(tuple),
}


def events_of(cls: type[Event]) -> st.SearchStrategy[Event]:
    """Every event of a class: each optional field left at its default or set to anything of its type."""
    required = {a.name: BY_ANNOTATION[str(a.type)] for a in fields(cls) if a.default is NOTHING}
    optional = {a.name: BY_ANNOTATION[str(a.type)] for a in fields(cls) if a.default is not NOTHING}
    return st.fixed_dictionaries(required, optional=optional).map(lambda given: cls(**given))


def typed(value: object) -> object:
    """Show a value with the types of all its parts: 1, True and Decimal(1) are equal, and not the same."""
    if isinstance(value, Mapping):
        return {key: typed(inside) for key, inside in value.items()}
    if isinstance(value, tuple):
        return tuple(typed(inside) for inside in value)
    return type(value), repr(value)


@pytest.mark.parametrize("name", EVENTS)
@settings(max_examples=20)
@given(data=st.data())
def test_every_event_comes_back_as_it_was(name: str, data: st.DataObject) -> None:
    """For every class and any values: decoded is equal to what was encoded, to the type of each part."""
    event = data.draw(events_of(EVENTS[name][0]))
    text = encode(event)
    back = decode(text, run="r", seq=1)
    assert back == event
    assert [typed(getattr(back, a.name)) for a in fields(type(event))] == [
        typed(getattr(event, a.name)) for a in fields(type(event))
    ]
    assert encode(back) == text
    assert "\n" not in text
    assert text.encode()


def test_the_text_says_name_and_version_and_leaves_out_defaults() -> None:
    """A row is small, readable, and names no class."""
    event = StepCompleted(AT, "小李", "holding#1", "price", {"price": Decimal("29.90"), "wait": timedelta(seconds=90)})
    assert encode(event) == (
        '{"event":"step-completed","v":1,"at":"2026-11-11T12:00:00.000001Z","by":"小李","activity":"holding#1",'
        '"step":"price","record":{"price":{"$d":"29.90"},"wait":{"$us":90000000}}}'
    )


def test_no_field_is_named_as_the_envelope() -> None:
    """``event`` and ``v`` belong to the text, so no event may have a field of that name."""
    for cls, _ in EVENTS.values():
        assert not {"event", "v"} & {attribute.name for attribute in fields(cls)}


def test_what_looks_alike_stays_apart() -> None:
    """Text, money, durations, truth and mappings that look like one another are told apart."""
    facts: dict[str, Any] = {
        "text": "29.90",
        "money": Decimal("29.90"),
        "more exact": Decimal("29.9000"),
        "seconds": timedelta(seconds=29, milliseconds=900),
        "whole": 1,
        "truth": True,
        "one": Decimal(1),
        "tagged": {"$d": "29.90"},
        "nested": {"$m": {"$us": 5}},
        "list": ("29.90", ""),
        "none": None,
        "none text": "null",
    }
    back = decode(encode(ProductUpdated(AT, "", "p", facts)), run="r", seq=1)
    assert isinstance(back, ProductUpdated)
    assert typed(back.facts) == typed(facts)


def test_a_value_of_null_is_not_a_default_forgotten() -> None:
    """A required value of null is written; an optional one comes back as its default."""
    for event in (ParamSet(AT, "", "p", None), MeasureTaken(AT, "", "m", "a", 1), MeasureTaken(AT, "", "m", "a", 1, 0)):
        assert typed(decode(encode(event), run="r", seq=1)._values()) == typed(event._values())


def test_times_are_kept_in_utc() -> None:
    """A moment in another zone is the same moment; one without a zone is refused."""
    beijing = AT.astimezone(timezone(timedelta(hours=8)))
    assert encode(NoteTaken(beijing, "", "x")) == encode(NoteTaken(AT, "", "x"))
    with pytest.raises(UsageError, match="时区"):
        encode(NoteTaken(AT.replace(tzinfo=None), "", "x"))


@pytest.mark.parametrize("value", [1.5, ["a"], {"a"}, b"x", object(), AT, {"a": {"b": 2.0}}, {1: "a"}])
def test_what_is_no_value_is_refused_at_once(value: object) -> None:
    """A float, a list, or whatever could not come back as it was is a usage error before anything is stored."""
    with pytest.raises(UsageError):
        encode(StepCompleted(AT, "", "a", "s", {"x": value}))  # type: ignore[dict-item]


def test_half_a_character_is_kept() -> None:
    """Stray bytes of a terminal arrive as half characters; they are kept, in text that is sound UTF-8."""
    event = NoteTaken(AT, "小李", "stray \udcff byte")
    assert encode(event).encode()
    assert decode(encode(event), run="r", seq=1) == event


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "{}",
        "[" * 100_000,
        '{"event":"note-taken"}',
        '{"event":"note-taken","v":"1"}',
        '{"event":"note-taken","v":true}',
        '{"event":"note-taken","v":0}',
        '{"event":7,"v":1}',
        '{"event":"note-taken","v":1,"at":"2026-11-11T12:00:00Z","by":"x"}',
        '{"event":"note-taken","v":1,"at":"2026-11-11T12:00:00Z","by":"x","text":5}',
        '{"event":"note-taken","v":1,"at":"2026-11-11T12:00:00Z","by":"x","text":"y","more":1}',
        '{"event":"note-taken","v":1,"at":"2026-11-11T12:00:00","by":"x","text":"y"}',
        '{"event":"note-taken","v":1,"at":"2026-11-11T12:00:00+08:00","by":"x","text":"y"}',
        '{"event":"note-taken","v":1,"at":5,"by":"x","text":"y"}',
        '{"event":"param-set","v":1,"at":"2026-11-11T12:00:00Z","by":"","param":"p","value":1.5}',
        '{"event":"param-set","v":1,"at":"2026-11-11T12:00:00Z","by":"","param":"p","value":NaN}',
        '{"event":"param-set","v":1,"at":"2026-11-11T12:00:00Z","by":"","param":"p","value":{"$d":"x"}}',
        '{"event":"param-set","v":1,"at":"2026-11-11T12:00:00Z","by":"","param":"p","value":{"$us":1e99}}',
        '{"event":"param-set","v":1,"at":"2026-11-11T12:00:00Z","by":"","param":"p","value":{"$us":1' + "0" * 30 + "}}",
        '{"event":"param-set","v":1,"at":"2026-11-11T12:00:00Z","by":"","param":"p","value":{"a":1}}',
        '{"event":"run-started","v":1,"at":"2026-11-11T12:00:00Z","by":"","crew":[]}',
    ],
)
def test_a_damaged_text_names_run_and_event(text: str) -> None:
    """What no sopkit wrote is a StoreError that says where it stands."""
    with pytest.raises(StoreError) as caught:
        decode(text, run="show-7", seq=42)
    assert "show-7" in caught.value.zh
    assert "第 42 条" in caught.value.zh
    assert "event 42" in caught.value.en


@pytest.mark.parametrize("envelope", ['"event":"hologram-shown","v":1', '"event":"note-taken","v":9'])
def test_a_newer_text_says_which_sopkit_is_needed(envelope: str) -> None:
    """An event or a version that is not known here is not guessed at."""
    text = "{" + envelope + ',"at":"2026-11-11T12:00:00Z","by":"","text":"x"}'
    with pytest.raises(StoreError, match=r"sopkit>=7\.8\.9") as caught:
        decode(text, run="r", seq=3, written_by="7.8.9")
    assert "第 3 条" in caught.value.zh
    assert "sopkit 7.8.9" in caught.value.en
    with pytest.raises(StoreError, match="pip install -U sopkit") as caught:
        decode(text, run="r", seq=3)
    assert VERSION in caught.value.en


def test_an_old_text_is_lifted_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of version 1 passes every upcaster up to the version of today; with one missing it is refused."""
    newest = (NoteTaken, 3)
    monkeypatch.setitem(EVENTS, "note-taken", newest)
    monkeypatch.setattr(_encode.fields, "_PLANS", {})
    monkeypatch.setitem(UPCASTERS, ("note-taken", 1), lambda old: {**old, "words": old["said"]})
    text = json.dumps({"event": "note-taken", "v": 1, "at": "2026-11-11T12:00:00Z", "by": "", "said": "x"})
    with pytest.raises(StoreError):
        decode(text, run="r", seq=1)

    def lift(old: dict[str, Any]) -> dict[str, Any]:
        return {"at": old["at"], "by": old["by"], "text": old["words"]}

    monkeypatch.setitem(UPCASTERS, ("note-taken", 2), lift)
    note = decode(text, run="r", seq=1)
    assert isinstance(note, NoteTaken)
    assert note.text == "x"
    assert '"v":3' in encode(evolve(note, text="y"))


def test_the_version_is_that_of_the_package() -> None:
    """Texts and files name the sopkit that wrote them by the package's own version."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == VERSION
