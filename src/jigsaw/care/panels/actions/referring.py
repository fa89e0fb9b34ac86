"""A panel is opened, an assessment or plan is referred to it, and readers score it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from jigsaw.care.conversations.queries import conversation as conversation_of
from jigsaw.care.panels.domain.rubric import faults, rubric
from jigsaw.care.panels.domain.states import State
from jigsaw.care.panels.models import Panel, PanelMember, PanelScore, Referral
from jigsaw.care.panels.policies import panel_of, reads, referred, round_of
from jigsaw.care.panels.telling import tell_readers
from jigsaw.care.people.queries import person as person_of
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer, person_behind
from jigsaw.foundation.organisations.models import Agency
from jigsaw.foundation.organisations.queries import practitioners

FEWEST_AGENCIES = 2
"""Readers of at least so many agencies make a panel."""


@dataclass(frozen=True)
class Referred:
    """What is referred: which panel, what it is, what is asked, its words. group: as the person says it.

    conversation: the one that it came from, if any."""

    panel: UUID
    what: str
    asked: str
    words: str
    pages: int | None = None
    cost: Decimal | None = None
    urgent: bool = False
    group: str = ""
    person: UUID | None = None
    conversation: UUID | None = None


@transaction.atomic
def open_panel(*, by: Viewer, name: str, members: frozenset[int], ring: str = "") -> Panel:
    """Open a panel; whoever opens it reads for it. Raises Refused unless its readers are of two agencies at least."""
    asked = "Opening a panel"
    check(by, Act.CALL_CONVERSATION)
    people = [one for one in practitioners(viewer=by) if one.pk in members | {person_behind(by)}]
    if not name.strip() or len({one.agency_id for one in people}) < FEWEST_AGENCIES:
        raise Refused(
            asked,
            "it has no name, or all its readers are of one agency",
            "Name it, and readers of two agencies",
        )
    made = Panel.objects.create(name=name.strip()[:120], ring=ring.strip()[:120])
    PanelMember.objects.bulk_create(PanelMember(panel=made, practitioner=one) for one in people)
    record_act(
        by=by, act="panel opened", subject_kind="panel", subject_id=made.pk, detail={"members": len(people)}
    )
    return made


@transaction.atomic
def add_reader(*, by: Viewer, panel: UUID, practitioner: int) -> PanelMember:
    """Let somebody read for the panel, asked by one who does. Raises NotFound, Refused."""
    asked = "Adding a reader"
    row = panel_of(by, panel)
    found = next((one for one in practitioners(viewer=by) if one.pk == practitioner), None)
    if found is None:
        raise NotFound(asked, "nobody of that name signs in", "Choose one of the list")
    if row.members.filter(practitioner=found, left_at=None).exists():
        raise Refused(asked, "they read for it already", "See who reads")
    made = PanelMember.objects.create(panel=row, practitioner=found)
    record_act(
        by=by,
        act="panel joined",
        subject_kind="panel",
        subject_id=row.pk,
        detail={"practitioner": practitioner},
    )
    return made


@transaction.atomic
def take_reader_out(*, by: Viewer, panel: UUID, practitioner: int) -> PanelMember:
    """Somebody reads for it no more; readers of two agencies stay. Raises NotFound, Refused."""
    asked = "Taking a reader out"
    row = Panel.objects.select_for_update(of=("self",)).get(pk=panel_of(by, panel).pk)
    here = row.members.filter(left_at=None).select_related("practitioner")
    found = next((one for one in here if one.practitioner_id == practitioner), None)
    if found is None:
        raise NotFound(asked, "they do not read for it", "See who reads")
    if len({one.practitioner.agency_id for one in here if one.pk != found.pk}) < FEWEST_AGENCIES:
        raise Refused(asked, "all who are left would be of one agency", "Add a reader of another first")
    found.left_at = now()
    found.save(update_fields=["left_at"])
    record_act(
        by=by,
        act="panel left",
        subject_kind="panel",
        subject_id=row.pk,
        detail={"practitioner": practitioner},
    )
    return found


@transaction.atomic
def refer(*, by: Viewer, referral: Referred) -> Referral:
    """Ask a panel to read an assessment or a plan of one's own. Raises NotFound, Refused."""
    asked = "Referring to a panel"
    check(by, Act.CALL_CONVERSATION)
    if not referral.words.strip():
        raise Refused(asked, "nothing was given to read", "Enter what the panel is to read")
    panel = Panel.objects.filter(pk=referral.panel).first()
    if panel is None:
        raise NotFound(asked, "there is no such panel", "Choose one of the list")
    made = Referral.objects.create(
        panel=panel,
        what=referral.what,
        asked=referral.asked,
        words=referral.words.strip(),
        pages=referral.pages,
        cost=referral.cost,
        urgent=referral.urgent,
        group=referral.group.strip()[:60],
        person=person_of(by, referral.person).pk if referral.person else None,
        conversation_id=conversation_of(by, referral.conversation).pk if referral.conversation else None,
        author_id=person_behind(by),
        agency_id=by.agency,
        team=by.team,
        is_mental_health=Agency.objects.get(pk=by.agency).kind == Agency.Kind.NHS_TRUST,
    )
    record_act(
        by=by,
        act="referred to a panel",
        subject_kind="referral",
        subject_id=made.pk,
        detail={"what": made.what},
    )
    tell_readers(by, made, "referred", "Something was referred to your quality panel.")
    return made


@transaction.atomic
def score(*, by: Viewer, referral: UUID, levels: Mapping[str, int], words: str = "") -> PanelScore:
    """Score every line of the rubric, from 1 to 4, once a round. Raises NotFound, Refused."""
    asked = "Scoring"
    row = Referral.objects.select_for_update(of=("self",)).get(pk=referred(by, referral).pk)
    if not reads(by, row):
        raise Refused(
            asked, "you do not read for this panel, or you wrote it", "Ask somebody else of the panel"
        )
    if row.state != State.WAITING:
        raise Refused(asked, "it does not wait for the panel", "See where it stands")
    if wrong := faults(levels):
        raise Refused(asked, "; ".join(wrong), "Score each line from 1 to 4")
    if row.scores.filter(reader_id=by.key, round=round_of(row)).exists():
        raise Refused(asked, "you scored it already", "Wait for the others")
    made = PanelScore.objects.create(
        referral=row,
        reader_id=person_behind(by),
        rubric=rubric().version,
        round=round_of(row),
        levels=dict(levels),
        words=words.strip(),
    )
    record_act(by=by, act="referral scored", subject_kind="referral", subject_id=row.pk)
    return made
