"""A version of a policy is written, signed by each party, and left."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from jigsaw.care.sharing.domain.standing import Version, windows
from jigsaw.care.sharing.known import lead_of, policy_of, versions_by_key
from jigsaw.care.sharing.models import PolicySignature, PolicyWithdrawal, SharingLead, SharingPolicy
from jigsaw.care.sharing.policies import can_leave, can_sign, can_write, check
from jigsaw.foundation.access.actions import note_agreement
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import FaultyPolicy, NotFound, Refused
from jigsaw.foundation.core.turns import take_turn
from jigsaw.foundation.core.viewer import Viewer, person_behind
from jigsaw.foundation.organisations.queries import agencies_by_key, practitioners

_TURN = "changing a sharing policy"


@transaction.atomic
def name_lead(*, by: Viewer, agency: str, practitioner: int, title: str, telephone: str = "") -> SharingLead:
    """Name who signs for an agency and decides what no policy does. Raises Refused for somebody of another agency."""
    asked = "Naming who answers for an agency’s sharing"
    check(asked, can_write(by))
    if practitioner not in {one.pk for one in practitioners(viewer=by, agency=agency)}:
        raise Refused(asked, "they do not work there, or do not sign in", "Name somebody of that agency")
    if not title.strip():
        raise Refused(asked, "it is not said what they are", "Say: Caldicott Guardian, for example")
    told = {"title": title.strip()[:120], "telephone": telephone.strip()[:30]}
    made = SharingLead.objects.create(agency_id=agency, practitioner_id=practitioner, **told)
    record_act(by=by, act="sharing lead named", subject_kind="agency", subject_id=agency)
    return made


@transaction.atomic
def write_policy(*, by: Viewer, text: str, changed: str = "") -> SharingPolicy:
    """Keep a version of a policy, word for word. Raises FaultyPolicy with every fault, Refused."""
    check("Writing a sharing policy", can_write(by))
    policy = policy_of(text)
    _check_parties(by, policy.parties)
    take_turn(_TURN)
    latest = SharingPolicy.objects.filter(key=policy.key).order_by("-version").first()
    content_hash = sha256(text.encode()).hexdigest()
    if latest and latest.content_hash == content_hash:
        raise Refused(
            "Writing a sharing policy", "it says what the version before it says", "Change something first"
        )
    made = SharingPolicy.objects.create(
        key=policy.key,
        version=latest.version + 1 if latest else 1,
        text=text,
        content_hash=content_hash,
        changed=changed.strip()[:300],
        by_id=by.key,
        by_name=by.name,
        agency=by.agency,
    )
    detail = {"version": made.version, "hash": content_hash}
    record_act(
        by=by, act="sharing policy written", subject_kind="policy", subject_id=policy.key, detail=detail
    )
    return made


@transaction.atomic
def sign_policy(*, by: Viewer, key: str, version: int) -> PolicySignature:
    """Sign a version for the viewer's agency. Signed by each, it is in force in its dates. Raises NotFound, Refused."""
    take_turn(_TURN)
    row, known = _version(key, version)
    check("Signing a sharing policy", can_sign(by, known, timezone.localdate()))
    lead = lead_of(by.agency)
    made = PolicySignature.objects.create(
        policy=row,
        agency_id=by.agency,
        by_id=person_behind(by),
        by_name=by.name,
        title=lead.title if lead else "",
        content_hash=row.content_hash,
    )
    _record(by, "sharing policy signed", row)
    _keep_workspace_open(by, key)
    return made


@transaction.atomic
def leave_policy(*, by: Viewer, key: str, version: int, why: str) -> PolicyWithdrawal:
    """Take the agency's signature back: it is out from now on, the others go on. Raises NotFound, Refused."""
    asked = "Leaving a sharing policy"
    take_turn(_TURN)
    row, known = _version(key, version)
    check(asked, can_leave(by, known))
    if not why.strip():
        raise Refused(asked, "no why was given", "Say why in a sentence")
    made = PolicyWithdrawal.objects.create(
        policy=row, agency_id=by.agency, by_id=person_behind(by), by_name=by.name, why=why.strip()[:300]
    )
    _record(by, "sharing policy left", row)
    _keep_workspace_open(by, key)
    return made


def _version(key: str, version: int) -> tuple[SharingPolicy, Version]:
    row = SharingPolicy.objects.filter(key=key, version=version).first()
    if row is None:
        raise NotFound("Opening a sharing policy", "there is none of that name and version", "See the list")
    return row, next(one for one in versions_by_key(key)[key] if one.number == version)


def _check_parties(by: Viewer, parties: tuple[str, ...]) -> None:
    known = agencies_by_key(viewer=by)
    if unknown := [one for one in parties if one not in known]:
        faults = "; ".join(f"parties: no agency has the key {one}" for one in unknown)
        raise FaultyPolicy("Writing a sharing policy", faults, "Mend each of these")


def _record(by: Viewer, act: str, row: SharingPolicy) -> None:
    detail = {"version": row.version, "hash": row.content_hash}
    record_act(by=by, act=act, subject_kind="policy", subject_id=row.key, detail=detail)


def _keep_workspace_open(by: Viewer, key: str) -> None:
    """What agencies see of one another in Jigsaw follows the policies that say so: one agreement for each version."""
    for one in windows(versions_by_key(key)[key]):
        policy = one.version.policy
        if policy.opens_workspace:
            note_agreement(
                by=by,
                key=f"{key}-{one.version.number}",
                name=policy.name[:120],
                purpose=policy.about[:300],
                basis=policy.permits[0].basis[:300],
                starts_on=one.starts_on,
                ends_on=one.ends_on,
                agencies=sorted(one.parties),
            )
