"""The form of each step of a referral."""

from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views import View

from jigsaw.care.panels import actions, queries
from jigsaw.care.panels.actions import Referred
from jigsaw.care.panels.domain.states import State
from jigsaw.care.panels.forms import (
    AgainForm,
    DecideForm,
    LetterForm,
    PanelForm,
    ReaderForm,
    ReferForm,
    ScoreForm,
    WordsForm,
)
from jigsaw.care.panels.models import Referral
from jigsaw.care.panels.presenters import SECTION, FormPage, found_lines
from jigsaw.care.panels.queries import Whole
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.organisations.choosing import (
    Found,
    WhomForm,
    WhomPage,
    chosen_in,
    found,
    is_asked,
)


class Asking(View):
    """A form whose answer is one act."""

    title, button, done = "", "Save", "Saved."
    form_class: type[BaseForm]

    @cached_property
    def viewer(self) -> Viewer:
        """Who asks."""
        return looking(self.request).viewer

    @property
    def key(self) -> UUID:
        """The referral's id."""
        return self.kwargs["key"]

    @cached_property
    def whole(self) -> Whole:
        """The referral. Raises NotFound."""
        return queries.referral(self.viewer, self.key)

    def dispatch(self, request: HttpRequest, *args: Any, **names: Any) -> Any:
        """Nothing is shown to those who may not see it."""
        self.check()
        return super().dispatch(request, *args, **names)

    def get(self, request: HttpRequest, **_names: Any) -> HttpResponse:
        """The form."""
        return self.answer(self.form())

    def post(self, request: HttpRequest, **_names: Any) -> HttpResponse:
        """The act, or the form again with what is wrong."""
        form = self.form(request.POST)
        if form.is_valid():
            try:
                self.save(form)
            except Refused as error:
                form.add_error(
                    None, f"{error.hindered_by[:1].upper()}{error.hindered_by[1:]}. {error.next_step}."
                )
            else:
                tell_next_page(request, self.done)
                return redirect(self.back())
        return self.answer(form, 422)

    def check(self) -> None:
        """Raise NotFound before anything is shown."""
        queries.referral(self.viewer, self.key)

    def form(self, typed: Any = None) -> Any:
        """The form, bound when something was typed."""
        return self.form_class(typed, **self.choices())

    def choices(self) -> dict[str, Any]:
        """What the form is given."""
        return {}

    def notes(self) -> tuple[str, ...]:
        """Paragraphs before the questions."""
        return ()

    def save(self, form: Any) -> None:
        """Do the act."""
        raise NotImplementedError

    def back(self) -> str:
        """Where to go afterwards."""
        return reverse("referral", args=[self.key])

    def answer(self, form: Any, status: int = 200) -> HttpResponse:
        """The page around the form."""
        shell = looking(self.request).shell(self.title, section=SECTION, back=(self.back(), "Back"))
        return show(
            self.request, "panels/form.jinja", FormPage(shell, form, self.button, self.notes()), status
        )


class _Beginning(Asking):
    def check(self) -> None:
        """Whoever may call a conversation."""
        check(self.viewer, Act.CALL_CONVERSATION)

    def back(self) -> str:
        """The list."""
        return reverse("panels")


class Open(_Beginning):
    """Open a panel: first which agencies, then who of them."""

    title, field = "Open a panel", "members"
    form_class: type[BaseForm] = PanelForm

    def get(self, request: HttpRequest, **_names: Any) -> HttpResponse:
        """Which agencies, and then the form."""
        if is_asked(request.GET):
            return super().get(request)
        shell = looking(request).shell(self.title, section=SECTION, back=(self.back(), "Back"))
        return show(request, "organisations/whom.jinja", WhomPage(shell, WhomForm(viewer=self.viewer)))

    def people(self) -> Found:
        """Those whom the address asks for, and those who were chosen."""
        also = chosen_in(self.request.POST, self.field)
        return found(self.viewer, self.request.GET, [*also, self.viewer.key])

    def notes(self) -> tuple[str, ...]:
        """That more were found, where they were."""
        return self.people().notes()

    def choices(self) -> dict[str, Any]:
        """Those who were found."""
        return {"people": self.people().choices()}

    def save(self, form: Any) -> None:
        """Open it."""
        told = form.cleaned_data
        members = frozenset(map(int, told["members"]))
        actions.open_panel(by=self.viewer, name=told["name"], members=members, ring=told["ring"])


