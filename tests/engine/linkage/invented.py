"""A small generator of records with the faults that records have, and the truth beside them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from jigsaw.engine.linkage.records import Record


def _words(listed: str) -> list[str]:
    return listed.split()


GIVEN = _words("""
    oliver george noah arthur harry jack john david michael paul james william thomas robert richard
    peter andrew stephen kevin daniel mohammed ahmed yusuf ibrahim abdullah hassan omar piotr tomasz
    krzysztof oluwaseun chinedu emeka kwame rajesh sukhdeep gurpreet vijay wei oleksandr mary margaret
    susan patricia elizabeth sarah catherine jennifer olivia amelia emily charlotte alice fatima aisha
    khadija maryam zainab agnieszka katarzyna malgorzata ngozi folasade adaeze priya sunita harpreet mei
    oksana samantha victoria rebecca nicola christine
""")
FAMILY = _words("""
    smith jones williams taylor brown davies evans wilson thomas johnson roberts walker wright robinson
    thompson white hughes edwards green hall wood harris lewis clarke jackson clark turner hill moore
    cooper ward king morris khan ahmed hussain ali begum patel singh kaur shah malik nowak kowalski
    wojcik kaminski zielinski okafor adeyemi okonkwo mensah boateng owusu oneill murphy kelly ryan
    macdonald campbell stewart fraser chen wang li nguyen tran popescu ionescu shevchenko kovalenko abdi
    warsame yilmaz kaya silva santos garcia fernandez
""")
SHORT = {"elizabeth": "Liz", "william": "Bill", "robert": "Bob", "margaret": "Peggy", "catherine": "Kate",
         "mohammed": "Muhammad", "john": "Jack", "richard": "Dick", "agnieszka": "Aga"}  # fmt: skip
ENDINGS = ("", "", "", "son", "ton", "ley", "ford", "man", "well", "ski", "ova", "dale")
FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
AGENCIES = ("trust", "gp", "ambulance", "council", "housing")


def borough(people: int, seed: int) -> tuple[list[Record], dict[str, str]]:
    """Records of about `people` people by five agencies, and who each record is."""
    rng = Random(seed)
    records, truth = [], {}
    for who, person in enumerate(_people(rng, people)):
        for agency in rng.sample(AGENCIES, rng.choice((1, 2, 2, 3, 4))):
            made = _faulty(rng, replace(person, id=f"{agency}-{who}", agency=agency, local_id=str(who)))
            records.append(replace(made, received_at=FIRST_DAY + timedelta(minutes=rng.randrange(500_000))))
            truth[made.id] = str(who)
    rng.shuffle(records)
    return records, truth


def nhs_number(serial: int) -> str:
    """The `serial`-th valid number of the test range."""
    while True:
        digits = f"999{serial:06d}"
        check = (
            11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
        )
        if check != 10:
            return digits + str(check % 11)
        serial += 500_000


def _people(rng: Random, people: int) -> list[Record]:
    made: list[Record] = []
    while len(made) < people:
        head = _person(rng, len(made))
        made.append(head)
        for _ in range(rng.choice((0, 0, 1, 2))):
            kin = _person(rng, len(made))
            made.append(replace(kin, family_name=head.family_name, postcode=head.postcode, uprn=head.uprn))
        if rng.random() < 0.01:
            made.append(replace(_person(rng, len(made)), **_shared(head), birth_date=head.birth_date))
        elif rng.random() < 0.005:
            made.append(replace(_person(rng, len(made)), **_shared(head), given_names=head.given_names))
    return made


def _shared(head: Record) -> dict[str, str]:
    return {
        "family_name": head.family_name,
        "postcode": head.postcode,
        "uprn": head.uprn,
        "telephone": head.telephone,
    }


def _person(rng: Random, serial: int) -> Record:
    given = GIVEN[min(int(rng.expovariate(1 / 22)), len(GIVEN) - 1)]
    family = FAMILY[min(int(rng.expovariate(1 / 35)), len(FAMILY) - 1)] + rng.choice(ENDINGS)
    born = datetime(1935, 1, 1, tzinfo=UTC) + timedelta(days=rng.randrange(30_000))
    home = rng.randrange(20_000)
    return Record(
        id="", agency="", local_id="", received_at=FIRST_DAY,
        given_names=given, family_name=family, birth_date=born.strftime("%Y-%m-%d"),
        nhs_number=nhs_number(serial), gender="F" if GIVEN.index(given) >= 40 else "M",
        telephone=f"077009{rng.randrange(100_000):05d}", email=f"{given}.{family}{serial}@example.org",
        postcode=_postcode(home), uprn=str(10_000_000 + home),
    )  # fmt: skip


def _postcode(home: int) -> str:
    street = home // 15
    return (
        f"QX{street % 20} {street // 20 % 9 + 1}{chr(65 + street // 180 % 26)}{chr(65 + street // 26 % 26)}"
    )


def _faulty(rng: Random, record: Record) -> Record:
    for field, share in (
        ("nhs_number", 0.5),
        ("email", 0.7),
        ("telephone", 0.4),
        ("uprn", 0.3),
        ("gender", 0.1),
    ):
        if rng.random() < share:
            record = replace(record, **{field: ""})
    if rng.random() < 0.12:
        home = rng.randrange(20_000)
        record = replace(record, postcode=_postcode(home), uprn="")
    if rng.random() < 0.06:
        record = replace(record, birth_date=_wrong_date(rng, record.birth_date))
    if rng.random() < 0.12:
        record = replace(record, given_names=SHORT.get(record.given_names, record.given_names))
    return _misspelt(rng, record)


def _misspelt(rng: Random, record: Record) -> Record:
    chance = rng.random()
    if chance < 0.02:
        return replace(record, given_names=record.family_name, family_name=record.given_names)
    if chance < 0.07:
        return replace(record, family_name=_typo(rng, record.family_name))
    if chance < 0.11:
        return replace(record, given_names=_typo(rng, record.given_names))
    if chance < 0.14:
        return replace(record, family_name=f"{record.family_name}-{rng.choice(FAMILY)}")
    if chance < 0.16:
        return replace(record, given_names=record.given_names[0])
    return record


def _typo(rng: Random, text: str) -> str:
    at = rng.randrange(1, len(text)) if len(text) > 1 else 0
    return rng.choice((text[:at] + text[at + 1 :], text[:at] + rng.choice("aeiou") + text[at:]))


def _wrong_date(rng: Random, date: str) -> str:
    year, month, day = date.split("-")
    if int(day) <= 12 and rng.random() < 0.5:
        return f"{year}-{day}-{month}"
    return rng.choice((f"{year}-01-01", f"{int(year) + rng.choice((-1, 1, 10))}-{month}-{day}", year))
