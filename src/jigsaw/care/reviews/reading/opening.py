"""What kind of file it is, by its name and its first bytes, and whether it is small enough to open."""

import io
import zipfile

from jigsaw.care.reviews.reading.from_csv import read_csv
from jigsaw.care.reviews.reading.from_excel import read_excel
from jigsaw.care.reviews.reading.from_word import read_word
from jigsaw.care.reviews.reading.tables import MOST_BYTES, MOST_UNPACKED_BYTES, RawFile, unreadable

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SEND = "Send the table as Word (.docx), Excel (.xlsx) or CSV"


def open_file(name: str, content: bytes) -> RawFile:
    """The tables of a Word, Excel or CSV file. Raises Refused."""
    if len(content) > MOST_BYTES:
        raise unreadable(f"it is larger than {MOST_BYTES // 1_000_000} MB", "Divide it into several files")
    if not content.strip():
        raise unreadable("it is empty", _SEND)
    if content.startswith(_OLD_OFFICE):
        raise unreadable(
            "it is an old or a locked Office file", "Take the password off, and save it as .docx or .xlsx"
        )
    if content.startswith(b"%PDF"):
        raise unreadable("it is a PDF, from which rows cannot be read safely", _SEND)
    return _packed(content) if content.startswith(b"PK") else read_csv(content)


def _packed(content: bytes) -> RawFile:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            names = pack.namelist()
            size = sum(one.file_size for one in pack.infolist())
    except zipfile.BadZipFile as fault:
        raise unreadable("it is broken", _SEND) from fault
    if size > MOST_UNPACKED_BYTES:
        raise unreadable("it grows far too large when it is opened", "Save it again without pictures")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise unreadable("it holds macros", "Save it as .docx or .xlsx, which hold none")
    if "word/document.xml" in names:
        return read_word(content)
    if "xl/workbook.xml" in names:
        return read_excel(content)
    raise unreadable("it is neither a Word document nor an Excel workbook", _SEND)