class AddReader(Open):
    """Somebody more reads for the panel."""

    title, field = "Add a reader", "practitioner"
    form_class = ReaderForm
    button, done = "Add them", "Added. They read for the panel now."

    def check(self) -> None:
        """Whoever reads for it."""
        queries.readers(self.viewer, self.key)

    def back(self) -> str:
        """The panel."""
        return reverse("panel_measures", args=[self.key])

    def save(self, form: Any) -> None:
        """Add them."""
        who = int(form.cleaned_data["practitioner"])
        actions.add_reader(by=self.viewer, panel=self.key, practitioner=who)


class Refer(_Beginning):
    """Refer an assessment or a plan of one's own."""

    title, form_class, done = "Refer to a panel", ReferForm, "Referred. You hear back by name."
    made: Referral | None = None

    def back(self) -> str:
        """The list; once it is referred, the referral."""
        return reverse("referral", args=[self.made.pk]) if self.made else super().back()

    def choices(self) -> dict[str, Any]:
        """Every panel."""
        return {"panels": queries.every_panel(self.viewer)}

    def save(self, form: ReferForm) -> None:
        """Refer it."""
        self.made = actions.refer(by=self.viewer, referral=self.referred(form))

    def referred(self, form: ReferForm, **more: Any) -> Referred:
        """What was typed, and whatever more is known of it."""
        told = form.cleaned_data
        kept = {name: told[name] for name in ("what", "asked", "words", "cost", "pages", "group")}
        return Referred(panel=UUID(told["panel"]), urgent=told["urgent"] == "yes", **kept, **more)


class Score(Asking):
    """Score every line."""

    title, form_class, done = "Read and score", ScoreForm, "Scored."

    def notes(self) -> tuple[str, ...]:
        """What is read. Nobody is shown another's scores before their own."""
        return tuple(self.whole.row.words.splitlines())

    def save(self, form: ScoreForm) -> None:
        """Score it."""
        actions.score(
            by=self.viewer, referral=self.key, levels=form.levels(), words=form.cleaned_data["words"]
        )


class Decide(Asking):
    """Decide."""

    title, button, form_class = "Decide", "Decide", DecideForm
    done = "Decided. The author is told, and reads it by name. Tell the person now."

    def choices(self) -> dict[str, Any]:
        """The outcomes that its state allows."""
        return {"state": State(self.whole.row.state)}

    def notes(self) -> tuple[str, ...]:
        """What a panel may not do, and what readers found, line by line."""
        return (
            "A panel looks at quality. An eligible need is met all the same (Care Act 2014, sections 18 and 24).",
            *found_lines(self.whole),
        )

    def save(self, form: DecideForm) -> None:
        """Decide it."""
        actions.decide(by=self.viewer, referral=self.key, decision=form.decision())


class Again(Asking):
    """Send it again."""

    title, form_class, done = "Send it again", AgainForm, "Sent again."

    def choices(self) -> dict[str, Any]:
        """The words as they stand."""
        return {"initial": {"words": self.whole.row.words}}

    def save(self, form: AgainForm) -> None:
        """Send it."""
        actions.send_again(by=self.viewer, referral=self.key, **form.cleaned_data)


class Appeal(Asking):
    """The person does not agree."""

    title, form_class, done = (
        "The person does not agree",
        WordsForm,
        "Written down. Somebody else of the panel decides again.",
    )

    def save(self, form: WordsForm) -> None:
        """Write it down."""
        actions.appeal(by=self.viewer, referral=self.key, words=form.cleaned_data["words"])


class Write(Asking):
    """The letter to the person, drafted from the decision."""

    title, form_class, done = "Tell the person", LetterForm, "Kept, with how they were told or why not."

    def choices(self) -> dict[str, Any]:
        """The draft."""
        return {"initial": {"words": queries.letter_for(self.viewer, self.key)}}

    def save(self, form: LetterForm) -> None:
        """Keep it."""
        words = form.cleaned_data["words"]
        actions.send_letter(by=self.viewer, referral=self.key, words=words, giving=form.giving())
