"""Reads of stories, for a viewer: a person's, a home's, those of people tied to a person, and what is new."""

from jigsaw.care.story.queries.news import NewsAbout, news
from jigsaw.care.story.queries.telling import (
    HomeStory,
    Network,
    PersonStory,
    RecordsSide,
    Told,
    home_story,
    network,
    person_story,
    records_of,
)

__all__ = [
    "HomeStory",
    "Network",
    "NewsAbout",
    "PersonStory",
    "RecordsSide",
    "Told",
    "home_story",
    "network",
    "news",
    "person_story",
    "records_of",
]
