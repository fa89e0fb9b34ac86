"""PERMIT, DENY or REVIEW, with the sentence that decided, for each kind of information that was asked about.

In this order, and the first that answers decides:
1. the law (danger to life comes before all);
2. a restriction of a policy in force that says never: it wins over whatever any policy lets;
3. a restriction that says ask;
4. a paragraph of a policy in force that lets it be told, with what the policy says of an objection;
5. a paragraph that would have let it, of a policy that is over, not begun or not signed by all: no, and why;
6. nothing covers it: a person decides. The law leans towards sharing, so what nobody wrote of is asked, not refused.

Each kind is decided by itself, so whoever asks for less never gets less of it.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from jigsaw.care.sharing.domain.asking import ORDER, Answer, Asked, Decided
from jigsaw.care.sharing.domain.law import STRANGER, by_law
from jigsaw.care.sharing.domain.policy import Permit, Restriction
from jigsaw.care.sharing.domain.standing import Standing, Version
from jigsaw.care.sharing.domain.vocabulary import KINDS, Kind, Wish
from jigsaw.foundation.access.domain import Outcome
from jigsaw.foundation.core.time import day_words

HOURS = 24
_IN_DANGER = (
    "Tell only those who can help, and only what they need.",
    "Write down what you told, to whom and why, as soon as it is safe. This page keeps the rest.",
    "Tell the person what you did, unless that makes it worse.",
    "Tell your safeguarding lead today.",
)


def decide(asked: Asked, versions: Iterable[Version]) -> Answer:
    """The answer. versions: of each policy the one that counts on the day (standing.version_of_day)."""
    pair = {asked.holder, asked.recipient}
    known = [one for one in versions if pair <= set(one.policy.parties)]
    wanted = tuple(kind for kind in KINDS if kind in asked.kinds)
    lines = tuple(_line(asked, kind, known) for kind in (wanted or (None,)))
    deciding = min(lines, key=lambda one: ORDER.index(one.outcome))
    return Answer(
        deciding.outcome, deciding, lines, tuple(_duties(asked, lines, known)), _hours(asked, known)
    )


def _line(asked: Asked, kind: Kind | None, known: list[Version]) -> Decided:
    found = by_law(asked, kind)
    if found or kind is None:
        return found or _unknown(kind)
    in_force = [one for one in known if holds_between(one, asked)]
    return (
        _restricted(asked, kind, in_force, "never")
        or _restricted(asked, kind, in_force, "ask")
        or _permitted(asked, kind, in_force)
        or _would_have(asked, kind, [one for one in known if one not in in_force])
        or (_unknown(kind) if known else _stranger(kind))
    )


def holds_between(version: Version, asked: Asked) -> bool:
    """Whether a policy is in force between the two agencies: begun, not over, and neither has left it."""
    both = {asked.holder, asked.recipient} <= version.remaining
    return both and version.standing(asked.day) is Standing.IN_FORCE


def _restricted(asked: Asked, kind: Kind, in_force: list[Version], effect: str) -> Decided | None:
    for version in in_force:
        for one in version.policy.restrictions:
            if one.effect == effect and one.covers(asked.purpose, kind, asked.recipient_kind):
                outcome = Outcome.DENY if effect == "never" else Outcome.REVIEW
                return _by(version, one, kind, outcome, "restricted", one.words)
    return None


def _permitted(asked: Asked, kind: Kind, in_force: list[Version]) -> Decided | None:
    found = [_by_permit(asked, kind, version, one) for version, one in _permits(asked, kind, in_force)]
    # Each policy lets by itself: of several the one that lets most answers.
    return max(found, key=lambda one: ORDER.index(one.outcome), default=None)


def _permits(asked: Asked, kind: Kind, versions: Iterable[Version]) -> Iterator[tuple[Version, Permit]]:
    for version in versions:
        for one in version.policy.permits:
            if one.covers(asked.purpose, kind, asked.recipient_kind):
                yield version, one


def _by_permit(asked: Asked, kind: Kind, version: Version, permit: Permit) -> Decided:
    if asked.wish is Wish.OBJECTS and permit.objection == "respect":
        words = "The person objects, and for this purpose that settles it."
        return _by(version, permit, kind, Outcome.DENY, "objection", words)
    if asked.wish is Wish.OBJECTS and permit.objection == "ask":
        words = (
            "The person objects. Their objection counts: nothing is told until a named person has decided."
        )
        return _by(version, permit, kind, Outcome.REVIEW, "objection", words)
    return _by(version, permit, kind, Outcome.PERMIT, "permitted", permit.words)


def _by(
    version: Version, paragraph: Permit | Restriction, kind: Kind, outcome: Outcome, rule: str, words: str
) -> Decided:
    policy = version.policy
    instead = paragraph.instead if isinstance(paragraph, Restriction) else ""
    if rule == "objection":
        instead = (
            "Talk with the person: say who would know what, and why it would help. Write down what they say."
        )
    return Decided(
        kind=kind,
        outcome=outcome,
        rule=rule,
        sentence=words,
        policy=policy.key,
        version=version.number,
        paragraph=policy.number_of(paragraph),
        instead=instead,
        basis=paragraph.basis if isinstance(paragraph, Permit) else "",
    )


def _would_have(asked: Asked, kind: Kind, others: list[Version]) -> Decided | None:
    for version, permit in _permits(asked, kind, others):
        standing = version.standing(asked.day)
        rule = "left" if standing is Standing.IN_FORCE else standing.value.replace(" ", "-")
        words = why_not_in_force(version, asked.day)
        return Decided(
            kind=kind,
            outcome=Outcome.DENY,
            rule=rule,
            sentence=words,
            policy=version.policy.key,
            version=version.number,
            paragraph=version.policy.number_of(permit),
            instead="Ring the named person below: they can decide by the law alone while it is put right.",
        )
    return None


def why_not_in_force(version: Version, day: date) -> str:
    """The sentence that says why nothing is told under a policy on a day."""
    name, standing = version.policy.name, version.standing(day)
    if standing is Standing.EXPIRED:
        ended = day_words(version.policy.ends_on)
        return f"“{name}” ended on {ended}. Nothing is told under it until it is renewed and signed."
    if standing is Standing.NOT_BEGUN:
        return f"“{name}” begins on {day_words(version.policy.starts_on)}. Nothing is told under it before."
    if standing is Standing.NOT_SIGNED:
        return f"“{name}” is not signed by each of its agencies. Nothing is told under it until it is."
    return f"One of your two agencies has left “{name}”. Nothing is told between them under it any more."


def _unknown(kind: Kind | None) -> Decided:
    words = "No policy says yes or no to this, so a person decides. That is no refusal."
    return Decided(kind, Outcome.REVIEW, "not-covered", words, instead="Ask for less, if less will do.")


def _stranger(kind: Kind) -> Decided:
    return Decided(kind, STRANGER.outcome, STRANGER.key, STRANGER.sentence, instead=STRANGER.instead)


def _duties(asked: Asked, lines: tuple[Decided, ...], known: list[Version]) -> Iterator[str]:
    if asked.danger:
        yield from _IN_DANGER
        return
    told = {one.policy for one in lines if one.outcome is Outcome.PERMIT}
    seen: set[str] = set()
    for version in known:
        if version.policy.key in told:
            for duty in version.policy.duties:
                if duty.holds_for(asked.purpose) and duty.words not in seen:
                    seen.add(duty.words)
                    yield duty.words


def _hours(asked: Asked, known: list[Version]) -> int:
    covering = [
        one.policy.hours for one in known if any(asked.purpose in p.purposes for p in one.policy.permits)
    ]
    return min(covering, default=HOURS)
