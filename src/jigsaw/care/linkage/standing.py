"""What stands in the store of a few records and of the people that they make, asked for in one go.

Each question would wait for an answer of its own: asked together they wait once (`foundation.core.asking.Question`).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from jigsaw.care.intake import derivation as intake
from jigsaw.care.linkage.joins import Join, ask_joins_of
from jigsaw.care.linkage.store import Stored
from jigsaw.care.people import settlement
from jigsaw.care.people.terms import KnownTerms, SaidOfPerson, ask_terms
from jigsaw.foundation.core.asking import Row

Groups = Mapping[UUID, Collection[UUID]]
"""The source records of each person, by person."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The joins and the news of some records, what they say `now`, and the residences and search terms of people."""

    now: Mapping[UUID, intake.RecordNow]
    joined: dict[UUID, Join]
    heard: intake.Heard
    residences: list[Row]
    terms: KnownTerms

    @classmethod
    def of(cls, groups: Groups, records: Collection[UUID], read: Stored) -> "Standing":
        """What stands of these records, and of the people that some of them make."""
        joined, heard = ask_joins_of(records), intake.ask_heard_of(records)
        residences, terms = settlement.ask_residences(groups), ask_terms(groups)
        said = _said(groups, read.now)
        return cls(read.now, joined(), heard(), residences(), KnownTerms(terms(), said))


def _said(groups: Groups, now: Mapping[UUID, intake.RecordNow]) -> dict[UUID, set[SaidOfPerson]]:
    """What every version of each person's records says, of those people whose records have but one each."""
    single = {
        person: [now[one] for one in records]
        for person, records in groups.items()
        if all(one in now and now[one].versions <= 1 for one in records)
    }
    return {person: {_of(one) for one in mine} for person, mine in single.items()}


def _of(one: intake.RecordNow) -> SaidOfPerson:
    said, (lines, postcode, _, normal) = one.particulars, one.written
    names = said["given_names"], said["family_name"], said["known_as"]
    return *names, said["birth_date"], said["nhs_number"], normal, lines, postcode


def addresses_given(
    records: Collection[UUID], now: Mapping[UUID, intake.RecordNow]
) -> Iterator[intake.LivedAt]:
    """As `intake.addresses_given`, which is asked only about records with more than the version that is known."""
    single = {one for one in records if one in now and now[one].versions <= 1}
    yield from (lived for one in single if (lived := now[one].lived_at))
    if others := [one for one in records if one not in single]:
        yield from intake.addresses_given(others)
