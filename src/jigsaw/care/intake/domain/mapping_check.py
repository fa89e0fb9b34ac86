"""Checking a folder's mapping as a whole before anything loads: in itself, and against its files."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jigsaw.care.intake.domain.mapping import FEED_FILE, FileMapping, FolderMapping, MappingFault
from jigsaw.care.intake.domain.mapping_columns import columns_of
from jigsaw.care.intake.domain.mapping_read import read_mapping
from jigsaw.care.intake.domain.mapping_rules import faults_of_file
from jigsaw.care.intake.domain.mapping_table import nearest
from jigsaw.care.intake.domain.readers import read_headers
from jigsaw.care.intake.domain.readers.excel import sheet_names
from jigsaw.foundation.core.errors import FaultyMapping


class MappingFaults(FaultyMapping):
    """A mapping with faults, all of them in `faults`."""

    def __init__(self, folder: str, faults: tuple[MappingFault, ...]) -> None:
        count = f"{len(faults)} fault" + ("s" if len(faults) != 1 else "")
        listed = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(
            f"Check the mapping of {folder}", f"it has {count}", f"Mend {FEED_FILE} and try again:\n{listed}"
        )
        self.faults = faults


@dataclass(frozen=True, slots=True)
class CheckedFolder:
    """A folder whose mapping is sound: the mapping, its text, and the files in the order of loading.

    unmapped: files that no [[file]] names. absent: names of [[file]] that no file has now.
    """

    folder: Path
    mapping: FolderMapping
    text: str
    files: tuple[tuple[Path, FileMapping], ...]
    unmapped: tuple[str, ...] = field(default=())
    absent: tuple[str, ...] = field(default=())


def check_folder(folder: Path) -> CheckedFolder:
    """The folder's mapping, wholly checked. Raises MappingFaults, or FaultyMapping where there is none."""
    text = _text_of(folder)
    mapping, faults = read_mapping(text)
    for at, one in enumerate(mapping.files, 1):
        faults += faults_of_file(one, f"file[{one.feed or at}]")
    files = tuple((path, one) for one in mapping.files for path in _matching(folder, one))
    faults += _faults_of_files(mapping, files)
    faults += [fault for path, one in files for fault in faults_of_headers(path, one)]
    if faults:
        raise MappingFaults(folder.name, tuple(faults))
    named = {path.name for path, _ in files}
    unmapped = tuple(sorted(one.name for one in _visible(folder) if one.name not in named))
    absent = tuple(one.name for one in mapping.files if not any(said is one for _, said in files))
    return CheckedFolder(folder, mapping, text, files, unmapped, absent)


def _text_of(folder: Path) -> str:
    try:
        return (folder / FEED_FILE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        hindered_by, next_step = f"there is no {FEED_FILE}", f"Make a first one: jigsaw feed new {folder}"
    except UnicodeDecodeError:
        hindered_by, next_step = f"{FEED_FILE} is not UTF-8", "Save it as UTF-8"
    raise FaultyMapping(f"Check the mapping of {folder.name}", hindered_by, next_step)


def _visible(folder: Path) -> Iterator[Path]:
    for one in folder.iterdir():
        if one.is_file() and one.name != FEED_FILE and not one.name.startswith((".", "~$")):
            yield one


def _matching(folder: Path, said: FileMapping) -> list[Path]:
    return sorted(one for one in _visible(folder) if said.name and one.match(said.name))


def _faults_of_files(
    mapping: FolderMapping, files: tuple[tuple[Path, FileMapping], ...]
) -> list[MappingFault]:
    faults = []
    for name, times in Counter(path.name for path, _ in files).items():
        if times > 1:
            why = f"{times} of the [[file]] names match '{name}'"
            faults.append(MappingFault(FEED_FILE, "file", why, "Make the names so narrow that one matches"))
    if mapping.files and not files:
        names = ", ".join(f"'{one.name}'" for one in mapping.files)
        why = f"no file in the folder has any of the names {names}"
        faults.append(
            MappingFault(FEED_FILE, "file", why, "Correct the names, or put the files in the folder")
        )
    return faults


def faults_of_headers(path: Path, said: FileMapping) -> Iterator[MappingFault]:
    """What the mapping asks of a file's header and the header does not have."""
    if said.layout.format == "fhir":
        return
    if said.layout.sheet and said.layout.sheet not in (sheets := sheet_names(path)):
        mend = nearest(said.layout.sheet, sheets) or f"Its sheets: {', '.join(sheets)}"
        yield MappingFault(path.name, f"file[{said.feed}].sheet", "the workbook has no such sheet", mend)
        return
    headers = read_headers(path, said.layout)
    if not headers:
        mend = "Look whether the file is empty or damaged, or take it out of the folder"
        yield MappingFault(path.name, f"file[{said.feed}]", "no header can be read", mend)
        return
    for key, column in columns_of(said):
        if headers.count(column) == 1 or (column not in headers and said.layout.format == "ndjson"):
            continue
        yield _fault_of_column(path.name, f"file[{said.feed}].{key}", column, headers)


def _fault_of_column(file: str, key: str, column: str, headers: list[str]) -> MappingFault:
    if column in headers:
        return MappingFault(
            file, key, f"two columns are named '{column}'", "Give each column a name of its own"
        )
    mend = nearest(column, headers) or f"The columns are: {', '.join(headers)}"
    return MappingFault(file, key, f"there is no column '{column}'", mend)
