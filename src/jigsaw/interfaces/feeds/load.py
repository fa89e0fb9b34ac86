"""Loading folders: one door for an agency's extracts, the demo's borough and a replay.

Every folder's mapping is checked before any row of any folder is read, so that a mapping with a fault changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from jigsaw.care.intake import actions as intake
from jigsaw.care.intake.actions import NotedFolder
from jigsaw.care.intake.domain.counts import Counts
from jigsaw.care.intake.domain.mapping import FileMapping
from jigsaw.care.intake.domain.mapping_check import CheckedFolder, check_folder
from jigsaw.care.intake.domain.rows import read_file
from jigsaw.care.intake.news import News
from jigsaw.care.linkage import actions as linkage
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer
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


def load(*, by: Viewer, folder: Path, progress: Progress | None = None) -> Loaded:
    """Load an agency's folder, or a folder of such folders, then join records and read patterns.

    Raises FaultyMapping, with every fault listed, before anything is loaded; NotFound when no feed.toml is there.
    """
    checked = [check_folder(one) for one in agency_folders(folder)]
    noted = [(one, intake.note_folder(by=by, checked=one)) for one in checked]
    files = tuple(
        _load_file(by, at, said, path, progress) for one, at in noted for path, said in _files_in_order(one)
    )
    return Loaded(files, catch_up(by=by, progress=progress))


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


def _files_in_order(checked: CheckedFolder) -> list[tuple[Path, FileMapping]]:
    """Source records before pieces, otherwise in the order of the mapping and of the files' names."""
    return sorted(checked.files, key=lambda pair: pair[1].record is None)


def _load_file(
    by: Viewer, at: NotedFolder, said: FileMapping, path: Path, progress: Progress | None
) -> LoadedFile:
    delivery = intake.begin_delivery(by=by, feed=at.feeds[said.feed], mapping=at.mapping, path=path)
    label = f"{at.agency}: {path.name}"

    def tell(counts: Counts) -> None:
        if progress:
            progress(label, counts.rows, counts.rows)

    moment = now()
    answers = read_file(path, said, moment, allow_test_numbers=settings.JIGSAW_ALLOW_TEST_NHS_NUMBERS)
    counts = intake.accept(
        by=by, delivery=delivery, answers=answers, now=moment, told=tell, taken=queue_news(by)
    )
    return LoadedFile(at.agency, said.feed, path.name, counts)


def queue_news(by: Viewer) -> Callable[[News], None]:
    """What to do with news in the transaction that accepts it: put it in the queue for joining."""

    def queue(news: News) -> None:
        linkage.note_accepted(by=by, changed=news.records, pieces=news.pieces)

    return queue
