"""Who may write, sign and leave a policy, and who decides what no policy does. The answer has a sentence."""

from datetime import date

from jigsaw.care.sharing.domain.standing import Version
from jigsaw.care.sharing.known import is_lead
from jigsaw.care.sharing.models import SharingRequest, SharingReview
from jigsaw.foundation.access.domain import Decision, Outcome
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import Viewer

_NEXT = "Ask the named person of your agency: the page of policies says who"


def _yes(sentence: str) -> Decision:
    return Decision(Outcome.PERMIT, sentence)


def _no(sentence: str) -> Decision:
    return Decision(Outcome.DENY, sentence)


def can_write(viewer: Viewer) -> Decision:
    """Whether the viewer may write a version: what binds nobody until each party signs."""
    if viewer.is_jigsaw or viewer.role == "manager" or is_lead(viewer):
        return _yes("You may write a version. It binds nobody until each party has signed.")
    return _no("A manager, or the named person of an agency, writes policies.")


def can_sign(viewer: Viewer, version: Version, day: date) -> Decision:
    """Whether the viewer may sign this version for their agency."""
    if not is_lead(viewer):
        return _no("Only the named person of an agency signs for it.")
    if viewer.agency not in version.policy.parties:
        return _no("Your agency is no party to this policy.")
    if viewer.agency in version.signed:
        return _no("Your agency has signed this version.")
    if day > version.policy.ends_on:
        return _no("Its last day is past.")
    return _yes("You sign for your agency.")


def can_leave(viewer: Viewer, version: Version) -> Decision:
    """Whether the viewer may take back their agency's signature."""
    if not is_lead(viewer):
        return _no("Only the named person of an agency leaves a policy for it.")
    if viewer.agency not in version.signed or viewer.agency in version.withdrawn:
        return _no("Your agency’s signature does not stand under this version.")
    return _yes("You leave it for your agency.")


def can_decide(viewer: Viewer, review: SharingReview) -> Decision:
    """Whether the viewer decides a review: whom it was given to, or who answers for that agency now."""
    if viewer.key == review.request.by_id:
        return _no("Whoever asked does not decide it.")
    if viewer.key == review.lead_id or (viewer.agency == review.agency_id and is_lead(viewer)):
        return _yes("It was given to you.")
    return _no(f"It was given to {review.lead_name}.")


def sees_whole_log(viewer: Viewer) -> bool:
    """Whether the viewer reads all that their agency asked and was asked, and not their own alone."""
    return viewer.is_jigsaw or viewer.role == "manager" or is_lead(viewer)


def sees_person(viewer: Viewer, request: SharingRequest, outcome: str) -> bool:
    """Whether the log tells the viewer about whom a request is. outcome: as it stands, a named person's included.

    The other agency learns that only when it was permitted: what may not be told is not told by the log either.
    """
    return viewer.agency in {request.agency, request.holder} or outcome == Outcome.PERMIT


def check(asked: str, decision: Decision) -> None:
    """Raise Refused with the deciding sentence unless the decision permits."""
    if not decision:
        raise Refused(asked, decision.sentence.rstrip("."), _NEXT)
