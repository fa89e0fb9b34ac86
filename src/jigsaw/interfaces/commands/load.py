"""`jigsaw load FOLDER`: from an agency's extract to joined people and reasons."""

from pathlib import Path

import typer

from jigsaw.interfaces.commands.answers import print_json, say, tell
from jigsaw.interfaces.commands.ground import AS_JSON, command
from jigsaw.interfaces.commands.progress import shown


@command
def load(
    folder: Path = typer.Argument(help="An agency's folder with its feed.toml, or a folder of such folders."),
    as_json: bool = AS_JSON,
) -> None:
    """Load an agency's files. Refused rows go to quarantine; loading a file twice changes nothing."""
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.interfaces.feeds.load import load as load_folder

    with shown() as progress:
        loaded = load_folder(by=JIGSAW, folder=folder, progress=progress)
    files = [
        {"agency": one.agency, "feed": one.feed, "file": one.file, **one.counts.as_json()}
        for one in loaded.files
    ]
    if as_json:
        print_json({"files": files, "total": loaded.total.as_json(), "followed": loaded.followed})
        return
    tell(
        [_short(one) for one in files],
        as_json=False,
        as_csv=False,
        nothing="No file that the mapping names is there.",
    )
    _say_what_next(loaded.total.refused, loaded.followed)


def _short(file: dict[str, object]) -> dict[str, object]:
    kept = ("agency", "file", "rows", "records_new", "pieces_new", "refused")
    numbers = [file[name] for name in ("records_corrected", "pieces_corrected")]
    gone = [file[name] for name in ("records_withdrawn", "pieces_withdrawn")]
    return {name: file[name] for name in kept} | {"corrected": _sum(numbers), "withdrawn": _sum(gone)}


def _sum(numbers: list[object]) -> int:
    return sum(one for one in numbers if isinstance(one, int))


def _say_what_next(refused: int, followed: dict[str, int]) -> None:
    for name, number in followed.items():
        say(f"{name.replace('_', ' ').capitalize()}: {number:,}")
    if refused:
        say(f"{refused:,} rows were refused and wait to be mended: jigsaw quarantine")
