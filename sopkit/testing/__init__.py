"""For tests of your own: the rules of a store to inherit."""

from __future__ import annotations

from sopkit.testing._contract import StoreContract

__all__ = ["StoreContract"]
