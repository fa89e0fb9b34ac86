"""Names for invented people, by where their families come from."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from random import Random
from typing import Any

from jigsaw.demo.chance import happens


@dataclass(frozen=True, slots=True)
class Origin:
    """A part of the borough whose families share a way of naming."""

    key: str
    share: int
    ethnicity: str
    male: tuple[str, ...]
    female: tuple[str, ...]
    family: tuple[str, ...]

    def given(self, rng: Random, gender: str) -> str:
        """A given name that suits the gender; either list for anybody else."""
        if gender == "male":
            return rng.choice(self.male)
        if gender == "female":
            return rng.choice(self.female)
        return rng.choice(rng.choice((self.male, self.female)))

    def family_of(self, family: str, gender: str) -> str:
        """The family name as this person bears it: some tongues change it for women."""
        if self.key == "polish" and gender == "female" and family.endswith("ski"):
            return f"{family[:-1]}a"
        if self.key == "punjabi" and gender == "female" and family == "Singh":
            return "Kaur"
        return family


def read_toml(name: str) -> dict[str, dict[str, Any]]:
    """One of the lists that lie beside this module."""
    return tomllib.loads(files("jigsaw.demo").joinpath(name).read_text("utf-8"))


def origins() -> list[Origin]:
    """Every origin, in the order of the list."""
    return [
        Origin(
            key,
            row["share"],
            row["ethnicity"],
            tuple(row["male"]),
            tuple(row["female"]),
            tuple(row["family"]),
        )
        for key, row in read_toml("names.toml").items()
    ]


def pick_origin(rng: Random, every: list[Origin]) -> Origin:
    """An origin, as often as its share."""
    return rng.choices(every, [origin.share for origin in every])[0]


def partner_origin(rng: Random, own: Origin, every: list[Origin]) -> Origin:
    """Where a partner's family comes from: mostly the same place."""
    return pick_origin(rng, every) if happens(rng, 0.2) else own
