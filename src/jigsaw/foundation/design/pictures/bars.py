"""Two counts beside each other for each of some months: hollow bars and filled ones, and the same facts as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from jigsaw.foundation.design.pictures.tables import facts_table

HEIGHT, FOOT, TOP = 160, 44, 8
_NAMES = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BAR = Markup('<rect class="app-bars__{}" x="{:.2f}%" width="{:.2f}%" y="{:.1f}" height="{:.1f}"/>')
_TEXT = Markup('<text class="app-bars__{}" x="{:.2f}%" y="{}">{}</text>')
_KEY = Markup(
    '<li><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">'
    '<rect class="app-bars__{}" x="2" y="2" width="12" height="12"/></svg>{}</li>'
)
_WHOLE = Markup(
    '<figure class="app-picture app-bars"><figcaption class="app-picture__title">{title}</figcaption>'
    '<ul class="app-picture__legend">{keys}</ul><div class="app-picture__frame">'
    '<svg width="100%" height="{height}" role="img" aria-label="{told}">{drawn}</svg></div>{table}</figure>'
)


@dataclass(frozen=True)
class MonthBars:
    """The picture. first, second: what the hollow and the filled bars count. months: ("2026-03", first, second)."""

    title: str
    first: str
    second: str
    months: Sequence[tuple[str, int, int]]

    def __html__(self) -> str:
        """The picture with its table, escaped."""
        rows = [(month_words(month), before, after) for month, before, after in self.months]
        keys = Markup("").join(
            _KEY.format(kind, words) for kind, words in (("first", self.first), ("second", self.second))
        )
        return _WHOLE.format(
            title=self.title,
            keys=keys,
            height=HEIGHT + FOOT + TOP,
            told=f"{self.title}. The table below has every number.",
            drawn=Markup("").join(self._drawn()),
            table=facts_table(self.title, ("Month", self.first, self.second), rows),
        )

    def _drawn(self) -> Iterator[Markup]:
        most = max((max(before, after) for _, before, after in self.months), default=0) or 1
        slot = 100 / max(1, len(self.months))
        yield Markup('<line class="app-bars__ground" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(
            HEIGHT + TOP
        )
        for place, (month, before, after) in enumerate(self.months):
            start = place * slot
            for kind, at, count in (("first", 0.12, before), ("second", 0.52, after)):
                tall = HEIGHT * count / most
                yield _BAR.format(kind, start + at * slot, 0.36 * slot, HEIGHT + TOP - tall, tall)
            year, _, number = month.partition("-")
            yield _TEXT.format("month", start + slot / 2, HEIGHT + TOP + 18, _NAMES[int(number)])
            if place == 0 or number == "01":
                yield _TEXT.format("year", start + slot / 2, HEIGHT + TOP + 36, year)


def month_words(month: str) -> str:
    """The month as people write it: Mar 2026 for 2026-03."""
    year, _, number = month.partition("-")
    return f"{_NAMES[int(number)]} {year}"
