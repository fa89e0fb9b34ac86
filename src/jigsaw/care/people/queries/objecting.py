"""Those who object to sharing, as far as that keeps them from a viewer."""

from uuid import UUID

from jigsaw.care.people.models import Person
from jigsaw.foundation.access.policies import check_may_know_of_people, kept_back
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.viewer import Viewer


def objecting_elsewhere(viewer: Viewer) -> frozenset[UUID]:
    """People who object to sharing and of whom the viewer's agency holds no record."""
    check_may_know_of_people(viewer)
    found: set[UUID] = set()
    for records in batches(kept_back(viewer)):
        theirs = Person.objects.filter(links__record__in=records)
        found.update(theirs.values_list("pk", flat=True))
    own: set[UUID] = set()
    for people in batches(found):
        known = Person.objects.filter(pk__in=people, links__record__agency=viewer.agency)
        own.update(known.values_list("pk", flat=True))
    return frozenset(found - own)
