"""The page of one review."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from jigsaw.care.conversations.queries import line_if_seen
from jigsaw.care.reviews import queries
from jigsaw.care.reviews.domain.words import CHANGED, LAWS, LEARNING, Changed, Kind, Learning
from jigsaw.care.reviews.models import ChronologyFile, Finding, Recommendation, Review
from jigsaw.care.reviews.policies import can_admit, can_lead, can_work, leads
from jigsaw.care.reviews.presenters.pages import Learned, Question, Rows, WholePage
from jigsaw.foundation.core.time import Accuracy, Moment, day_words
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Agency, Fact, Tag

STATES = {
    "terms": Tag("Terms being agreed", "due"),
    "work": Tag("At work", "now"),
    "reported": Tag("Reported", "done"),
}
_NEXT = {
    "terms": "It begins when every lead has agreed to the terms of reference.",
    "work": "Each agency sends its chronology. Then: what is told twice, what was learned, what is done.",
    "reported": "What was agreed is checked after 3, 6 and 12 months.",
}


def whole_page(viewer: Viewer, shell: Shell, row: Review, today: date) -> WholePage:
    """One review for one of its members."""
    standing = queries.standing(viewer, row.pk)
    return WholePage(
        shell=shell,
        kind=LAWS[Kind(row.kind)].name,
        tag=STATES[standing.state],
        next_step=_NEXT[standing.state],
        waits=tuple(_waits(viewer, row, standing, today)),
        questions=tuple(_questions(viewer, row)),
        facts=(*_facts(row, standing), *_came_from(viewer, row)),
        members=_members(viewer, row),
        files=file_rows(queries.files(viewer, row.pk), row),
        learned=tuple(_learned(one, row, viewer, today) for one in queries.findings(viewer, row.pk)),
        links=(
            _link("The composite chronology", "review_chronology", row),
            _link("What each agency knew on a day", "review_known", row),
            _link("Told twice?", "review_twice", row),
            _link("Names that are hidden", "review_names", row),
        ),
        papers=_papers(row),
        hrefs={name: reverse(name, args=[row.pk]) for name in _WAYS},
        may_work=bool(can_work(viewer, row)),
        may_lead=bool(can_lead(viewer, row)),
        may_admit=bool(can_admit(viewer, row)),
        may_pull=bool(can_work(viewer, row)) and row.person is not None,
    )


_WAYS = (
    "review_terms", "review_question", "review_member", "review_files", "review_send", "review_pull", "review_finding",
    "review_finish",
)  # fmt: skip


def _link(words: str, name: str, row: Review, *more: Any) -> Link:
    return Link(words, reverse(name, args=[row.pk, *more]))


def _waits(viewer: Viewer, row: Review, standing: queries.Standing, today: date) -> list[Link]:
    """What somebody must do next."""
    found = []
    if standing.proposed:
        mine = viewer.key in standing.awaited
        words = (
            "Read the terms and agree to them" if mine else f"Terms wait for {len(standing.awaited)} to agree"
        )
        found.append(_link(words, "review_terms", row))
    waiting = sum(one.state == "waiting" for one in queries.refused_rows(viewer, row.pk))
    if waiting:
        found.append(
            _link(f"{waiting} refused {'row waits' if waiting == 1 else 'rows wait'}", "review_files", row)
        )
    if standing.state == "work":
        found += _still_to_come(viewer, row)
    due = len(queries.checks_due(viewer, row.pk, today))
    if due:
        found.append(
            Link(f"{due} {'check is' if due == 1 else 'checks are'} due: did it change anything?", "#learned")
        )
    return found


def _still_to_come(viewer: Viewer, row: Review) -> list[Link]:
    """Whose chronology has not come in, and how many pairs nobody has decided."""
    sent = {one.agency_id for one in queries.files(viewer, row.pk) if not hasattr(one, "withdrawal")}
    members = queries.members(viewer, row.pk)
    absent = sorted({one.agency.name for one in members if one.agency_id not in sent})
    found = [_link(f"No chronology yet from {' and '.join(absent)}", "review_files", row)] if absent else []
    pairs = queries.pairs_waiting(viewer, row.pk)
    if pairs:
        words = "1 pair may be" if pairs == 1 else f"{pairs} pairs may be"
        found.append(_link(f"{words} told twice: decide", "review_twice", row))
    return found


def _questions(viewer: Viewer, row: Review) -> list[Question]:
    found = []
    for one in queries.questions(viewer, row.pk):
        answers = list(one.answers.all())
        href = reverse("review_answer", args=[row.pk, one.pk])
        found.append(Question(one.asked_by, one.question, answers[-1].answer if answers else "", href))
    return found


def _facts(row: Review, standing: queries.Standing) -> tuple[Fact, ...]:
    law = LAWS[Kind(row.kind)]
    facts = [
        Fact("It looks at", f"{day_words(row.period_from)} to {day_words(row.period_to)}"),
        Fact("Started", Moment(row.started_at, Accuracy.DAY)),
        Fact("By what law", standing.in_force.basis if standing.in_force else law.basis),
    ]
    if standing.in_force:
        facts.insert(0, Fact("What we want to learn", standing.in_force.purpose))
        facts.insert(1, Fact("How far it goes", standing.in_force.scope))
    return tuple(facts)


def _came_from(viewer: Viewer, row: Review) -> tuple[Fact, ...]:
    line = line_if_seen(viewer, row.conversation_id)
    if line is None:
        return ()
    words = f"{line.kind} of {day_words(timezone.localdate(line.held_at or line.meets_at))}"
    return (Fact("Came from", Link(words, reverse("conversation", args=[line.id]))),)


def _members(viewer: Viewer, row: Review) -> tuple[tuple[str, Agency, str, Link | None], ...]:
    """Who takes part, each with the way out where the viewer may show it: a lead leaves by new terms only."""
    leading = leads(row)
    return tuple(
        (
            one.practitioner.name,
            Agency(one.agency.name, one.agency.kind),
            "leads" if one.practitioner_id in leading else "",
            _way_out(viewer, row, one.practitioner_id)
            if one.practitioner_id not in leading and viewer.key in {*leading, one.practitioner_id}
            else None,
        )
        for one in queries.members(viewer, row.pk)
    )


def _way_out(viewer: Viewer, row: Review, practitioner: int) -> Link:
    words = "Leave the review" if practitioner == viewer.key else "Take out"
    return Link(words, reverse("review_leave", args=[row.pk, practitioner]))


def file_rows(files: list[ChronologyFile], row: Review) -> Rows:
    """The files that came in, each with how many rows were accepted of how many."""
    return tuple(
        (
            Agency(one.agency.name, one.agency.kind),
            one.name,
            Moment(one.at),
            f"{one.accepted} of {one.rows} rows accepted",
            Tag("Taken back", "stopped")
            if hasattr(one, "withdrawal")
            else _link("Take it back", "review_back", row, one.pk),
        )
        for one in files
    )


def _learned(finding: Finding, row: Review, viewer: Viewer, today: date) -> Learned:
    rests = len(finding.entries)
    actions = tuple(_action(one, row, viewer, today) for one in finding.recommendations.all())
    return Learned(
        domain=LEARNING[Learning(finding.domain)],
        words=finding.words,
        rests=f"It rests on {rests} {'entry' if rests == 1 else 'entries'} of the chronology."
        if rests
        else "It names no entry that it rests on.",
        entries=tuple(
            Link(words, reverse("review_entry", args=[row.pk, key]))
            for key, words in queries.rests_on(viewer, row.pk, finding)
        ),
        actions=actions,
        href=reverse("review_action", args=[row.pk, finding.pk]),
    )


def _action(one: Recommendation, row: Review, viewer: Viewer, today: date) -> tuple[object, ...]:
    steps = list(one.steps.all())
    state = steps[-1].get_what_display() if steps else "Not answered yet"
    checks = "; ".join(
        f"after {each.months} months: {CHANGED[Changed(each.changed)]}" for each in one.checks.all()
    )
    due = [each for each in queries.checks_due(viewer, row.pk, today) if each.recommendation.pk == one.pk]
    onward: object = "Nothing now"
    if due:
        onward = _link(f"Check after {due[0].months} months", "review_check", row, one.pk, due[0].months)
    elif one.agency_id == viewer.agency and state != "Done":
        onward = _link("Answer for your agency", "review_step", row, one.pk)
    told = "; ".join(part for part in (state, checks) if part)
    return (one.what, f"{one.owner}, {one.agency.name}", day_words(one.due_on), told, onward)


def _papers(row: Review) -> tuple[Link, ...]:
    return tuple(
        Link(words, f"{reverse('review_paper', args=[row.pk, which, form])}{asked}")
        for which, form, asked, words in (
            ("report", "docx", "", "Report (Word)"),
            ("report", "pdf", "", "Report (PDF)"),
            ("report", "docx", "?names=hidden", "Report without names (Word)"),
            ("chronology", "docx", "", "Chronology (Word)"),
            ("chronology", "docx", "?names=hidden", "Chronology without names (Word)"),
        )
    )
