"""The answer to “May I share this?”: the decision in plain words first; then what, what is owed, whom to ring, why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from jigsaw.care.sharing.domain.asking import Decided
from jigsaw.care.sharing.domain.vocabulary import (
    KINDS,
    OUTSIDERS,
    PURPOSES,
    WISHES,
    Outside,
    Purpose,
    Wish,
    listed,
)
from jigsaw.care.sharing.queries import Lead, RequestSeen
from jigsaw.foundation.access.domain import Outcome
from jigsaw.foundation.core.time import now
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Agency as Badge
from jigsaw.foundation.design.parts import Fact, Ring, Tag
from jigsaw.foundation.organisations.models import Agency

TELLING = {
    Outcome.PERMIT: "Yes, you may share this",
    Outcome.REVIEW: "Not yet: a named person decides",
    Outcome.DENY: "No, not like this",
}
ASKING = {**TELLING, Outcome.PERMIT: "Yes, they may tell you this"}
IN_PART = "Yes to part of it"
IN_DANGER = "Yes: tell them now"
TAGS = {
    Outcome.PERMIT: Tag("Yes", "done"),
    Outcome.REVIEW: Tag("A person decides", "due"),
    Outcome.DENY: Tag("No", "stopped"),
}
PART = Tag("In part", "due")
_HELPS_NOW = ("nhs-trust", "ambulance", "police")


@dataclass(frozen=True)
class KindShown:
    """One kind of information and what holds of it."""

    name: str
    sentence: str = ""
    instead: str = ""
    where: str = ""


@dataclass(frozen=True)
class AnswerPage:
    """One answer. yes, wait, no: the kinds of information. named: whom it was given to, in a sentence."""

    shell: Shell
    about: str
    headline: str
    tag: Tag
    sentence: str
    is_danger: bool
    yes_title: str
    yes: tuple[KindShown, ...]
    wait: tuple[KindShown, ...]
    no: tuple[KindShown, ...]
    duties: tuple[str, ...]
    rings: tuple[Ring, ...]
    named: str
    due_at: datetime | None
    is_overdue: bool
    chased_at: datetime | None
    chase_href: str
    ask_href: str
    ask_whom: str
    decide_href: str
    facts: tuple[Fact, ...]
    kept: str
    again_href: str
    paper_href: str


def answer_page(
    shell: Shell, seen: RequestSeen, agencies: Mapping[str, Agency], leads: Mapping[str, Lead]
) -> AnswerPage:
    """The page of one answer."""
    row, clock = seen.row, seen.clock
    asks_them = row.holder != row.agency
    waits = seen.lead and not seen.decided
    yes, wait, no = (_kinds(seen, outcome) for outcome in (Outcome.PERMIT, Outcome.REVIEW, Outcome.DENY))
    lead = _lead(seen, leads)
    href = reverse("share_answer", args=[row.pk])
    return AnswerPage(
        shell=shell,
        about=seen.about,
        headline=headline(seen),
        tag=PART if is_in_part(seen) else TAGS[seen.outcome],
        sentence=_sentence(seen),
        is_danger=row.danger,
        yes_title="They may tell you" if asks_them else "You may tell them",
        yes=yes,
        wait=wait,
        no=no,
        duties=tuple(row.duties),
        rings=_rings(seen, agencies, lead),
        named=_named(seen, agencies),
        due_at=clock.due_at if clock and waits else None,
        is_overdue=bool(clock and clock.is_overdue(now())),
        chased_at=clock.chased_at if clock and waits else None,
        chase_href=f"{href}/chase" if clock and seen.is_mine and clock.may_be_chased(now()) else "",
        ask_href=f"{href}/named-person" if _may_ask(seen, lead) else "",
        ask_whom=lead.name if lead else "",
        decide_href=f"{href}/decide" if seen.may_decide else "",
        facts=tuple(_facts(seen, agencies)),
        kept=f"Asked by {row.by_name}. Kept under number {str(row.pk)[:8]} in {_logs(seen, agencies)}.",
        paper_href=f"{href}/paper",
        again_href=reverse("sharing") + (f"?person={row.person}" if row.person and seen.about else ""),
    )


def headline(seen: RequestSeen) -> str:
    """The answer in a few words."""
    if seen.row.danger:
        return IN_DANGER
    if is_in_part(seen):
        return IN_PART
    words = TELLING if seen.row.holder == seen.row.agency else ASKING
    return words[seen.outcome]


def is_in_part(seen: RequestSeen) -> bool:
    """Whether some of what was asked may be told, and some not or not yet."""
    return seen.outcome is not Outcome.PERMIT and bool(_kinds(seen, Outcome.PERMIT))


def _sentence(seen: RequestSeen) -> str:
    if seen.decided:
        return f"{seen.decided.by_name}, {seen.title}, decided: {seen.decided.why}"
    if is_in_part(seen):
        told = listed(
            [KINDS[one.kind].inside for one in seen.lines if one.kind and one.outcome is Outcome.PERMIT]
        )
        who = "They may tell you" if seen.row.holder != seen.row.agency else "You may tell them"
        return f"{who}: {told}. What waits, and what is not told, stands below with the reason."
    return seen.row.sentence


def _kinds(seen: RequestSeen, outcome: Outcome) -> tuple[KindShown, ...]:
    return tuple(_shown(one) for one in seen.lines if one.outcome is outcome)


def _shown(one: Decided) -> KindShown:
    if one.kind is None:
        return KindShown("What they need to keep somebody safe, and nothing more")
    told = one.outcome is Outcome.PERMIT
    where = f"Policy “{one.policy}”, paragraph {one.paragraph}" if one.policy else ""
    return KindShown(KINDS[one.kind].label, "" if told else one.sentence, "" if told else one.instead, where)


def _lead(seen: RequestSeen, leads: Mapping[str, Lead]) -> Lead | None:
    row = seen.row
    found = (leads.get(agency) for agency in (row.holder, row.recipient, row.agency))
    return next((one for one in found if one and one.key != row.by_id), None)


def _may_ask(seen: RequestSeen, lead: Lead | None) -> bool:
    return bool(lead and seen.is_mine and not seen.lead and seen.outcome is not Outcome.PERMIT)


def _named(seen: RequestSeen, agencies: Mapping[str, Agency]) -> str:
    if not seen.lead or seen.decided:
        return ""
    return f"{seen.lead}, {seen.title} of {_name(agencies, seen.lead_agency)}, was asked to decide."


def _rings(seen: RequestSeen, agencies: Mapping[str, Agency], lead: Lead | None) -> tuple[Ring, ...]:
    if seen.row.danger:
        return tuple(
            Ring(_badge(one), one.contact or "Switchboard", one.telephone)
            for kind in _HELPS_NOW
            for one in agencies.values()
            if one.kind == kind
        )
    found = []
    if lead and lead.agency in agencies:
        found.append(Ring(_badge(agencies[lead.agency]), f"{lead.name}, {lead.title}", lead.telephone))
    for agency in (seen.row.recipient, seen.row.holder):
        if agency in agencies and agency != seen.row.agency:
            one = agencies[agency]
            found.append(Ring(_badge(one), one.contact or "Switchboard", one.telephone))
    own = agencies.get(seen.row.agency)
    if not found and own:
        found.append(Ring(_badge(own), own.contact or "Switchboard", own.telephone))
    return tuple(found)


def _facts(seen: RequestSeen, agencies: Mapping[str, Agency]) -> list[Fact]:
    row = seen.row
    told = [Fact("From", _name(agencies, row.holder)), Fact("To", recipient_name(agencies, row.recipient))]
    if not row.danger:
        told.append(Fact("For", PURPOSES[Purpose(row.purpose)].label))
        told.append(Fact("Does the person know?", WISHES[Wish(row.wish)].label))
    told.append(Fact("By which rule", _rule(seen)))
    if basis := next((one.basis for one in seen.lines if one.basis), ""):
        told.append(Fact("The law", basis))
    return [*told, Fact("Asked", row.at)]


def _logs(seen: RequestSeen, agencies: Mapping[str, Agency]) -> str:
    both = {seen.row.holder, seen.row.recipient} <= set(agencies)
    return "the log of both agencies" if both else "your agency’s log"


def _rule(seen: RequestSeen) -> object:
    if not seen.policy_key:
        return "The law, before any policy" if seen.row.rule != "not-covered" else "No policy covers it"
    href = reverse("sharing_policy_version", args=[seen.policy_key, seen.policy_version])
    words = f"Paragraph {seen.row.paragraph} of the policy “{seen.policy_key}”, version {seen.policy_version}"
    return Link(words, f"{href}#paragraph-{seen.row.paragraph}")


def recipient_name(agencies: Mapping[str, Agency], key: str, *, inside: bool = False) -> str:
    """Who was to be told, in words. inside: as they stand inside a sentence."""
    if not key:
        return "whoever can help now" if inside else "Whoever can help now"
    if key in set(Outside):
        word = OUTSIDERS[Outside(key)]
        return word.inside if inside else word.label
    return _name(agencies, key)


def _name(agencies: Mapping[str, Agency], key: str) -> str:
    return agencies[key].name if key in agencies else key


def _badge(agency: Agency) -> Badge:
    return Badge(agency.name, agency.kind)
