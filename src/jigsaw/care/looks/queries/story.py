"""What a person, and those who support them, read of what agencies wrote about them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from jigsaw.care.intake.domain.entries import Entry
from jigsaw.care.intake.for_families import Reader, family_entries
from jigsaw.care.looks.models import SupporterAccount
from jigsaw.care.looks.queries.own import person_now
from jigsaw.care.looks.themselves import Supporting, Themselves
from jigsaw.care.people import queries as people
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.access.rules.request import Asker, Told
from jigsaw.foundation.access.supporting import SupporterSeen, records_supported, supporters
from jigsaw.foundation.core.viewer import JIGSAW, Viewer


@dataclass(frozen=True)
class Allowed:
    """What a supporter reads: the person's id, none where it is not certain who that is; what the person allowed."""

    person: UUID | None
    told: Told
    groups: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Supported:
    """A supporter as the person sees them: what they may be told now, and whether they have a door of their own."""

    seen: SupporterSeen
    has_door: bool


def own_story(*, viewer: Themselves) -> tuple[Entry, ...]:
    """Every piece about them that they may read or know of, earliest first; from all records joined to theirs."""
    return family_entries(Reader(Asker.THEMSELVES), records=own_records(viewer=viewer))


def own_records(*, viewer: Themselves) -> tuple[UUID, ...]:
    """The source records that are joined to the one that their door hangs on. Raises Refused as the rules do."""
    found = person_now(viewer=viewer)
    return people.record_ids(JIGSAW, [found]).get(found, ()) if found else ()


def own_supporters(*, viewer: Themselves) -> list[Supported]:
    """Those who support them, by name, and whether each has a door of their own."""
    found = supporters(viewer=JIGSAW, records=own_records(viewer=viewer))
    open_to = _with_doors(one.id for one in found)
    return [Supported(one, one.id in open_to) for one in found]


def supporter_doors(*, viewer: Viewer, supporter: UUID) -> list[SupporterAccount]:
    """The doors of one supporter that are open."""
    check_may_know_of_people(viewer)
    rows = SupporterAccount.objects.filter(supporter=supporter, ended_at__isnull=True)
    return list(rows.select_related("opened_by").order_by("-opened_at"))


def supporting_account(*, viewer: UUID) -> Supporting | None:
    """Who reads by a supporter's door that is open; None when it was ended. viewer: what a session names."""
    row = SupporterAccount.objects.filter(pk=viewer, ended_at__isnull=True).first()
    return Supporting(row.pk, row.supporter_id, row.name) if row else None


def allowed(*, viewer: Supporting) -> Allowed:
    """What the person allowed this supporter, as it stands at this moment, and the pieces that this is."""
    records = records_supported(viewer=JIGSAW, supporter=viewer.supporter)
    seen = next(one for one in supporters(viewer=JIGSAW, records=records) if one.id == viewer.supporter)
    whose = {one.id for one in people.people_of_records(JIGSAW, records).values()}
    if len(whose) != 1:
        # Their records were parted: whose supporter this is, somebody has to say.
        return Allowed(None, Told.NOTHING, (), ())
    (key,) = whose
    died = bool(people.person(JIGSAW, key).died_on)
    groups = seen.items if seen.may_be_told is Told.NAMED_ITEMS else ()
    reader = Reader(Asker.SUPPORTER, seen.may_be_told, groups, died)
    every = people.record_ids(JIGSAW, [key]).get(key, ())
    return Allowed(key, seen.may_be_told, groups, family_entries(reader, records=every))


def _with_doors(ids: Iterable[UUID]) -> Collection[UUID]:
    rows = SupporterAccount.objects.filter(supporter__in=list(ids), ended_at__isnull=True)
    return set(rows.values_list("supporter_id", flat=True))
