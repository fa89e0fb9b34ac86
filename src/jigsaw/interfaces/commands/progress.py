"""Progress on standard error, for whatever takes longer than two seconds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from jigsaw.interfaces.commands.ground import errors

Tell = Callable[[str, int, int], None]


@contextmanager
def shown() -> Iterator[Tell]:
    """A function to tell (what is being done, how many are done, of how many); each `what` is a bar with its time.

    Of 0 when it is not known how many there will be.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, refresh_per_second=4) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=of or None)
            bars.update(tasks[what], completed=done, total=of or None)

        yield tell
