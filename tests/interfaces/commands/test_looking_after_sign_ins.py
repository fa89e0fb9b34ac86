"""What an administrator does for those who sign in."""

import pytest

from jigsaw.foundation.accounts.models import Account, RecoveryCode, Vouched
from jigsaw.foundation.accounts.queries import how_many_lack_a_factor
from jigsaw.foundation.audit.queries import last_event
from jigsaw.foundation.core.viewer import JIGSAW
from tests.builders import Borough


@pytest.fixture
def ann(db):
    borough = Borough()
    return borough.practitioner("ann", borough.agency("council"))


@pytest.fixture
def cis2(settings, tmp_path):
    place = tmp_path / "providers.toml"
    told = [
        "[cis2]",
        'name = "C"',
        'issuer = "https://cis2.example"',
        'client_id = "j"',
        'key_file = "k.pem"',
    ]
    place.write_text("\n".join(told))
    settings.JIGSAW_PROVIDERS = str(place)


def last(ann):
    return last_event(viewer=JIGSAW, subject_kind="practitioner", subject_id=ann.pk)


def test_a_role_is_given_and_recorded_with_its_why(jigsaw, ann):
    assert jigsaw("account role ann steward --why 'Stands in'").code == 0
    ann.refresh_from_db()
    assert (ann.role, last(ann).detail, last(ann).why) == (
        "steward",
        {"from": "practitioner", "to": "steward"},
        "Stands in",
    )


def test_a_role_that_there_is_none_of_is_refused(jigsaw, ann):
    assert jigsaw("account role ann king").code == 3


def test_a_sign_in_is_closed_and_opened_again(jigsaw, ann):
    for command, expected in (("close", False), ("open", True)):
        assert jigsaw(f"account {command} ann").code == 0
        ann.refresh_from_db()
        assert ann.is_active is expected


def test_sessions_are_ended(jigsaw, ann):
    assert jigsaw("account end-sessions ann").code == 0
    assert Account.objects.get().sessions_ended_at is not None


def test_what_was_lost_is_forgotten(jigsaw, ann):
    RecoveryCode.objects.create(practitioner=ann, fingerprint="f")
    assert jigsaw("account forget-factors ann").code == 0
    assert not RecoveryCode.objects.exists()


def test_an_account_at_another_service_is_bound_and_unbound(jigsaw, ann, cis2):
    assert jigsaw("account bind ann --provider cis2 --subject 555").code == 0
    assert Vouched.objects.get().issuer == "https://cis2.example"
    assert jigsaw("account unbind ann").code == 0
    assert not Vouched.objects.exists()


def test_a_link_is_made_for_a_service_that_is_there_and_for_no_other(jigsaw, ann, cis2):
    assert "/sign-in/bind/" in jigsaw("account link ann --provider cis2").out
    assert jigsaw("account link ann --provider elsewhere").code == 4


def test_nobody_of_that_name_is_told_apart(jigsaw, ann):
    assert jigsaw("account close nobody").code == 4


def test_who_lacks_a_second_factor_is_counted_for_the_doctor_alone(ann):
    assert how_many_lack_a_factor(viewer=JIGSAW) == 1
    ann.set_unusable_password()
    ann.save()
    assert how_many_lack_a_factor(viewer=JIGSAW) == 0


def test_a_set_up_code_is_said_where_a_second_factor_is_needed(jigsaw, ann, settings):
    settings.JIGSAW_SECOND_FACTOR = True
    told = jigsaw("account set-up-code ann")
    assert (told.code, last(ann).act) == (0, "made a set-up code")
    assert "once, within seven days" in told.out
    assert "set-up code" in jigsaw("account forget-factors ann").out


def test_none_is_said_where_it_is_not(jigsaw, ann):
    assert "set-up code" not in jigsaw("account forget-factors ann").out
