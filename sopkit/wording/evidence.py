"""Evidence: what is at hand for a product, as the kinds that rules ask for."""

from __future__ import annotations

import re

from sopkit.definition.product import Product

__all__ = ["evidence_of"]

_BETWEEN = re.compile(r"[\s,，、;；]+")


def evidence_of(product: Product | None) -> frozenset[str]:
    """
    Return the kinds of evidence that *product* has.

    They are what its fact ``evidence`` lists (a list, or a text with 、 in
    between); and ``price_basis``, where both ``price_basis`` and
    ``price_evidence`` are given.
    """
    if product is None:
        return frozenset()
    given = product.get("evidence")
    texts = given if isinstance(given, tuple) else (given,) if isinstance(given, str) else ()
    kinds = {kind for text in texts for kind in _BETWEEN.split(text) if kind}
    if product.get("price_basis") and product.get("price_evidence"):
        kinds.add("price_basis")
    return frozenset(kinds)
