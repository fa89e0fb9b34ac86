"""Invented examples of every component, for the page at /design."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django import forms
from markupsafe import Markup

from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.design import fields
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.emptiness import Emptiness, Empty
from jigsaw.foundation.design.gallery_pictures import (
    AMBULANCE,
    COUNCIL,
    HOUSING,
    POLICE,
    PRACTICE,
    TRUST,
    crowded_lanes,
    few_lanes,
    network,
)
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import (
    Action,
    Agency,
    Disagreement,
    Entry,
    Fact,
    Gap,
    Group,
    Pages,
    Person,
    Ring,
    Tag,
    Version,
    by_month,
)


class GalleryForm(forms.Form):
    """One field of each class."""

    name = fields.TextField("Full name", hint="As the person likes to be called", width=20)
    password = fields.PasswordField("Password", required=False)
    why = fields.TextAreaField("Why now", hint="What has changed", max_length=500)
    kind = fields.RadiosField(
        "Kind of conversation",
        choices=[("huddle", "Quick huddle"), ("meeting", "Planned meeting")],
        hints={"huddle": "Fifteen minutes, today or tomorrow"},
    )
    agencies = fields.CheckboxesField(
        "Agencies to invite", choices=[("police", "Police"), ("gp", "GP practice")]
    )
    area = fields.SelectField("Area", choices=[("north", "North"), ("south", "South")])
    held_on = fields.DateField("Date of the conversation", hint="For example, 27 3 2027")
    agreed = fields.ConfirmField("The person knows about this conversation")


@dataclass(frozen=True)
class GalleryPage:
    """Everything the page at /design shows."""

    shell: Shell
    form: forms.Form
    faulty_form: forms.Form
    tags: tuple[Tag, ...]
    agencies: tuple[Agency, ...]
    rows: tuple[tuple[object, ...], ...]
    person: Person
    groups: tuple[Group, ...]
    empties: tuple[Empty, ...]
    facts: tuple[Fact, ...]
    pages: Pages
    actions: tuple[Action, ...]
    rings: tuple[Ring, ...]
    lanes: Markup
    crowded: Markup
    network: Markup


def _moment(
    year: int, month: int, day: int = 1, accuracy: Accuracy = Accuracy.DAY, uncertain: bool = False
) -> Moment:
    return Moment.from_local(date(year, month, day), accuracy, uncertain)


def _person() -> Person:
    versions = (
        Version("9 February 1967", "GP practice and mental health trust"),
        Version("2 September 1967", "police"),
    )
    return Person(
        name="Rosalind Achterberg",
        known_as="Rosie",
        born=_moment(1967, 2, 9),
        age=59,
        nhs_number="9991234567",
        home="14 Saltmarsh Court, Penhallow",
        home_href="#home",
        disagreements=(Disagreement("birth date", versions),),
    )


def _groups() -> tuple[Group, ...]:
    call = Entry(
        Moment(datetime(2026, 5, 22, 13, 30, tzinfo=UTC)),
        AMBULANCE,
        "Ambulance called, not conveyed",
        words="Caller worried about visitors who would not leave.\nAdvice given.",
        href="#call",
        place="14 Saltmarsh Court",
        source="CAD-88213",
        recorded=Moment(datetime(2026, 5, 22, 14, 10, tzinfo=UTC)),
        received=Moment(datetime(2026, 5, 23, 2, 0, tzinfo=UTC)),
        is_new=True,
    )
    withheld = Entry(
        _moment(2026, 5, 3),
        POLICE,
        "Police contact",
        withheld="The police hold words here. Ring them to ask.",
    )
    tenancy = Entry(
        _moment(2024, 1, 1, Accuracy.MONTH, uncertain=True),
        HOUSING,
        "Tenancy",
        shape="involvement",
        source="T-1002",
        about="Joint tenant with Piotr Vance",
    )
    marker = Entry(
        _moment(2023, 1, 1, Accuracy.YEAR),
        COUNCIL,
        "Lives alone",
        shape="state",
        note="Corrected on 3 May 2026",
    )
    gap = Gap(
        "No contact with any agency that shares, for 14 months: February 2024 to April 2025.", tenancy.when
    )
    return by_month((call, withheld, gap, tenancy, marker), open_groups=3)


def _empties() -> tuple[Empty, ...]:
    day = _moment(2026, 5, 20)
    return (
        Empty(Emptiness.NIL_KNOWN, AMBULANCE.name, "ambulance calls", day),
        Empty(Emptiness.NOT_ASKED, "The person", "what they want shared"),
        Empty(Emptiness.WITHHELD, TRUST.name, "something"),
        Empty(Emptiness.UNAVAILABLE, HOUSING.name, "tenancies", day),
        Empty(Emptiness.NOT_STARTED, TRUST.name, "a care plan"),
        Empty(Emptiness.CLOSED, COUNCIL.name, "this involvement", day),
    )


def _actions() -> tuple[Action, ...]:
    return (
        Action(
            "Visit with the housing officer",
            "Amara Osei",
            TRUST,
            _moment(2026, 6, 1),
            Tag("Due", "due"),
            "#visit",
        ),
        Action(
            "Tell the person what was agreed",
            "Dr Lin Bevan",
            PRACTICE,
            _moment(2026, 5, 25),
            Tag("Done", "done"),
        ),
    )


def _rings() -> tuple[Ring, ...]:
    return (
        Ring(
            TRUST,
            "Amara Osei, care co-ordinator",
            "01632 960101",
            "Community mental health team",
            _moment(2025, 4, 2),
        ),
        Ring(POLICE, "Neighbourhood team"),
    )


def gallery_page(shell: Shell) -> GalleryPage:
    """The page, with a form that is empty and one that has faults."""
    rows = (
        (Link("Rosalind Achterberg", "#one"), _moment(1967, 2, 9), TRUST, Tag("New", "now"), 12),
        ("Piotr Vance", None, POLICE, Tag("Closed", "stopped"), 3),
    )
    return GalleryPage(
        shell=shell,
        form=GalleryForm(initial={"held_on": date(2026, 6, 1) + timedelta(days=1)}, auto_id="id_%s"),
        faulty_form=GalleryForm(
            {"held_on_day": "31", "held_on_month": "2"}, auto_id="faulty_%s", prefix="faulty"
        ),
        tags=tuple(Tag(text, text.lower()) for text in ("Plain", "Now", "Due", "Done", "Stopped")),
        agencies=(TRUST, PRACTICE, AMBULANCE, COUNCIL, HOUSING, POLICE, Agency("Harbour Trust", "charity")),
        rows=rows,
        person=_person(),
        groups=_groups(),
        empties=_empties(),
        facts=(Fact("Purpose", "Agree who does what", "#purpose"), Fact("Chair", None)),
        pages=Pages(2, 9),
        actions=_actions(),
        rings=_rings(),
        lanes=few_lanes(),
        crowded=crowded_lanes(),
        network=network(),
    )
