"""Word and Excel files are packages: zip files of XML. What may be in one, looked at without unpacking it to a disk.

The rules follow what is known to be misused: zip bombs (one huge part, many parts, parts laid over one another), XML
that defines entities, macros in any of their three homes, embedded objects, and relationships that fetch something.
"""

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

MOST_PARTS = 2000
MOST_UNPACKED = 100 * 2**20
"""Of all parts together. Ten times what may be sent: XML packs to about a tenth."""

MOST_RATIO = 200
"""How many times a part may be longer than it was packed: XML of tables reaches 50, a bomb 1,000."""

SMALL = 2**20
"""A part that unpacks to less does no harm however well it packs."""

_TYPES = "[Content_Types].xml"
_PROGRAMS = re.compile(
    r"vbaproject|vbadata|macrosheets/|activex/|embeddings/|ctrlprops/|customui|oleobject|\.(exe|bin|dll|js|vbs)$"
)
_PICTURES = re.compile(r"/media/|\.(png|jpe?g|gif|tiff?|bmp|emf|wmf|svg|webp)$")
_UNREAD = re.compile(r"xl/printersettings/printersettings\d+\.bin|docprops/thumbnail\.(jpeg|wmf|emf|png)")
"""What Office adds by itself and nothing here reads: how a sheet was printed, a picture of the first page."""

_OUTSIDE = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
_LINK = re.compile(rb"<Relationship\b[^>]*>", re.IGNORECASE)
_OF_A_HYPERLINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)


@dataclass(frozen=True)
class Packed:
    """What makes a package one of a kind: the part that must be there, and the content type of that part."""

    part: str
    content_type: bytes


_OFFICE = b"application/vnd.openxmlformats-officedocument."
PACKED = {
    "xlsx": Packed("xl/workbook.xml", _OFFICE + b"spreadsheetml.sheet.main+xml"),
    "docx": Packed("word/document.xml", _OFFICE + b"wordprocessingml.document.main+xml"),
}


def check_package(content: bytes, packed: Packed) -> str:
    """What is wrong with a package, in words that follow "stopped by"; nothing when it may be read."""
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            return _fault_of_list(parts, packed) or _fault_of_parts(package, parts, packed)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return "it is not whole, or not the kind of file that its name says"


def _fault_of_list(parts: list[ZipInfo], packed: Packed) -> str:
    names = [part.filename for part in parts]
    lower = [name.lower() for name in names]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return "it unpacks to far more than it should"
    if any(_is_bomb(part) for part in parts):
        return "it unpacks to far more than it should"
    if any(part.flag_bits & 1 for part in parts):
        return "it is locked by a password"
    if len(set(lower)) < len(lower) or any(_leads_out(name) for name in names):
        return "its parts are not named as they should be"
    if packed.part not in names or _TYPES not in names:
        return "it is not the kind of file that its name says"
    read = [name for name in lower if not _UNREAD.fullmatch(name)]
    if any(_PROGRAMS.search(name) for name in read):
        return "it holds macros or embedded objects"
    return "it holds pictures" if any(_PICTURES.search(name) for name in read) else ""


def _is_bomb(part: ZipInfo) -> bool:
    return part.file_size > max(SMALL, MOST_RATIO * max(part.compress_size, 1))


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or "\\" in name or ".." in name.split("/") or ":" in name


def _fault_of_parts(package: ZipFile, parts: list[ZipInfo], packed: Packed) -> str:
    for part in parts:
        # What is written of its length may be a lie: no more than that is read.
        with package.open(part) as opened:
            text = opened.read(part.file_size + 1)
        if len(text) != part.file_size:
            return "it is not whole, or not the kind of file that its name says"
        if fault := _fault_of_part(part.filename, text, packed):
            return fault
    return ""


def _fault_of_part(name: str, text: bytes, packed: Packed) -> str:
    if _UNREAD.fullmatch(name.lower()):
        return ""
    if text.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"MZ")):
        return "it holds another file within it"
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        # The searches below read bytes: XML in two bytes a letter would slip past them. Office writes UTF-8.
        return "it is written in an unusual way"
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        return "it holds definitions that could make it grow"
    if name == _TYPES:
        return _fault_of_types(text, packed)
    if name.lower().endswith(".rels") and any(map(_fetches, _LINK.findall(text))):
        return "it would fetch something from outside"
    return ""


def _fault_of_types(text: bytes, packed: Packed) -> str:
    if b"macroenabled" in text.lower():
        return "it holds macros or embedded objects"
    return "" if packed.content_type in text else "it is not the kind of file that its name says"


def _fetches(relationship: bytes) -> bool:
    """Whether it names something outside that is opened with the file; a link that somebody may press is not."""
    return bool(_OUTSIDE.search(relationship)) and not _OF_A_HYPERLINK.search(relationship)
