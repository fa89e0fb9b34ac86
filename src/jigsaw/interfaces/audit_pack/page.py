"""The report as one page that stands alone: no scripts, no outside addresses."""

from functools import cache
from pathlib import Path

import jinja2

from jigsaw.interfaces.audit_pack.report import Report, Table

_TEMPLATES = Path(__file__).resolve().parent / "templates"


def page_of(report: Report) -> str:
    """The page's text."""
    return _environment().get_template("report.jinja").render(report=report, is_table=_is_table)


def _is_table(block: object) -> bool:
    return isinstance(block, Table)


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(_TEMPLATES)
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
