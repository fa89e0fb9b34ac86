"""Names of the world in one column, as files from anywhere hold them: one human being found, two not taken for one.

All are invented. A pair must meet without its birth date, and its names must speak for one human being, or for two.
"""

import pytest

from jigsaw.engine.linkage.adapt.blocks import rules_of
from jigsaw.engine.linkage.adapt.comparable import Comparable, comparable
from jigsaw.engine.linkage.adapt.comparing import settings_for
from jigsaw.engine.linkage.adapt.entries import Entry
from jigsaw.engine.linkage.adapt.linking import Asked, link
from jigsaw.engine.linkage.model import compile_model
from jigsaw.engine.linkage.score import waterfall
from jigsaw.interfaces.analysts.job import read_model

SHIPPED = read_model(None)

ONE = """
    Kim Jong-soo | Gim Jeong-su
    Park Geun-ah | Bak Geuna
    Lee Myung-sik | Yi Myeongsik
    Yoon Suk-ho | Yun Seokho
    Min-jun Hwang | Hwang Min Jun
    Zhou Enming | Chou En-ming
    Hsu Chih-hao | Xu Zhihao
    Teng Hsiao-lan | Deng Xiaolan
    Tsai Ing-hua | Cai Yinghua
    Nguyen Thi Bich Ngoc | Bich Ngoc Nguyen
    Trần Văn Hùng | Hung Van Tran
    Somchai Wongsawan | Somchay Wongsawat
    Siriporn Srisawat | Siripon Sisawat
    Haruto Ohno | Ōno Haruto
    Farkas Katalin | Katalin Farkas
    Samuel Duke | Sam Duke
    Albert Prince | Bert Prince
    Marta García Robledo | Marta Garcia
    José Luis Herrero Zamora | Jose Luis Zamora
    María del Carmen Ibáñez Prieto | Carmen Ibanez
    João Paulo Teixeira dos Santos | Joao Santos
    Ana Beatriz Moura e Souza | Ana Beatriz Sousa
    Yevgeny Prigorin | Evgenij Prigorin
    Nikita Khrushalev | Nikita Chruschalew
    Oksana Ivanovna Melnyk | Oxana Melnik
    Vladimir Sergeyevich Orlov | Wladimir Orlow
    Gudrun Sigurðardóttir | Guðrún Sigurdardottir
    Muammar Gadhban | Moammar al-Qadhban
    Usama bin Latif | Osamah bin Lateef
    Abu Bakr al-Haddadi | Aboubakr Haddadi
    Hosni Mansour | Muhammad Husni Mansur
    Khaled Nasser | Khalid al-Nasir
    Abdul Rahman Siddiqui | Abdurrahman Siddiqi
    Saad Hussein | Saad Hussain al-Basri
    Mengistu Haile Tesfaye | Mengistu Hailetesfaye
    Xasan Cabdi Warsame | Hassan Abdi Warsame
    Vincent van Dongen | Vincent Vandongen
    Alessandra Di Marco | Alessandra Dimarco
    Žarko Obradić | Zharko Obradich
    Oluwaseun Adeyemi | Seun Adeyemi
    Harpreet Kaur Gill | Harprit Gill
    Mᶜ Intyre, Fiona | Fiona MacIntyre
""".strip().splitlines()

TWO = """
    Helen Whitby | Alan Whitby
    Kim Min-jun | Kim Seo-yeon
    Hwang Jin-ho | Hwang Mi-ran
    Zhang Weimin | Zhang Jinghua
    Nguyen Van Minh | Nguyen Thi Hoa
    Omar Haddad | Khalid Haddad
    Abdul Rahman | Abdul Karim
    Fatima Begum | Rukhsana Begum
    Gurpreet Dhillon | Harjit Dhillon
    Henry Howard | Howard Hughes
    Somchai Srisuk | Anong Srisuk
    Ivan Petrov | Igor Petrov
    Siti Aminah | Siti Zubaidah
    Kwame Mensah | Abena Mensah
""".strip().splitlines()


def called(name: str, who: str) -> Comparable:
    return comparable(Entry(who, who, names=(name,), birth_date="1970-05-06"))


def pair(line: str) -> tuple[Comparable, Comparable]:
    one, other = (part.strip() for part in line.split("|"))
    return called(one, "a"), called(other, "b")


def bits_of_names(one: Comparable, other: Comparable) -> float:
    model = compile_model(settings_for(SHIPPED.settings, [one, other], records=1_000), {})
    steps = waterfall(model, one.row(model), other.row(model))
    return sum(step.total for step in steps if step.comparison in ("given", "family"))


@pytest.mark.parametrize("line", ONE)
def test_one_human_being_in_two_spellings_or_orders(line: str) -> None:
    one, other = pair(line)
    assert {rule.partition(":")[0] for rule in rules_of(one) & rules_of(other)} - {"birth-date"}
    assert bits_of_names(one, other) > 0


@pytest.mark.parametrize("line", TWO)
def test_two_human_beings_with_a_name_in_common(line: str) -> None:
    assert bits_of_names(*pair(line)) < 0


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Robert Ashby, Jr. | Robert Ashby Sr", 2),
        ("Morris Klein II | Klein III, Morris", 2),
        ("Robert Ashby Jr | Robert Ashby II", 1),
        ("Robert Ashby Jr | Robert Ashby", 1),
    ],
)
def test_a_senior_and_a_junior_are_two(line: str, people: int) -> None:
    both = pair(line)
    asked = Asked(adapt=False, threshold=0.0)
    found = link(both, SHIPPED.settings, SHIPPED.frequencies, asked, lambda what, done, of: None)
    assert len(found.groups) == people
