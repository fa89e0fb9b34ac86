"""Form fields in the NHS.UK design: `{{ field(page.form["why"]) }}` draws label, hint, error and input together.

Each class is a Django field that also knows its NHS.UK macro and that macro's parameters. Everything goes in `text`
parameters, never `html`, so that people's words are always escaped. Error messages begin with a verb.
"""

from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from jinja2 import Environment, pass_environment
from markupsafe import Markup

from jigsaw.foundation.design.dates import DayMonthYear, read_parts

Parameters = dict[str, Any]


def plain(words: object) -> str:
    """Exactly a string: words marked safe would slip past the macros' escaping."""
    return "".join([str(words)])


def lowered(label: str) -> str:
    """The label as it stands inside a sentence: "Date of birth" -> "date of birth", "NHS number" as it is."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


class Look:
    """What every field shares: its macro, its own words and its error when left empty."""

    component = ""
    macro = ""
    verb = "Enter"
    says_optional = True
    label: Any
    error_messages: dict[str, Any]

    def __init__(self, label: str, *, hint: str = "", missing: str = "", **options: Any) -> None:
        """label: the question. hint: help under it. missing: the error when empty ("Enter why now")."""
        errors = {"required": missing or f"{self.verb} {lowered(label)}", **options.pop("error_messages", {})}
        super().__init__(label=label, help_text=hint, error_messages=errors, **options)  # type: ignore[call-arg]

    def parameters(self, bound: BoundField, title: Parameters) -> Parameters:
        """The macro's parameters for this field. `title` holds the label's text and its size."""
        raise NotImplementedError


def _shared(bound: BoundField) -> Parameters:
    shared: Parameters = {"name": bound.html_name}
    if bound.help_text:
        shared["hint"] = {"text": plain(bound.help_text)}
    if bound.errors:
        shared["errorMessage"] = {"text": plain(bound.errors[0])}
    return shared


def _value(bound: BoundField) -> str:
    value = bound.value()
    return "" if value is None else plain(value)


class TextField(Look, forms.CharField):
    """One line of text. `width` is in characters: 2, 3, 4, 5, 10, 20 or 30."""

    component, macro = "input", "input"

    def __init__(
        self, label: str, *, width: int = 0, kind: str = "text", autocomplete: str = "", **options: Any
    ):
        super().__init__(label, **options)
        self.look = {
            "width": str(width) if width else None,
            "type": kind,
            "autocomplete": autocomplete or None,
        }

    def parameters(self, bound: BoundField, title: Parameters) -> Parameters:
        """An input with its value."""
        return _shared(bound) | self.look | {"id": bound.auto_id, "label": title, "value": _value(bound)}


class PasswordField(TextField):
    """A password: never shown again in an answer."""

    component, macro = "password-input", "passwordInput"

    def parameters(self, bound: BoundField, title: Parameters) -> Parameters:
        """A password input without its value."""
        return _shared(bound) | {"id": bound.auto_id, "label": title, "autocomplete": "current-password"}


class TextAreaField(Look, forms.CharField):
    """Several lines, with a count of characters left when `max_length` is given."""

    component, macro = "character-count", "characterCount"

    def __init__(self, label: str, *, rows: int = 5, max_length: int = 2000, **options: Any):
        too_long = {"max_length": f"{label} must be {max_length} characters or fewer"}
        super().__init__(label, max_length=max_length, error_messages=too_long, **options)
        self.rows = rows

    def parameters(self, bound: BoundField, title: Parameters) -> Parameters:
        """A text area with its value and its limit."""
        own = {"id": bound.auto_id, "label": title, "value": _value(bound), "rows": str(self.rows)}
        return _shared(bound) | own | {"maxlength": str(self.max_length)}


class _Choices(Look):
    """Items to choose from. `hints` gives a line of help for a value."""

    verb = "Select"
    mark = "checked"
    choices: Any

    def __init__(self, label: str, *, hints: dict[str, str] | None = None, **options: Any):
        options.setdefault("error_messages", {"invalid_choice": "Choose one of the answers shown"})
        super().__init__(label, **options)
        self.hints = hints or {}

    def items(self, bound: BoundField) -> list[Parameters]:
        """Each choice, with those already chosen marked."""
        value = bound.value()
        chosen = {plain(each) for each in (value if isinstance(value, list | tuple) else [value])}
        return [self._item(plain(code), plain(text), chosen) for code, text in self.choices]

    def _item(self, code: str, text: str, chosen: set[str]) -> Parameters:
        item: Parameters = {"value": code, "text": text, self.mark: code in chosen}
        return item | ({"hint": {"text": self.hints[code]}} if code in self.hints else {})

    def parameters(self, bound: BoundField, title: Parameters) -> Parameters:
        """A group of items in a fieldset."""
        own = {"idPrefix": bound.auto_id, "fieldset": {"legend": title}, "items": self.items(bound)}
        return _shared(bound) | own


class RadiosField(_Choices, forms.ChoiceField):
    """One of a few choices."""

    component, macro = "radios", "radios"


class CheckboxesField(_Choices, forms.MultipleChoiceField):
    """Any of a few choices."""

    component, macro = "checkboxes", "checkboxes"


class SelectField(_Choices, forms.ChoiceField):
    """One of many choices; radios are kinder when there are fewer than about eight."""

    component, macro = "select", "select"
    mark = "selected"

    def parameters(self, bound: BoundField, title: Parameters) -> Parameters:
        """A select whose first item asks for a choice, unless an empty choice is among them."""
        items = self.items(bound)
        if all(item["value"] for item in items):
            items.insert(0, {"value": "", "text": "Choose one"})
        return _shared(bound) | {"id": bound.auto_id, "label": title, "items": items}


class ConfirmField(Look, forms.BooleanField):
    """One box to tick, with its statement as the label."""

    component, macro = "checkboxes", "checkboxes"
    verb = "Confirm that"

    def parameters(self, bound: BoundField, title: Parameters) -> Parameters:
        """A single checkbox."""
        item = {"value": "true", "text": title["text"], "checked": bool(bound.value())}
        return _shared(bound) | {"idPrefix": bound.auto_id, "items": [item]}


class DateField(Look, forms.DateField):
    """A day in three inputs, day first. Cleans to a `datetime.date`."""

    component, macro = "date-input", "dateInput"
    widget = DayMonthYear

    def to_python(self, value: Any) -> Any:
        """The day that three typed parts mean; ValidationError says which part is at fault."""
        return read_parts(value, plain(self.label), super().to_python)

    def parameters(self, bound: BoundField, title: Parameters) -> Parameters:
        """Three inputs with what was typed."""
        typed = DayMonthYear.parts(bound.value())
        faulty = bool(bound.errors)
        items = [
            {
                "name": f"{bound.html_name}_{part}",
                "id": f"{bound.auto_id}_{part}",
                "label": part.capitalize(),
                "value": plain(typed[part]),
                "width": "4" if part == "year" else "2",
                "error": faulty,
            }
            for part in ("day", "month", "year")
        ]
        return _shared(bound) | {"id": bound.auto_id, "fieldset": {"legend": title}, "items": items}


class HiddenField(forms.CharField):
    """A value that the form carries and nobody sees."""

    widget = forms.HiddenInput


@pass_environment
def field(
    environment: Environment, bound: BoundField, *, size: str = "s", is_heading: bool = False
) -> Markup:
    """One form field, whole. `is_heading` makes its label the page's h1."""
    look = bound.field
    if isinstance(look, HiddenField):
        return Markup(bound.as_hidden())  # noqa: S704 (Django escapes it)
    if not isinstance(look, Look):
        raise TypeError(f"{bound.name} is not one of jigsaw.foundation.design.fields")
    title: Parameters = {"text": plain(bound.label), "size": size, "isPageHeading": is_heading}
    if not look.required and look.says_optional and not isinstance(look, ConfirmField):
        title["text"] += " (optional)"
    template = environment.get_template(f"nhsuk/components/{look.component}/macro.jinja")
    return Markup(getattr(template.module, look.macro)(look.parameters(bound, title)))  # noqa: S704


def _error(bound: BoundField) -> Parameters:
    target = f"{bound.auto_id}_day" if isinstance(bound.field, DateField) else bound.auto_id
    return {"text": plain(bound.errors[0]), "href": f"#{target}"}


@pass_environment
def error_summary(environment: Environment, form: BaseForm) -> Markup:
    """Everything wrong with the form, at the top of the page; nothing when nothing is wrong."""
    if not form.errors:
        return Markup("")
    errors = [{"text": plain(error)} for error in form.non_field_errors()]
    errors += [_error(bound) for bound in form if bound.errors]
    template = environment.get_template("nhsuk/components/error-summary/macro.jinja")
    parameters = {"titleText": "There is a problem", "errorList": errors}
    return Markup(template.module.errorSummary(parameters))  # type: ignore[attr-defined]  # noqa: S704
