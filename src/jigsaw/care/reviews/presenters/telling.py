"""Entries and what follows from them, as pages show them."""

from collections.abc import Callable, Mapping

from django.urls import reverse

from jigsaw.care.reviews.domain.words import SIGNIFICANCE, Significance
from jigsaw.care.reviews.presenters.pages import Pair, Silence, Told
from jigsaw.care.reviews.queries import Composite, Waiting
from jigsaw.engine.chronology.alike import RULES
from jigsaw.engine.chronology.contradicting import Contradiction
from jigsaw.engine.chronology.entries import Entry
from jigsaw.engine.chronology.ordering import Placed
from jigsaw.engine.chronology.when import How
from jigsaw.foundation.design.parts import Agency, Tag
from jigsaw.foundation.organisations.models import Agency as AgencyRow

Hide = Callable[[str], str]
Agencies = Mapping[str, AgencyRow]
_DETAILS = (
    ("who", "Who was involved"), ("voice", "The person’s own words"), ("action", "Action or decision"),
    ("outcome", "Outcome"), ("comment", "Comment"),
)  # fmt: skip
_TONES = {Significance.KEY: "now", Significance.NOTABLE: "due", Significance.BACKGROUND: "plain"}


def badge(agencies: Agencies, key: str) -> Agency:
    """An agency's name with the shape of its kind."""
    return Agency(agencies[key].name, agencies[key].kind) if key in agencies else Agency(key)


def rating_tag(significance: str) -> Tag:
    """How much an entry matters, as a tag."""
    return Tag(SIGNIFICANCE[Significance(significance)], _TONES[Significance(significance)])


def told(entry: Entry, agencies: Agencies, hide: Hide, *, review: object, why: str = "") -> Told:
    """An entry by itself."""
    return Told(
        key=entry.key,
        when=entry.when.text(),
        agency=badge(agencies, entry.agency),
        fact=hide(entry.fact),
        details=tuple(
            (name, hide(getattr(entry, field))) for field, name in _DETAILS if getattr(entry, field)
        ),
        source=hide(entry.source) or "Source not given",
        why=why,
        rated=None,
        also=(),
        contradictions=(),
        href=reverse("review_entry", args=[review, entry.key]),
        written=hide(entry.when.words) if entry.when.is_about or entry.when.how is How.BETWEEN else "",
    )


def placed(whole: Composite, one: Placed, agencies: Agencies, hide: Hide) -> Told:
    """An entry in its place, with what else is told of the same event."""
    alone = told(one.entry, agencies, hide, review=whole.review.pk, why=one.why)
    event = whole.events.get(one.entry.key, ())
    rated = whole.ratings.get(one.entry.key)
    others = [whole.rows[key] for key in event if key != one.entry.key]
    return Told(
        **{
            name: getattr(alone, name)
            for name in ("key", "when", "agency", "fact", "details", "source", "why", "href", "written")
        },
        rated=rating_tag(rated.significance) if rated else None,
        also=tuple(sorted({row.agency.name for row in others})),
        contradictions=contradicted(whole.contradictions.get(event[0], []) if event else [], whole, hide),
    )


def contradicted(
    found: list[Contradiction], whole: Composite | None, hide: Hide, names: Mapping[str, str] | None = None
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Contradictions with whose each version is."""
    of = names or {key: row.agency.name for key, row in (whole.rows.items() if whole else ())}
    return tuple((one.about, tuple((of[key], hide(words)) for key, words in one.versions)) for one in found)


def pair_of(waiting: Waiting, agencies: Agencies, hide: Hide, review: object) -> Pair:
    """Two tellings side by side."""
    names = {one.key: badge(agencies, one.agency).name for one in (waiting.left, waiting.right)}
    return Pair(
        left=told(waiting.left, agencies, hide, review=review),
        right=told(waiting.right, agencies, hide, review=review),
        rule=RULES[waiting.proposal.rule],
        evidence=waiting.proposal.evidence,
        contradictions=contradicted(waiting.contradictions, None, hide, names),
    )


def silences(whole: Composite, agencies: Agencies) -> tuple[Silence, ...]:
    """Times without an entry, those of all agencies first."""
    return tuple(
        Silence(badge(agencies, one.agency).name if one.agency else "No agency at all", one.words)
        for one in whole.quiet
    )
