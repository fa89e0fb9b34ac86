"""Pages of feeds and refused rows: what came, what is late, what waits to be mended."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from jigsaw.care.intake import actions
from jigsaw.care.intake.deliveries import FeedReport, feed_reports
from jigsaw.care.intake.domain.refusals import Refusal, RowFault
from jigsaw.care.intake.refused import RefusedRow, refused_row, refused_rows
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.audit.actions import KEEPING, record_look
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design import fields
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell, show
from jigsaw.foundation.design.parts import Agency, Tag
from jigsaw.interfaces.feeds.mending import mend

AT_ONCE = 100
_BACK = ("/quarantine", "Back to refused rows")


class ValueField(fields.TextField):
    """One value of a row. Whether it may be empty is for its mapping to say, so that no value is called optional."""

    says_optional = False


class MendForm(forms.Form):
    """The row's values, column by column, for mending: those that are wrong apart from the rest."""

    def __init__(self, *args: object, row: RefusedRow, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what every form takes, passed on
        self.row = row
        self.columns = {f"value_{at}": column for at, column in enumerate(row.values)}
        for name, column in self.columns.items():
            hint = "; ".join(f"{one.why}. {one.what_to_do}" for one in _faults_of(column, row.faults))
            value = row.values[column]
            self.fields[name] = ValueField(column, hint=hint, required=False, initial=value)
        self.fields["why"] = fields.TextField("What showed the right value?", missing="Enter what showed it")

    @property
    def faulty(self) -> list[str]:
        """The names of the fields to mend."""
        wrong = {name for name, column in self.columns.items() if _faults_of(column, self.row.faults)}
        return [name for name in self.columns if name in wrong or name in self.errors]

    @property
    def sound(self) -> list[str]:
        """The names of the other fields of the row."""
        return [name for name in self.columns if name not in self.faulty]

    def values(self) -> dict[str, str]:
        """The mended values by column."""
        return {column: self.cleaned_data[name] for name, column in self.columns.items()}


class SetAsideForm(forms.Form):
    """Why a row need not be mended."""

    why = fields.TextAreaField("Why need it not be mended?", missing="Enter why it need not be mended")


@dataclass(frozen=True)
class TablePage:
    """A page with one table."""

    shell: Shell
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class MendPage:
    """One refused row: where it stood, what is wrong, and the form."""

    shell: Shell
    form: forms.Form
    where: str
    faults: tuple[tuple[str, ...], ...]
    aside_href: str


@dataclass(frozen=True)
class AsidePage:
    """Setting one refused row aside."""

    shell: Shell
    form: forms.Form
    where: str


@require_GET
def feeds(request: HttpRequest) -> HttpResponse:
    """Every feed and how fresh it is."""
    look = looking(request)
    rows = tuple(_feed_row(one) for one in feed_reports(look.viewer))
    return show(request, "workspace/feeds.jinja", TablePage(look.shell("Feeds", section="feeds"), rows))


@require_GET
def quarantine(request: HttpRequest) -> HttpResponse:
    """The refused rows of my agency that wait to be mended."""
    look = looking(request)
    found = refused_rows(look.viewer, most=AT_ONCE)
    _record(look.viewer, [one.id for one in found])
    rows = tuple(_refused_line(one) for one in found)
    shell = look.shell("Refused rows", section="quarantine")
    return show(request, "workspace/quarantine.jinja", TablePage(shell, rows))


@require_http_methods(["GET", "POST"])
def mend_row(request: HttpRequest, key: int) -> HttpResponse:
    """Mend one row and offer it again."""
    look = looking(request)
    row = refused_row(look.viewer, key)
    _record(look.viewer, [key])
    form, faults = MendForm(request.POST or None, row=row), row.faults
    if form.is_valid():
        answer = mend(by=look.viewer, row=key, values=form.values(), why=form.cleaned_data["why"])
        if not isinstance(answer, Refusal):
            tell_next_page(request, "The row is accepted. Records were joined and patterns read again.")
            return redirect("quarantine")
        faults = answer.faults
        _mark(form, faults)
    shell = look.shell("Mend a refused row", section="quarantine", back=_BACK)
    page = MendPage(
        shell, form, _where(row), tuple(_fault_row(one) for one in faults), f"/quarantine/{key}/set-aside"
    )
    return show(request, "workspace/mend.jinja", page)


@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, key: int) -> HttpResponse:
    """Settle one row without accepting it."""
    look = looking(request)
    row = refused_row(look.viewer, key)
    form = SetAsideForm(request.POST or None)
    if form.is_valid():
        actions.set_aside(by=look.viewer, quarantined=key, why=form.cleaned_data["why"])
        tell_next_page(request, "The row is set aside, with your name and your why.")
        return redirect("quarantine")
    shell = look.shell("Set a refused row aside", section="quarantine", back=_BACK)
    return show(request, "workspace/set_aside.jinja", AsidePage(shell, form, _where(row)))


def _record(viewer: Viewer, rows: list[int]) -> None:
    detail = {"rows": rows}
    act = "looked at refused rows"
    record_look(
        by=viewer,
        subject_kind="rows",
        subject_id="",
        why="Mending refused rows",
        act=act,
        purpose=KEEPING,
        detail=detail,
    )


def _feed_row(one: FeedReport) -> tuple[object, ...]:
    return (
        Agency(one.holder.name, one.holder.kind),
        one.name,
        Moment(one.last_received) if one.last_received else "Never",
        _freshness(one),
        str(one.refused) if one.refused else "None",
    )


def _freshness(one: FeedReport) -> Tag:
    if one.last_received is None:
        return Tag("Never came", "stopped")
    if one.overdue is None:
        return Tag("Comes irregularly" if one.every_minutes is None else "In time", "done")
    days = one.overdue.days
    return Tag(f"Late by {days} day{'' if days == 1 else 's'}" if days else "Late", "due")


def _refused_line(one: RefusedRow) -> tuple[object, ...]:
    first = one.faults[0]
    more = f" (and {len(one.faults) - 1} more)" if len(one.faults) > 1 else ""
    link = Link(f"{one.file}, line {one.line}", f"/quarantine/{one.id}", detail="mend")
    return (link, first.field, f"{first.why}{more}", first.what_to_do)


def _where(row: RefusedRow) -> str:
    return f"{row.agency_name}, {row.file}, line {row.line}"


def _fault_row(one: RowFault) -> tuple[str, ...]:
    return (one.field, one.why, one.what_to_do)


def _faults_of(column: str, faults: tuple[RowFault, ...]) -> list[RowFault]:
    return [one for one in faults if column in one.field.split(" + ")]


def _mark(form: MendForm, faults: tuple[RowFault, ...]) -> None:
    for name, column in form.columns.items():
        for fault in _faults_of(column, faults):
            form.add_error(name, f"Mend this: {fault.why}")
    if not form.errors:
        form.add_error(None, "Mend the row: " + "; ".join(f"{one.field}: {one.why}" for one in faults))
