"""Those whose seal does not let a viewer in: no read of people gives them."""

from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from jigsaw.care.people.models import Home, Person, Residence, SearchTerm
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.core.viewer import Viewer

Row = TypeVar("Row", bound=Model)


def known_people(viewer: Viewer) -> QuerySet[Person]:
    """The people whom no seal keeps from the viewer."""
    return _without(viewer, Person.objects.all(), "pk")


def known_residences(viewer: Viewer) -> QuerySet[Residence]:
    """Where they live and lived."""
    return _without(viewer, Residence.objects.all(), "person")


def known_terms(viewer: Viewer) -> QuerySet[SearchTerm]:
    """What they can be found by."""
    return _without(viewer, SearchTerm.objects.all(), "person")


def known_homes(viewer: Viewer) -> QuerySet[Home]:
    """Every home but those where nobody lived whom the viewer may know of, and somebody did."""
    hidden = hidden_from(viewer).people
    if not hidden:
        return Home.objects.all()
    lived = Residence.objects.filter(home=OuterRef("pk"))
    sealed, others = lived.filter(person__in=hidden), lived.exclude(person__in=hidden)
    return Home.objects.exclude(Q(Exists(sealed)) & ~Q(Exists(others)))


def names_only_of_hidden(viewer: Viewer) -> frozenset[str]:
    """The names that occur, and only of people whom a seal keeps from the viewer. Two queries where there are any."""
    hidden = hidden_from(viewer).people
    if not hidden:
        return frozenset()
    of_names = SearchTerm.objects.filter(kind="name")
    theirs = set(of_names.filter(person__in=hidden).values_list("term", flat=True))
    others = of_names.filter(term__in=theirs).exclude(person__in=hidden)
    return frozenset(theirs - set(others.values_list("term", flat=True)))


def _without(viewer: Viewer, rows: QuerySet[Row], field: str) -> QuerySet[Row]:
    hidden = hidden_from(viewer).people
    return rows.exclude(**{f"{field}__in": hidden}) if hidden else rows
