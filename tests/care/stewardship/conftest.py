import pytest

from tests.town import Town, record, someone

ANN, BEA = "9990000018", "9990000026"
HOME = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB", "tel": "01632 960111"}


@pytest.fixture
def town(db, tmp_path):
    """A town without anybody."""
    return Town(tmp_path)


@pytest.fixture
def steward(town):
    return town.viewer(role="steward")


@pytest.fixture
def pairs(town):
    """Makes pairs that wait: as alike as can be, each with two valid NHS numbers. By family name, their records."""

    def make(*families):
        made = {}
        for at, family in enumerate(families):
            mine = {"tel": f"01632 96{at:04}", "addr": f"{at + 1} Mill Lane", "pc": "ZZ1 2AB"}
            born = f"19{40 + at}-05-2{at % 10}"
            town.send(
                "police", someone(f"P{family}", "Oluwaseun", family, born, nhs=numbered(2 * at), **mine)
            )
            town.send(
                "gp", someone(f"G{family}", "Oluwaseun", family, born, nhs=numbered(2 * at + 1), **mine)
            )
            made[family] = tuple(
                sorted((record("police", f"P{family}"), record("gp", f"G{family}")), key=str)
            )
        return made

    return make


def numbered(at):
    """A valid NHS number of the test range."""
    found = 0
    for stem in range(999_000_000, 999_001_000):
        total = sum(int(digit) * weight for digit, weight in zip(str(stem), range(10, 1, -1), strict=True))
        check = (11 - total % 11) % 11
        if check < 10:
            if found == at:
                return f"{stem}{check}"
            found += 1
    raise ValueError(at)
