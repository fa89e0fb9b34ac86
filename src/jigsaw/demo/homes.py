"""Streets and homes of the invented borough."""

from dataclasses import dataclass
from random import Random

from jigsaw.demo.chance import happens
from jigsaw.demo.numbers import postcode, uprn

TOWN = "St Brannock"
STEMS = (
    "Anchor", "Barkhouse", "Bellweather", "Brewhouse", "Candlemaker", "Chandler", "Cobbler", "Copperhill", "Cordwainer",
    "Cutlers", "Dovecote", "Drovers", "Eelpie", "Fellmonger", "Ferrymans", "Foundry", "Gannet", "Glebe", "Glover",
    "Granary", "Harbour", "Hayrick", "Heron", "Hollow", "Ironmonger", "Juniper", "Kelp", "Kingfisher", "Lantern",
    "Limekiln", "Loom", "Mariners", "Maltings", "Merchant", "Millrace", "Netmakers", "Oakum", "Old Pump", "Orchard",
    "Osier", "Packhorse", "Pilchard", "Potters", "Quarry", "Ropewalk", "Saddler", "Sailcloth", "Saltern", "Shearwater",
    "Shipwright", "Signal", "Slipway", "Spinners", "Tallow", "Tanners", "Thimble", "Tideway", "Turnpike", "Weavers",
    "Wheelwright", "Windlass", "Woolpack", "Yarrow", "Yew",
)  # fmt: skip
KINDS_OF_STREET = ("Street", "Road", "Lane", "Avenue", "Close", "Terrace", "Way", "Court", "Place", "Row")
LOCALITIES = (
    "Harbourside",
    "Northfield",
    "Mill Green",
    "Saltmarsh",
    "Upper Town",
    "Kilnwood",
    "Ferry End",
    "Eastgate",
)
SHAPES = ("house", "flat", "shared-house", "hostel")


@dataclass(slots=True, eq=False)
class Home:
    """One place to live. `shape` is house, flat, shared-house (unrelated adults) or hostel (communal)."""

    key: str
    shape: str
    uprn: str
    flat: str
    number: str
    street: str
    locality: str
    postcode: str
    social: bool
    town: str = TOWN

    @property
    def line(self) -> str:
        """The address as the land and property gazetteer would write it."""
        flat = f"Flat {self.flat}, " if self.flat else ""
        return f"{flat}{self.number} {self.street}".strip()

    @property
    def communal(self) -> bool:
        return self.shape == "hostel"


@dataclass(slots=True)
class Street:
    """A street, with the next free number."""

    name: str
    locality: str
    postcodes: tuple[str, ...]
    social: float
    next_number: int = 1


class Estate:
    """Hands out new homes, street by street, so that neighbours share postcodes."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.homes: list[Home] = []
        self.streets: list[Street] = []
        self._names = [f"{stem} {kind}" for stem in STEMS for kind in KINDS_OF_STREET]
        rng.shuffle(self._names)

    def home(self, shape: str) -> Home:
        """A new home of the wanted shape; a block of flats gives its flats one after another."""
        street = self._street()
        before = self.homes[-1] if self.homes else None
        if shape == "flat" and before and before.shape == "flat" and int(before.flat) < 12:
            return self._keep(shape, street, str(int(before.flat) + 1), before)
        flat = "1" if shape == "flat" else ""
        return self._keep(shape, street, flat, None)

    def _street(self) -> Street:
        if not self.streets or self.streets[-1].next_number > 60:
            place = len(self.streets)
            name = self._names[place % len(self._names)]
            locality = LOCALITIES[place % len(LOCALITIES)]
            codes = tuple(postcode(self.rng, place % 9 + 1) for _ in range(3))
            share = self.rng.choice((0.03, 0.08, 0.15, 0.45))
            self.streets.append(Street(name, locality, codes, share))
        return self.streets[-1]

    def _keep(self, shape: str, street: Street, flat: str, block: Home | None) -> Home:
        number = block.number if block else str(street.next_number)
        street.next_number += 0 if block else 1
        code = block.postcode if block else street.postcodes[street.next_number * 3 // 64]
        name = block.street if block else street.name
        locality = block.locality if block else street.locality
        social = block.social if block else shape != "shared-house" and happens(self.rng, street.social)
        place = len(self.homes) + 1
        number = "Beacon House, " + number if shape == "hostel" else number
        home = Home(f"H{place:06}", shape, uprn(place), flat, number, name, locality, code, social)
        self.homes.append(home)
        return home
