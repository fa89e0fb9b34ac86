"""“May I share this?” is asked, answered at once and kept; what no policy decides goes to a named person."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jigsaw.care.people.queries import person, record_ids
from jigsaw.care.sharing.domain.asking import Answer, Asked
from jigsaw.care.sharing.domain.clock import due_at
from jigsaw.care.sharing.domain.deciding import decide
from jigsaw.care.sharing.domain.vocabulary import Kind, Outside, Purpose, Wish
from jigsaw.care.sharing.known import lead_of, versions_of_day
from jigsaw.care.sharing.models import SharingLead, SharingPolicy, SharingRequest, SharingReview
from jigsaw.foundation.access.domain import Outcome
from jigsaw.foundation.access.policies import objecting
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer, person_behind
from jigsaw.foundation.organisations.models import Agency
from jigsaw.foundation.organisations.queries import agencies_by_key


@dataclass(frozen=True)
class Question:
    """What a practitioner asks. other: the other agency's key, or vocabulary.Outside.

    asks_them: the practitioner wants to be told, by the other; else they want to tell. danger: answered at once.
    """

    other: str
    purpose: Purpose
    kinds: tuple[Kind, ...]
    wish: Wish = Wish.NOT_ASKED
    person: UUID | None = None
    asks_them: bool = False
    danger: bool = False
    words: str = ""


@transaction.atomic
def ask(*, by: Viewer, question: Question) -> SharingRequest:
    """Answer a question and keep both. What a named person must decide is given to them. Raises NotFound, Refused."""
    about = person(by, question.person).pk if question.person else None
    asked = _asked(by, question, _wish(by, question, about))
    answer = decide(asked, versions_of_day(asked.day))
    made = _keep(by, question, asked, answer, about)
    if answer.of(Outcome.REVIEW):
        _give_to_named_person(made)
    kind, key = ("person", about) if about else ("sharing", made.pk)
    detail = {"request": str(made.pk), "outcome": made.outcome, "rule": made.rule, "with": made.recipient}
    record_act(
        by=by,
        act="asked whether to share",
        subject_kind=kind,
        subject_id=key,
        why=made.purpose,
        detail=detail,
    )
    return made


@transaction.atomic
def ask_named_person(*, by: Viewer, request: UUID) -> SharingReview:
    """Give a request that was denied to a named person all the same. Raises NotFound, Refused."""
    made = SharingRequest.objects.filter(pk=request, by=by.key).first()
    if made is None:
        raise NotFound("Asking a named person", "there is no such question of yours", "Ask it first")
    if SharingReview.objects.filter(request=made).exists():
        raise Refused("Asking a named person", "they were asked already", "See the question")
    if made.outcome == Outcome.PERMIT:
        raise Refused("Asking a named person", "you may share this already", "Read what you may share")
    review = _give_to_named_person(made)
    if review is None:
        raise Refused("Asking a named person", "nobody is named by that agency", "Ring it instead")
    record_act(by=by, act="asked a named person", subject_kind="sharing", subject_id=made.pk)
    return review


def _wish(by: Viewer, question: Question, about: UUID | None) -> Wish:
    """What the asker says of the person's wish; an objection that is on record holds whatever they say."""
    records = record_ids(by, [about]).get(about, ()) if about else ()
    return Wish.OBJECTS if objecting(by, records) else question.wish


def _asked(by: Viewer, question: Question, wish: Wish) -> Asked:
    agencies = agencies_by_key(viewer=by)
    outside = question.other in set(Outside)
    if not outside and question.other not in agencies and not question.danger:
        raise NotFound("Asking whether to share", "there is no such agency", "Choose one of the list")
    if question.asks_them and outside:
        raise Refused("Asking for information", "they do not sign in here", "Ring them, and say who you are")
    mine, theirs = by.agency, question.other
    holder, recipient = (theirs, mine) if question.asks_them else (mine, theirs)
    return Asked(
        holder=holder,
        recipient=recipient,
        recipient_kind=_kind(agencies, recipient),
        purpose=question.purpose,
        kinds=question.kinds,
        wish=wish,
        day=timezone.localdate(),
        danger=question.danger,
    )


def _kind(agencies: dict[str, Agency], key: str) -> str:
    return agencies[key].kind if key in agencies else ""


def _keep(by: Viewer, question: Question, asked: Asked, answer: Answer, about: UUID | None) -> SharingRequest:
    decided = answer.deciding
    return SharingRequest.objects.create(
        by_id=person_behind(by),
        by_name=by.name,
        role=by.role,
        team=by.team,
        agency=by.agency,
        holder=asked.holder,
        recipient=asked.recipient,
        person=about,
        purpose=asked.purpose,
        kinds=[str(one) for one in asked.kinds],
        wish=asked.wish,
        danger=asked.danger,
        words=question.words.strip()[:500],
        outcome=answer.outcome,
        rule=decided.rule,
        sentence=answer.sentence,
        policy=SharingPolicy.objects.filter(key=decided.policy, version=decided.version).first(),
        paragraph=decided.paragraph,
        lines=[asdict(one) for one in answer.lines],
        duties=list(answer.duties),
        hours=answer.hours,
    )


def _give_to_named_person(made: SharingRequest) -> SharingReview | None:
    lead = _lead_for(made)
    if lead is None:
        return None
    return SharingReview.objects.create(
        request=made,
        agency_id=lead.agency_id,
        lead=lead.practitioner,
        lead_name=lead.practitioner.name,
        title=lead.title,
        due_at=due_at(now(), made.hours),
    )


def _lead_for(made: SharingRequest) -> SharingLead | None:
    """Of whose information it is; of the other agency when the asker is that person, or nobody is named."""
    found = (lead_of(agency) for agency in (made.holder, made.recipient, made.agency))
    return next((one for one in found if one and one.practitioner_id != made.by_id), None)
