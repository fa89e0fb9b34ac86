"""Reads of agencies, teams and practitioners. Which agencies exist is no secret among those who sign in."""

from jigsaw.foundation.core.asking import Question
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.organisations.models import Agency, Practitioner, Team


def viewer_of(practitioner: Practitioner) -> Viewer:
    """The viewer that a signed-in practitioner is."""
    return Viewer(
        key=practitioner.pk,
        name=practitioner.name,
        agency=practitioner.agency_id,
        agency_name=practitioner.agency.name,
        team=practitioner.team.name if practitioner.team else "",
        role=practitioner.role,
    )


def role_words(viewer: Viewer) -> str:
    """The viewer's role as people say it; one that is no practitioner's as it is."""
    return str(dict(Practitioner.Role.choices).get(viewer.role, viewer.role))


def viewer_named(username: str) -> Viewer:
    """The viewer with this sign-in name, for the command line. Raises NotFound."""
    found = (
        Practitioner.objects.select_related("agency", "team")
        .filter(username=username, is_active=True)
        .first()
    )
    if found is None:
        raise NotFound(
            "Acting as a practitioner", "nobody active signs in by that name", "Give --as with a sign-in name"
        )
    return viewer_of(found)


def agencies(*, viewer: Viewer) -> list[Agency]:
    """Every agency, by name."""
    return list(Agency.objects.order_by("name"))


def agencies_by_key(*, viewer: Viewer) -> dict[str, Agency]:
    """Every agency, by key."""
    return {agency.key: agency for agency in Agency.objects.all()}


def practitioners(*, viewer: Viewer, agency: str = "") -> list[Practitioner]:
    """Active practitioners by name, of one agency when given."""
    found = Practitioner.objects.filter(is_active=True).select_related("agency", "team").order_by("name")
    return list(found.filter(agency_id=agency) if agency else found)


def teams(*, viewer: Viewer, agency: str) -> list[Team]:
    """An agency's teams, by name."""
    return list(Team.objects.filter(agency_id=agency).order_by("name"))


def gives_one_id_each(viewer: Viewer, agency: str) -> bool:
    """Whether an agency says that it gives nobody two ids."""
    return Agency.objects.filter(pk=agency, one_id_each=True).exists()


_OF_ONE_ID_EACH = Question("SELECT key FROM organisations_agency WHERE one_id_each")


def agencies_of_one_id_each(viewer: Viewer) -> frozenset[str]:
    """The agencies that say that they give nobody two ids, by key."""
    return frozenset(key for (key,) in _OF_ONE_ID_EACH.ask())
