"""Why is this record not joined to that one? An answer for any two."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from jigsaw.care.linkage import queries
from jigsaw.care.linkage.queries import Hop, WhyApart
from jigsaw.care.stewardship.queries import look_asked_about
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Tag
from jigsaw.interfaces.workspace.joins.beside import step_rows
from jigsaw.interfaces.workspace.joins.common import SECTION, known, tabs, tell_look
from jigsaw.interfaces.workspace.joins.compare import decision_fact
from jigsaw.interfaces.workspace.joins.forms import WhyForm
from jigsaw.interfaces.workspace.joins.pages import Answered, WhyApartPage


@require_GET
def why_apart(request: HttpRequest) -> HttpResponse:
    """The question, and the answer once two records are named."""
    look = looking(request)
    check(look.viewer, Act.DECIDE_JOINS)
    form = WhyForm(request.GET if "one" in request.GET else None)
    answer = _answer(look.viewer, form) if form.is_valid() else None
    shell = look.shell("Why are two records not joined?", section=SECTION)
    page = WhyApartPage(shell, tabs(look.viewer, "why_apart"), form, answer)
    return show(request, "workspace/joins/why.jinja", page)


def _answer(viewer: Viewer, form: WhyForm) -> Answered | None:
    named = {}
    for field in ("one", "other"):
        try:
            named[field] = queries.record_named(viewer=viewer, named=form.cleaned_data[field].strip())
        except NotFound:
            form.add_error(
                field, "Enter a record that is there: the agency, a slash, and the agency's own id"
            )
    if len(named) < 2:
        return None
    if named["one"] == named["other"]:
        form.add_error("other", "Enter another record than the first")
        return None
    tell_look(viewer, named.values(), "Why two records are not joined")
    pair = {"left": named["one"], "right": named["other"]}
    if look_asked_about(viewer=viewer, **pair) is not None:
        form.add_error(
            None, "Give your second opinion on these two records first. The answer is shown after it"
        )
        return None
    return answered(viewer, queries.why(viewer=viewer, **pair))


def answered(viewer: Viewer, found: WhyApart) -> Answered:
    """The answer as the page tells it."""
    left, right = found.left.record, found.right.record
    seen = queries.join(viewer=viewer, left=left, right=right)
    return Answered(
        sentence=found.sentence,
        pair=f"{known(found.left)}, and {known(found.right)}",
        path=tuple(map(_hop, found.path)),
        between=tuple(map(_hop, found.between)),
        rules=tuple(
            (rule.words, Tag(rule.stands, "done") if rule.is_shared else rule.stands) for rule in found.rules
        ),
        steps=step_rows(found.steps),
        decisions=tuple(decision_fact(one) for one in seen.decisions),
        compare_href=reverse("join", args=[left, right]),
    )


def _hop(one: Hop) -> tuple[object, ...]:
    return (" and ".join(one.ends), one.found, one.why)
