"""What the pages of patterns share."""

from jigsaw.care.patterns.domain.differences import shown
from jigsaw.care.reasons.pack import Force, force, look_again
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import can, check
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.parts import Tag
from jigsaw.interfaces.workspace.patterns.forms import words

SECTION = "patterns"
STOPPED = Tag("Stopped", "stopped")
TO_REVIEW = Tag("To be reviewed", "due")
OF = {"person": "people", "home": "homes", "pair": "pairs of people"}


def check_may_read(viewer: Viewer) -> None:
    """Raise Refused unless the viewer may see people or try patterns: the rules are open to all who share."""
    if not can(viewer, Act.SEE_PEOPLE):
        check(viewer, Act.TRY_PATTERNS)


def pattern_for(key: str) -> tuple[Pattern, Force]:
    """A pattern as it stands, also when it is stopped, and what is in force. Raises NotFound."""
    look_again()
    standing = force()
    found = standing.with_stopped.pattern(key)
    if found is None:
        raise NotFound("Opening a pattern", "there is none with this id", "Go back to the list of patterns")
    return found, standing


def version_words(pattern: Pattern, standing: Force) -> str:
    """How a pattern's version is told: "R01, version 1.2" where numbers were signed twice for version 1."""
    return f"{pattern.id}, version {numbered(pattern.version, standing.numbers.get(pattern.id, 0))}"


def numbered(version: int, number: int) -> str:
    """The version of a definition, and after a point how often numbers were signed for it."""
    return f"{version}.{number}" if number else str(version)


def numbers_told(pattern: Pattern) -> str:
    """The numbers of a pattern on one line."""
    return "; ".join(f"{words(name)}: {value}" for name, value in pattern.parameters.items())


def counted(viewer: Viewer, count: int) -> int | str:
    """A count of people; for those who may not see who they are, none below ten."""
    return count if can(viewer, Act.SEE_PEOPLE) else shown(count)
