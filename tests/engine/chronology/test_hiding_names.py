"""The anonymised view hides names however they are written, and its key brings back exactly what was written."""

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.chronology.anonymising import anonymised, key_of, may_still_name, named_again

PEOPLE = {"Adult A": ["Corwin Lanyon", "Corwin"], "Adult B": ["Piers Kitto"]}
TEXT = st.lists(
    st.sampled_from(
        ["Corwin Lanyon", "CORWIN", "Corwin", "Piers Kitto", "piers kitto", "[", "]", "[[", "[Adult A]", " ", "visited",
         "943 476 5919", "ZZ1 2AB", "01632 960 123", "a@b.example", "·", "[Adult A·2]"]
    )
).map("".join)  # fmt: skip


@given(st.lists(TEXT, max_size=5))
def test_the_way_back_gives_exactly_what_was_written(texts):
    key = key_of(PEOPLE, texts)
    assert [named_again(anonymised(text, key), key) for text in texts] == texts


@given(TEXT)
def test_no_name_is_left_however_it_was_written(text):
    spaced = text.replace("Corwin", " Corwin ").replace("CORWIN", " CORWIN ").replace("iers", "iers ")
    shown = anonymised(spaced, key_of(PEOPLE, [spaced])).casefold()
    assert "corwin" not in f" {shown} ".split()
    assert "lanyon" not in shown.split() or "corwin lanyon" not in spaced.casefold()


def test_names_and_numbers_stand_as_labels():
    text = "Corwin Lanyon (NHS 943 476 5919) rang 01632 960123; CORWIN said Piers Kitto was in at ZZ1 2AB"
    key = key_of(PEOPLE, [text])
    assert anonymised(text, key) == (
        "[Adult A] (NHS [NHS number]) rang [telephone]; [Adult A·3] said [Adult B] was in at [postcode]"
    )


def test_what_is_written_about_the_view_comes_back_with_names():
    key = key_of(PEOPLE)
    assert named_again("We asked [Adult A] twice [sic]", key) == "We asked Corwin Lanyon twice [sic]"


def test_what_may_still_be_a_name_is_shown_to_somebody():
    assert may_still_name("[Adult A] met Merrin Hallett at Pilot Street", ["Pilot Street"]) == [
        "Merrin Hallett"
    ]
