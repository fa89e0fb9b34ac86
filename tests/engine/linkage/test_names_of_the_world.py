"""One human being written in two scripts, two spellings or two orders: found, and not taken for two by their names."""

import pytest

from jigsaw.engine.linkage.blocking import block_keys
from jigsaw.engine.linkage.cluster import compare_ready
from jigsaw.engine.linkage.model import default_model
from jigsaw.engine.linkage.records import Record
from jigsaw.engine.linkage.score import waterfall
from jigsaw.engine.linkage.standardise import standardise
from tests.engine.linkage.people import ADA, other

BY_NAME = ("name-and-birth-date:", "name-and-postcode:")


def called(record_id: str, written: str) -> Record:
    """The last word is the family name; one word alone is written as the first name."""
    *given, last = written.split()
    names = (" ".join(given), last) if given else (last, "")
    return other(ADA, id=record_id, given_names=names[0], family_name=names[1])


def names_bits(one: Record, another: Record) -> float:
    model = default_model()
    steps = waterfall(model, compare_ready(one, model).row, compare_ready(another, model).row)
    return sum(step.total for step in steps if step.comparison in ("given", "family"))


@pytest.mark.parametrize(
    "pair",
    [
        "Aleksandr Sokolov|Александр Соколов",
        "Evgenii Chernyshov|Евгений Чернышёв",
        "Oleksandr Shevchenko|Alexander Schewtschenko",
        "Natalya Tchaikovskaya|Natalia Chaikovsky",
        "Yordanka Georgieva|Йорданка Георгиева",
        "Charalampos Dimitriou|Χαράλαμπος Δημητρίου",
        "Eleni Konstantinidou|Ελένη Κωνσταντινίδου",
        "Mohammed Al-Rashid|محمد الراشد",
        "Abdelrahman Kassem|عبدالرحمن قاسم",
        "Zahra Rezaei|زهرا رضایی",
        "David Cohen|דוד כהן",
        "Rajesh Kumar|राजेश कुमार",
        "Priya Sharma|प्रिया शर्मा",
        "Gurpreet Singh|ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
        "Amit Rahman|অমিত রহমান",
        "Tamilselvi Murugan|தமிழ்செல்வி முருகன்",
        "Xiao Ming Wang|王小明",
        "Li Wei|李伟",
        "Ka-Ming Wong|Wong Ka Ming",
        "Van An Nguyen|Nguyễn Văn An",
        "Jiyoung Park|박지영",
        "Petrosyan Hovhannes|Հովհաննես Պետրոսյան",
    ],
)
def test_one_name_in_two_scripts_or_orders(pair: str) -> None:
    assert_one(pair)


@pytest.mark.parametrize(
    "pair",
    [
        "Muhammad Usman Chaudhry|Mohd Osman Choudhary",
        "Abdi Hassan Warsame|Cabdi Xasan Warsame",
        "Shaikh Abdullah|Abdallah Sheikh",
        "Lakshmi Subramaniam|Laxmi Subramanyam",
        "Elisabeth Schröder|Lisbeth Schroeder",
        "Søren Østergaard|Soeren Oestergaard",
        "Małgorzata Wójcik|Gosia Wojcik",
        "Aleksandra Kowalska|Ola Kowalski",
        "António Souza|Toninho Sousa",
        "Siobhán O'Donnell|Siobhan Dhomhnaill",
        "Ferenc Kovács|Franz Kovacs",
        "Đorđe Jovanović|Djordje Jovanovic",
        "Leigh Walker|Lee Walker",
        "Oluwafemi Adeleke|Femi Adeleke",
        "Kwabena Osei-Bonsu|Kwabena Bonsu",
        "Sarah Smith (née Patel)|Sara Patel",
        "Jean-Pierre L'Hôpital|Jeanpierre Lhopital",
        "M Khan|Mohammed Khan",
        "Thackray Allfred|Alfred Thackray",
    ],
)
def test_one_name_in_two_spellings_or_forms(pair: str) -> None:
    assert_one(pair)


@pytest.mark.parametrize(
    "pair", ["Ana Kovač|Ivan Kovač", "李伟|王芳", "Omar Khan|Ali Shah", "Lee Ward|Leo Hall"]
)
def test_other_names_speak_against_a_join(pair: str) -> None:
    one, another = pair.split("|")
    assert names_bits(called("a", one), called("b", another)) < 0


def assert_one(pair: str) -> None:
    one, another = (called(who, written) for who, written in zip("ab", pair.split("|"), strict=True))
    shared = set(block_keys(standardise(one))) & set(block_keys(standardise(another)))
    assert {key.partition(":")[0] + ":" for key in shared} >= set(BY_NAME)
    assert names_bits(one, another) > 2
