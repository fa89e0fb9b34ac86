"""The Jinja2 environment of every page: NHS.UK macros, our components, strict names, escaping always on."""

from pathlib import Path
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PackageLoader

from jigsaw.foundation.design.cells import cell
from jigsaw.foundation.design.fields import error_summary, field
from jigsaw.foundation.design.filters import FILTERS
from jigsaw.foundation.design.undefined import Absent

HERE = Path(__file__).parent


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a named route: `url("person", person.id)`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def _loader(given: BaseLoader | None) -> BaseLoader:
    ours = FileSystemLoader([HERE / "templates", HERE])
    loaders = [loader for loader in (given, ours, PackageLoader("nhsuk_frontend_jinja")) if loader]
    return ChoiceLoader(loaders)


def environment(**options: Any) -> Environment:
    """The environment for Django's Jinja2 backend. Escaping and strict names cannot be switched off by settings."""
    loader = _loader(options.pop("loader", None))
    fixed = {"autoescape": True, "undefined": Absent, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**{**options, **fixed}, loader=loader)  # noqa: S701 (escaping is fixed above)
    made.globals.update(static=static, url=url, field=field, error_summary=error_summary)
    made.filters.update(FILTERS, cell=cell)
    return made
