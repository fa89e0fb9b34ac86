"""Which passwords do, and which do not."""

import pytest

from jigsaw.foundation.accounts.passwords import fault_of_password, leaked_passwords


@pytest.mark.parametrize(
    "password", ["three plain words", "gannet-teapot-lorry", "ab cd ef gh ij kl", "Übermut tut selten"]
)
def test_unrelated_words_do(password):
    assert fault_of_password(password) == ""


@pytest.mark.parametrize("password", ["", "short", "elevenchars"])
def test_a_short_one_asks_for_more_letters(password):
    assert "at least 12" in fault_of_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "P@ssw0rd!!!!",
        "1234567891011",
        "aaaaaaaaaaaaaa",
        "qwertyqwerty",
        "!!!iloveyou!!!2024",
        "sunshine1999!",
    ],
)
def test_what_leaked_elsewhere_is_refused_also_with_signs_round_it(password):
    assert "Choose another" in fault_of_password(password)


@pytest.mark.parametrize("password", ["amara osei 2026", "penhallow-trust1", "jigsaw-jigsaw-1"])
def test_the_persons_own_names_are_no_password(password):
    assert "nothing to do with you" in fault_of_password(password, None, "Amara Osei", "Penhallow Trust")


def test_an_endless_one_is_refused_before_it_costs_anything():
    assert "at most" in fault_of_password("abcde" * 100)


def test_the_list_is_there_and_in_small_letters():
    assert len(leaked_passwords()) > 10_000
    assert all(one == one.lower() for one in leaked_passwords())
