"""The codes of other data sets, from tables: countries in FIPS, CAMEO and COW; event types and sectors in CAMEO."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dateline.errors import TableError
from dateline.tables import cached, rows


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """What other data sets call a country; empty where they have no code for it."""

    alpha2: str
    fips: str
    cameo: str
    cow: str


@dataclass(frozen=True, slots=True)
class Cameo:
    """A CAMEO code, and what it weighs on Goldstein's scale from -10 to 10."""

    code: str
    goldstein: float

    @property
    def root(self) -> str:
        """The first two digits: one of CAMEO's twenty classes."""
        return self.code[:2]

    @property
    def quad(self) -> int:
        """1 and 2 verbal and material cooperation, 3 and 4 verbal and material conflict, as GDELT counts classes."""
        number = int(self.root)
        return 1 if number <= 5 else 2 if number <= 8 else 3 if number <= 13 else 4


NO_CODES = CountryCodes("", "", "", "")


def country(code: str | None) -> CountryCodes:
    """The codes of a country by its alpha-3 code."""
    return _countries().get(code or "", NO_CODES)


def cameo(type: str, act: str | None, mode: str | None) -> Cameo:
    """The CAMEO code of an event: of its type, and what is promised or its mode where the table tells these apart."""
    known = _cameo()
    wanted = ((type, "", mode or ""), (type, act or "", ""), (type, "", ""))
    return next(known[key] for key in wanted if key in known and (key[1] or key[2] or key == wanted[-1]))


def plover(code: str) -> tuple[str, str]:
    """The PLOVER type and mode of a CAMEO code, as PLOVER's authors map them; empty where they do not.

    A code that is finer than the table's has what the nearest coarser one has.
    """
    known = _types()
    return next((known[code[:n]] for n in range(len(code), 2, -1) if code[:n] in known), ("", ""))


def sector(code: str | None) -> str:
    """The CAMEO type of a PLOVER sector; empty where there is none."""
    return _sectors().get(code or "", "")


@cached
def _countries() -> Mapping[str, CountryCodes]:
    listed = {row["code"]: row for _, row in rows("country_codes")}
    return MappingProxyType(
        {code: CountryCodes(row["alpha2"], row["fips"], row["cameo"], row["cow"]) for code, row in listed.items()}
    )


@cached
def _cameo() -> Mapping[tuple[str, str, str], Cameo]:
    found: dict[tuple[str, str, str], Cameo] = {}
    for where, row in rows("cameo_codes"):
        if not row["code"].isdigit() or len(row["code"]) < 3:
            raise TableError(f"{where}: code {row['code']!r} is none of CAMEO's; write 030")
        try:
            found[row["type"], row["act"], row["mode"]] = Cameo(row["code"], float(row["goldstein"]))
        except ValueError as error:
            raise TableError(f"{where}: goldstein {row['goldstein']!r} is no number; write -4.0") from error
    return MappingProxyType(found)


@cached
def _types() -> Mapping[str, tuple[str, str]]:
    return MappingProxyType({row["code"]: (row["type"], row["mode"]) for _, row in rows("cameo_types")})


@cached
def _sectors() -> Mapping[str, str]:
    return MappingProxyType({row["sector"]: row["type"] for _, row in rows("cameo_sectors")})
