"""Companies stand among people in many files: they are told apart, and compared as companies."""

import pytest

from jigsaw.engine.linkage.adapt.comparable import ORGANISATION, comparable
from jigsaw.engine.linkage.adapt.entries import Entry
from jigsaw.engine.linkage.adapt.organisations import organisation, tell_organisations
from jigsaw.engine.linkage.whole_names import take_apart


def named(*names: str, **more: str) -> list[Entry]:
    return [Entry(str(at), "f", names=(name,), **more) for at, name in enumerate(names)]


@pytest.mark.parametrize(
    "written", ["Acme Trading Ltd", "ACME TRADING (UK) LIMITED", "Acme Trading GmbH", "The Acme Trading Co."]
)
def test_a_legal_form_is_no_part_of_the_name(written):
    assert organisation(written) == "acme trading"


def test_a_company_without_its_form_is_told_by_how_others_end():
    told = tell_organisations(named("Acme Trading Ltd", "Blue Trading Inc", "Star Trading", "Anna Nowak"))
    assert [bool(each.organisations) for each in told] == [True, True, True, False]


def test_somebody_with_a_birth_date_is_a_human_being():
    told = tell_organisations(named("Anna Limited", birth_date="1958-03-02"))
    assert told[0].names == ("Anna Limited",)


def test_a_company_has_no_first_name():
    (told,) = tell_organisations(named("Acme Trading Ltd"))
    found = comparable(told)
    assert (found.columns[ORGANISATION], found.standard.given, found.standard.family) == (
        "acme trading",
        "",
        "",
    )


@pytest.mark.parametrize(
    ("written", "given", "family"),
    [
        ("张伟", "wei", "zhang"),
        ("张秀英", "xiu ying", "zhang"),
        ("欧阳娜娜", "na na", "ouyang"),
        ("김민준", "min jun", "kim"),
    ],
)
def test_a_name_without_a_space_begins_with_the_family_name(written, given, family):
    assert take_apart(written)[:2] == (given, family)
