"""Writes of notices: who else acted on somebody who changed, and that a practitioner has read of it."""

from collections.abc import Iterable

from django.db import transaction

from jigsaw.care.linkage.models import JoinNotice, PersonChange
from jigsaw.care.linkage.telling import tell
from jigsaw.foundation.audit.queries import Met
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer, person_behind


@transaction.atomic
def tell_also(*, by: Viewer, change: PersonChange, met: Iterable[Met]) -> int:
    """Tell these too, who acted on a person by other ways than the audit knows: how many notices are new."""
    before = change.notices.count()
    tell(change, (one for one in met if one.by != by.key))
    return change.notices.count() - before


@transaction.atomic
def note_read(*, by: Viewer, notice: int) -> None:
    """Note that the practitioner has read a notice of theirs. Raises NotFound for another's."""
    mine = JoinNotice.objects.filter(pk=notice, practitioner_id=person_behind(by))
    if not mine.exists():
        raise NotFound("Reading a notice", "you have no such notice", "Look at the list of your notices")
    mine.filter(seen_at__isnull=True).update(seen_at=now())
