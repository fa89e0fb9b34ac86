"""Other numbers are tried: the form, the difference list, and the signature."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jigsaw.care.intake.domain.kinds import label_of
from jigsaw.care.patterns import queries
from jigsaw.care.patterns.queries import TrialSeen
from jigsaw.care.reasons import changing
from jigsaw.care.reasons.pack import Force
from jigsaw.engine.patterns.describe import describe
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import can, check
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.audit.actions import record_look
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.workspace.patterns.common import SECTION, pattern_for
from jigsaw.interfaces.workspace.patterns.difference import trial_page
from jigsaw.interfaces.workspace.patterns.forms import SignForm, TryForm
from jigsaw.interfaces.workspace.patterns.pages import TryPage


@require_http_methods(["GET", "POST"])
def try_pattern(request: HttpRequest, key: str) -> HttpResponse:
    """The form; once it is sent, the numbers are run over what is held."""
    look = looking(request)
    check(look.viewer, Act.TRY_PATTERNS)
    one, _ = pattern_for(key)
    changing.check_may_change(one)
    form = TryForm(request.POST or None, pattern=one)
    if form.is_valid():
        since, until = form.span_of
        trial = changing.try_numbers(
            by=look.viewer, pattern=key, numbers=form.cleaned_data["numbers"], since=since, until=until
        )
        return redirect("pattern_trial", key=trial)
    back = (reverse("pattern", args=[key]), "Back to the pattern")
    shell = look.shell("Try other numbers", section=SECTION, back=back)
    page = TryPage(shell, form, f"{one.name}: {describe(one.condition, label_of)}.")
    return show(request, "workspace/patterns/try.jinja", page)


@require_http_methods(["GET", "POST"])
def trial(request: HttpRequest, key: int) -> HttpResponse:
    """The difference list of a trial; signing it puts its numbers in force."""
    look = looking(request)
    found = queries.trial(viewer=look.viewer, key=key)
    one, standing = pattern_for(found.pattern)
    stands = _stands(found, one, standing)
    may_sign = can(look.viewer, Act.SIGN_PATTERNS) and not stands
    form = SignForm(request.POST or None) if may_sign else None
    if form is not None and form.is_valid():
        changing.sign(by=look.viewer, trial=key, why=form.cleaned_data["why"])
        told = "Signed, and in force. People and homes whom it concerns are read again in the next minutes."
        tell_next_page(request, told)
        return redirect("pattern", key=found.pattern)
    _record_look(look.viewer, found)
    back = (reverse("pattern", args=[found.pattern]), "Back to the pattern")
    shell = look.shell(f"What would change: {one.name}", section=SECTION, back=back)
    page = trial_page(look.viewer, shell, found, one, form, stands)
    return show(request, "workspace/patterns/trial.jinja", page)


def _stands(found: TrialSeen, one: Pattern, standing: Force) -> str:
    """Why a trial is not to be signed any more; nothing when it is."""
    if found.signed:
        return f"These numbers were signed: version {found.version}.{found.signed}."
    if found.before_hash != one.content_hash:
        return "The pattern was changed since these numbers were tried. Try them again, to see what they change now."
    return ""


def _record_look(viewer: Viewer, found: TrialSeen) -> None:
    if can(viewer, Act.SEE_PEOPLE):
        told = {"ids": [*found.added, *found.dropped]}
        why = f"Numbers of pattern {found.pattern} that were tried"
        record_look(by=viewer, subject_kind="reasons", subject_id="", why=why, detail=told)
