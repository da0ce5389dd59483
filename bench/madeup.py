"""What benches read: short reports, all alike and no two the same; and a reader that costs nothing."""

import random

from dateline.guarded import Here
from dateline.records import Article, Reading

STATES = (
    "Norway",
    "Moldova",
    "Chad",
    "Kenya",
    "Peru",
    "Chile",
    "Japan",
    "Ghana",
    "Oman",
    "Fiji",
    "Iceland",
    "Latvia",
    "Georgia",
    "Jordan",
    "Nepal",
    "Cuba",
)
GOODS = (
    "lorries",
    "tents",
    "generators",
    "buses",
    "tractors",
    "doctors",
    "engineers",
    "pumps",
    "boats",
    "blankets",
    "cranes",
    "turbines",
    "wagons",
)
OFFICES = ["Foreign Minister", "President", "Defence Minister", "spokeswoman", "Ambassador", "Prime Minister"]
NAMES = (
    "Anna Berg",
    "Ion Rusu",
    "Ama Boateng",
    "Juan Quispe",
    "Ken Mori",
    "Nino Lomidze",
    "Elin Dahl",
    "Omar Said",
    "Maya Rai",
)
CITIES = (
    "Oslo",
    "Chisinau",
    "Nairobi",
    "Lima",
    "Tokyo",
    "Accra",
    "Muscat",
    "Suva",
    "Riga",
    "Tbilisi",
    "Amman",
    "Havana",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def text_of(seed: str, version: int = 0, n: int = 6) -> str:
    """A headline and `n` sentences, which differ from seed to seed, and a correction in the second version."""
    chance = random.Random(seed)
    some = chance.choice
    sentences = [
        f"{some(STATES)} will send {chance.randrange(3, 900)} {some(GOODS)} to {some(STATES)}, "
        f"{some(OFFICES)} {some(NAMES)} told reporters in {some(CITIES)} on {some(DAYS)}."
        for _ in range(n)
    ]
    corrected = ["An earlier version of this story gave a wrong number."] if version else []
    head = f"{some(STATES)} and {some(STATES)} speak of {some(GOODS)} number {chance.randrange(10**6)}"
    return "\n\n".join([head, *sentences, *corrected]) + "\n"


class Unread(Here):
    """Takes pages apart as ever, and reads nothing out of them: articles stand for their readings."""

    def reading(self, name: str, article: Article) -> Reading:
        """A reading of nothing."""
        return Reading(article, version="bench")
