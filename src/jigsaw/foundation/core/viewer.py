"""Who is looking or acting: the value that every read and every write takes."""

from dataclasses import dataclass

from jigsaw.foundation.core.errors import Refused


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


def person_behind(by: Viewer) -> int:
    """The key of the practitioner who decides. Raises Refused for Jigsaw itself: some decisions are a person's."""
    if by.key is None:
        raise Refused("Deciding", "only a person may decide this", "Sign in, or name who decides with --as")
    return by.key
