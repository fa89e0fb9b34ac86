"""The composite chronology and the report as papers, for Word and PDF: with names, or with names hidden."""

from collections.abc import Callable, Iterator
from uuid import UUID

from jigsaw.care.reviews import queries
from jigsaw.care.reviews.domain.words import CHANGED, FAMILY, LAWS, LEARNING, SIGNIFICANCE, Kind
from jigsaw.care.reviews.models import FamilyQuestion, Finding, Recommendation
from jigsaw.care.reviews.queries import Composite
from jigsaw.engine.chronology.anonymising import anonymised
from jigsaw.foundation.core.time import Accuracy, Moment, day_words, now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.documents.paper import Block, Paper, Points, Section, Table

Hide = Callable[[str], str]
_COLUMNS = ("When", "Agency", "What happened", "Done, and what came of it", "Source", "In its place because")
_WIDTHS = (0.13, 0.12, 0.33, 0.18, 0.12, 0.12)


def chronology_paper(viewer: Viewer, key: UUID, *, hidden: bool) -> Paper:
    """The composite chronology of a review. Raises NotFound for those who take no part."""
    whole = queries.composite(viewer, key)
    hide = _hiding(viewer, key, hidden=hidden)
    return Paper(
        title=f"Composite chronology: {hide(whole.review.title)}",
        subtitle=f"{day_words(whole.review.period_from)} to {day_words(whole.review.period_to)}",
        sections=tuple(_chronology(whole, hide)),
        footer=_footer(viewer),
    )


def report_paper(viewer: Viewer, key: UUID, *, hidden: bool) -> Paper:
    """The report: the family's questions first, then the terms, what happened, what was learned, what is done."""
    whole = queries.composite(viewer, key)
    hide = _hiding(viewer, key, hidden=hidden)
    review, terms = whole.review, queries.standing(viewer, key).in_force
    sections = [Section("What the family asked", tuple(_questions(queries.questions(viewer, key), hide)))]
    if terms:
        family = f"{FAMILY[terms.family]}. {terms.family_words}".strip()  # type: ignore[index]
        said = (terms.purpose, terms.scope, f"By what law: {terms.basis}", f"The family: {family}")
        sections.append(Section("Terms of reference", tuple(hide(one) for one in said)))
    sections += [*_findings(viewer, key, hide), *_chronology(whole, hide)]
    return Paper(
        title=f"{LAWS[Kind(review.kind)].name}: {hide(review.title)}",
        subtitle="This report is for learning, and blames nobody.",
        sections=tuple(sections),
        footer=_footer(viewer) if review.reported_at else f"Draft. {_footer(viewer)}",
    )


def _hiding(viewer: Viewer, key: UUID, *, hidden: bool) -> Hide:
    if not hidden:
        return lambda text: text
    known = queries.entry_key(viewer, key)
    return lambda text: anonymised(text, known)


def _footer(viewer: Viewer) -> str:
    return f"Made for {viewer.name}, {viewer.agency_name}, {Moment(now(), Accuracy.DAY).text()}"


def _questions(asked: list[FamilyQuestion], hide: Hide) -> Iterator[Block]:
    if not asked:
        yield "No question of the family is written down."
    for one in asked:
        answers = [each.answer for each in one.answers.all()]
        yield f"{hide(one.asked_by)} asked: {hide(one.question)}"
        yield hide(answers[-1]) if answers else "Not answered yet."


def _findings(viewer: Viewer, key: UUID, hide: Hide) -> Iterator[Section]:
    found = queries.findings(viewer, key)
    yield Section("What was learned", () if found else ("Nothing is written down yet.",))
    for domain, name in LEARNING.items():
        mine = [one for one in found if one.domain == domain]
        if mine:
            yield Section(
                name, tuple(each for one in mine for each in _finding(viewer, key, one, hide)), level=2
            )
    actions = [one for finding in found for one in finding.recommendations.all()]
    if actions:
        heads = ("What is to be done", "By whom", "By when", "How we will know", "Where it stands")
        rows = [_action(one, hide) for one in actions]
        yield Section("What is to be done", (Table("Actions", heads, rows),))


def _finding(viewer: Viewer, key: UUID, one: Finding, hide: Hide) -> Iterator[Block]:
    yield hide(one.words)
    if rests := [hide(words) for _, words in queries.rests_on(viewer, key, one)]:
        yield "It rests on:"
        yield Points(rests)


def _action(one: Recommendation, hide: Hide) -> tuple[str, ...]:
    steps = list(one.steps.all())
    checks = [f"after {each.months} months: {CHANGED[each.changed]}" for each in one.checks.all()]  # type: ignore[index]
    state = "; ".join([steps[-1].get_what_display() if steps else "Not answered yet", *checks])
    return (
        hide(one.what),
        f"{hide(one.owner)}, {one.agency.name}",
        day_words(one.due_on),
        hide(one.how_we_know),
        state,
    )


def _chronology(whole: Composite, hide: Hide) -> Iterator[Section]:
    rows = [
        (
            placed.entry.when.text(),
            whole.agencies.get(placed.entry.agency, placed.entry.agency),
            hide(_told(whole, placed.entry.key, placed.entry.fact)),
            hide(". ".join(part for part in (placed.entry.action, placed.entry.outcome) if part)),
            hide(placed.entry.source) or "Source not given",
            placed.why,
        )
        for placed in whole.placed
    ]
    table = Table("Every entry of every agency, in one order", _COLUMNS, rows, _WIDTHS)
    yield Section("What happened", (table,) if rows else ("No chronology has come in yet.",))
    yield Section("Told differently", tuple(_contradictions(whole, hide)), level=2)
    quiet = [f"{_name(whole, one.agency)}: {one.words}" for one in whole.quiet]
    said = "No record is not that nothing happened."
    yield Section("Times without an entry", (said, Points(quiet)) if quiet else ("There are none.",), level=2)


def _told(whole: Composite, key: str, fact: str) -> str:
    rated = whole.ratings.get(key)
    told = f"{SIGNIFICANCE[rated.significance]}: {fact}" if rated else fact  # type: ignore[index]
    others = [whole.rows[one] for one in whole.events.get(key, ()) if one != key]
    names = " and ".join(sorted({_name(whole, one.agency_id) for one in others}))
    return f"{told} (Also told by {names}.)" if names else told


def _contradictions(whole: Composite, hide: Hide) -> Iterator[Block]:
    found = [each for event in whole.contradictions.values() for each in event]
    if not found:
        yield "No two tellings of one event contradict each other, of those that people found to be one."
    for one in found:
        rows = [(_name(whole, whole.rows[key].agency_id), hide(words)) for key, words in one.versions]
        yield Table(one.about, ("Agency", "What it says"), rows)


def _name(whole: Composite, agency: str) -> str:
    return whole.agencies.get(agency, agency) if agency else "No agency at all"
