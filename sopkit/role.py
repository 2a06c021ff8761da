"""Role and Crew: the seats of a live room, and who sits in them in one run."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field

from sopkit.frozen import frozen

__all__ = ["Crew", "Role"]


@frozen
class Role:
    """
    A seat.

    ``covered_by`` lists the roles whose holders may take this role's steps.
    ``cover`` says when: ``vacant`` (only while nobody sits here) or ``always``.
    ``minimum`` is how many persons the seat needs before a run may start
    (0: the seat may stay empty where it is covered or not used).
    """

    id: str
    title: str
    title_en: str = ""
    aliases: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    covered_by: tuple[str, ...] = ()
    cover: str = "vacant"
    minimum: int = 0
    source: tuple[str, ...] = ()
    note: str = ""


def _as_seats(seats: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Accept one name or several a seat; drop repeats, keep the order."""
    result: dict[str, tuple[str, ...]] = {}
    for role, people in seats.items():
        names = (people,) if isinstance(people, str) else tuple(people)  # type: ignore[arg-type]
        result[role] = tuple(dict.fromkeys(names))
    return result


@frozen
class Crew:
    """
    Who sits where: role id to the names of the persons in that seat.

    One person may hold several seats. Equal crews compare equal.
    """

    seats: Mapping[str, tuple[str, ...]] = field(converter=_as_seats)

    @property
    def people(self) -> frozenset[str]:
        """Every person that holds a seat."""
        return frozenset(name for names in self.seats.values() for name in names)

    def holds(self, person: str, role: str) -> bool:
        """Whether *person* sits in *role*."""
        return person in self.seats.get(role, ())

    def roles_of(self, person: str) -> tuple[str, ...]:
        """Return the seats that *person* holds, in the crew's order."""
        return tuple(role for role, names in self.seats.items() if person in names)

    def with_seat(self, role: str, leaves: str, comes: str) -> Crew:
        """Return the crew after *comes* took the place of *leaves* in *role*."""
        names = tuple(comes if name == leaves else name for name in self.seats.get(role, ()))
        return Crew({**self.seats, role: names or (comes,)})
