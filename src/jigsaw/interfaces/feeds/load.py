"""Loading folders: one door for an agency's extracts, the demo's borough and a replay.

Every folder's mapping is checked before any row of any folder is read, so that a mapping with a fault changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings

from jigsaw.care.intake import actions as intake
from jigsaw.care.intake.actions import NotedFolder
from jigsaw.care.intake.domain.counts import Counts
from jigsaw.care.intake.domain.mapping import FileMapping
from jigsaw.care.intake.domain.mapping_check import CheckedFolder, check_folder
from jigsaw.care.intake.domain.rows import RowAnswer
from jigsaw.care.intake.news import News
from jigsaw.care.linkage import actions as linkage
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.core.wall import JIGSAW, reading_for
from jigsaw.interfaces.feeds.mending import offer_waiting_again
from jigsaw.interfaces.feeds.queueing import Done, take_news
from jigsaw.interfaces.feeds.reading_ahead import ToRead, read_in_turn
from jigsaw.interfaces.feeds.steps import catch_up

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class LoadedFile:
    """One file of one agency, and what became of its rows."""

    agency: str
    feed: str
    file: str
    counts: Counts


@dataclass(frozen=True)
class Loaded:
    """What became of every file, and what followed from it."""

    files: tuple[LoadedFile, ...]
    followed: dict[str, int]

    @property
    def total(self) -> Counts:
        """The counts of all files together."""
        total = Counts()
        for one in self.files:
            total.add(one.counts)
        return total


@reading_for(JIGSAW)
def load(*, by: Viewer, folder: Path, progress: Progress | None = None) -> Loaded:
    """Load an agency's folder, or a folder of such folders, then join records and read patterns.

    Raises FaultyMapping, with every fault listed, before anything is loaded; NotFound when no feed.toml is there.
    """
    checked = [check_folder(one) for one in agency_folders(folder)]
    noted = [(one, intake.note_folder(by=by, checked=one)) for one in checked]
    for _, at in noted:
        if at.counts_otherwise:
            linkage.note_recounted(by=by, agency=at.agency)
        if at.is_mended:
            offer_waiting_again(by=by, agency=at.agency)
    done = Done()
    files = tuple(_load_files(by, noted, progress or (lambda *_: None), done))
    return Loaded(files, catch_up(by=by, progress=progress, done=done))


def _load_files(
    by: Viewer, noted: Sequence[tuple[CheckedFolder, NotedFolder]], progress: Progress, done: Done
) -> Iterator[LoadedFile]:
    moment = now()
    allowed = settings.JIGSAW_ALLOW_TEST_NHS_NUMBERS
    queued = [(at, ToRead(path, said, moment, allowed)) for one, at in noted for path, said in _in_order(one)]
    rows: Counter[str] = Counter()
    answers = read_in_turn([one for _, one in queued])
    for (at, one), found in zip(queued, answers, strict=True):
        told = partial(_tell, progress, at.agency, rows[at.agency])
        loaded = _load_file(by, at, one, found, told, take_news(by, done))
        rows[at.agency] += loaded.counts.rows
        yield loaded
    for agency, number in rows.items():
        progress(f"Loading {agency}", number, number)


def _tell(progress: Progress, agency: str, before: int, counts: Counts) -> None:
    # How many rows there will be is not known before they are read: a total of 0 says so.
    progress(f"Loading {agency}", before + counts.rows, 0)


def agency_folders(folder: Path) -> list[Path]:
    """The folder itself when it holds a feed.toml, else each folder in it that does, by name."""
    if (folder / "feed.toml").is_file():
        return [folder]
    found = sorted(path.parent for path in folder.glob("*/feed.toml"))
    if not found:
        raise NotFound(
            f"Loading the folder {folder.name}",
            "neither it nor a folder in it holds a feed.toml",
            f"Write one: jigsaw feed new {folder.name}",
        )
    return found


def _in_order(checked: CheckedFolder) -> list[tuple[Path, FileMapping]]:
    """Source records before pieces, otherwise in the order of the mapping and of the files' names."""
    return sorted(checked.files, key=lambda pair: pair[1].record is None)


def _load_file(
    by: Viewer,
    at: NotedFolder,
    one: ToRead,
    answers: Iterator[RowAnswer],
    told: Callable[[Counts], None],
    taken: Callable[[News], None],
) -> LoadedFile:
    feed = at.feeds[one.said.feed]
    delivery = intake.begin_delivery(by=by, feed=feed, mapping=at.mapping, path=one.path)
    counts = intake.accept(by=by, delivery=delivery, answers=answers, now=one.moment, told=told, taken=taken)
    return LoadedFile(at.agency, one.said.feed, one.path.name, counts)
