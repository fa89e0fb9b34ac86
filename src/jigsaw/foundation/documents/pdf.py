"""A paper as PDF, tagged so that a screen reader can read it (PDF/UA-1). Nothing is fetched from anywhere."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import jinja2

from jigsaw.foundation.core.errors import JigsawError
from jigsaw.foundation.documents.paper import Paper, all_sections, readable

_TEMPLATES = Path(__file__).resolve().parent / "templates"
MOST_ROWS = 2_000
_ROWS_AT_ONCE = 100


def written(paper: Paper) -> bytes:
    """The PDF's bytes.

    JigsawError where the machine has no Pango, which sets the letters, and where there are more rows than MOST_ROWS:
    laying them out would take minutes, and nobody reads that many on paper; Word takes any number.
    """
    rows = sum(len(getattr(block, "rows", ())) for section in paper.sections for block in section.blocks)
    if rows > MOST_ROWS:
        raise JigsawError(
            "Writing a PDF",
            f"it would have {rows:,} rows of tables, and the most is {MOST_ROWS:,}",
            "Take the Word document, or a shorter time",
        )
    return laid_out(page_of(paper))


def page_of(paper: Paper) -> str:
    """The paper as a page of HTML, each of its texts escaped."""
    template = _environment().get_template("paper.jinja")
    return template.render(
        paper=paper, sections=list(all_sections(paper)), readable=readable, portions=_portions
    )


def laid_out(page: str) -> bytes:
    """A page of HTML as PDF. Whatever it names outside itself is refused: it fails and is not fetched."""
    weasyprint = _weasyprint()
    style = weasyprint.CSS(filename=str(_TEMPLATES / "paper.css"))
    found = weasyprint.HTML(string=page, base_url=None, url_fetcher=refuse)
    return bytes(found.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1"))


def refuse(url: str, *_: object, **__: object) -> NoReturn:
    """Fetch nothing: a picture in somebody's words would tell another machine that they are being read."""
    from weasyprint.urls import FatalURLFetchingError  # only where a PDF is written

    raise FatalURLFetchingError("A paper names nothing outside itself")


def _portions(rows: Sequence[Sequence[str]]) -> Iterator[Sequence[Sequence[str]]]:
    """Rows a hundred at a time: the time that a table takes grows faster than its rows do."""
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        yield rows[start : start + _ROWS_AT_ONCE]


def _weasyprint() -> Any:
    try:
        import weasyprint  # slow to load, and it needs Pango, which not every machine has
    except OSError as missing:
        raise JigsawError(
            "Writing a PDF",
            "Pango, which sets the letters, is not on this machine",
            "Install Pango (Debian: libpango-1.0-0 and libpangoft2-1.0-0), or take the Word document",
        ) from missing
    return weasyprint


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(_TEMPLATES)
    return jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
