"""The form that narrows a story: agencies, groups of kinds, days, as known on, which way time runs."""

from collections.abc import Iterable, Mapping
from datetime import date

from django import forms

from jigsaw.care.intake.domain.entries import Entry
from jigsaw.care.story.domain.choosing import Choice
from jigsaw.foundation.design.fields import CheckboxesField, DateField, RadiosField

NEWEST, OLDEST = "newest", "oldest"


class StoryForm(forms.Form):
    """What to show of a story. Sent by GET, so that what is seen can be sent as a link to somebody who may
    see it.
    """

    agency = CheckboxesField("Agencies", required=False)
    group = CheckboxesField("Kinds of piece", required=False)
    since = DateField("From", required=False)
    until = DateField("To", required=False)
    known = DateField(
        "As known on", hint="Shows what had been received by the end of that day", required=False
    )
    order = RadiosField("Order", choices=[(NEWEST, "Newest first"), (OLDEST, "Oldest first")], required=False)

    def offer(self, entries: Iterable[Entry]) -> None:
        """Offer the agencies and the groups that this story has."""
        found = list(entries)
        agencies = {entry.holder.key: entry.holder.name for entry in found}
        self._choose("agency", sorted(agencies.items(), key=lambda pair: pair[1]))
        self._choose("group", [(group, group) for group in sorted({entry.group for entry in found})])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        field.choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields[name]


def choice_from(sent: Mapping[str, str], many: Mapping[str, list[str]]) -> Choice:
    """What a request's query asks for. A day that cannot be read asks for nothing; the form says so."""
    return Choice(
        agencies=frozenset(many.get("agency", [])),
        groups=frozenset(many.get("group", [])),
        since=_day(sent, "since"),
        until=_day(sent, "until"),
        as_known_on=_day(sent, "known"),
        newest_first=sent.get("order", NEWEST) != OLDEST,
        only_new=sent.get("new", "") == "yes",
    )


def _day(sent: Mapping[str, str], name: str) -> date | None:
    try:
        if iso := sent.get(name, ""):
            return date.fromisoformat(iso)
        return date(*(int(sent.get(f"{name}_{part}", "")) for part in ("year", "month", "day")))
    except ValueError:
        return None


def as_sent(choice: Choice) -> dict[str, object]:
    """The choice as the form's own parts, so that days given in an address stand in the form."""
    days = {"since": choice.since, "until": choice.until, "known": choice.as_known_on}
    parts = {
        f"{name}_{part}": str(getattr(day, part))
        for name, day in days.items()
        if day
        for part in ("day", "month", "year")
    }
    order = NEWEST if choice.newest_first else OLDEST
    return {"agency": sorted(choice.agencies), "group": sorted(choice.groups), "order": order, **parts}
