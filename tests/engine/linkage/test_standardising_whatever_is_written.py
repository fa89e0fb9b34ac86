"""What standardising promises of any text at all."""

import unicodedata
from dataclasses import fields

from hypothesis import example, given, settings
from hypothesis import strategies as any_of

from jigsaw.engine.linkage import names, particulars
from jigsaw.engine.linkage.records import Record
from jigsaw.engine.linkage.standardise import standardise
from tests.engine.linkage.people import ADA, other

TEXTS = any_of.one_of(
    any_of.text(max_size=30),
    any_of.text(alphabet="abcdeino némcoźł'\"()-. ", max_size=30),
    any_of.sampled_from(["Smith (née Jones)", "Mc Donald Jr", "Dr O'Neill-Żak", 'Mary k/a "Pol"', "née"]),
)
LATIN = any_of.text(alphabet="abcdefghijklmnopqrstuvwxyz -'", max_size=30)
TEXT_FIELDS = [
    each.name for each in fields(Record) if each.type is str and each.name not in ("id", "agency", "local_id")
]


@given(any_of.fixed_dictionaries({name: TEXTS for name in TEXT_FIELDS if name != "encoding"}))
@settings(max_examples=200)
def test_no_record_is_too_strange_to_be_read(said: dict[str, str]) -> None:
    made = standardise(other(ADA, **said))
    assert made.given == "" or made.given.isascii()


@given(TEXTS)
@example("o o oo")
@example("mc mc mcx")
@settings(max_examples=500)
def test_a_name_standardised_twice_is_as_it_was_after_once(written: str) -> None:
    once = names.tokens(written)
    assert names.tokens(" ".join(once)) == once


@given(TEXTS)
@settings(max_examples=300)
def test_a_particular_standardised_twice_is_as_it_was_after_once(written: str) -> None:
    for read in (particulars.postcode, particulars.telephone, particulars.email, particulars.uprn):
        assert read(read(written)) == read(written)
    whole = particulars.birth_date(written)[2]
    assert not whole or particulars.birth_date(whole)[2] == whole


@given(LATIN)
@settings(max_examples=300)
def test_case_space_and_accents_of_a_name_do_not_matter(written: str) -> None:
    accented = "".join(letter + "\u0301" if letter in "aeiou" else letter for letter in written)
    for same in (written.upper(), f"  {written} ", written.replace(" ", "  "), accented, _composed(accented)):
        assert names.tokens(same) == names.tokens(written)
        assert names.family_tokens(same) == names.family_tokens(written)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@given(any_of.integers(0, 9_999_999_999), any_of.sampled_from(["{}", " {}", "0{}", "{}.0"]))
def test_a_property_number_does_not_depend_on_how_it_is_padded(number: int, form: str) -> None:
    assert particulars.uprn(form.format(number)) == particulars.uprn(str(number))
