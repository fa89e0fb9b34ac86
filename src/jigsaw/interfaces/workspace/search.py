"""Search for a person or a home."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from jigsaw.care.people import queries
from jigsaw.care.people.domain.labels import birth_words
from jigsaw.care.people.queries import Found, Results
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.audit.actions import record_look
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.workspace.pages import FoundLine, SearchPage

UNREAD_DATE = "A date could not be read, so it was left out. Write it as 22/05/1966, or less exactly as 1966."
WRONG_NUMBER = "The NHS number cannot be right (its check digit does not fit), so it was left out."


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Find somebody by name, birth date, NHS number or address, however it is spelt."""
    look = looking(request)
    check_may_know_of_people(look.viewer)
    typed = request.GET.get("q", "").strip()
    shell = look.shell("Find a person or a home", section="search")
    if not typed:
        return show(request, "workspace/search.jinja", SearchPage(shell, "", (), (), (), False, False))
    results = queries.search(look.viewer, typed)
    counts = {"people": len(results.people), "homes": len(results.homes)}
    record_look(by=look.viewer, subject_kind="list", subject_id="search", why="Searched", detail=counts)
    homes = tuple(Link(home.label, reverse("home_story", args=[home.pk])) for home in results.homes)
    people = tuple(_line(one) for one in results.people)
    page = SearchPage(shell, typed, _notes(results), people, homes, results.are_more, True)
    return show(request, "workspace/search.jinja", page)


def _notes(results: Results) -> tuple[str, ...]:
    asked = results.asked
    notes = [UNREAD_DATE] if asked.has_unread_date else []
    return tuple(notes + ([WRONG_NUMBER] if asked.has_wrong_number else []))


def _line(one: Found) -> FoundLine:
    link = Link(one.name, reverse("person", args=[one.id]))
    died = birth_words(one.died_on) if one.died_on else ""
    agencies = ", ".join(one.agencies)
    return FoundLine(link, birth_words(one.birth_date), one.nhs_number, one.home, agencies, one.agreed, died)
