"""Plan: products laid on the show's clock, what breaks which rule, and what could be cut."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from attrs import field

from sopkit.definition.product import Product
from sopkit.frozen import frozen
from sopkit.planner.terms import Terms

__all__ = ["Note", "Offer", "OfferKind", "Plan", "Slot", "SlotState", "Violation", "kind_of"]

ZERO = timedelta(0)


class SlotState(StrEnum):
    """Whether a slot is still to come, under way, or over."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"


class OfferKind(StrEnum):
    """What an offer does: shorten every slot to come, cut one, drop the last ones, swap one for a shorter."""

    SHORTEN = "shorten"
    CUT = "cut"
    DROP = "drop"
    SWAP = "swap"


@frozen
class Slot:
    """The minutes of one product; ``start`` counts from the go-live."""

    product: str
    start: timedelta
    length: timedelta
    state: SlotState = SlotState.PLANNED

    @property
    def end(self) -> timedelta:
        """When it is over."""
        return self.start + self.length


@frozen
class Note:
    """Something to know about a plan that breaks no rule."""

    code: str
    zh: str
    en: str
    source: tuple[str, ...] = ()


@frozen
class Violation:
    """A rule that the plan breaks, in a sentence, with where the rule comes from and whom it meets."""

    code: str
    zh: str
    en: str
    source: tuple[str, ...]
    products: tuple[str, ...] = ()


@frozen
class Offer:
    """Something that would bring a show that runs over back into its time, and how much it saves."""

    kind: OfferKind
    saves: timedelta
    zh: str
    en: str
    out: tuple[str, ...] = ()
    into: str | None = None


@frozen
class Plan:
    """
    Products laid on the show's clock.

    ``behind`` is by how much all of it ends later than planned (earlier, where
    negative). ``late`` were planned and fit no more since slots ran over; ``cut`` have
    no place. ``over`` is by how much the show would run over with the late
    ones. ``links`` are the numbers of the links; ``info`` is the product
    behind link 1, where the line-up has one for it.
    """

    length: timedelta
    slots: tuple[Slot, ...]
    products: Mapping[str, Product] = field(repr=False)
    terms: Terms = field(repr=False)
    links: Mapping[str, int] = field(repr=False)
    late: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    over: timedelta = ZERO
    behind: timedelta = ZERO
    info: str | None = None
    violations: tuple[Violation, ...] = ()
    notes: tuple[Note, ...] = ()
    offers: tuple[Offer, ...] = ()

    @property
    def ends(self) -> timedelta:
        """When the last slot is over."""
        return self.slots[-1].end if self.slots else ZERO


def kind_of(product: Product) -> str:
    """Return the class of a product, empty where it has none."""
    kind = product.get("kind")
    return kind if isinstance(kind, str) else ""


def price_of(product: Product) -> Decimal | None:
    """Return the price of a product, where it is known."""
    price = product.get("price")
    return Decimal(price) if isinstance(price, int | Decimal) and not isinstance(price, bool) else None
