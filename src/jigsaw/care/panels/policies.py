"""Who sees a referral: the panel's members and its author. Who decides: a member who is not its author."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from jigsaw.care.panels.domain.sampling import is_read_twice
from jigsaw.care.panels.domain.states import State
from jigsaw.care.panels.models import Panel, PanelMember, PanelScore, Referral
from jigsaw.care.people.queries import person as person_of
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.access.rules.request import Purpose
from jigsaw.foundation.access.standing import check_called
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer


def panels_of(viewer: Viewer) -> Q:
    """The panels for which the viewer reads, as a condition."""
    check_may_know_of_people(viewer)
    if viewer.key is None:
        return Q()  # Jigsaw itself
    return Q(pk__in=PanelMember.objects.filter(practitioner_id=viewer.key, left_at=None).values("panel"))


def seen_by(viewer: Viewer) -> Q:
    """The referrals that a viewer sees, as a condition."""
    mine = Panel.objects.filter(panels_of(viewer)).values("pk")
    hidden = hidden_from(viewer).people
    about = ~Q(person__in=hidden) if hidden else Q()
    return about & (Q(panel__in=mine) | Q(author_id=viewer.key))


def panel_of(viewer: Viewer, key: UUID) -> Panel:
    """The panel. Raises NotFound for whoever does not read for it."""
    found = Panel.objects.filter(panels_of(viewer), pk=key).first()
    if found is None:
        raise NotFound("Opening a panel", "there is none here that you can see", "Go back to your panels")
    return found


def referred(viewer: Viewer, key: UUID) -> Referral:
    """The referral. Raises NotFound for whoever neither reads nor wrote it, Refused where the rules keep its person
    from a reader: somebody who objects to sharing.
    """
    found = (
        Referral.objects.filter(seen_by(viewer), pk=key).select_related("panel", "author", "agency").first()
    )
    if found is None:
        raise NotFound("Opening a referral", "there is none here that you can see", "Go back to your panels")
    if found.person and found.author_id != viewer.key:
        check_called(viewer, _now(viewer, found.person), Purpose.PANEL)
    return found


def _now(viewer: Viewer, person: UUID) -> UUID:
    """The id of whom a referral is about, if they were joined to somebody since."""
    try:
        return person_of(viewer, person).pk
    except NotFound:
        return person


def reads(viewer: Viewer, referral: Referral) -> bool:
    """Whether the viewer reads for its panel and did not write it."""
    here = PanelMember.objects.filter(panel=referral.panel_id, practitioner_id=viewer.key or 0, left_at=None)
    return referral.author_id != viewer.key and here.exists()


def round_of(referral: Referral) -> int:
    """How often it came before the panel: 1, and 1 more each time it was sent again."""
    return 1 + referral.steps.filter(verb="send again").count()


def is_told(referral: Referral) -> bool:
    """Whether the person was told of the latest decision, or it is written down why not; so too before any."""
    if referral.state in {State.WAITING, State.APPEALED}:
        return True
    letters = [one for one in referral.letters.all() if one.at >= referral.since]
    today = timezone.localdate()
    return any(one.was_told or (one.look_again_on and one.look_again_on > today) for one in letters)


def still_to_read(referral: Referral) -> int:
    """How many readers must still score it before it is decided: two for those that are read twice."""
    wanted = 2 if is_read_twice(referral.pk) else 1
    return max(0, wanted - PanelScore.objects.filter(referral=referral, round=round_of(referral)).count())
