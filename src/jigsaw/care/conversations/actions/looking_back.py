"""Afterwards: was it useful, and what changed."""

from uuid import UUID

from django.db import transaction

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.actions._writing import acting, check_said, tell_audit, to_change
from jigsaw.care.conversations.domain.looking_back import Useful
from jigsaw.care.conversations.models import LookBack
from jigsaw.foundation.core.viewer import Viewer


@transaction.atomic
def look_back(
    *, by: Viewer, conversation: UUID, useful: Useful, changed: str, person_says: str = ""
) -> LookBack:
    """Say for the agency of `by` whether the conversation was useful and what changed; with the person's own words."""
    found = to_change(by, conversation)
    policies.check("Looking back", policies.can_look_back(by, found))
    check_said("Looking back", {"what changed": changed})
    told = {"useful": useful, "changed": changed, "person_says": person_says}
    made = LookBack.objects.create(conversation=found, agency_id=by.agency, by_id=acting(by), **told)
    tell_audit(by, "looked back", found.pk, {"useful": str(useful)})
    return made
