"""The list of policies, and one policy as sentences with its signatures and versions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from jigsaw.care.sharing.domain.policy import Policy
from jigsaw.care.sharing.domain.sentences import Said, said
from jigsaw.care.sharing.domain.standing import Standing
from jigsaw.care.sharing.domain.vocabulary import listed
from jigsaw.care.sharing.policies import can_leave, can_sign, can_write
from jigsaw.care.sharing.queries import Lead, PolicySeen, VersionSeen
from jigsaw.foundation.core.time import Moment, day_words
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Tag
from jigsaw.foundation.organisations.models import Agency

STANDINGS = {
    Standing.IN_FORCE: Tag("In force", "done"),
    Standing.NOT_SIGNED: Tag("Not signed by all", "due"),
    Standing.NOT_BEGUN: Tag("Not begun", "now"),
    Standing.EXPIRED: Tag("Ended: nothing is told under it", "stopped"),
}
Rows = tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class PolicyCard:
    """One policy in the list."""

    link: Link
    standing: Tag
    about: str
    until: str
    newer: str


@dataclass(frozen=True)
class PoliciesPage:
    """Every policy, and each agency's named person."""

    shell: Shell
    cards: tuple[PolicyCard, ...]
    leads: Rows
    new_href: str


@dataclass(frozen=True)
class Sentences:
    """A policy as it is read: what may be told, what not, what is owed, numbered through."""

    name: str
    about: str
    parties: str
    dates: str
    opens: str
    uses: tuple[str, ...]
    security: tuple[str, ...]
    contact: str
    permits: tuple[Said, ...]
    restrictions: tuple[Said, ...]
    duties: tuple[Said, ...]


@dataclass(frozen=True)
class PolicyPage:
    """One version of a policy. note: what is to be known first. changed: what is new in it."""

    shell: Shell
    standing: Tag
    note: str
    says: Sentences
    signatures: Rows
    versions: tuple[Link, ...]
    written: str
    text: str
    sign_href: str
    leave_href: str
    change_href: str


def cards(found: Iterable[PolicySeen], agencies: Mapping[str, Agency]) -> tuple[PolicyCard, ...]:
    """Every policy, those that need somebody first."""
    ordered = sorted(
        found, key=lambda one: (one.reminder is None, one.reminder or 0, one.version.policy.name)
    )
    return tuple(_card(one, agencies) for one in ordered)


def _card(one: PolicySeen, agencies: Mapping[str, Agency]) -> PolicyCard:
    policy = one.version.policy
    newer = ""
    if one.newer:
        missing = listed([_name(agencies, key) for key in one.newer.missing])
        newer = f"Version {one.newer.number} waits for {missing or 'its first day'}"
    return PolicyCard(
        Link(policy.name, reverse("sharing_policy", args=[policy.key])),
        STANDINGS[one.standing],
        policy.about,
        until(one),
        newer,
    )


def until(one: PolicySeen) -> str:
    """Until when it holds, louder the nearer its end is."""
    last = day_words(one.version.policy.ends_on)
    if one.standing is Standing.EXPIRED:
        return f"It ended on {last}. Every question under it is answered no, until it is renewed."
    days = f"{one.days_left} day{'' if one.days_left == 1 else 's'}"
    if one.reminder:
        return f"It ends in {days}, on {last}. Renew it now: each agency has to sign."
    return f"It holds until {last}."


def lead_rows(leads: Mapping[str, Lead], agencies: Mapping[str, Agency]) -> Rows:
    """Each agency's named person; those without one say so."""
    return tuple(
        (agency.name, f"{leads[key].name}, {leads[key].title}", leads[key].telephone)
        if key in leads
        else (agency.name, "Nobody is named yet", agency.telephone)
        for key, agency in sorted(agencies.items(), key=lambda pair: pair[1].name)
    )


def sentences(policy: Policy, agencies: Mapping[str, Agency]) -> Sentences:
    """A policy as sentences."""
    opens = "Those who sign it see one another’s pieces in Jigsaw." if policy.opens_workspace else ""
    return Sentences(
        name=policy.name,
        about=policy.about,
        parties=listed([_name(agencies, key) for key in policy.parties]),
        dates=f"from {day_words(policy.starts_on)} to {day_words(policy.ends_on)}",
        opens=f"{opens} A named person answers within {policy.hours} hours.".strip(),
        uses=policy.permitted_use,
        security=policy.security,
        contact=policy.contact,
        **dict(zip(("permits", "restrictions", "duties"), said(policy), strict=True)),
    )


def policy_page(
    viewer: Viewer, shell: Shell, seen: VersionSeen, agencies: Mapping[str, Agency]
) -> PolicyPage:
    """One version with what the viewer may do about it."""
    key, number, day = seen.policy.key, seen.version.number, timezone.localdate()
    may_sign = seen.numbers[-1] == number and can_sign(viewer, seen.version, day)
    written = f"Version {number}, written by {seen.written_by} on {day_words(seen.written_at)}"
    return PolicyPage(
        shell=shell,
        standing=STANDINGS[seen.standing],
        note=_note(seen),
        says=sentences(seen.policy, agencies),
        signatures=tuple(_signatures(seen, agencies)),
        versions=tuple(_link(key, one) for one in seen.numbers if one != number),
        written=f"{written}{f': {seen.changed}' if seen.changed else ''}. Fingerprint {seen.content_hash[:16]}",
        text=seen.text,
        sign_href=reverse("sign_sharing_policy", args=[key, number]) if may_sign else "",
        leave_href=reverse("leave_sharing_policy", args=[key, number])
        if can_leave(viewer, seen.version)
        else "",
        change_href=reverse("change_sharing_policy", args=[key]) if can_write(viewer) else "",
    )


def _note(seen: VersionSeen) -> str:
    if not seen.counts and seen.numbers[-1] != seen.version.number:
        return "This is an older version, kept word for word. Another counts now."
    return "This version does not count yet: an older one does." if not seen.counts else ""


def _signatures(seen: VersionSeen, agencies: Mapping[str, Agency]) -> Iterable[tuple[object, ...]]:
    for one in seen.signatures:
        name = _name(agencies, one.agency)
        if one.left_at:
            yield name, Tag("Left", "stopped"), f"{one.left_by}: {one.left_why}", Moment(one.left_at)
        elif one.at:
            yield name, Tag("Signed", "done"), f"{one.by}, {one.title}", Moment(one.at)
        else:
            yield name, Tag("Not signed", "due"), "Awaited", ""


def _link(key: str, number: int) -> Link:
    return Link(f"Version {number}", reverse("sharing_policy_version", args=[key, number]))


def _name(agencies: Mapping[str, Agency], key: str) -> str:
    return agencies[key].name if key in agencies else key
