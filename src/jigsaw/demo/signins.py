"""The people who can sign in to the demonstration, their teams and their agencies, as plain values."""

from dataclasses import dataclass
from functools import cache

from jigsaw.demo.names import read_toml

DEMO_PASSWORD = "one-story-one-conversation"  # noqa: S105 - printed on the screen of the demonstration on purpose
OUTSIDE_AGREEMENT = frozenset({"elsewhere-council"})


@dataclass(frozen=True, slots=True)
class Team:
    """A team that can be rung. `place` is the agency's short word inside the demo; `agency_key` its public key."""

    key: str
    place: str
    agency_key: str
    agency_name: str
    name: str
    telephone: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """One invented practitioner: their role, as `Practitioner.Role` names it, and in `work` what they do."""

    username: str
    name: str
    team: Team
    role: str
    work: str

    @property
    def agency_key(self) -> str:
        return self.team.agency_key

    @property
    def inside_agreement(self) -> bool:
        return self.agency_key not in OUTSIDE_AGREEMENT


@cache
def teams() -> tuple[Team, ...]:
    """Every team, in the list's order."""
    lists = read_toml("signins.toml")
    return tuple(
        Team(key, row["agency"], lists["agencies"][row["agency"]]["key"], lists["agencies"][row["agency"]]["name"],
             row["name"], row["telephone"])
        for key, row in lists["teams"].items()
    )  # fmt: skip


@cache
def sign_ins() -> tuple[SignIn, ...]:
    """Everybody who can sign in, in the list's order."""
    by_key = {team.key: team for team in teams()}
    return tuple(
        SignIn(username, row["name"], by_key[row["team"]], row["role"], row["work"])
        for username, row in read_toml("signins.toml")["people"].items()
    )


@cache
def workers(team: str) -> tuple[dict[str, str], ...]:
    """Who works in a team, as a piece names them: worker, worker's telephone, team."""
    found = [person for person in sign_ins() if person.team.key == team]
    return tuple(
        {"worker": person.name, "worker_telephone": person.team.telephone, "team": person.team.name}
        for person in found
    )
