"""Texts that scorers and databases disagree about: accents, scripts, blanks, nothing, long ones, near ones."""

from functools import cache
from random import Random

ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "abc",
    "aéèüßłøñç",
    "абвгдеёж",
    "李小龙王张",
    "محمد",
    "ab 'éłσΣİ👍",
)
LENGTHS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 20, 40, 70, 130)
NAMES = (
    "martha marhta dixon dicksonx jellyfish smellyfish dwayne duane josé jose muhammad mohammed łukasz lukasz"
)
PATTERNS = (
    "^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? [0-9]",
    "^[A-Za-z]{1,2}[0-9][A-Za-z0-9]?",
    "^[A-Za-z]{1,2}",
    "^[^@]+",
    r"^\d+$",
    "b$",
    r"\w+",
    r"\bab\b",
    "a.b",
    "(?:ab)?c",
    "a|ab",
    "(a|ab)c",
    "[^a-c]+",
    r"[\d.]+",
    "a+?b",
    "a{2,3}",
    "é+",
    r"\.",
    r"\D+",
)
FORMS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%Y%m%d",
    "%Y-%m-%dT%H:%M:%SZ",
    "%Y-%m-%d %H:%M",
    "%d.%m.%Y",
    "%Y",
    "%d %m %Y",
)
_PARTS = {"%Y": (0, 2100), "%m": (0, 14), "%d": (0, 33), "%H": (0, 25), "%M": (0, 61), "%S": (0, 61)}


@cache
def pairs_of_text(count: int) -> tuple[tuple[str, str], ...]:
    """Pairs of texts, most of them a few changes apart, with every pair of some well-known names."""
    rng = Random(5)
    made = [_pair(rng) for _ in range(count)]
    return (*made, *((one, other) for one in NAMES.split() for other in NAMES.split()))


def _pair(rng: Random) -> tuple[str, str]:
    text = _text(rng)
    return text, (_changed(rng, text) if rng.random() < 0.7 else _text(rng))


def _text(rng: Random) -> str:
    letters = rng.choice(ALPHABETS)
    return "".join(rng.choice(letters) for _ in range(rng.choice(LENGTHS)))


def _changed(rng: Random, text: str) -> str:
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        at = rng.randrange(len(text) + 1)
        head, tail = text[:at], text[at:]
        change = rng.choice(("insert", "leave out", "exchange", "replace"))
        if change == "insert":
            text = head + rng.choice("abcé") + tail
        elif change == "leave out":
            text = head + tail[1:]
        elif change == "exchange":
            text = head + tail[1:2] + tail[:1] + tail[2:]
        else:
            text = head + rng.choice("abcdéж") + tail[1:]
    return text


def _dates() -> tuple[str, ...]:
    rng = Random(3)
    return tuple(_date(rng) for _ in range(3_000))


def _date(rng: Random) -> str:
    written = rng.choice(FORMS)
    for part, (least, most) in _PARTS.items():
        written = written.replace(part, rng.choice(("%d", "%02d")) % rng.randint(least, most))
    if rng.random() < 0.3:
        at = rng.randrange(len(written) + 1)
        written = written[:at] + rng.choice((" ", "0", "x", "-", "\t", "  ", "\u00a0", "é")) + written[at:]
    return written


def _texts() -> tuple[str, ...]:
    rng = Random(1)
    made = (
        "".join(rng.choice("ab cABé@.12\n9Ç\t_-李") for _ in range(rng.randrange(12))) for _ in range(2_000)
    )
    return ("", "AB1 2CD", "SW1A 1AA", "e1 6an", "a@b.c", "ab\n", "éab👍c", *made)


DATES = _dates()
TEXTS = _texts()
