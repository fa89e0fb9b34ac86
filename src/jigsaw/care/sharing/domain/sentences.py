"""A policy's paragraphs as sentences, for whoever reads and signs them."""

from collections.abc import Iterable
from dataclasses import dataclass

from jigsaw.care.sharing.domain.policy import Duty, Paragraph, Permit, Policy, Restriction
from jigsaw.care.sharing.domain.vocabulary import KINDS, PURPOSES, Kind, Purpose, listed

AGENCY_KINDS = {
    "nhs-trust": "the mental health trust",
    "acute-hospital": "the hospital",
    "gp": "GP practices",
    "ambulance": "the ambulance service",
    "council": "the council",
    "housing": "housing associations",
    "police": "the police",
    "charity": "charities",
}
OBJECTIONS = {
    "ask": "If the person objects, a named person decides.",
    "respect": "If the person objects, nothing is told.",
    "outweighed": "An objection of the person is written down, and does not stop it.",
}


@dataclass(frozen=True)
class Said:
    """One numbered paragraph: what it is, in a sentence; the words that an answer quotes; what stands behind it."""

    number: int
    sentence: str
    words: str
    more: tuple[str, ...] = ()


def said(policy: Policy) -> tuple[tuple[Said, ...], tuple[Said, ...], tuple[Said, ...]]:
    """A policy's paragraphs: what may be told, what not, what is owed."""
    numbered = [(number, one, paragraph(number, one)) for number, one in policy.paragraphs()]
    return (
        tuple(told for _, one, told in numbered if isinstance(one, Permit)),
        tuple(told for _, one, told in numbered if isinstance(one, Restriction)),
        tuple(told for _, one, told in numbered if isinstance(one, Duty)),
    )


def paragraph(number: int, one: Paragraph) -> Said:
    """One paragraph in words."""
    if isinstance(one, Permit):
        sentence = f"For {_purposes(one.purposes)}, {_whom(one.to)} may be told: {_kinds(one.kinds)}."
        more = (OBJECTIONS[one.objection], f"The law: {one.basis}.", *_source(one.source))
        return Said(number, sentence, one.words, more)
    if isinstance(one, Restriction):
        return Said(number, _restriction(one), one.words, (f"Instead: {one.instead}", *_source(one.source)))
    when = f"For {_purposes(one.purposes)}:" if one.purposes else ""
    return Said(number, when, one.words, tuple(_source(one.source)))


def _restriction(one: Restriction) -> str:
    verb = "is" if len(one.kinds) == 1 and one.kinds[0] is not Kind.MARKERS else "are"
    where = f"For {_purposes(one.purposes)}," if one.purposes else "For any purpose,"
    whom = f" to {_whom(one.to)}" if one.to else ""
    told = f"never told{whom}" if one.effect == "never" else f"told{whom} only when a named person says so"
    return f"{where} {_kinds(one.kinds)} {verb} {told}."


def _source(source: str) -> Iterable[str]:
    return [f"From: {source}."] if source else []


def _purposes(purposes: tuple[Purpose, ...]) -> str:
    return listed([PURPOSES[one].inside for one in purposes])


def _kinds(kinds: tuple[Kind, ...]) -> str:
    return listed([KINDS[one].inside for one in kinds])


def _whom(to: tuple[str, ...]) -> str:
    return listed([AGENCY_KINDS[one] for one in to]) if to else "each of the agencies"
