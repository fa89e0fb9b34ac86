"""Where agencies say different things of one person, all is shown."""

from jigsaw.care.story.queries import records_of


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
