"""The twin: the same law in plain Python, written apart from the files in Cedar, to be held against them.

It decides nothing in service. Tests and `make fuzz-access` ask both, and they must agree in outcome and in the rule.
"""

from collections.abc import Iterator

from jigsaw.foundation.access.domain import Act, Outcome
from jigsaw.foundation.access.rules.request import Agreement, Asker, Purpose, Request, Subject, Told

_FRONT_LINE = {"practitioner", "manager", "steward", "caldicott-guardian"}
_GUARDED = {Act.REVIEW_BROKEN_GLASS: "reviewing-broken-glass", Act.SEAL_PEOPLE: "sealing-people"}
_CARING = {Purpose.DIRECT_CARE, Purpose.SAFEGUARDING}


def decide_plainly(asked: Request) -> tuple[Outcome, str]:
    """The outcome and the id of the rule that decides; no id where nothing permits."""
    denied = next(_denials(asked), "")
    if denied:
        return Outcome.DENY, denied
    permitted = next(_permits(asked), "")
    if not permitted:
        return Outcome.DENY, ""
    reviewed = next(_reviews(asked), "")
    return (Outcome.REVIEW, reviewed) if reviewed else (Outcome.PERMIT, permitted)


def _is_practitioner(asked: Request) -> bool:
    return asked.asker is Asker.PRACTITIONER


def _is_family(asked: Request) -> bool:
    return asked.asker in (Asker.THEMSELVES, Asker.SUPPORTER)


def _is_piece(asked: Request) -> bool:
    return asked.subject is Subject.PIECE


def _is_own_piece(asked: Request) -> bool:
    return _is_piece(asked) and asked.holder == asked.agency


def _is_of_another(asked: Request) -> bool:
    return _is_piece(asked) and asked.holder != asked.agency


def _denials(asked: Request) -> Iterator[str]:
    if asked.person_sealed and asked.asker is not Asker.JIGSAW:
        yield "sealed-person"
    if _is_practitioner(asked):
        yield from _denials_by_agreement(asked)
        if _is_of_another(asked) and asked.restriction == "sealed":
            yield "sealed"
    if _is_family(asked) and _is_piece(asked) and asked.restriction == "sealed":
        yield "sealed-to-families"
    reads_another = _is_practitioner(asked) and _is_of_another(asked) and asked.act is Act.READ_PIECE
    if reads_another and asked.restriction == "content-withheld" and not asked.break_glass:
        yield "content-withheld"
    if _is_family(asked) and _is_piece(asked) and asked.law_enforcement:
        yield "law-enforcement-kept-from-families"
    if _is_practitioner(asked) and asked.purpose is Purpose.RESEARCH:
        if not asked.de_identified:
            yield "research-by-name"
        if asked.opted_out:
            yield "opted-out-of-research"
    if asked.asker is Asker.SUPPORTER and asked.told is Told.NOTHING:
        yield "supporter-told-nothing"


def _denials_by_agreement(asked: Request) -> Iterator[str]:
    if not _is_own_piece(asked):
        if asked.agreement is Agreement.NONE:
            yield "no-agreement"
        if asked.agreement is Agreement.ENDED:
            yield "agreement-ended"
    if _is_of_another(asked) and not asked.holder_shares:
        yield "holder-shares-nothing"


def _reviews(asked: Request) -> Iterator[str]:
    reads = asked.act is Act.READ_PIECE
    if _is_family(asked) and reads and asked.restriction == "content-withheld":
        yield "content-withheld-from-families"
    if _is_practitioner(asked):
        yield from _reviews_of_police(asked, reads)
    if _is_family(asked) and reads and asked.third_party_words:
        yield "third-party-words"
    if _is_family(asked) and _is_piece(asked) and asked.serious_harm:
        yield "serious-harm-read-first"
    if _is_practitioner(asked):
        yield from _reviews_of_wishes_and_deaths(asked)
    if asked.asker is Asker.SUPPORTER and asked.deceased:
        yield "supporter-of-somebody-who-died"
    if asked.asker is Asker.THEMSELVES and asked.deceased:
        yield "themselves-and-said-to-have-died"


def _reviews_of_police(asked: Request, reads: bool) -> Iterator[str]:
    is_for_safety = asked.purpose is Purpose.SAFEGUARDING or asked.break_glass
    if reads and asked.law_enforcement and _is_of_another(asked) and not is_for_safety:
        yield "law-enforcement-for-another-purpose"
    looks = asked.act is Act.LOOK or (reads and _is_of_another(asked))
    if looks and asked.purpose is Purpose.LAW_ENFORCEMENT:
        yield "care-for-law-enforcement"


