"""One code for the many ways in which a name is written: no rule of spelling holds for names of every country.

A code is coarser than a spelling and finer than a sound: o and u are one, e and i, g and k at the beginning, and vowels
stay. Names written apart or as one have a code in common ("Haile Mariam", "Hailemariam"; "Abu Bakr", "Aboubakr").
Chinese and Korean first names are spelt by several systems that share few letters ("Jong-un", "Jeong-eun"; "Tse-tung",
"Zedong"): beside a family name of those tongues their syllables have a coarser code of their own.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from jigsaw.engine.linkage.names import PARTICLES, plainly_spelt, roots, sound

Rules = tuple[tuple[re.Pattern[str], str], ...]


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


FAMILIES = _listed("""
    kim gim lee yi rhee park bak pak choi choe jung jeong chung kang gang cho jo yoon yun jang lim im oh seo suh shin
    kwon gwon hwang ahn an ryu yoo hong jeon ko moon mun son bae baek paek heo hur nam noh roh kwak gwak seong cha joo
    woo koo min jin eom chae cheon byun

    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang han
    feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng su wei lu ding ren shen yao cui zhong tan
    fan shi liao jia xia fu fang bai zou meng xiong qin qiu hou yin xue yan duan lei long tao gu mao hao gong shao wan
    chiang tsai chou teng hsu tsao chu kuo hsieh hsiao tseng tsui chao wong chan cheung ng lau leung tse kwok kwan
    tsang yip mak lam ho lai fung poon hui tam yeung chow lo siu fong mok chang
""")
"""Family names of Korea and China in plain letters: the commonest, by several systems."""

_FIRST_NAMES_TOO = _listed("lee kim long min jin ray hu jo cha ko su ho")


def _rules(*pairs: tuple[str, str]) -> Rules:
    return tuple((re.compile(pattern), becomes) for pattern, becomes in pairs)


_BEFORE = _rules(
    (r"schtsch", "shch"),
    (r"^ch(?=[lr])", "h"),
    (r"^(?:ye|je)", "e"),
    (r"([bdg])h", r"\1"),
    (r"ij", "i"),
    (r"(?<=[ei])c$", "ch"),
)
_UNHEARD = _rules(
    (r"^(?:kn|gn|pn)", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"(?<=[aeiou])gh(?=t|$)", ""), (r"mb$", "m"),
    (r"(?<=[ao])w(?=[bcdfgklmnprstvz])", "u"),
)  # fmt: skip
_AFTER = _rules(
    (r"(?<=[hjs])ov$", "ev"), (r"^g", "k"), (r"o", "u"), (r"e", "i"), (r"(?<=[a-z]{3}[b-df-hj-np-tv-z])i$", ""),
    (r"(.)\1+", r"\1"),
)  # fmt: skip
_SYLLABLES = re.compile(
    r"(?:(?:hs|ch|zh|sh|ts|tz|ss|sz|kk|tt|pp|jj|[bcdfghjklmnpqrstwxyz])?[yw]?[aeiou]{1,3}h?(?:ng|[nklmp](?![aeiouyw]))?){2}"
)
_ONE_SYSTEM = _rules(
    (r"hs|sh|ss|sz|x", "s"), (r"ch|zh|jj|ts|tz|[qcz]", "j"), (r"kk|g(?!$)(?<!ng)", "k"), (r"tt|d", "t"), (r"pp|b", "p"),
    (r"r", "l"), (r"(?<=[aeiou])h(?![aeiouyw])", ""), (r"eo|eu|oo|ou|uo|o", "u"), (r"ae|ay", "e"), (r"ee|ui", "i"),
    (r"ien", "ian"), (r"yi", "i"), (r"(.)\1+", r"\1"),
)  # fmt: skip


@lru_cache(maxsize=200_000)
def code(name: str) -> str:
    """The code of a name in plain small letters: Gaddafi and Qadhafi, Yevgeny and Evgenij have one each."""
    return _changed(plainly_spelt(_changed(name, _BEFORE)), _AFTER)


@lru_cache(maxsize=200_000)
def heard(name: str) -> str:
    """How a name sounds, however its tongue spells that, by its code: Knight and Nite, Gaddafi and Qadhafi."""
    return sound(code(_changed(name, _UNHEARD)))


def codes(parts: Iterable[str]) -> tuple[str, ...]:
    """One code for each part of a name that can stand alone, and one for every two written as one.

    A part that is a form of one name alone has that one's code: "maxamuud" and "mahmoud" those of Mohamud and Mahmud.
    """
    spoken = [part for part in parts if len(part) > 1]
    alone = [part for part in spoken if part not in PARTICLES] or spoken
    of_one = (_roots(part)[0] if len(_roots(part)) == 1 else part for part in alone)
    joined = (one + two for one, two in pairwise(spoken))
    return tuple(dict.fromkeys(code(each) for each in (*of_one, *joined)))


def codes_of_roots(parts: Iterable[str]) -> tuple[str, ...]:
    """The codes of the names that these may be forms of: for "alec" that of Alexander."""
    return tuple(code(root) for part in parts for root in _roots(part))


@lru_cache(maxsize=200_000)
def syllables(given: tuple[str, ...]) -> str:
    """The code of a Chinese or Korean first name's parts: of ("jong", "un") and ("jeongeun",); "" for no such name."""
    # "Chih-yuan": an h that ends a part is not heard.
    written = "".join(part.removesuffix("h") for part in given)
    return _changed(written, _ONE_SYSTEM) if _SYLLABLES.fullmatch(written) else ""


def family_leads(words: tuple[str, ...], written: str) -> bool:
    """Whether the first of a name's words is its family name: "Kim Jong-un", "Mao Zedong", not "Lee Mason"."""
    if len(words) < 2 or words[0] not in FAMILIES or not syllables(words[1:]):
        return False
    first, *rest = written.split()
    tied = "-" not in first and any("-" in each for each in rest)
    return tied or (words[-1] not in FAMILIES and (len(words) > 2 or words[0] not in _FIRST_NAMES_TOO))


def _roots(part: str) -> tuple[str, ...]:
    found = roots(part)
    return found if len(found) < 3 else ()


def _changed(name: str, rules: Rules) -> str:
    for pattern, becomes in rules:
        name = pattern.sub(becomes, name)
    return name
