"""What is wrong with a pack, all of it together."""

from dataclasses import dataclass

from jigsaw.foundation.core.errors import FaultyPack


@dataclass(frozen=True)
class Fault:
    """One thing wrong: in which file, at which key, what is wrong, and the mend."""

    file: str
    key: str
    wrong: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.wrong} {self.mend}"


class PackFaults(FaultyPack):
    """A folder of patterns has faults. `faults` lists every one, by file."""

    def __init__(self, folder: str, faults: list[Fault]) -> None:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        listed = "".join(f"\n  {fault}" for fault in faults).rstrip(".")
        super().__init__(f"Load the patterns in {folder}", f"{count}:{listed}", "Mend them and load again.")
        self.faults = tuple(faults)
