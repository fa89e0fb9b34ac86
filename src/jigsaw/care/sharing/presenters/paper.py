"""The answer to “May I share this?” on paper: what stands on the screen, for a file or a supervisor's desk."""

from collections.abc import Iterable
from datetime import datetime

from jigsaw.care.sharing.presenters.answer import AnswerPage, KindShown
from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.documents.paper import Block, Paper, Points, Section, Table


def answer_paper(page: AnswerPage) -> Paper:
    """One answer: the decision first, then what, what is owed, whom to ring, and why."""
    opening = (page.named, _due(page)) if page.named else ()
    sections = [Section("The answer", tuple(filter(None, (page.sentence, *opening))))]
    for title, kinds in (
        (page.yes_title, page.yes),
        ("Wait with this", page.wait),
        ("Do not tell this", page.no),
    ):
        sections += _section(title, [_kind(one) for one in kinds])
    sections += _section("What you owe", page.duties)
    sections += _section(
        "Whom to ring", [f"{one.agency.name}: {one.who}, {one.telephone}" for one in page.rings]
    )
    facts = Table(
        "Why", ("What", "Answer"), [(one.name, _words(one.value)) for one in page.facts], (0.3, 0.7)
    )
    sections.append(Section("Why", (facts, page.kept)))
    about = f"About {page.about}" if page.about else ""
    return Paper(
        page.headline, tuple(sections), subtitle=about, footer=f"Printed for {page.shell.viewer_name}"
    )


def _section(title: str, points: Iterable[str]) -> tuple[Section, ...]:
    blocks: tuple[Block, ...] = (Points(tuple(points)),)
    return (Section(title, blocks),) if points else ()


def _kind(one: KindShown) -> str:
    where = f" ({one.where})" if one.where else ""
    instead = f"Instead: {one.instead}" if one.instead else ""
    return "\n".join(filter(None, (f"{one.name}{where}", one.sentence, instead)))


def _due(page: AnswerPage) -> str:
    if page.due_at is None:
        return ""
    due = _words(page.due_at)
    return f"The answer is late: it was due {due}." if page.is_overdue else f"The answer is due by {due}."


def _words(value: object) -> str:
    if isinstance(value, Link):
        return value.text
    return Moment(value, Accuracy.MINUTE).text() if isinstance(value, datetime) else str(value)
