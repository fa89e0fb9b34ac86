"""A page's own form, filled in with something plausible, so that a write is asked for as somebody would ask for it."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from html.parser import HTMLParser

Fields = dict[str, list[str]]
TEXT = "Seen at home, and well"
_DAYS = 9


class _Forms(HTMLParser):
    """Every form of a page that posts: where to, and its fields filled in."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.found, self.fields = path, [], None
        self.select, self.buttons = "", set()

    def handle_starttag(self, tag: str, attributes: Iterable[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attributes}
        name, value = told.get("name", ""), told.get("value", "")
        if tag == "form" and told.get("method", "").lower() == "post":
            self.fields = {}
            self.found.append((told.get("action", "").partition("#")[0] or self.path, self.fields))
        if self.fields is None or name == "csrfmiddlewaretoken":
            return
        if tag in ("input", "textarea", "button") and name:
            self._put(name, told.get("type", "text") if tag == "input" else tag, value)
        if tag == "select":
            self.select = name
        if tag == "option" and self.select and value:
            self.fields.setdefault(self.select, [value])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.fields = None
        if tag == "select":
            self.select = ""

    def _put(self, name: str, kind: str, value: str) -> None:
        if kind in ("hidden", "radio", "checkbox", "button"):
            self.fields.setdefault(name, [value])
        else:
            self.fields.setdefault(name, [value or _typed(name, kind)])


def _typed(name: str, kind: str) -> str:
    day = date.today() + timedelta(days=_DAYS)
    for part, told in (("day", day.day), ("month", day.month), ("year", day.year)):
        if re.search(rf"[_-]{part}$", name):
            return str(told)
    if re.search(r"[_-]hour$", name):
        return "10"
    if re.search(r"[_-]minutes?$", name) or kind == "number" or name in ("days", "minutes"):
        return "15"
    return "10:15" if name.endswith("time") else TEXT


def forms_of(path: str, text: str) -> list[tuple[str, Fields]]:
    """Where each form of a page posts to, and with what."""
    reader = _Forms(path)
    reader.feed(text)
    return reader.found
