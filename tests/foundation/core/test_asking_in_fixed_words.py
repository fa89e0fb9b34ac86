"""Questions of fixed text give what Django's own queries give, on either database."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from jigsaw.care.people.models import Person, SearchTerm
from jigsaw.foundation.core.asking import Question, sending_ahead
from jigsaw.foundation.core.inserting import insert_rows

pytestmark = pytest.mark.django_db

ONE, OTHER = UUID(int=1), UUID(int=2)
AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
PEOPLE = Question(
    "SELECT id, name, changed_at, died_on <> '' FROM people_person WHERE id = ANY(%s) ORDER BY id",
    *(UUID, str, datetime, bool),
)


def add(*people, **how):
    rows = [(key, name, AT, "", "", "", "", "", "") for key, name in people]
    told = ("given_names", "family_name", "birth_date", "nhs_number", "gender", "died_on")
    insert_rows(Person, ("id", "name", "changed_at", *told), rows, **how)


def test_it_answers_in_the_types_it_gives():
    add((ONE, "Ann"), (OTHER, "Bea"))
    assert PEOPLE.ask([OTHER, ONE]) == [(ONE, "Ann", AT, False), (OTHER, "Bea", AT, False)]


def test_it_may_be_asked_about_any_number_and_about_none():
    add((ONE, "Ann"))
    assert [len(PEOPLE.ask(ids)) for ids in ([], [ONE], {ONE, OTHER})] == [0, 1, 1]


def test_it_takes_an_instant_and_one_id():
    add((ONE, "Ann"))
    question = Question("SELECT name FROM people_person WHERE id = %s AND changed_at = %s")
    assert question.ask(ONE, AT) == [("Ann",)]


def test_the_latest_of_several_instants_is_an_instant():
    add((ONE, "Ann"), (OTHER, "Bea"))
    assert Question("SELECT MAX(changed_at) FROM people_person", datetime).ask() == [(AT,)]


def test_a_change_touches_the_rows_it_names_alone():
    add((ONE, "Ann"), (OTHER, "Bea"))
    Question("DELETE FROM people_person WHERE id = ANY(%s)").tell([ONE, UUID(int=3)])
    assert list(Person.objects.values_list("pk", flat=True)) == [OTHER]


def test_rows_that_are_there_are_passed_over_or_written_over():
    add((ONE, "Ann"))
    add((ONE, "Anne"), (OTHER, "Bea"), pass_over=True)
    assert PEOPLE.ask([ONE])[0][1] == "Ann"
    add((ONE, "Anne"), (OTHER, "Beatrix"), write_over=("name",))
    assert [row[1] for row in PEOPLE.ask([ONE, OTHER])] == ["Anne", "Beatrix"]


def test_a_row_twice_where_it_may_stand_once_is_refused():
    add((ONE, "Ann"))
    with pytest.raises(IntegrityError), transaction.atomic():
        add((ONE, "Anne"))


def test_words_come_back_as_they_went():
    odd = ['a comma, a } a " and a \\', "NULL", "", "{O'Brien}"]
    add(*((UUID(int=at), one) for at, one in enumerate(odd, 1)))
    assert [row[1] for row in PEOPLE.ask([UUID(int=at) for at in range(1, 5)])] == odd
    question = Question("SELECT COUNT(*) FROM people_person WHERE name = ANY(%s)")
    assert question.ask(odd) == [(4,)]


def test_each_of_several_questions_asked_ahead_gets_its_own_answer():
    with sending_ahead():
        nobody = PEOPLE.ahead([ONE])
        add((ONE, "Ann"), (OTHER, "Bea"))
        both, one = PEOPLE.ahead([ONE, OTHER]), PEOPLE.ahead([ONE])
        assert [len(answer()) for answer in (one, both, nobody)] == [1, 2, 0]


@pytest.mark.django_db(transaction=True)
def test_the_end_of_a_transaction_is_sent_along_and_what_was_refused_undoes_it():
    add((ONE, "Ann"))
    with pytest.raises(IntegrityError), sending_ahead(), transaction.atomic():
        add((OTHER, "Bea"), (ONE, "Anne"))
    assert [row[1] for row in PEOPLE.ask([ONE, OTHER])] == ["Ann"]


def test_what_is_sent_ahead_is_there_for_the_next_question():
    with sending_ahead():
        add((ONE, "Ann"))
        add((OTHER, "Bea"))
        assert len(PEOPLE.ask([ONE, OTHER])) == 2
        add((ONE, "Anne"), write_over=("name",))
    assert PEOPLE.ask([ONE])[0][1] == "Anne"


def test_what_is_sent_ahead_and_refused_is_raised_at_the_end():
    add((ONE, "Ann"))
    with pytest.raises(IntegrityError), transaction.atomic(), sending_ahead():
        add((ONE, "Anne"))
    assert PEOPLE.ask([ONE])[0][1] == "Ann"


def test_a_value_too_long_is_refused_and_never_cut():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps whatever length it is given")
    add((ONE, "Ann"))
    with pytest.raises(DataError), transaction.atomic():
        insert_rows(SearchTerm, ("person_id", "kind", "term"), [(ONE, "longer than ten letters", "ann")])
