"""The agenda pack and the minutes, as one paper that is shown on a page, in Word or as PDF."""

from collections.abc import Iterable
from datetime import datetime

from jigsaw.care.conversations.models import Conversation
from jigsaw.care.conversations.pack import kind_of, outcome_name
from jigsaw.care.conversations.presenters.paper_parts import (
    actions_table,
    contribution_sections,
    disagreements,
    facts_known,
    note_sections,
    risk_sections,
    silent_agencies,
    who_was_asked,
    who_was_there,
    words_of_person,
)
from jigsaw.care.conversations.presenters.plan_paper import plan_section
from jigsaw.care.conversations.queries.gathering import Gathered
from jigsaw.foundation.core.time import Moment, day_words, now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.documents.paper import Block, Paper, Points, Section, Table

_NOTHING_SENT = (
    "No piece came since then from any agency that shares. That is not the same as nothing happening."
)
_FIRST = "No conversation about this was held before, as far as your agency knows."


def pack_paper(viewer: Viewer, row: Conversation, gathered: Gathered, about: str) -> Paper:
    """What to read before: why now, the person's words, last time, one chronology, who is involved, each part."""
    sections = (
        Section("Why we talk", (row.purpose, row.why_now, *_reasons(row))),
        Section("The person’s own words", words_of_person(gathered.own_words)),
        Section("Agenda", (_agenda(row),)),
        plan_section(gathered.plan, now()),
        Section("What was agreed last time, and whether it was done", _last_time(gathered)),
        Section(_since(gathered), _chronology(gathered)),
        Section("Who is involved now, and whom to ring", _involved(gathered)),
        Section("Who is asked, and who comes", (who_was_asked(row),)),
        Section("What each agency brings", _silent(row)),
        *contribution_sections(gathered.contributions),
    )
    return _paper("Before the conversation", viewer, row, sections, about, _withheld(gathered.withheld))


def minutes_paper(viewer: Viewer, row: Conversation, about: str) -> Paper:
    """What was said and agreed, drafted from what was written down in it. Nothing is added."""
    contributions = facts_known(row)
    sections = (
        Section("Who was there", (who_was_there(row),)),
        Section("Why we talked", (row.purpose, row.why_now)),
        Section("The person’s own words", words_of_person(row.personsviews.all())),
        Section("What each agency brought"),
        *contribution_sections(contributions),
        *note_sections(row),
        Section("What we now understand together", (row.understanding or "Not written down yet.",)),
        Section("Seen differently", disagreements(row)),
        *risk_sections(row),
        Section("What we agreed to do", (actions_table(row.actions.all()),)),
        Section("How it ends", _ending(row)),
    )
    return _paper("Minutes of the conversation", viewer, row, sections, about, "")


def _paper(
    title: str, viewer: Viewer, row: Conversation, sections: Iterable[Section], about: str, withheld: str
) -> Paper:
    met = Moment(row.held_at or row.meets_at).text()
    footer = f"For {viewer.name}, {viewer.agency_name}"
    subtitle = f"{kind_of(row.kind).name}: {about}. {met}"
    return Paper(title, tuple(sections), subtitle=subtitle, withheld=withheld, footer=footer)


def _reasons(row: Conversation) -> tuple[Block, ...]:
    # Why now is the reason's own sentence unless somebody wrote more: then it stands once.
    found = [one.sentence for one in row.reasons.all() if one.sentence != row.why_now]
    return (Points(found),) if found else ()


def _silent(row: Conversation) -> tuple[Block, ...]:
    names = silent_agencies(row)
    if not names:
        return ()
    said = f"Nothing is written down yet by: {'; '.join(names)}."
    return (f"{said} That does not mean that nothing is known there.",)


def _agenda(row: Conversation) -> Points:
    return Points([f"{one.words} ({one.minutes} minutes)" for one in kind_of(row.kind).agenda], numbered=True)


def _last_time(gathered: Gathered) -> tuple[Block, ...]:
    last = gathered.last
    if last is None:
        return (_FIRST,)
    met = f"We met on {_day(last.held_at)}. {last.understanding}" if last.held_at else last.understanding
    ended = (f"Outcome: {outcome_name(last.outcome)}. {last.outcome_note}",) if last.outcome else ()
    return (met, *ended, actions_table(last.actions.all()))


def _since(gathered: Gathered) -> str:
    since = _day(gathered.since)
    return (
        f"One chronology of all, since we last met on {since}"
        if gathered.last
        else f"One chronology since {since}"
    )


def _chronology(gathered: Gathered) -> tuple[Block, ...]:
    rows = [
        (one.when.text() if one.when else "Date not known", one.agency, one.what, one.source)
        for one in gathered.chronology
    ]
    if not rows:
        return (_NOTHING_SENT,)
    columns = ("When", "Agency", "What", "Source")
    return (
        Table(
            "From every agency’s record, and from what was written down for this conversation", columns, rows
        ),
    )


def _involved(gathered: Gathered) -> tuple[Block, ...]:
    rows = [(one.agency, one.what, one.since.text(), one.who, one.telephone) for one in gathered.involved]
    if not rows:
        return ("Nobody is known to be involved now.",)
    return (Table("Involved now", ("Agency", "With what", "Since", "Who", "Telephone"), rows),)


def _day(at: datetime) -> str:
    return day_words(Moment(at).local.date())


def _withheld(count: int) -> str:
    if not count:
        return ""
    pieces = "1 piece is" if count == 1 else f"{count} pieces are"
    return f"{pieces} withheld from your agency. Each stands in its place, with whom to ring."


def _ending(row: Conversation) -> tuple[Block, ...]:
    if not row.outcome:
        return ("It is not closed yet.",)
    told = [f"Outcome: {outcome_name(row.outcome)}.", row.outcome_note]
    if row.review_on:
        told.append(f"We talk again on {day_words(row.review_on)}.")
    if row.ring_if_worse:
        told.append(f"If things get worse, ring {row.ring_if_worse}.")
    return tuple(told)
