"""Who is looking or acting: the value that every read and every write takes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Viewer:
    """A practitioner as reads and writes know them. `key` is None for Jigsaw itself.

    agency is the agency's key, agency_name what screens say. `jigsaw` marks the system: it loads, links and
    finds reasons, and never looks on anybody's behalf.
    """

    key: int | None
    name: str
    agency: str
    agency_name: str
    team: str
    role: str

    @property
    def is_jigsaw(self) -> bool:
        """Whether this is Jigsaw itself, not a person."""
        return self.key is None


JIGSAW = Viewer(key=None, name="Jigsaw", agency="", agency_name="", team="", role="system")
