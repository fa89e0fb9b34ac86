from datetime import date, timedelta

import pytest

from jigsaw.care.sharing.actions import leave_policy, name_lead, sign_policy, write_policy
from jigsaw.care.sharing.domain.reading import text_of
from jigsaw.care.sharing.domain.standing import Standing
from jigsaw.care.sharing.models import SharingPolicy
from jigsaw.care.sharing.queries import leads, policies_seen, policy_seen, reminders, to_sign
from jigsaw.foundation.access.models import SharingAgreement
from jigsaw.foundation.access.policies import parties_today
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.errors import FaultyPolicy, NotFound, Refused
from jigsaw.foundation.core.viewer import JIGSAW
from tests.care.sharing.conftest import KINDS, shipped

TODAY = date.today()


def test_it_is_in_force_when_the_last_party_has_signed_and_not_before(town):
    town.policy(signed=["council", "trust", "housing"])
    assert policies_seen(viewer=JIGSAW)[0].standing is Standing.NOT_SIGNED
    sign_policy(by=town.leads["police"], key="care", version=1)
    assert policies_seen(viewer=JIGSAW)[0].standing is Standing.IN_FORCE
    assert AuditEvent.objects.filter(act="sharing policy signed", subject_id="care").count() == 4


def test_only_the_named_person_of_a_party_signs_and_only_once(town):
    town.policy(signed=["council"])
    for by, told in [
        (town.workers["trust"], "Only the named person"),
        (town.leads["council"], "has signed this version"),
    ]:
        with pytest.raises(Refused, match=told):
            sign_policy(by=by, key="care", version=1)
    with pytest.raises(NotFound):
        sign_policy(by=town.leads["trust"], key="care", version=9)


def test_a_stranger_to_the_policy_does_not_sign_it(town):
    town.policy(signed=[], parties=["council", "trust"])
    with pytest.raises(Refused, match="no party"):
        sign_policy(by=town.leads["police"], key="care", version=1)


def test_a_signature_says_who_signed_as_what_and_for_which_words(town):
    town.policy(signed=["trust"])
    seen = policy_seen(viewer=JIGSAW, key="care")
    signature = next(one for one in seen.signatures if one.agency == "trust")
    assert (signature.by, signature.title) == ("Trust-lead", "Caldicott Guardian")
    assert [one.agency for one in seen.signatures if not one.by] == ["council", "housing", "police"]


def test_an_old_version_stays_word_for_word_and_in_force_until_the_new_one_is_signed(town):
    first = town.policy()
    town.policy(signed=["council"], about="Other words", ends_on=TODAY + timedelta(days=300))
    assert policy_seen(viewer=JIGSAW, key="care").version.number == 1
    assert policy_seen(viewer=JIGSAW, key="care", version=1).text == first.text
    with pytest.raises(Refused, match="only ever added"):
        first.save()
    for agency in ("trust", "housing", "police"):
        sign_policy(by=town.leads[agency], key="care", version=2)
    assert policy_seen(viewer=JIGSAW, key="care").policy.about == "Other words"


def test_the_same_words_are_no_new_version_and_an_unknown_agency_is_a_fault(town):
    first = town.policy(signed=[])
    with pytest.raises(Refused, match="says what the version before it says"):
        write_policy(by=JIGSAW, text=first.text)
    with pytest.raises(FaultyPolicy, match="no agency has the key nowhere"):
        write_policy(by=JIGSAW, text=text_of(shipped("care", parties=["council", "nowhere"])))
    assert SharingPolicy.objects.count() == 1


def test_front_line_workers_do_not_write_policies(town):
    with pytest.raises(Refused, match="A manager, or the named person"):
        write_policy(by=town.workers["trust"], text=text_of(shipped("care")))


def test_what_agencies_see_of_one_another_follows_the_policy_that_opens_the_workspace(town):
    SharingAgreement.objects.all().delete()
    town.policy(signed=["council", "trust", "housing"])
    assert parties_today() == frozenset()
    sign_policy(by=town.leads["police"], key="care", version=1)
    assert parties_today() == set(KINDS)
    leave_policy(by=town.leads["police"], key="care", version=1, why="Reorganised")
    assert parties_today() == {"council", "trust", "housing"}


def test_a_later_version_with_fewer_parties_closes_the_earlier_one_on_its_first_day(town):
    SharingAgreement.objects.all().delete()
    town.policy()
    begins = TODAY + timedelta(days=10)
    town.policy(signed=["council", "trust"], parties=["council", "trust"], starts_on=begins)
    assert parties_today() == set(KINDS)
    assert SharingAgreement.objects.get(pk="care-1").ends_on == begins - timedelta(days=1)


def test_an_agency_leaves_with_a_why_and_only_where_it_had_signed(town):
    town.policy(signed=["council"])
    with pytest.raises(Refused, match="does not stand"):
        leave_policy(by=town.leads["trust"], key="care", version=1, why="x")
    with pytest.raises(Refused, match="no why"):
        leave_policy(by=town.leads["council"], key="care", version=1, why=" ")


@pytest.mark.parametrize(("left", "due"), [(100, []), (45, [60]), (20, [30]), (3, [7]), (-2, [0])])
def test_a_policy_that_ends_reminds_each_of_its_agencies(town, left, due):
    ends = TODAY + timedelta(days=left)
    town.policy(signed=KINDS if left >= 0 else [], ends_on=ends)
    if left < 0:
        from jigsaw.care.sharing.models import PolicySignature

        for agency, lead in town.leads.items():
            policy = SharingPolicy.objects.get()
            PolicySignature.objects.create(
                policy=policy, agency_id=agency, by_id=lead.key, by_name="x", title="y"
            )
    assert [one.days for one in reminders(viewer=town.workers["trust"])] == due
    assert reminders(viewer=town.viewer(town.agency("elsewhere"))) == []


def test_the_named_person_is_asked_to_sign_what_is_new(town):
    town.policy(signed=["council"])
    assert [one.number for one in to_sign(viewer=town.leads["trust"])] == [1]
    assert to_sign(viewer=town.leads["council"]) == to_sign(viewer=town.workers["trust"]) == []


def test_the_named_person_of_an_agency_works_there_and_the_latest_holds(town):
    other = town.practitioner("deputy", town.agency("trust"))
    with pytest.raises(Refused, match="do not work there"):
        name_lead(by=JIGSAW, agency="council", practitioner=other.pk, title="Guardian")
    with pytest.raises(Refused, match="A manager, or the named person"):
        name_lead(by=town.workers["trust"], agency="trust", practitioner=other.pk, title="Guardian")
    name_lead(by=town.leads["trust"], agency="trust", practitioner=other.pk, title="Deputy guardian")
    assert (leads(viewer=JIGSAW)["trust"].name, leads(viewer=JIGSAW)["trust"].title) == (
        "Deputy",
        "Deputy guardian",
    )
