"""The parts of a written address."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """What a written address says, in capitals. A part that it does not say is empty.

    room: within a home or a hostel, "3". unit: of a flat, "2", "3B", "2/1". floor: where in the building, "GROUND
    FLOOR". name: of the building. number: of the house, with its suffix or range, "12A", "12-14". town: the words
    that come after the street. nowhere: why it is no home at all ("no fixed abode"), in words.
    """

    room: str = ""
    unit: str = ""
    floor: str = ""
    name: str = ""
    number: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    nowhere: str = ""

    @property
    def within(self) -> tuple[str, str, str]:
        """What tells this home from others in one building: room, flat, floor."""
        return (self.room, self.unit, self.floor)

    @property
    def is_part(self) -> bool:
        """Whether it names a home within a building."""
        return any(self.within)

    @property
    def dwelling(self) -> str:
        """The parts that tell the home, in one order; no town, no postcode."""
        room = f"ROOM {self.room}" if self.room else ""
        unit = f"FLAT {self.unit}" if self.unit else ""
        parts = (room, unit, self.floor, self.name, self.number, self.street)
        return " ".join(part for part in parts if part)

    @property
    def premises(self) -> str:
        """House number and street, where both are known: what to look for when the postcode is missing."""
        return f"{self.number} {self.street}" if self.number and self.street else ""

    @property
    def normal(self) -> str:
        """The one form of this writing: what tells the home, and the postcode; empty without either of them."""
        return f"{self.dwelling} {self.postcode}" if self.dwelling and self.postcode else ""

    @property
    def within_words(self) -> str:
        """Which home of the building, in words: "flat 2", "ground floor"."""
        room = f"room {self.room}" if self.room else ""
        unit = f"flat {self.unit}" if self.unit else ""
        return ", ".join(part for part in (room, unit, self.floor.lower()) if part)
