"""Parts that the pack and the minutes share."""

from collections.abc import Iterable, Sequence

from jigsaw.care.conversations.domain.writing import standing
from jigsaw.care.conversations.models import (
    Contribution,
    Conversation,
    ConversationAction,
    PersonsView,
    RiskTaken,
)
from jigsaw.care.conversations.pack import kind_of
from jigsaw.care.conversations.queries._standing import contributions_of
from jigsaw.foundation.core.time import Accuracy, Moment, day_words
from jigsaw.foundation.documents.paper import Block, Points, Section, Table

ACTION_WORDS = {
    "open": "Not done yet",
    "handed on": "Handed on, waits for a yes",
    "taken on": "Taken on by another agency, not done yet",
    "done": "Done",
}


def words_of_person(views: Iterable[PersonsView]) -> tuple[Block, ...]:
    """What the person wanted said, the latest first, each with who wrote it down."""
    said = sorted((one for one in views if one.words), key=lambda one: (one.at, one.pk), reverse=True)
    if not said:
        return ("Nobody has written down what the person wants said. Ask them.",)
    return (Points([f"“{one.words}” (to {one.by.name}, {Moment(one.at).text()})" for one in said]),)


def who_was_asked(row: Conversation) -> Table:
    """Every agency that is asked to come, and what it answered so far."""
    said = {"waiting": "No answer yet", "sending another": "Sends another"}
    rows = [(row.agency.name, "Calls it")]
    for one in sorted(row.invitations.all(), key=lambda one: one.agency.name):
        answer = said.get(one.response, one.response.capitalize())
        rows.append((one.agency.name, ". ".join(filter(None, (answer, one.sends, one.response_words)))))
    return Table("Who is asked", ("Agency", "Its answer"), rows)


def silent_agencies(row: Conversation) -> tuple[str, ...]:
    """The agencies that take part and have written nothing down, by name."""
    spoken = {one.agency_id for one in row.contributions.all()}
    taking_part = {row.agency_id: row.agency.name} | {
        one.agency_id: one.agency.name for one in row.invitations.all()
    }
    return tuple(sorted(name for key, name in taking_part.items() if key not in spoken))


def contribution_sections(found: Sequence[Contribution]) -> list[Section]:
    """A section for each agency's part."""
    return [Section(one.agency.name, _contribution(one), level=2) for one in found]


def _contribution(one: Contribution) -> tuple[Block, ...]:
    blocks: list[Block] = []
    facts = list(one.facts.all())
    if facts:
        rows = [
            (
                Moment(fact.on, Accuracy(fact.on_accuracy), fact.on_uncertain).text()
                if fact.on
                else "Not known",
                fact.fact,
                fact.source,
            )
            for fact in facts
        ]
        blocks.append(Table("What we know", ("When", "What", "Source"), rows))
    told = (
        ("What we are worried about", one.worries),
        ("What we are doing", one.doing),
        ("What we think the person wants", one.person_wants),
    )
    blocks += [f"{heading}: {words}" for heading, words in told if words]
    return (*blocks, f"Written by {one.by.name}, {Moment(one.at).text()}.")


def facts_known(row: Conversation) -> list[Contribution]:
    """The parts that stand."""
    return contributions_of(row)


def who_was_there(row: Conversation) -> Table:
    """Every agency that was asked: whether it came, and what it answered."""
    came = {True: "Came", False: "Did not come", None: "Not recorded"}
    rows = [(row.agency.name, "Called it", "")]
    for one in sorted(row.invitations.all(), key=lambda one: one.agency.name):
        rows.append((one.agency.name, came[one.came], one.response_words or one.response.capitalize()))
    return Table("Agencies", ("Agency", "There", "Its answer"), rows)


def actions_table(actions: Iterable[ConversationAction]) -> Block:
    """What was agreed, whose it is, by when, and whether it was done."""
    rows = [
        (
            one.what,
            f"{one.owner}, {one.agency.name}",
            day_words(one.due_on),
            one.how_we_know,
            ACTION_WORDS[one.state],
        )
        for one in actions
    ]
    if not rows:
        return "No action was agreed."
    return Table("Actions", ("What", "Who", "By", "How we will know", "State"), rows)


def disagreements(row: Conversation) -> tuple[Block, ...]:
    """Who saw it differently, by name, as they said it."""
    found = sorted(row.disagreements.all(), key=lambda one: one.at)
    return (Points([f"{one.name}: {one.words}" for one in found]),) if found else ("Nobody said so.",)


def note_sections(row: Conversation) -> list[Section]:
    """What was written together under each part of the agenda; two texts where two stand."""
    found = []
    for item in kind_of(row.kind).agenda:
        texts = [
            one
            for one in standing(note for note in row.notes.all() if note.part == item.key)
            if one.words.strip()
        ]
        if texts:
            found.append(Section(item.words, tuple(f"{one.words}\n({one.by.name})" for one in texts)))
    return found


def risk_sections(row: Conversation) -> list[Section]:
    """The risks that were taken on purpose, each with what was weighed and who agreed by name."""
    return [Section(f"A risk taken on purpose: “{one.choice}”", _risk(one)) for one in row.risktakens.all()]


def _risk(one: RiskTaken) -> tuple[Block, ...]:
    named = (
        ("Why it matters to them", "matters"),
        ("What good may come of it", "benefits"),
        ("What harm may come of it", "harms"),
        ("What makes it safer", "safer"),
        ("Capacity", "capacity"),
        ("If this, then that", "if_then"),
        ("Who is told", "told"),
    )
    said = [f"{words}: {getattr(one, name)}" for words, name in named]
    stances = [f"{each.name} {each.stance}. {each.words}".strip() for each in one.stances.all()]
    said.append(f"Looked at again on {day_words(one.review_on)}")
    return (Points(said), Points(stances)) if stances else (Points(said),)
