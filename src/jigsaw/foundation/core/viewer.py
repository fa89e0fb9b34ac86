"""Who is looking or acting: the value that every read and every write takes."""

from dataclasses import dataclass

from jigsaw.foundation.core.errors import Refused

SYSTEM = "system"


@dataclass(frozen=True)
class Viewer:
    """A practitioner as reads and writes know them. `key` is None for whoever is no practitioner: Jigsaw itself, which
    loads, links and finds reasons and never looks on anybody's behalf; who came by a link; people by their own door.

    agency is the agency's key, agency_name what screens say.
    """

    key: int | None
    name: str
    agency: str
    agency_name: str
    team: str
    role: str

    @property
    def is_jigsaw(self) -> bool:
        """Whether this is Jigsaw itself. Having no key is not enough: who came by a link has none either."""
        return self.key is None and self.role == SYSTEM


JIGSAW = Viewer(key=None, name="Jigsaw", agency="", agency_name="", team="", role=SYSTEM)


def person_behind(by: Viewer) -> int:
    """The key of the practitioner who decides. Raises Refused for Jigsaw itself: some decisions are a person's."""
    if by.key is None:
        raise Refused("Deciding", "only a person may decide this", "Sign in, or name who decides with --as")
    return by.key
