"""Pieces for those whom they are about, and for those who support them: as far as the rules let each read."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from jigsaw.care.intake.domain.entries import About, Entry
from jigsaw.care.intake.domain.families import held_for, is_about_them
from jigsaw.care.intake.domain.kinds import all_kinds
from jigsaw.care.intake.entries import about_of, entry_of, later_versions, order, standing_on, why_superseded
from jigsaw.care.intake.models import Piece, PieceEnding, PieceSubject
from jigsaw.foundation.access.domain import Act, Reveal
from jigsaw.foundation.access.hiding import sealed_records
from jigsaw.foundation.access.policies import handled_with
from jigsaw.foundation.access.rules.deciding import shown
from jigsaw.foundation.access.rules.request import Asker, Request, Subject, Told
from jigsaw.foundation.audit.showing import Part, note_parts


@dataclass(frozen=True)
class Reader:
    """Who of a family reads: the person, or a supporter with what the person said that they may be told.

    groups: the groups of kinds that the person named to them. deceased: whether any agency said that the person died.
    """

    asker: Asker
    told: Told = Told.NOTHING
    groups: Collection[str] = ()
    deceased: bool = False


def family_entries(viewer: Reader, *, records: Collection[UUID]) -> tuple[Entry, ...]:
    """Pieces that are about the person of these source records, earliest first, as far as this reader may read them.

    Of what an agency reads first, the person is told that it is there, and a supporter is not. Pieces about somebody
    else that only name the person are never among them, nor are pieces about a place, nor those that name somebody else
    who is sealed; of a person who is sealed a supporter is told nothing. Five queries.
    """
    about = PieceSubject.objects.filter(record__in=records, role="subject").values("piece_id")
    rows = list(standing_on(Piece.objects.filter(pk__in=about), None))
    named = about_of(PieceSubject.objects.filter(piece__in=[row.pk for row in rows]))
    whys = why_superseded(PieceEnding.objects.filter(by_piece__in=later_versions(rows)))
    own = set(records)
    sealed = sealed_records() - own if viewer.asker is Asker.THEMSELVES else sealed_records()
    found = [(row, _shown(viewer, row, named[row.pk], own, sealed)) for row in rows]
    visible = [(row, how) for row, how in found if _is_told(viewer, how)]
    note_parts(
        Part(row.pk, row.kind, False, "" if how is Reveal.FULL else row.agency_id) for row, how in visible
    )
    return tuple(sorted((entry_of(row, how, named[row.pk], whys, own) for row, how in visible), key=order))


def _is_told(reader: Reader, how: Reveal) -> bool:
    return how is Reveal.FULL or (how is Reveal.EXISTS and reader.asker is Asker.THEMSELVES)


def _shown(
    reader: Reader, row: Piece, about: list[About], records: set[UUID], sealed: Collection[UUID]
) -> Reveal:
    if not is_about_them(about, records):
        return Reveal.NOTHING
    kind = all_kinds().get(row.kind)
    asked = Request(
        act=Act.READ_PIECE,
        subject=Subject.PIECE,
        asker=reader.asker,
        told=reader.told,
        holder=row.agency_id,
        restriction=row.restriction,
        named=kind is not None and kind.group in reader.groups,
        about_asker=True,
        deceased=reader.deceased,
        person_sealed=any(one.record in sealed for one in about),
    )
    by_kind = held_for(kind=row.kind, holder_kind=row.agency.kind, about=about, records=records)
    return shown(replace(asked, **handled_with(row.handling, by_kind)))
