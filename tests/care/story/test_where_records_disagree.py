"""Where agencies say different things of one person, all is shown."""

from uuid import uuid4

from jigsaw.care.intake.domain.entries import Holder, RecordSaid
from jigsaw.care.story.domain.disagreeing import differences
from jigsaw.care.story.queries import records_of
from jigsaw.foundation.core.time import now


def test_two_birth_dates_stand_side_by_side_with_who_says_which(borough):
    council, police = borough.agency("council"), borough.agency("police", "police")
    person = borough.person()
    borough.record(person, council, why="First record")
    borough.record(person, police, birth_date="1966-12-03", family_name="MARSH", why="Same NHS number")
    side = records_of(borough.viewer(council), person.pk)
    assert [(one.fact, one.values) for one in side.differences] == [
        ("birth date", (("1966-03-12", ("Council",)), ("1966-12-03", ("Police",))))
    ]
    assert sorted(side.whys.values()) == ["First record", "Same NHS number"]


def said(agency, home, address):
    particulars = {"address": address}
    held = Holder(agency, agency.capitalize(), agency)
    return RecordSaid(uuid4(), held, "1", now(), particulars=particulars, home=home)


def test_one_home_written_in_two_ways_is_no_disagreement():
    home, other = uuid4(), uuid4()
    lane, mill = "14 Mill Lane, ZZ1 2AB", "Flat 1, The Mill, 14 Mill Lane, ZZ1 2AB"
    assert differences([said("gp", home, lane), said("police", home, mill)]) == ()
    (found,) = differences([said("gp", home, lane), said("police", home, mill), said("council", other, lane)])
    assert found.values == ((mill, ("Gp", "Police")), (lane, ("Council",)))


def test_an_address_that_is_no_known_home_is_compared_by_its_words():
    (found,) = differences([said("gp", None, "14 Mill Lane"), said("police", None, "3 Old Quay")])
    assert found.field == "address"
    assert differences([said("gp", None, "14 Mill Lane"), said("police", None, "14, MILL LANE")]) == ()
