"""A referral is decided, sent again, appealed; the person is written to."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jigsaw.care.panels.domain.giving import Giving, faults_of_giving
from jigsaw.care.panels.domain.states import State, may_step
from jigsaw.care.panels.models import PanelLetter, Referral, ReferralStep
from jigsaw.care.panels.policies import reads, referred, still_to_read
from jigsaw.care.panels.telling import tell_author, tell_readers
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer, person_behind

_NEEDS_MORE = {
    State.CONDITIONS: "what the conditions are",
    State.DEFERRED: "what is missing",
    State.ESCALATED: "whom it is given to",
    State.RETURNED: "what is to be looked at again",
}


@dataclass(frozen=True)
class Deciding:
    """A decision: why, what more it takes, and what the author hears, by name. returned_for: for the returns alone."""

    outcome: State
    why: str
    feedback: str
    more: str = ""
    returned_for: str = ""


@transaction.atomic
def decide(*, by: Viewer, referral: UUID, decision: Deciding) -> ReferralStep:
    """Decide a referral that waits, was escalated or appealed. Raises NotFound, Refused."""
    asked = "Deciding a referral"
    row = _to_change(by, referral)
    if not reads(by, row):
        raise Refused(
            asked, "you do not read for this panel, or you wrote it", "Ask somebody else of the panel"
        )
    if not decision.why.strip() or not decision.feedback.strip():
        raise Refused(
            asked,
            "no reason was given, or nothing for the author to hear",
            "Say why, and what the author did well",
        )
    if decision.outcome in _NEEDS_MORE and not decision.more.strip():
        raise Refused(asked, f"it is not said {_NEEDS_MORE[decision.outcome]}", "Say it")
    if decision.outcome is State.RETURNED and not decision.returned_for:
        raise Refused(asked, "it is not said what it is returned for", "Choose what fits best")
    if row.state == State.WAITING and (lacking := still_to_read(row)):
        raise Refused(
            asked, f"{lacking} more must read and score it first", "Score it, or ask another reader"
        )
    _check_another_decides(asked, by, row)
    made = _step(asked, by, row, "decide", decision)
    tell_author(by, row, made)
    return made


@transaction.atomic
def send_again(*, by: Viewer, referral: UUID, words: str, why: str) -> ReferralStep:
    """Send it again with what was asked for: by its author. Raises NotFound, Refused."""
    asked = "Sending it again"
    row = _to_change(by, referral)
    if row.author_id != by.key:
        raise Refused(asked, "only its author sends it again", "Tell the author")
    if not words.strip() or not why.strip():
        raise Refused(asked, "it is not said what was changed", "Enter it whole, and what was changed")
    before, row.words = row.words, words.strip()
    made = _step(asked, by, row, "send again", Deciding(State.WAITING, why, ""), before)
    tell_readers(
        by, row, f"again/{made.pk}", "Something was sent to your quality panel again, to be read anew."
    )
    return made


@transaction.atomic
def appeal(*, by: Viewer, referral: UUID, words: str) -> ReferralStep:
    """Write down that the person does not agree, in their words; whoever hears it may. Raises NotFound, Refused."""
    asked = "Writing down an appeal"
    row = _to_change(by, referral)
    if not words.strip():
        raise Refused(asked, "the person’s words are wanting", "Enter what they say")
    made = _step(asked, by, row, "appeal", Deciding(State.APPEALED, words, ""))
    told = "Somebody does not agree with what your quality panel decided. Somebody else of it looks again."
    tell_readers(by, row, f"appeal/{made.pk}", told)
    return made


@transaction.atomic
def send_letter(*, by: Viewer, referral: UUID, words: str, giving: Giving) -> PanelLetter:
    """Keep the letter as the person was given it, and how; or why they were not told yet. Raises NotFound, Refused."""
    asked = "Telling the person"
    row = _to_change(by, referral)
    if not row.steps.filter(verb="decide").exists() or not words.strip():
        raise Refused(asked, "nothing was decided yet, or the letter is empty", "Decide first")
    if wanting := faults_of_giving(giving, timezone.localdate()):
        raise Refused(asked, "it is not said how they were told, or why not", "; ".join(wanting.values()))
    made = PanelLetter.objects.create(
        referral=row,
        words=words.strip(),
        was_told=giving.channel is not None,
        channel=giving.channel or "",
        safe_because=giving.safe_because.strip()[:300] if giving.channel else "",
        why_not="" if giving.channel else giving.why_not.strip()[:300],
        look_again_on=None if giving.channel else giving.look_again_on,
        by_id=person_behind(by),
    )
    act = "panel told the person" if giving.channel else "person not told, with the reason"
    record_act(by=by, act=act, subject_kind="referral", subject_id=row.pk)
    return made


def _to_change(by: Viewer, key: UUID) -> Referral:
    return Referral.objects.select_for_update(of=("self",)).get(pk=referred(by, key).pk)


def _check_another_decides(asked: str, by: Viewer, row: Referral) -> None:
    """What was escalated or appealed is decided by somebody who did not decide before."""
    again = row.state in {State.ESCALATED, State.APPEALED}
    if again and row.steps.filter(verb="decide", by_id=by.key).exists():
        raise Refused(asked, "you decided it before", "Ask somebody else of the panel")


def _step(
    asked: str, by: Viewer, row: Referral, verb: str, told: Deciding, read_until_then: str = ""
) -> ReferralStep:
    before = State(row.state)
    if not may_step(verb, before, told.outcome):
        raise Refused(asked, f"one that is {before} cannot become {told.outcome}", "See where it stands")
    row.state, row.since = told.outcome, now()
    row.save(update_fields=["state", "since", "words"])
    made = ReferralStep.objects.create(
        referral=row,
        verb=verb,
        before=before,
        after=told.outcome,
        why=told.why.strip(),
        more=told.more.strip(),
        returned_for=told.returned_for if told.outcome is State.RETURNED else "",
        feedback=told.feedback.strip(),
        read_until_then=read_until_then,
        by_id=person_behind(by),
    )
    detail = {"from": str(before), "to": str(told.outcome)}
    record_act(by=by, act=f"referral: {verb}", subject_kind="referral", subject_id=row.pk, detail=detail)
    return made
