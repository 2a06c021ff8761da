"""Deciding the start of a run: whether there are people enough, a person for every seat, and a sound line-up."""

from __future__ import annotations

from collections.abc import Mapping

from sopkit import commands as cm
from sopkit import events as ev
from sopkit.decide.case import Case
from sopkit.definition.product import Product
from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Seats
from sopkit.definition.value import Value
from sopkit.errors import UsageError
from sopkit.evolve.run import acting
from sopkit.record import read_fact, read_param
from sopkit.words import titles, titles_en

__all__ = ["start_run"]


def start_run(case: Case, command: cm.StartRun, run: str) -> list[ev.Event]:
    """Start a performance, if there are people enough and a person for every seat that is needed."""
    book = command.runbook
    _people(case, command)
    products = _line_up(command.products)
    params = _params(case, command)
    case.stop()
    return [
        ev.RunStarted(
            case.now,
            command.by,
            run,
            book.id,
            book.version,
            book.digest,
            book.sources,
            command.crew,
            products,
            params,
            command.go_live,
            command.kind,
            command.title or book.title,
        )
    ]


def _people(case: Case, command: cm.StartRun) -> None:
    """Bar a crew that is too small, or that leaves a seat empty which nobody covers."""
    book, crew = command.runbook, command.crew
    if len(crew.people) < book.min_people:
        case.bar("people-needed", least=book.min_people, count=len(crew.people))
    for seat in crew.seats:
        if seat not in book.roles:
            case.bar("unknown-role", role=seat, **case.near(seat, book.roles))
    able = frozenset[str]().union(*acting(book, crew).values())
    for role in book.roles.values():
        seated = len(crew.seats.get(role.id, ()))
        if seated < role.minimum and not (seated == 0 and role.id in able):
            case.bar("seat-vacant", (role.id,), role=role.title, least=role.minimum, count=seated)
    for seats in _needed(book):
        missing = [role for role in seats.roles if role not in able]
        if missing if seats.all else len(missing) == len(seats.roles):
            covers = [cover for role in missing if role in book.roles for cover in book.roles[role].covered_by]
            case.bar(
                "seat-unmanned",
                tuple(dict.fromkeys(covers)) or tuple(missing),
                role=titles(book, missing),
                role_en=titles_en(book, missing),
                covers=titles(book, dict.fromkeys(covers)) or "无",
                covers_en=titles_en(book, dict.fromkeys(covers)) or "none",
            )


def _needed(book: Runbook) -> tuple[Seats, ...]:
    """Return, once each, the seats of every step that must be done in the show or to mend a fault."""
    known: tuple[Seats, ...] | None = book.memo.get("needed")
    if known is None:
        opened = [procedure for phase in book.phases for procedure in phase.opens]
        opened += [f"fault:{fault}" for fault in book.faults]
        known = tuple(
            dict.fromkeys(s.seats for p in opened for s in book.procedures[p].steps if s.blocks and not s.when)
        )
        book.memo["needed"] = known
    return known


def _line_up(given: tuple[Product, ...]) -> tuple[Product, ...]:
    seen: set[str] = set()
    for product in given:
        if product.id in seen:
            raise UsageError(
                f"货盘里有两个 {product.id}：每个商品的编号只能用一次。",
                f"the line-up has {product.id} twice; each product needs an id of its own.",
            )
        seen.add(product.id)
    return tuple(
        Product(product.id, product.name, {name: read_fact(name, fact) for name, fact in product.facts.items()})
        for product in given
    )


def _params(case: Case, command: cm.StartRun) -> Mapping[str, Value]:
    book = command.runbook
    params: dict[str, Value] = {}
    for name, value in command.params.items():
        if name not in book.params:
            case.bar("unknown-param", param=name, **case.near(name, book.params))
        else:
            params[name] = read_param(book.params[name], value)
    return params
