"""A reason's sentence rests on nothing that its reader may not know of; a duty goes before an objection."""

import pytest

from jigsaw.care.reasons.queries import all_reasons, open_reasons, reason, reasons_about
from jigsaw.foundation.access.actions import break_glass, note_wish
from jigsaw.foundation.access.models import AgreementParty, Wish
from jigsaw.foundation.access.policies import looking_for
from jigsaw.foundation.access.rules.request import Purpose
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import JIGSAW
from tests.builders import Borough
from tests.care.reasons.kept_back import reason_resting_on


@pytest.fixture
def borough(db):
    return Borough()


@pytest.fixture
def steven(borough):
    person = borough.person()
    person.council = borough.record(person, borough.agency("council"))
    person.police = borough.record(person, borough.agency("police", "police"))
    person.told = borough.piece(person.council)
    person.called = borough.piece(person.police, kind="police-call")
    return person


def objects(person, *records, holds=True):
    keys = [record.pk for record in records or (person.council, person.police)]
    note_wish(by=JIGSAW, person=person.pk, records=keys, kind=Wish.Kind.OBJECTS, holds=holds)


def seen(borough, person, agency):
    """How many reasons about a person an agency sees, in each of the ways to see them."""
    viewer = borough.viewer(borough.agency(agency))
    about = reasons_about(viewer=viewer, kind="person", ids=[person.pk])
    return {len(about), len(all_reasons(viewer=viewer))}


def test_an_objection_keeps_it_from_whoever_does_not_hold_every_piece_of_it(borough, steven):
    made = reason_resting_on(steven.told, steven.called, about=steven.pk)
    assert seen(borough, steven, "police") == {1}
    objects(steven)
    assert seen(borough, steven, "police") == seen(borough, steven, "council") == {0}
    viewer = borough.viewer(borough.agency("police"))
    assert open_reasons(viewer=viewer) == []
    with pytest.raises(NotFound):
        reason(viewer=viewer, reason_id=made.pk)


def test_who_holds_every_piece_of_it_sees_it(borough, steven):
    reason_resting_on(steven.called, about=steven.pk)
    objects(steven)
    assert (seen(borough, steven, "police"), seen(borough, steven, "council")) == ({1}, {0})


@pytest.mark.parametrize("told", [{"statutory": True}, {"kind": "pair"}], ids=["a duty", "about another"])
def test_a_duty_and_a_warning_about_another_go_before_an_objection(borough, steven, told):
    reason_resting_on(steven.told, steven.called, about=steven.pk, **told)
    objects(steven)
    assert seen(borough, steven, "police") == {1}


def test_a_broken_glass_a_worry_about_safety_and_an_objection_taken_back_show_it(borough, steven):
    reason_resting_on(steven.told, steven.called, about=steven.pk)
    objects(steven)
    with looking_for(Purpose.SAFEGUARDING):
        assert seen(borough, steven, "police") == {1}
    viewer, records = borough.viewer(borough.agency("police")), [steven.council.pk, steven.police.pk]
    break_glass(by=viewer, person=steven.pk, records=records, reason="He is missing", minutes=15)
    assert reasons_about(viewer=viewer, kind="person", ids=[steven.pk])
    objects(steven, holds=False)
    assert seen(borough, steven, "council") == {1}


def test_what_its_agency_sealed_since_or_no_longer_shares_is_rested_on_by_nothing(borough, steven):
    reason_resting_on(steven.told, steven.called, about=steven.pk)
    borough.supersede(steven.told, steven.council, on="2026-03-01", restriction="sealed")
    assert (seen(borough, steven, "police"), seen(borough, steven, "council")) == ({0}, {1})
    again = reason_resting_on(steven.called, about=steven.pk, pattern="R04")
    corrected = borough.supersede(steven.called, steven.police, on="2026-03-01", kind="police-call")
    borough.supersede(corrected, steven.police, on="2026-03-02", kind="police-call", restriction="sealed")
    assert again.pk not in {one.id for one in all_reasons(viewer=borough.viewer(borough.agency("council")))}
    AgreementParty.objects.filter(agency="police").delete()
    assert seen(borough, steven, "council") == {0}
