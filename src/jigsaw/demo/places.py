"""The agencies of the borough: how each keeps its records, how well, and when it sends them."""

from dataclasses import dataclass

from jigsaw.demo.names import read_toml


@dataclass(frozen=True, slots=True)
class Habits:
    """How often an agency's records have each fault, and how soon it writes and sends. Shares are 0 to 1."""

    nhs_number: float
    typo: float
    spelling: float
    short_name: float
    swapped: float
    born_wrong: float
    born_first_january: float
    born_missing: float
    uprn: float
    old_address: float
    hears_of_moves: float
    twice: float
    every_days: int
    delay_minutes: int


# Order: nhs, typo, spelling, short, swap, wrong, 1 Jan, missing, uprn, old address, hears, twice, every, delay.
HABITS = {
    "trust": Habits(0.94, 0.015, 0.02, 0.05, 0.004, 0.015, 0.005, 0.0, 0.6, 0.06, 0.8, 0.01, 1, 1500),
    "gp": Habits(0.993, 0.008, 0.01, 0.02, 0.002, 0.006, 0.002, 0.0, 0.5, 0.03, 0.9, 0.004, 7, 20),
    "ambulance": Habits(0.55, 0.05, 0.06, 0.16, 0.01, 0.05, 0.04, 0.06, 0.85, 0.05, 0.9, 0.03, 1, 90),
    "hospital": Habits(0.9, 0.02, 0.03, 0.05, 0.006, 0.02, 0.01, 0.0, 0.25, 0.1, 0.7, 0.012, 1, 300),
    "council": Habits(0.62, 0.02, 0.03, 0.08, 0.006, 0.025, 0.012, 0.01, 0.9, 0.08, 0.7, 0.01, 7, 4000),
    "housing": Habits(0.4, 0.025, 0.03, 0.12, 0.006, 0.03, 0.008, 0.03, 1.0, 0.02, 0.95, 0.008, 7, 3000),
    "police": Habits(0.28, 0.035, 0.06, 0.09, 0.008, 0.04, 0.03, 0.03, 0.45, 0.12, 0.5, 0.025, 1, 200),
    "charity": Habits(0.33, 0.04, 0.06, 0.4, 0.004, 0.05, 0.02, 0.25, 0.1, 0.1, 0.5, 0.015, 30, 8000),
}
PREFIXES = {
    "trust": "SB", "gp": "", "ambulance": "AP", "hospital": "G", "council": "", "housing": "T-",
    "police": "NOM", "charity": "L",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as its folder presents it. `silent`: its feed stopped from and until so many days before today."""

    place: str
    key: str
    name: str
    habits: Habits
    silent: tuple[int, int] = (0, 0)


def agencies() -> dict[str, Agency]:
    """The borough's agencies by their short word."""
    listed = read_toml("signins.toml")["agencies"]
    silences = {"police": (95, 74)}
    return {
        place: Agency(place, listed[place]["key"], listed[place]["name"], habits, silences.get(place, (0, 0)))
        for place, habits in HABITS.items()
    }
