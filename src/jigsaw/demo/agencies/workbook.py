"""An Excel file that comes out the same, byte for byte, whenever it is written."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write_workbook(path: Path, sheet: str, header: list[str], table: list[list[Any]]) -> None:
    """One sheet with a header. Dates become Excel's own dates; what Excel would stamp with today is fixed."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)
    page.append(header)
    for row in table:
        page.append(row)
    held = BytesIO()
    book.save(held)
    _without_time(held, path)


def _without_time(held: BytesIO, path: Path) -> None:
    with zipfile.ZipFile(held) as made, zipfile.ZipFile(path, "w") as kept:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = STAMP.sub(rb"\g<1>2026-01-01T00:00:00Z", content)
            kept.writestr(zipfile.ZipInfo(name, FIRST_DAY), content, zipfile.ZIP_DEFLATED, 6)
