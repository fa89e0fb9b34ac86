"""Letters that came as an encoding: read whole, or refused without repeating them."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.linkage.encoded import text
from jigsaw.engine.linkage.encoded.text import FaultyEncoding
from tests.engine.linkage.encoded.coding import encoding_of
from tests.engine.linkage.people import ADA

LETTERS = text.write(encoding_of(ADA))


def resealed(letters: str) -> str:
    """Altered letters with a check sum that is right again."""
    said = letters.rpartition(":")[0]
    return f"{said}:{zlib.crc32(said.encode()):08x}"


@given(st.integers(0, len(LETTERS) - 1), st.sampled_from("AZaz09_-.:"))
def test_a_changed_letter_is_noticed(at: int, letter: str) -> None:
    changed = LETTERS[:at] + letter + LETTERS[at + 1 :]
    if changed != LETTERS:
        with pytest.raises(FaultyEncoding):
            text.read(changed)


@given(st.integers(0, len(LETTERS) - 1))
def test_letters_cut_short_are_noticed(length: int) -> None:
    with pytest.raises(FaultyEncoding):
        text.read(LETTERS[:length])


def test_another_scheme_is_named_and_the_letters_are_not_repeated() -> None:
    with pytest.raises(FaultyEncoding, match="not made by the scheme encoded-3") as refused:
        text.read(LETTERS.replace("encoded-3", "encoded-0", 1))
    assert LETTERS[20:40] not in str(refused.value)


def broken() -> list[str]:
    scheme, key, tags, by_year, by_day, *more = LETTERS.split(":")[:-1]
    parts = [
        (scheme, "no-key", tags, by_year, by_day, *more),
        (scheme, key, tags + ".", by_year, by_day, *more),
        (scheme, key, tags, by_year[3:], by_day, *more),
        (scheme, key, tags, by_year + ".", by_day, *more),
        (scheme, key, tags, by_year, by_day, more[0], more[1] + "x"),
        (scheme, key, "é" + tags[1:], by_year, by_day, *more),
    ]
    return [resealed(":".join((*part, ""))) for part in parts]


@pytest.mark.parametrize("letters", broken())
def test_a_part_of_another_form_is_refused(letters: str) -> None:
    with pytest.raises(FaultyEncoding):
        text.read(letters)
