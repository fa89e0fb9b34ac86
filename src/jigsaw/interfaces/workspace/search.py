"""Search for a person or a home."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jigsaw.care.people import queries
from jigsaw.care.people.domain.labels import birth_words
from jigsaw.care.people.queries import Found, Results
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.access.web import Looking, looking
from jigsaw.foundation.audit.actions import record_look
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell, show
from jigsaw.interfaces.workspace.pages import FoundLine, SearchPage

UNREAD_DATE = "A date could not be read, so it was left out. Write it as 22/05/1966, or less exactly as 1966."
GONE = "That search is no longer kept. Type it again."
WRONG_NUMBER = "The NHS number cannot be right (its check digit does not fit), so it was left out."
MOST_KEPT, MOST_LETTERS = 10, 200
"""How many searches a session keeps, the latest, and of how many letters each."""
_SEARCHES = "searches"


@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Find somebody by name, birth date, NHS number or address, however it is spelt.

    The words are kept in the session and never stand in an address, which browsers and web servers keep: what was
    typed leads to a page under a key of its own, to which the back button leads too.
    """
    look = looking(request)
    check_may_know_of_people(look.viewer)
    asked = request.POST.get("q") or request.GET.get("q", "")
    if asked.strip():
        return redirect(f"{reverse('search')}?for={_kept(request, asked.strip())}")
    typed, is_gone = _typed(request)
    shell = look.shell("Find a person or a home", section="search")
    if not typed:
        notes = (GONE,) if is_gone else ()
        return show(request, "workspace/search.jinja", SearchPage(shell, "", notes, (), (), False, False))
    return show(request, "workspace/search.jinja", _page(look, shell, typed))


def _kept(request: HttpRequest, words: str) -> str:
    kept: dict[str, str] = request.session.get(_SEARCHES, {})
    found = next((key for key, one in kept.items() if one == words), None)
    if found:
        return found
    key = secrets.token_urlsafe(8)
    request.session[_SEARCHES] = dict(list(kept.items())[1 - MOST_KEPT :]) | {key: words[:MOST_LETTERS]}
    return key


def _typed(request: HttpRequest) -> tuple[str, bool]:
    """What was searched for under the key in the address, and whether there is a key that nothing is kept under."""
    key = request.GET.get("for", "")
    typed = str(request.session.get(_SEARCHES, {}).get(key, ""))
    return typed, bool(key and not typed)


def _page(look: Looking, shell: Shell, typed: str) -> SearchPage:
    results = queries.search(look.viewer, typed)
    counts = {"people_found": len(results.people), "homes_found": len(results.homes)}
    named = [one.id for one in results.people]
    record_look(
        by=look.viewer, subject_kind="list", subject_id="search", why="Searched", people=named, detail=counts
    )
    homes = tuple(Link(home.label, reverse("home_story", args=[home.pk])) for home in results.homes)
    people = tuple(_line(one) for one in results.people)
    return SearchPage(shell, typed, _notes(results), people, homes, results.are_more, True)


def _notes(results: Results) -> tuple[str, ...]:
    asked = results.asked
    notes = [UNREAD_DATE] if asked.has_unread_date else []
    return tuple(notes + ([WRONG_NUMBER] if asked.has_wrong_number else []))


def _line(one: Found) -> FoundLine:
    link = Link(one.name, reverse("person", args=[one.id]))
    died = birth_words(one.died_on) if one.died_on else ""
    agencies = ", ".join(one.agencies)
    return FoundLine(link, birth_words(one.birth_date), one.nhs_number, one.home, agencies, one.agreed, died)
