"""The key of the anonymised view: one for the whole review, so that a label hides the same words on every page."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from jigsaw.care.reviews.models import HiddenName, Review
from jigsaw.care.reviews.policies import is_lead, reviewed
from jigsaw.engine.chronology.anonymising import Key, key_of
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import Viewer


def entry_key(viewer: Viewer, key: UUID, *, shown: bool = False) -> Key:
    """The key of the anonymised view. To have it shown is a lead's; every member may have a text hidden by it.

    Labels are given in the order in which words came in, so that what comes later gives no label another meaning.
    """
    row = reviewed(viewer, key)
    if shown and not is_lead(viewer, row):
        raise Refused("Opening the key of hidden names", "only a lead sees it", "Ask a lead of the review")
    people: dict[str, list[str]] = {}
    for label, name in HiddenName.objects.filter(review=row).order_by("pk").values_list("label", "name"):
        people.setdefault(label, []).append(name)
    told = sorted(_texts(row), key=lambda one: one[0])
    return key_of(people, (text for _, text in told))


def _texts(row: Review) -> Iterator[tuple[tuple[datetime, int], str]]:
    """Every text of the review with when it came in; of files that were taken back too."""
    yield (row.started_at, 0), row.title
    found = row.entries.values_list("file__at", "mended__settled_at", "place", "said", "more")
    for at, mended_at, place, said, more in found.iterator():
        when = (mended_at or at, place)
        for text in (*said.values(), *(words for _, words in more)):
            yield when, str(text)
    for terms in row.terms.all():
        for text in (terms.purpose, terms.scope, terms.basis, terms.family_words):
            yield (terms.at, terms.pk), text
    for asked in row.questions.prefetch_related("answers"):
        yield (asked.at, asked.pk), f"{asked.asked_by}\n{asked.question}"
        for answer in asked.answers.all():
            yield (answer.at, answer.pk), answer.answer
    yield from _learned(row)


def _learned(row: Review) -> Iterator[tuple[tuple[datetime, int], str]]:
    for finding in row.findings.prefetch_related("recommendations__steps", "recommendations__checks"):
        yield (finding.at, finding.pk), finding.words
        for one in finding.recommendations.all():
            yield (one.at, one.pk), f"{one.what}\n{one.owner}\n{one.how_we_know}"
            for step in one.steps.all():
                yield (step.at, step.pk), step.why
            for check in one.checks.all():
                yield (check.at, check.pk), check.words
