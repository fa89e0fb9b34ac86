"""The one place where it is decided who may do and see what."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from jigsaw.foundation.access.care import care
from jigsaw.foundation.access.domain import OF_A_ROLE, Act, Decision, Reveal
from jigsaw.foundation.access.hiding import hidden_from, sealed_records, seals_read_once
from jigsaw.foundation.access.models import AgreementParty, BrokenGlass, BrokenGlassRecord, Wish
from jigsaw.foundation.access.refusing import by_a_rule
from jigsaw.foundation.access.rules.deciding import decide, shown
from jigsaw.foundation.access.rules.request import Agreement, Asker, Purpose, Request, Subject, subjects_of
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

_read: ContextVar[dict[date, dict[str, Agreement]] | None] = ContextVar("agreements_read", default=None)
_broken: ContextVar[dict[int, list[BrokenGlassRecord]] | None] = ContextVar("glasses_read", default=None)
_objectors: ContextVar[list[frozenset[UUID]] | None] = ContextVar("objections_read", default=None)
_purpose: ContextVar[Purpose] = ContextVar("purpose", default=Purpose.DIRECT_CARE)


@contextmanager
def agreements_read_once() -> Iterator[None]:
    """While one request is answered, read agreements, objections, glasses and seals once: every query asks."""
    agreements, glasses, objections = _read.set({}), _broken.set({}), _objectors.set([])
    try:
        with seals_read_once():
            yield
    finally:
        _read.reset(agreements)
        _broken.reset(glasses)
        _objectors.reset(objections)


def parties_today() -> frozenset[str]:
    """The keys of the agencies that are party to an agreement in force today."""
    standing = agreements_today()
    return frozenset(agency for agency, how in standing.items() if how is Agreement.IN_FORCE)


def agreements_today() -> dict[str, Agreement]:
    """How the agreements of each agency stand today, by its key; those that never were party are absent."""
    today, read = timezone.localdate(), _read.get()
    if read is None:
        return _standing(today)
    if today not in read:
        read[today] = _standing(today)
    return read[today]


def _standing(day: date) -> dict[str, Agreement]:
    begun = AgreementParty.objects.filter(agreement__starts_on__lte=day)
    last = begun.values_list("agency_id").annotate(last=Max("agreement__ends_on"))
    return {agency: Agreement.IN_FORCE if ends >= day else Agreement.ENDED for agency, ends in last}


def request_of(viewer: Viewer, act: Act, subject: Subject | None = None) -> Request:
    """A request to the rules by this viewer, as their agreements stand today; nothing else is known yet."""
    asked = Request(act=act, subject=subject or subjects_of(act)[0])
    if viewer.is_jigsaw:
        return replace(asked, asker=Asker.JIGSAW)
    agreement = agreements_today().get(viewer.agency, Agreement.NONE)
    return replace(asked, role=viewer.role, agency=viewer.agency, agreement=agreement)


def can(viewer: Viewer, act: Act) -> Decision:
    """Whether the viewer may do what a role includes, with the sentence that decides. Jigsaw itself may."""
    return decide(request_of(viewer, act))


def permitted_acts(viewer: Viewer) -> frozenset[Act]:
    """Everything of what roles include that the viewer may do, by one read of the agreements: what a page may offer."""
    asked = request_of(viewer, Act.SEE_PEOPLE)
    every = (replace(asked, act=act, subject=subjects_of(act)[0]) for act in OF_A_ROLE)
    return frozenset(one.act for one in every if decide(one))


def check(viewer: Viewer, act: Act) -> None:
    """Raise Refused with the deciding sentence unless the viewer may do `act`."""
    decision = can(viewer, act)
    if not decision:
        words = decision.sentence.rstrip(".")
        error = Refused(f"To {act}", words, "Ask the steward of your sharing agreement")
        raise by_a_rule(error, viewer, decision)


def check_may_know_of_people(viewer: Viewer) -> None:
    """Raise NotFound unless the viewer may see people: what they may not know of answers like what is not
    there.
    """
    decision = can(viewer, Act.SEE_PEOPLE)
    if not decision:
        error = NotFound(
            "Opening this page", "there is nothing here that you can see", "Check the address, or search"
        )
        raise by_a_rule(error, viewer, decision)


@contextmanager
def looking_for(purpose: Purpose) -> Iterator[None]:
    """While one page is read: what the look is for. Direct care, when nothing is said."""
    token = _purpose.set(purpose)
    try:
        yield
    finally:
        _purpose.reset(token)


Revealing = Callable[[str, str, str, Collection[UUID], Collection[UUID]], Reveal]


def revealing(viewer: Viewer, records: Iterable[UUID] = ()) -> Revealing:
    """A function that says how much of a piece the viewer sees within a look: by its restriction, its handling, its
    holder, the source records of those whom it is about, which must be among `records`, and of all whom it names.

    Reads the agreements, the wishes and the broken glasses once, for however many pieces.
    """
    asked = replace(request_of(viewer, Act.READ_PIECE), in_look=True, purpose=_purpose.get())
    if viewer.is_jigsaw:
        return lambda restriction, handling, holder, about, named: shown(asked)
    every, standing = set(records), agreements_today()
    objected, opened = objecting(viewer, every), opened_by_glass(viewer, every)
    sealed = hidden_from(viewer).records

    @cache
    def reveal(
        restriction: str, handling: str, holder: str, objection: bool, glass: bool, seal: bool
    ) -> Reveal:
        shares = standing.get(holder) is Agreement.IN_FORCE
        piece = replace(
            asked, holder=holder, restriction=restriction, holder_shares=shares, **handled(handling)
        )
        return shown(replace(piece, objection=objection, break_glass=glass, person_sealed=seal))

    return lambda restriction, handling, holder, about, named: reveal(
        restriction,
        handling,
        holder,
        not objected.isdisjoint(about),
        not opened.isdisjoint(about),
        not sealed.isdisjoint(named),
    )


def handled(handling: str) -> dict[str, Any]:
    """What the words of a piece's handling say of it, as the rules ask."""
    words = handling.split()
    return {
        "law_enforcement": "law-enforcement" in words,
        "third_party_words": "third-party-words" in words,
        "serious_harm": "serious-harm" in words,
        "information": "general" if "general" in words else "care",
    }


