"""Everything that is worked out from what agencies sent and people decided, as one value to compare."""

from jigsaw.care.linkage.models import Edge, Link
from jigsaw.care.people.models import Address, Home, Person, Residence, SearchTerm
from jigsaw.care.reasons.models import Reason, ReasonAgency, ReasonPiece
from jigsaw.care.story.queries import home_story, network, person_story


def people_and_homes():
    """Who is who and why, where everybody lives, and what they can be found by: rows by table, numbering left out."""
    return {
        "people": _rows(Person),
        "links": _rows(Link),
        "edges": _rows(Edge),
        "homes": _rows(Home),
        "addresses": set(Address.objects.values_list("uprn", "normal", "home__key")),
        "residences": _rows(Residence),
        "search terms": _rows(SearchTerm),
    }


def stories(viewer):
    """What this viewer is told of each person, each home and those tied to each person."""
    told = {person: person_story(viewer, person).told.entries for person in _keys(Person)}
    told |= {home: home_story(viewer, home).told.entries for home in _keys(Home)}
    return told | {f"ties of {person}": network(viewer, person).ties for person in _keys(Person)}


def reasons():
    """Each reason by its id: what it is about, says, rests on, and whose it is."""
    found = {row["id"]: row for row in Reason.objects.values()}
    for key, row in found.items():
        row["evidence"] = set(ReasonPiece.objects.filter(reason=key).values_list("piece_id", flat=True))
        row["holders"] = set(ReasonAgency.objects.filter(reason=key).values_list("agency_id", flat=True))
    return found


def _rows(model):
    names = [field.attname for field in model._meta.fields if field.attname != "id" or not field.auto_created]
    names = [name for name in names if name != "id" or model in (Person, Home)]
    return set(model.objects.values_list(*names))


def _keys(model):
    return sorted(model.objects.values_list("pk", flat=True))
