"""Every rule of access decides its example, and does not decide the counter-example beside it."""

from dataclasses import replace

import pytest

from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.rules.deciding import decide
from jigsaw.foundation.access.rules.plainly import decide_plainly
from jigsaw.foundation.access.rules.reading import shipped_rules
from jigsaw.foundation.access.rules.request import Agreement, Asker, Purpose, Subject, Told
from tests.foundation.access.ruled import looking, reading, researching, supporter, themselves, working

POLICE_ASKS = {"purpose": Purpose.LAW_ENFORCEMENT, "reason_given": True}
# The rule that decides, a request that it decides, and what to change for it to decide no more.
EXAMPLES = {
    "sealed-person": (looking(relationship=True, break_glass=True, person_sealed=True), {"person_sealed": False}),
    "sealing-people": (working(Act.SEAL_PEOPLE, "caldicott-guardian"), {"role": "steward"}),
    "no-agreement": (working(Act.SEE_PEOPLE, agreement=Agreement.NONE), {"agreement": Agreement.IN_FORCE}),
    "agreement-ended": (looking(reason_given=True, agreement=Agreement.ENDED), {"agreement": Agreement.IN_FORCE}),
    "holder-shares-nothing": (reading(holder_shares=False), {"holder": "council"}),
    "sealed": (reading(restriction="sealed", break_glass=True), {"holder": "council"}),
    "sealed-to-families": (themselves(restriction="sealed"), {"restriction": ""}),
    "content-withheld": (reading(restriction="content-withheld"), {"break_glass": True}),
    "content-withheld-from-families": (supporter(restriction="content-withheld"), {"act": Act.KNOW_OF_PIECE}),
    "law-enforcement-kept-from-families": (themselves(law_enforcement=True), {"law_enforcement": False}),
    "law-enforcement-for-another-purpose": (reading(law_enforcement=True), {"purpose": Purpose.SAFEGUARDING}),
    "care-for-law-enforcement": (looking(**POLICE_ASKS), {"reason_given": False}),
    "law-enforcement-may-ask": (reading(**POLICE_ASKS, act=Act.KNOW_OF_PIECE), {"role": "analyst"}),
    "third-party-words": (themselves(third_party_words=True), {"third_party_words": False}),
    "serious-harm-read-first": (themselves(serious_harm=True, act=Act.KNOW_OF_PIECE), {"serious_harm": False}),
    "objection-to-looking": (looking(reason_given=True, objection=True), {"relationship": True}),
    "objection-to-sharing": (reading(objection=True), {"purpose": Purpose.SAFEGUARDING}),
    "died-and-not-yours": (looking(reason_given=True, deceased=True), {"called": True}),
    "supporter-of-somebody-who-died": (supporter(deceased=True), {"deceased": False}),
    "themselves-and-said-to-have-died": (themselves(deceased=True), {"deceased": False}),
    "research-by-name": (researching(de_identified=False), {"de_identified": True}),
    "opted-out-of-research": (researching(opted_out=True), {"opted_out": False}),
    "research": (researching(), {"role": "practitioner"}),
    "front-line": (working(Act.CALL_CONVERSATION), {"role": "analyst"}),
    "feeds-are-open": (working(Act.SEE_FEEDS, "analyst"), {"role": ""}),
    "stewards-keep-records": (working(Act.DECIDE_JOINS, "steward"), {"role": "manager"}),
    "managers-oversee-joins": (working(Act.OVERSEE_JOINS, "manager"), {"role": "steward"}),
    "trying-patterns": (working(Act.TRY_PATTERNS, "analyst"), {"role": "practitioner"}),
    "signing-patterns": (working(Act.SIGN_PATTERNS, "manager"), {"role": "analyst"}),
    "reviewing-broken-glass": (working(Act.REVIEW_BROKEN_GLASS, "caldicott-guardian"), {"role": "steward"}),
    "seeing-how-it-runs": (working(Act.SEE_HEALTH, "privacy-officer"), {"role": "practitioner"}),
    "reviewing-looks": (working(Act.REVIEW_LOOKS, "privacy-officer"), {"role": "manager"}),
    "exporting": (working(Act.EXPORT, "steward"), {"role": "practitioner"}),
    "own-piece": (reading(holder="council", restriction="sealed", in_look=False), {"holder": "police"}),
    "team-involved": (looking(relationship=True), {"purpose": Purpose.PANEL}),
    "conversation-called": (looking(called=True, purpose=Purpose.REVIEW), {"called": False}),
    "reason-asks": (looking(asked=True), {"role": "analyst"}),
    "break-glass": (looking(break_glass=True, objection=True), {"break_glass": False}),
    "safeguarding": (looking(reason_given=True, purpose=Purpose.SAFEGUARDING), {"reason_given": False}),
    "said-why": (looking(reason_given=True), {"reason_given": False}),
    "part-of-a-look": (reading(), {"in_look": False}),
    "own-conversation": (
        looking(subject=Subject.CONVERSATION, holder="council", purpose=Purpose.PANEL),
        {"holder": "police"},
    ),
    "about-yourself": (themselves(act=Act.LOOK, subject=Subject.PERSON), {"subject": Subject.HOME}),
    "supporter-told-nothing": (supporter(told=Told.NOTHING), {"told": Told.EVERYTHING}),
    "supporter-told-everything": (supporter(), {"about_asker": False}),
    "supporter-told-named-items": (supporter(told=Told.NAMED_ITEMS, named=True), {"named": False}),
    "supporter-told-general": (supporter(told=Told.GENERAL, information="general"), {"information": "care"}),
    "jigsaw-itself": (reading(asker=Asker.JIGSAW, restriction="sealed"), {"asker": Asker.PRACTITIONER}),
}  # fmt: skip


def test_every_rule_has_an_example():
    assert set(EXAMPLES) == set(shipped_rules().by_id)


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_rule_decides_its_example_with_its_sentence(rule):
    request, _ = EXAMPLES[rule]
    decision, told = decide(request), shipped_rules().by_id[rule]
    assert (decision.rule, decision.outcome, decision.sentence) == (rule, told.outcome, told.plain)


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_rule_does_not_decide_its_counter_example(rule):
    request, changed = EXAMPLES[rule]
    assert decide(replace(request, **changed)).rule != rule


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_twin_says_the_same_of_both(rule):
    request, changed = EXAMPLES[rule]
    for one in (request, replace(request, **changed)):
        decision = decide(one)
        assert decide_plainly(one) == (decision.outcome, decision.rule)