def _reviews_of_wishes_and_deaths(asked: Request) -> Iterator[str]:
    looks_at_person = asked.act is Act.LOOK and asked.subject is Subject.PERSON
    is_overridden = asked.purpose is Purpose.SAFEGUARDING or asked.break_glass
    if asked.objection and not is_overridden:
        if looks_at_person and not asked.relationship:
            yield "objection-to-looking"
        if _is_of_another(asked):
            yield "objection-to-sharing"
    has_a_part = asked.relationship or asked.called or asked.asked or asked.break_glass
    if looks_at_person and asked.deceased and asked.purpose is Purpose.DIRECT_CARE and not has_a_part:
        yield "died-and-not-yours"


def _permits(asked: Request) -> Iterator[str]:
    """The rules that permit, in the order of the files: 30, 60, 70, 75, 80, 85, 90."""
    if asked.asker is Asker.PRACTITIONER:
        yield from _permits_to_practitioners(asked)
    if asked.asker is Asker.THEMSELVES and asked.about_asker and asked.subject is not Subject.HOME:
        yield "about-yourself"
    if asked.asker is Asker.SUPPORTER:
        yield from _permits_to_supporters(asked)
    if asked.asker is Asker.JIGSAW:
        yield "jigsaw-itself"


def _permits_to_practitioners(asked: Request) -> Iterator[str]:
    of_one = asked.subject not in (Subject.LIST, Subject.EXPORT)
    cares = asked.role in _FRONT_LINE
    if of_one and cares and asked.purpose is Purpose.LAW_ENFORCEMENT and asked.reason_given:
        yield "law-enforcement-may-ask"
    if not of_one:
        yield from _permits_by_role(asked)
    if of_one and cares:
        yield from _permits_for_care(asked)


def _permits_by_role(asked: Request) -> Iterator[str]:
    act, role, is_research = asked.act, asked.role, asked.purpose is Purpose.RESEARCH
    if act is Act.RESEARCH and is_research and role in {"manager", "analyst"}:
        yield "research"
    if act in {Act.SEE_PEOPLE, Act.SEARCH, Act.CALL_CONVERSATION} and role in _FRONT_LINE:
        yield "front-line"
    if act is Act.SEE_FEEDS and role in _FRONT_LINE | {"analyst"}:
        yield "feeds-are-open"
    if act in {Act.DECIDE_JOINS, Act.MEND_ROWS} and role == "steward":
        yield "stewards-keep-records"
    if act is Act.OVERSEE_JOINS and role == "manager":
        yield "managers-oversee-joins"
    if act is Act.TRY_PATTERNS and role in {"manager", "analyst"}:
        yield "trying-patterns"
    if act is Act.SIGN_PATTERNS and role == "manager":
        yield "signing-patterns"
    if act in _GUARDED and role in {"manager", "caldicott-guardian"}:
        yield _GUARDED[act]
    if act is Act.EXPORT and role in {"manager", "steward"} and not is_research:
        yield "exporting"
    if act is Act.REVIEW_LOOKS and role == "privacy-officer":
        yield "reviewing-looks"
    if act is Act.SEE_HEALTH and role in ("manager", "caldicott-guardian", "privacy-officer"):
        yield "seeing-how-it-runs"


def _permits_for_care(asked: Request) -> Iterator[str]:
    if _is_own_piece(asked):
        yield "own-piece"
    caring = asked.purpose in _CARING
    if caring and asked.relationship:
        yield "team-involved"
    if asked.called and (caring or asked.purpose in (Purpose.PANEL, Purpose.REVIEW)):
        yield "conversation-called"
    if caring and asked.asked:
        yield "reason-asks"
    if caring and asked.break_glass:
        yield "break-glass"
    if asked.reason_given and asked.purpose is Purpose.SAFEGUARDING:
        yield "safeguarding"
    for_care = asked.purpose is Purpose.DIRECT_CARE
    if asked.reason_given and for_care:
        yield "said-why"
    if caring and asked.in_look and _is_piece(asked):
        yield "part-of-a-look"
    if asked.subject is Subject.CONVERSATION and asked.holder == asked.agency:
        yield "own-conversation"


def _permits_to_supporters(asked: Request) -> Iterator[str]:
    if asked.told is Told.EVERYTHING and asked.about_asker and asked.subject is not Subject.HOME:
        yield "supporter-told-everything"
    if _is_piece(asked) and asked.told is Told.NAMED_ITEMS and asked.named and asked.about_asker:
        yield "supporter-told-named-items"
    is_general = asked.information == "general"
    if _is_piece(asked) and is_general and asked.told in (Told.GENERAL, Told.NAMED_ITEMS):
        yield "supporter-told-general"
