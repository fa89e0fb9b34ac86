"""A review is started, its terms are put forward and agreed by all leads, and people join and leave."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from jigsaw.care.conversations.queries import conversation as conversation_of
from jigsaw.care.people.queries import person as person_of
from jigsaw.care.reviews.actions._writing import check_said, tell_audit, to_change
from jigsaw.care.reviews.domain.terms import FEWEST_AGENCIES, in_force, missing, proposed
from jigsaw.care.reviews.domain.words import LAWS, Family, Kind
from jigsaw.care.reviews.models import Review, ReviewMember, Terms, TermsAgreement
from jigsaw.care.reviews.policies import can_admit, can_lead, check, leads, versions
from jigsaw.care.reviews.telling import tell_joined, tell_of_terms
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check as check_access
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer, person_behind
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.foundation.organisations.queries import practitioners


@dataclass(frozen=True)
class TermsWords:
    """What a version of the terms says. leads: keys of practitioners, of two agencies at least.

    family_words: why they are not taking part, where they are not. basis: empty for the law of the review's kind.
    """

    purpose: str
    scope: str
    leads: frozenset[int]
    family: Family
    family_words: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Beginning:
    """What a review is about: its kind, a title that names nobody, the days that it looks at, whom it concerns.

    conversation: the one that it came from, if any.
    """

    kind: Kind
    title: str
    period_from: date
    period_to: date
    person: UUID | None = None
    conversation: UUID | None = None


@transaction.atomic
def start_review(*, by: Viewer, begin: Beginning, terms: TermsWords) -> Review:
    """Start a review and put forward its first terms; whoever starts it is one lead among equals. Raises Refused."""
    asked = "Starting a review"
    check_access(by, Act.CALL_CONVERSATION)
    check_said(asked, {"the title": begin.title})
    if begin.period_from > begin.period_to:
        raise Refused(asked, "its period ends before it begins", "Give the first day and the last")
    if person_behind(by) not in terms.leads:
        raise Refused(
            asked, "you are not among its leads", "Name yourself as one of them, or ask a lead to start it"
        )
    made = Review.objects.create(
        kind=begin.kind,
        title=begin.title.strip(),
        person=person_of(by, begin.person).pk if begin.person else None,
        conversation_id=conversation_of(by, begin.conversation).pk if begin.conversation else None,
        period_from=begin.period_from,
        period_to=begin.period_to,
        started_by_id=person_behind(by),
    )
    _put_forward(asked, by, made, terms)
    tell_audit(by, "review started", made.pk, {"kind": str(begin.kind), "leads": len(terms.leads)})
    return made


@transaction.atomic
def propose_terms(*, by: Viewer, review: UUID, terms: TermsWords) -> Terms:
    """Put forward a new version. Those in force hold until every lead, old and new, has agreed. Raises Refused."""
    asked = "Changing the terms of reference"
    row = to_change(by, review)
    check(asked, can_lead(by, row))
    made = _put_forward(asked, by, row, terms)
    tell_audit(by, "review terms put forward", row.pk, {"version": made.version})
    return made


@transaction.atomic
def agree_terms(*, by: Viewer, review: UUID, version: int) -> TermsAgreement:
    """Agree to the version that is put forward. Raises Refused for any other, and for whoever need not agree."""
    asked = "Agreeing to the terms of reference"
    row = to_change(by, review)
    known = versions(row)
    latest = proposed(known)
    if latest is None or latest.number != version:
        raise Refused(asked, "that version is not the one put forward", "Read the latest version")
    standing = in_force(known)
    if by.key not in latest.leads | (standing.leads if standing else frozenset()):
        raise Refused(asked, "you are not one of its leads", "Ask a lead of the review")
    if by.key in latest.agreed:
        raise Refused(asked, "you agreed already", "Wait for the others")
    made = TermsAgreement.objects.create(
        terms=Terms.objects.get(review=row, version=version), lead_id=person_behind(by)
    )
    tell_audit(by, "review terms agreed", row.pk, {"version": version})
    return made


@transaction.atomic
def add_member(*, by: Viewer, review: UUID, practitioner: int) -> ReviewMember:
    """Let somebody of an agency take part. Raises NotFound, Refused."""
    asked = "Adding somebody to a review"
    row = to_change(by, review)
    check(asked, can_admit(by, row))
    made = _join(asked, by, row, practitioner)
    tell_joined(by, row, practitioner)
    tell_audit(by, "review joined", row.pk, {"practitioner": practitioner})
    return made


@transaction.atomic
def leave_review(*, by: Viewer, review: UUID, practitioner: int) -> ReviewMember:
    """Take no part any more, or be taken out by a lead. A lead leaves by new terms only. Raises NotFound, Refused."""
    asked = "Leaving a review"
    row = to_change(by, review)
    if practitioner != by.key:
        check(asked, can_admit(by, row))
    if practitioner in leads(row):
        raise Refused(asked, "a lead leaves when new terms name others", "Put forward new terms first")
    found = ReviewMember.objects.filter(review=row, practitioner_id=practitioner, left_at=None).first()
    if found is None:
        raise NotFound(asked, "they take no part in it", "See who takes part")
    found.left_at = now()
    found.save(update_fields=["left_at"])
    tell_audit(by, "review left", row.pk, {"practitioner": practitioner})
    return found


def _put_forward(asked: str, by: Viewer, review: Review, terms: TermsWords) -> Terms:
    check_said(asked, {"the purpose": terms.purpose, "the scope": terms.scope})
    if terms.family is not Family.ASKED:
        check_said(asked, {"why the family takes no part": terms.family_words})
    named = Practitioner.objects.filter(pk__in=terms.leads, is_active=True)
    if len(named) != len(terms.leads) or len({one.agency_id for one in named}) < FEWEST_AGENCIES:
        step = "Name people who sign in, of two agencies at least"
        raise Refused(asked, "a review is led by equals of several agencies", step)
    for one in named:
        if not ReviewMember.objects.filter(review=review, practitioner=one, left_at=None).exists():
            _join(asked, by, review, one.pk)
    latest = Terms.objects.filter(review=review).order_by("-version").first()
    made = Terms.objects.create(
        review=review,
        version=latest.version + 1 if latest else 1,
        purpose=terms.purpose.strip(),
        scope=terms.scope.strip(),
        basis=terms.basis.strip() or LAWS[Kind(review.kind)].basis,
        leads=sorted(terms.leads),
        family=terms.family,
        family_words=terms.family_words.strip(),
        by_id=person_behind(by),
    )
    if by.key in terms.leads:
        TermsAgreement.objects.create(terms=made, lead_id=person_behind(by))
    known = versions(review)
    put_forward = proposed(known)
    needed = missing(put_forward, in_force(known)) if put_forward else ()
    tell_of_terms(by, review, made.version, needed)
    return made


def _join(asked: str, by: Viewer, review: Review, practitioner: int) -> ReviewMember:
    found = next((one for one in practitioners(viewer=by) if one.pk == practitioner), None)
    if found is None:
        raise NotFound(asked, "nobody of that name signs in", "Choose one of the list")
    if ReviewMember.objects.filter(review=review, practitioner=found, left_at=None).exists():
        raise Refused(asked, "they take part already", "See who takes part")
    return ReviewMember.objects.create(review=review, practitioner=found, agency_id=found.agency_id)
