"""What can go wrong, drawn as a tree. An error says what was asked, what stood in the way and what to do
next.

JigsawError
├── Refused            a rule says no (access, a state that does not allow the step)
├── NotFound           nothing of that kind is there, or the viewer may not know of it: both answer alike
├── UnreadableDate     a written date that cannot be read without guessing
├── FaultyMapping      a feed.toml with faults, all of them listed
├── FaultyPack         a folder of patterns with faults, all of them listed
├── FaultyPolicy       a sharing policy with faults, all of them listed
├── FaultyModel        a linkage model that holds something this engine cannot score
└── Unfinished         a step that needs another step first

No error holds a person's details: not a name, a date of birth, an identifier or an address.
"""


class JigsawError(Exception):
    """An error in the three parts a reader needs.

    asked: what was being attempted. hindered_by: what stood in the way. next_step: what to do about it.
    """

    exit_code = 1
    refusal: object = None
    """What is to be kept of a refusal by a rule of access: see foundation.access.refusing."""

    def __init__(self, asked: str, hindered_by: str, next_step: str) -> None:
        super().__init__(asked, hindered_by, next_step)
        self.asked = asked
        self.hindered_by = hindered_by
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.asked}: {self.hindered_by}. {self.next_step}"


class Refused(JigsawError):
    """A rule says no."""

    exit_code = 3


class NotFound(JigsawError):
    """Nothing is there, or the viewer may not know that it is."""

    exit_code = 4


class UnreadableDate(JigsawError, ValueError):
    """A written date that cannot be read without guessing."""


class FaultyMapping(JigsawError):
    """A feed's mapping has faults."""

    exit_code = 2


class FaultyPack(JigsawError):
    """A pack of patterns has faults."""

    exit_code = 2


class FaultyPolicy(JigsawError):
    """A sharing policy has faults."""

    exit_code = 2


class FaultyModel(JigsawError):
    """A linkage model holds something this engine cannot score."""

    exit_code = 2


class Unfinished(JigsawError):
    """A step that needs another step first."""

    exit_code = 3
