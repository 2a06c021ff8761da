"""How the fields of events are written and read, by their annotations; worked out once for each class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from attrs import NOTHING, Factory, fields

from sopkit._encode.value import (
    DamagedError,
    Json,
    read_mapping,
    read_time,
    read_value,
    write_mapping,
    write_time,
    write_value,
)
from sopkit.definition.product import Product
from sopkit.definition.runbook import Source
from sopkit.events import EVENTS, NAMES, Event
from sopkit.role import Crew

__all__ = ["Plan", "plan_of"]

Writer = Callable[[Any], Json]
Reader = Callable[[Json], Any]


def _exactly(kind: type) -> Reader:
    def read(raw: Json) -> Any:
        if type(raw) is not kind:
            raise DamagedError(f"not {kind.__name__}: {raw!r:.80}")
        return raw

    return read


_read_text = _exactly(str)


def _or_none(read: Reader) -> Reader:
    return lambda raw: None if raw is None else read(raw)


def _read_texts(raw: Json) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise DamagedError(f"not a list: {raw!r:.80}")
    return tuple([_read_text(item) for item in raw])


def _write_crew(crew: Crew) -> Json:
    return {role: list(people) for role, people in crew.seats.items()}


def _read_crew(raw: Json) -> Crew:
    return Crew({role: _read_texts(people) for role, people in raw.items()})


def _write_products(products: tuple[Product, ...]) -> Json:
    return [{"id": p.id, "name": p.name, "facts": write_mapping(p.facts)} for p in products]


def _read_products(raw: Json) -> tuple[Product, ...]:
    return tuple(Product(_read_text(p["id"]), _read_text(p["name"]), read_mapping(p["facts"])) for p in raw)


def _write_sources(sources: tuple[Source, ...]) -> Json:
    return [{"name": source.name, "text": source.text} for source in sources]


def _read_sources(raw: Json) -> tuple[Source, ...]:
    return tuple(Source(_read_text(source["name"]), _read_text(source["text"])) for source in raw)


# By annotation: how to write (``None``: as it is) and how to read. An event
# with a field of another type is found by the tests, which encode every class.
_FORMS: Mapping[str, tuple[Writer | None, Reader]] = {
    "str": (None, _read_text),
    "str | None": (None, _or_none(_read_text)),
    "int": (None, _exactly(int)),
    "bool": (None, _exactly(bool)),
    "datetime": (write_time, read_time),
    "datetime | None": (lambda value: None if value is None else write_time(value), _or_none(read_time)),
    "tuple[str, ...]": (list, _read_texts),
    "Value": (write_value, read_value),
    "Mapping[str, Value]": (write_mapping, read_mapping),
    "Crew": (_write_crew, _read_crew),
    "tuple[Product, ...]": (_write_products, _read_products),
    "tuple[Source, ...]": (_write_sources, _read_sources),
}


class Plan(NamedTuple):
    """What is known of one event class: ``required`` and ``optional`` say how each field is written."""

    cls: type[Event]
    name: str
    version: int
    required: tuple[tuple[str, Writer | None], ...]
    optional: tuple[tuple[str, object, Writer | None], ...]
    readers: Mapping[str, Reader]


_PLANS: dict[type[Event] | str, Plan] = {}


def plan_of(key: type[Event] | str) -> Plan:
    """Return the plan of an event class, or of the class of that stable name."""
    known = _PLANS.get(key)
    if known is not None:
        return known
    name = key if isinstance(key, str) else NAMES[key]
    cls, version = EVENTS[name]
    required, optional, readers = [], [], {}
    for attribute in fields(cls):
        write, readers[attribute.name] = _FORMS[str(attribute.type)]
        default = attribute.default
        if default is NOTHING:
            required.append((attribute.name, write))
        else:
            default = default.factory() if isinstance(default, Factory) else default  # type: ignore[arg-type]
            optional.append((attribute.name, default, write))
    plan = Plan(cls, name, version, tuple(required), tuple(optional), readers)
    _PLANS[name] = _PLANS[cls] = plan
    return plan
