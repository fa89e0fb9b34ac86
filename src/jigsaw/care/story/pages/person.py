"""The page of a person: the banner, and where agencies' records differ."""

from datetime import datetime

from django.urls import reverse

from jigsaw.care.people.domain.labels import age, gender_words, moment_of
from jigsaw.care.story.domain.disagreeing import Difference
from jigsaw.care.story.queries import PersonStory
from jigsaw.foundation.core.nhs_number import spaced
from jigsaw.foundation.core.time import LONDON
from jigsaw.foundation.design.filters import joined
from jigsaw.foundation.design.parts import Disagreement, Person, Version


def banner(story: PersonStory) -> Person:
    """Who the page is about."""
    born, died = moment_of(story.birth_date), moment_of(story.died_on)
    present = next((home for home in story.homes if home.until is None), None)
    day = (died.local if died else _read_at(story)).date()
    return Person(
        name=story.name,
        born=born,
        age=age(story.birth_date, day),
        died=died,
        nhs_number=story.nhs_number,
        home=present.label if present else "",
        home_href=reverse("home_story", args=[present.id]) if present else "",
        known_as=_known_as(story),
        gender=gender_words(story.gender),
        disagreements=tuple(_disagreement(each) for each in story.differences),
    )


def _read_at(story: PersonStory) -> datetime:
    return story.told.read_at.astimezone(LONDON)


def _known_as(story: PersonStory) -> str:
    names = {record.particulars.get("known_as", "") for record in story.records if not record.is_retracted}
    first = story.name.split(" ")[0].casefold()
    return ", ".join(sorted(name for name in names if name and name.casefold() != first))


def _disagreement(each: Difference) -> Disagreement:
    versions = tuple(
        Version(_value(each.field, value), str(joined(agencies))) for value, agencies in each.values
    )
    return Disagreement(each.fact, versions)


def _value(field: str, value: str) -> str:
    moment = moment_of(value) if field in ("birth_date", "died_on") else None
    if moment:
        return moment.text()
    return spaced(value) if field == "nhs_number" else value