def handled_with(handling: str, by_kind: Mapping[str, bool]) -> dict[str, Any]:
    """The same, with what a piece is by its kind and whom it names: each holds it back, unless its agency said that it
    is general.
    """
    said = handled(handling)
    if said["information"] == "general":
        return said
    return said | {name: said[name] or holds for name, holds in by_kind.items()}


def objecting(viewer: Viewer, records: Collection[UUID]) -> frozenset[UUID]:
    """Those of these source records whose person objects to sharing, whichever of their records it was kept with: also
    one that came and was joined after they had said so.
    """
    return _of_objectors(viewer).intersection(records) if records else frozenset()


def _of_objectors(viewer: Viewer) -> frozenset[UUID]:
    """Every source record of everybody who objects. One query, where anybody does two; once in a request."""
    read = _objectors.get()
    if read:
        return read[0]
    rows = Wish.objects.filter(kind=Wish.Kind.OBJECTS).order_by("pk").values_list("record", "holds")
    said = [record for record, holds in dict(rows).items() if holds]
    found = frozenset([*said, *care().whose(viewer, said)]) if said else frozenset(said)
    if read is not None:
        read.append(found)
    return found


def kept_back(viewer: Viewer) -> frozenset[UUID]:
    """The source records of everybody who objects to sharing, but for those that a glass the viewer broke opens now.

    What other agencies hold of them is not shown to this viewer, in a list either. One query; nobody, for Jigsaw
    itself and where somebody's safety is looked into. Where anybody objects, two queries.
    """
    if viewer.is_jigsaw or _purpose.get() is Purpose.SAFEGUARDING:
        return frozenset()
    found = _of_objectors(viewer)
    return found - opened_by_glass(viewer, found) if found else found


def not_for_research() -> frozenset[UUID]:
    """The source records of everybody who opted out of research and planning, objects to sharing, or is sealed."""
    kinds = (Wish.Kind.OPTED_OUT, Wish.Kind.OBJECTS)
    rows = Wish.objects.filter(kind__in=kinds).order_by("pk").values_list("record", "kind", "holds")
    latest = {(record, kind): holds for record, kind, holds in rows}
    return frozenset(record for (record, _), holds in latest.items() if holds) | sealed_records()


def may_research(viewer: Viewer, *, opted_out: bool = False) -> Decision:
    """Whether the viewer may have somebody on a list for research that names nobody."""
    asked = replace(request_of(viewer, Act.RESEARCH), purpose=Purpose.RESEARCH, de_identified=True)
    return decide(replace(asked, opted_out=opted_out))


def check_may_research(viewer: Viewer) -> None:
    """Raise Refused with the deciding sentence unless the viewer may have lists for research that name nobody."""
    decision = may_research(viewer)
    if not decision:
        words = decision.sentence.rstrip(".")
        error = Refused("Making a list for research", words, "Ask the steward of your sharing agreement")
        raise by_a_rule(error, viewer, decision)


def glass_over(viewer: Viewer, records: Collection[UUID]) -> BrokenGlass | None:
    """The viewer's broken glass that opens any of these source records now; of several that which holds longest."""
    mine = (one.glass for one in _glasses(viewer) if one.record in records)
    return max(mine, key=lambda glass: glass.ends_at, default=None)


def opened_by_glass(viewer: Viewer, records: Collection[UUID]) -> frozenset[UUID]:
    """Those of these source records that a glass which the viewer broke opens now."""
    return frozenset(one.record for one in _glasses(viewer) if one.record in records)


def _glasses(viewer: Viewer) -> list[BrokenGlassRecord]:
    """What the viewer's broken glasses open now. While one request is answered, read once."""
    if viewer.key is None:
        return []
    read = _broken.get()
    if read is not None and viewer.key in read:
        return read[viewer.key]
    rows = BrokenGlassRecord.objects.filter(glass__by=viewer.key, glass__ends_at__gt=now())
    found = list(rows.select_related("glass"))
    if read is not None:
        read[viewer.key] = found
    return found
