"""Stories put into the borough by design, each in a module of its own; where they are is listed in the truth."""

from jigsaw.demo.stories.cast import Told
from jigsaw.demo.stories.telling import tell_stories

__all__ = ["Told", "tell_stories"]
