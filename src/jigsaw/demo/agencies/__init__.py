"""One module for each agency: the columns, codes and files of its own system."""

from collections.abc import Callable

from jigsaw.demo.agencies import ambulance, charity, council, gp, hospital, housing, police, trust
from jigsaw.demo.agencies.files import Folder
from jigsaw.demo.sending import Share

WRITERS: dict[str, Callable[[Folder, Share], None]] = {
    "trust": trust.write,
    "gp": gp.write,
    "ambulance": ambulance.write,
    "hospital": hospital.write,
    "council": council.write,
    "housing": housing.write,
    "police": police.write,
    "charity": charity.write,
}
