"""Page objects of the workspace's own pages."""

from dataclasses import dataclass

from jigsaw.foundation.design.pages import Shell


@dataclass(frozen=True)
class ErrorPage:
    """What was asked, what stood in the way and what to do next."""

    shell: Shell
    asked: str
    hindered_by: str
    next_step: str
