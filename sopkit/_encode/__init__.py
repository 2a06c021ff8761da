"""Events to JSON text and back: stable names with a version, exact values, never class paths."""

from __future__ import annotations

from sopkit._encode.event import UPCASTERS, VERSION, Upcaster, decode, encode

__all__ = ["UPCASTERS", "VERSION", "Upcaster", "decode", "encode"]
