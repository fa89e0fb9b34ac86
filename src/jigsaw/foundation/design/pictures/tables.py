"""The table of the same facts that stands under a picture."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from jigsaw.foundation.design.cells import cell

_CELL = Markup('<td role="cell" data-head="%s">%s</td>')
_HEAD = Markup('<th role="columnheader" scope="col">{}</th>')
_TABLE = Markup(
    '<details class="nhsuk-details app-picture__facts"><summary class="nhsuk-details__summary">'
    '<span class="nhsuk-details__summary-text">{title}: the same facts as a table</span></summary>'
    '<table class="app-table" role="table"><caption class="nhsuk-u-visually-hidden">{title}</caption>'
    '<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
    '<tbody role="rowgroup">{rows}</tbody></table></details>'
)


def _row(heads: Sequence[str], values: Iterable[object]) -> Markup:
    cells = Markup("").join(_CELL % (head, cell(value)) for head, value in zip(heads, values, strict=True))
    return Markup('<tr role="row">{}</tr>').format(cells)


def facts_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Markup:
    """A closed table of `rows` under `heads`, every value escaped."""
    body = Markup("").join(_row(heads, row) for row in rows)
    return _TABLE.format(title=title, heads=Markup("").join(_HEAD.format(head) for head in heads), rows=body)
