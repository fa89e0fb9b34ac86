"""What workers tell of themselves, whose name is withheld, and which names many people know."""

from datetime import date
from uuid import UUID

from django.db import transaction

from jigsaw.care.looks.models import FamousName, NameWithheld, OwnTie
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import Viewer, person_behind
from jigsaw.foundation.organisations.queries import practitioners


@transaction.atomic
def tell_tie(*, by: Viewer, kind: str, record: UUID | None = None, home: UUID | None = None) -> OwnTie:
    """A worker tells which record is their own or a relative's, or which home is theirs or next door."""
    who = person_behind(by)
    if (kind == OwnTie.Kind.HOME) != (home is not None) or (home is None) == (record is None):
        raise Refused("Telling of yourself", "it needs one record or one home", "Choose which it is")
    made = OwnTie.objects.create(practitioner_id=who, kind=kind, record=record, home=home)
    record_act(by=by, act=f"told of themselves: {kind}", subject_kind="practitioner", subject_id=who)
    return made


@transaction.atomic
def withhold_name(*, by: Viewer, practitioner: int, why: str, until: date) -> NameWithheld:
    """Tell people a worker's role and agency and not their name, until a day, for the worker's safety."""
    check(by, Act.REVIEW_LOOKS)
    if practitioner not in {one.pk for one in practitioners(viewer=by, agency=by.agency)} or not why.strip():
        raise Refused("Withholding a name", "they do not work here, or no reason was given", "Say why")
    told = {"practitioner_id": practitioner, "why": why.strip(), "until": until, "by_id": person_behind(by)}
    made = NameWithheld.objects.create(**told)
    record_act(by=by, act="name withheld from people", subject_kind="practitioner", subject_id=practitioner)
    return made


@transaction.atomic
def list_famous_name(*, by: Viewer, name: str, birth_year: str = "") -> FamousName:
    """Put a name on the area's list of names that many people know."""
    check(by, Act.REVIEW_LOOKS)
    made = FamousName.objects.create(
        name=" ".join(name.split()), birth_year=birth_year, by_id=person_behind(by)
    )
    record_act(by=by, act="famous name listed", subject_kind="list", subject_id="famous names")
    return made
