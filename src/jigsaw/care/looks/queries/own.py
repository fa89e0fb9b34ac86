"""What a person reads of the looks at their record."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from jigsaw.care.intake.domain.kinds import all_kinds
from jigsaw.care.linkage.queries import moves_of
from jigsaw.care.looks.domain.spells import Moved, Spell, spells
from jigsaw.care.looks.domain.telling import WORKERS, saw_told, why_told
from jigsaw.care.looks.models import LookQuestion, NameWithheld
from jigsaw.care.looks.themselves import ROLE, SUPPORTER, Themselves, check_may_read, may_know_of
from jigsaw.foundation.access.supporting import supporters_called
from jigsaw.foundation.audit.showing import SHOWN, WITHHELD
from jigsaw.foundation.audit.whose import LookSeen, looks_at
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.foundation.organisations.queries import agencies_by_key

POLICE = "police"
YOU = "You"
NOTHING_OF_YOURS = "Nothing about you."


@dataclass(frozen=True)
class Asked:
    """What the person asked about a look, by when it is answered, and the answer once there is one."""

    words: str
    asked_at: datetime
    answer_by: date
    found: str = ""
    answer: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True)
class OwnLook:
    """A look as the person reads it. is_self: it was their own. supporter: whose it was, where it was a supporter's."""

    key: int
    at: datetime
    who: str
    agency: str
    why: str
    saw: tuple[str, ...]
    is_self: bool
    asked: Asked | None
    supporter: UUID | None = None


def own_looks(*, viewer: Themselves) -> list[OwnLook]:
    """Every look at their record, the latest first; several of one worker within an hour by the same way are one."""
    check_may_read(viewer)
    found = list(_once(_looks(viewer)))
    asked = _asked(viewer)
    tell = _Telling(found)
    return [tell.told(one, asked.get(one.key)) for one in found]


def own_look(*, viewer: Themselves, key: int) -> OwnLook:
    """One of them. Raises NotFound for a look at somebody else, as for none."""
    found = next((one for one in own_looks(viewer=viewer) if one.key == key), None)
    if found is None:
        raise NotFound("Opening this page", "there is nothing here that you can see", "Go back to who looked")
    return found


def person_now(*, viewer: Themselves) -> UUID | None:
    """The id of the person that their source record belongs to now."""
    check_may_read(viewer)
    return moves_of(viewer=JIGSAW, record=viewer.record)[1]


def _spells(viewer: Themselves) -> list[Spell]:
    moved, now = moves_of(viewer=JIGSAW, record=viewer.record)
    return spells((Moved(one.at, one.before, one.after) for one in moved), now)


def _looks(viewer: Themselves) -> Iterable[LookSeen]:
    stood = _spells(viewer)
    people = {one.person for one in stood}
    named = str(viewer.record)
    for one in looks_at(viewer=JIGSAW, people=people, records=[viewer.record]):
        by_record = named in _ids(one, "records")
        who = {one.subject_id, *_ids(one, "people")}
        if by_record or any(str(spell.person) in who and spell.holds(one.at) for spell in stood):
            yield one


def _ids(one: LookSeen, name: str) -> list[str]:
    """The ids of those whom a look named. A broken glass is no look, and says only how many."""
    told = one.detail.get(name)
    return told if isinstance(told, list) else []


def _once(looks: Iterable[LookSeen]) -> Iterable[LookSeen]:
    """The latest of several looks of one worker in one hour that the person would read as the same."""
    seen: set[tuple[object, ...]] = set()
    for one in looks:
        hour = one.at.replace(minute=0, second=0, microsecond=0)
        mark = (one.by, one.by_name, hour, one.act, one.detail.get("rule"), one.is_of_a_list)
        if mark not in seen:
            seen.add(mark)
            yield one


def _asked(viewer: Themselves) -> dict[int, Asked]:
    rows = LookQuestion.objects.filter(account=viewer.account).select_related("answer")
    return {row.look_id: _as_asked(row) for row in rows}


def _as_asked(row: LookQuestion) -> Asked:
    told = (row.words, row.asked_at, row.answer_by)
    answer = getattr(row, "answer", None)
    return Asked(*told, answer.get_found_display(), answer.words, answer.at) if answer else Asked(*told)


class _Telling:
    """Tells looks in the person's words: who works where is read once for all of them."""

    def __init__(self, looks: Collection[LookSeen]) -> None:
        by = {one.by for one in looks if one.by is not None}
        self.agencies = agencies_by_key(viewer=JIGSAW)
        self.titles = dict(Practitioner.objects.filter(pk__in=by).values_list("pk", "job_title"))
        today = timezone.localdate()
        withheld = NameWithheld.objects.filter(practitioner__in=by, until__gte=today, ended_at__isnull=True)
        self.supporters = supporters_called(viewer=JIGSAW, keys=_supporting(looks))
        self.unnamed = set(withheld.values_list("practitioner_id", flat=True))

    def told(self, one: LookSeen, asked: Asked | None) -> OwnLook:
        """One look."""
        agency = self.agencies.get(one.agency)
        if one.detail.get("role") == ROLE:
            return OwnLook(one.key, one.at, YOU, "", "You read your own record.", (), True, asked)
        if one.detail.get("role") == SUPPORTER:
            return self._supporters(one)
        withheld: Mapping[str, int] = one.detail.get(WITHHELD, {})
        saw = saw_told(self._may_know(one), _group, one.is_of_a_list, sum(withheld.values()))
        why = why_told(one.act, one.why, one.detail, one.is_of_a_list)
        return OwnLook(one.key, one.at, self._who(one), agency.name if agency else "", why, saw, False, asked)

    def _supporters(self, one: LookSeen) -> OwnLook:
        """A look by a supporter's own door."""
        key = UUID(str(one.detail[SUPPORTER]))
        who = self.supporters.get(key, "Somebody who supports you")
        saw = saw_told(one.detail.get(SHOWN, {}), _group, False, 0)[1:] or (NOTHING_OF_YOURS,)
        return OwnLook(one.key, one.at, who, "", "You said what they may read.", saw, False, None, key)

    def _who(self, one: LookSeen) -> str:
        if one.by is None:
            return "Jigsaw, the computer"
        role = self.titles.get(one.by) or WORKERS.get(str(one.detail.get("role", "")), "A worker")
        return role if one.by in self.unnamed else f"{one.by_name}, {role[:1].lower()}{role[1:]}"

    def _may_know(self, one: LookSeen) -> dict[str, int]:
        """What was shown of pieces that no holder restricts, and that the rules let the person know of."""
        shown: Mapping[str, int] = one.detail.get(SHOWN, {})
        return {kind: n for kind, n in shown.items() if may_know_of(law_enforcement=kind.startswith(POLICE))}


def _supporting(looks: Iterable[LookSeen]) -> set[str]:
    return {str(one.detail[SUPPORTER]) for one in looks if one.detail.get("role") == SUPPORTER}


def _group(kind: str) -> str:
    known = all_kinds().get(kind)
    return known.group if known else ""
