"""A version is written: a draft kept with the session, read back as sentences, put forward for signing.

A draft holds no person's particulars. It is lost with the sign-in; what was put forward never is.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views import View
from django.views.decorators.http import require_http_methods, require_POST

from jigsaw.care.sharing import queries
from jigsaw.care.sharing.actions import write_policy
from jigsaw.care.sharing.domain.faults import faults_of
from jigsaw.care.sharing.domain.reading import READERS, as_written, policy_from, text_of
from jigsaw.care.sharing.domain.sentences import paragraph
from jigsaw.care.sharing.forms.writing import PARTS, TITLES, ForwardForm, WholeForm, Written
from jigsaw.care.sharing.policies import can_write, check
from jigsaw.care.sharing.presenters.writing import DraftPage, FormPage, PartShown
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.organisations.queries import agencies

SECTION, DRAFT = "sharing", "policy_draft"
_NEW = 0


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """An empty draft."""
    _check(request)
    request.session[DRAFT] = {"format": 1, "permit": [], "restriction": [], "duty": []}
    return redirect("sharing_draft_whole")


@require_POST
def change(request: HttpRequest, key: str) -> HttpResponse:
    """A draft that begins with what the newest version says."""
    _check(request)
    viewer = looking(request).viewer
    newest = queries.policy_seen(viewer=viewer, key=key).numbers[-1]
    seen = queries.policy_seen(viewer=viewer, key=key, version=newest)
    request.session[DRAFT] = _plain(as_written(seen.policy))
    return redirect("sharing_draft")


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """The draft as sentences, each with a way to change it; without faults it is put forward."""
    viewer, written = _check(request), _draft(request)
    faults, form = tuple(faults_of(_dated(written))), ForwardForm(request.POST or None)
    if not faults and form.is_valid():
        text = text_of(policy_from(_dated(written)))
        made = write_policy(by=viewer, text=text, changed=form.cleaned_data["changed"])
        del request.session[DRAFT]
        tell_next_page(request, "Put forward. It is in force when each party has signed it.")
        return redirect("sharing_policy_version", key=made.key, version=made.version)
    shell = looking(request).shell(
        "Write a sharing policy", section=SECTION, back=(reverse("sharing_policies"), "All policies")
    )
    page = DraftPage(
        shell=shell,
        form=form,
        name=written.get("name", "") or "Without a name so far",
        whole=tuple(_whole(viewer, written)),
        whole_href=reverse("sharing_draft_whole"),
        parts=tuple(_parts(written)),
        faults=faults,
        begun=bool(written.get("name")),
    )
    return show(request, "sharing/draft.jinja", page, 422 if form.errors else 200)


class _Writing(View):
    """A form that changes one part of the draft."""

    title = ""
    button = "Keep"
    remove = ""

    @cached_property
    def written(self) -> Written:
        """The draft."""
        return _draft(self.request)

    def get(self, request: HttpRequest, **_names: Any) -> HttpResponse:
        """The form with what is written so far."""
        _check(request)
        return self.answer(self.form(None))

    def post(self, request: HttpRequest, **_names: Any) -> HttpResponse:
        """Keep it in the draft, and back to its sentences."""
        _check(request)
        form = self.form(request.POST)
        if "remove" in request.POST or form.is_valid():
            self.keep(form)
            request.session[DRAFT] = self.written
            return redirect("sharing_draft")
        return self.answer(form, 422)

    def answer(self, form: Any, status: int = 200) -> HttpResponse:
        """The page around the form."""
        back = (reverse("sharing_draft"), "Back to the draft") if self.written.get("name") else ("", "")
        shell = looking(self.request).shell(self.title, section=SECTION, back=back)
        page = FormPage(shell, form, (), self.button, self.remove)
        return show(self.request, "sharing/form.jinja", page, status)

    def form(self, typed: Any) -> Any:
        """The form, bound when `typed` is given."""
        raise NotImplementedError

    def keep(self, form: Any) -> None:
        """Put what was typed into the draft."""
        raise NotImplementedError


class Whole(_Writing):
    """What the policy is called, whom it binds and for how long."""

    title = "The policy as a whole"

    def form(self, typed: Any) -> WholeForm:
        """What is asked of the whole. A policy keeps its key for ever."""
        known = agencies(viewer=looking(self.request).viewer)
        is_new = not _is_known(self.request, self.written.get("key", ""))
        initial = WholeForm.initial_from(self.written)
        return WholeForm(typed, agencies=known, is_new=is_new, initial=initial)

    def keep(self, form: WholeForm) -> None:
        """Over what stood there."""
        self.written.update(form.written())


class Paragraph(_Writing):
    """One paragraph: a sentence with gaps."""

    @property
    def place(self) -> tuple[str, int]:
        """Which part, and the how manieth paragraph in it; 0 for a new one."""
        return self.kwargs["part"], self.kwargs["number"]

    def form(self, typed: Any) -> Any:
        """The form of its part, with what it says."""
        part, number = self.place
        if part not in PARTS:
            raise Http404
        self.title = TITLES[part]
        self.remove = "Take this paragraph out" if number != _NEW else ""
        return PARTS[part](typed, initial=self._said(part, number))

    def keep(self, form: Any) -> None:
        """In its place, at the end, or out."""
        part, number = self.place
        listed = self.written.setdefault(part, [])
        if "remove" in self.request.POST:
            del listed[number - 1 : number]
        elif number == _NEW:
            listed.append(form.cleaned_data)
        else:
            listed[number - 1] = form.cleaned_data

    def _said(self, part: str, number: int) -> Written:
        listed: list[Written] = self.written.get(part, [])
        if number > len(listed):
            raise NotFound("Changing a paragraph", "the draft has no such paragraph", "Go back to the draft")
        return {} if number == _NEW else listed[number - 1]


def _is_known(request: HttpRequest, key: str) -> bool:
    """Whether a policy of that key was put forward before."""
    return any(one.version.policy.key == key for one in queries.policies_seen(viewer=looking(request).viewer))


def _check(request: HttpRequest) -> Viewer:
    viewer = looking(request).viewer
    check("Writing a sharing policy", can_write(viewer))
    return viewer


def _draft(request: HttpRequest) -> Written:
    written: Written | None = request.session.get(DRAFT)
    if written is None:
        raise NotFound("Opening your draft", "there is none", "Begin one from the list of policies")
    return written


def _plain(value: Any) -> Any:
    """A draft as a session can carry it."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _dated(written: Written) -> Written:
    """A draft with its days as days, as the rules of a policy read it."""
    days = {name: date.fromisoformat(written[name]) for name in ("starts_on", "ends_on") if written.get(name)}
    return {**written, **days}


def _whole(viewer: Viewer, written: Written) -> Iterator[str]:
    names = {one.key: one.name for one in agencies(viewer=viewer)}
    if written.get("about"):
        yield written["about"]
    if written.get("parties"):
        yield f"Between {', '.join(names.get(key, key) for key in written['parties'])}."
    if written.get("starts_on") and written.get("ends_on"):
        yield f"From {written['starts_on']} to {written['ends_on']}."


def _parts(written: Written) -> Iterator[PartShown]:
    before = 0
    for part, title in TITLES.items():
        shown = []
        for number, one in enumerate(written.get(part, ()), 1):
            href = reverse("sharing_draft_part", args=[part, number])
            told = paragraph(before + number, READERS[part](one))
            shown.append((told, Link("Change", href, f"paragraph {before + number}")))
        before += len(shown)
        yield PartShown(
            title,
            tuple(shown),
            Link("Add a paragraph", reverse("sharing_draft_part", args=[part, _NEW]), f"to: {title}"),
        )
