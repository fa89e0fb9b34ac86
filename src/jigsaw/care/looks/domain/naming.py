"""Names and codes that say nothing about anybody, for paper and for fingers."""

import secrets

_COLOURS = [
    "amber",
    "azure",
    "brass",
    "bronze",
    "clear",
    "copper",
    "coral",
    "crimson",
    "dusky",
    "early",
    "ember",
    "fern",
    "golden",
    "green",
    "hazel",
    "heather",
    "ivory",
    "jade",
    "lilac",
    "lime",
    "linen",
    "maple",
    "mint",
    "misty",
    "moss",
    "navy",
    "ochre",
    "olive",
    "opal",
    "pearl",
    "plum",
    "quiet",
    "rose",
    "ruby",
    "rusty",
    "sandy",
    "scarlet",
    "silver",
    "slate",
    "snowy",
    "tawny",
    "teal",
    "umber",
    "velvet",
    "violet",
    "warm",
]
_ANIMALS = [
    "badger",
    "beaver",
    "bee",
    "bittern",
    "bunting",
    "crane",
    "curlew",
    "deer",
    "dolphin",
    "dove",
    "dragonfly",
    "falcon",
    "finch",
    "fox",
    "gannet",
    "hare",
    "heron",
    "jackdaw",
    "kestrel",
    "lapwing",
    "lark",
    "linnet",
    "marten",
    "moth",
    "newt",
    "nuthatch",
    "osprey",
    "otter",
    "owl",
    "plover",
    "puffin",
    "raven",
    "robin",
    "rook",
    "salmon",
    "seal",
    "shrew",
    "skylark",
    "sparrow",
    "stoat",
    "swallow",
    "swan",
    "swift",
    "teal",
    "tern",
    "thrush",
    "trout",
    "vole",
    "wagtail",
    "wren",
]
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another: i, l, 1, o, 0."""


def drawn_name() -> str:
    """A name to sign in with: amber-otter-4821."""
    return f"{secrets.choice(_COLOURS)}-{secrets.choice(_ANIMALS)}-{secrets.randbelow(9000) + 1000}"


def drawn_code() -> str:
    """A code to be typed once from paper, of about 79 bits: four groups of four letters."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def as_typed(words: str) -> str:
    """A name or a code as it is compared: small letters, and whatever stood between them one hyphen."""
    return "-".join(words.lower().replace("-", " ").split())
