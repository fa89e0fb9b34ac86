"""The people who can sign in to the demonstration."""

from jigsaw.demo.places import agencies
from jigsaw.demo.signins import DEMO_PASSWORD, sign_ins, teams


def test_every_agency_has_somebody_who_can_sign_in():
    keys = {person.agency_key for person in sign_ins()}
    assert {agency.key for agency in agencies().values()} <= keys


def test_there_is_every_role_and_a_password():
    roles = {"practitioner", "steward", "manager", "analyst", "privacy-officer"}
    assert {person.role for person in sign_ins()} == roles
    assert DEMO_PASSWORD


def test_one_person_is_from_outside_the_agreement():
    assert [person.agency_key for person in sign_ins() if not person.inside_agreement] == [
        "elsewhere-council"
    ]


def test_every_team_can_be_rung_on_a_number_kept_for_drama():
    assert all(team.telephone.startswith("01632 960") for team in teams())
