"""News agencies and media by name, spelling and web address, from `tables/media.csv`.

`state_controlled` follows the State Media Matrix (statemediamonitor.com): true for the models that it calls
state-controlled or captured (public or private), false for independent ones (however funded) and for outlets that
are no state or public media at all. Each row's `source` says which of these it is taken for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal
from urllib.parse import urlsplit

from dateline.errors import TableError
from dateline.tables import cached, rows, several

MediumKind = Literal["news_agency", "media"]


@dataclass(frozen=True, slots=True)
class Medium:
    """An agency or outlet: its canonical name, its other spellings, and what is known of it.

    `channels` of a state's broadcaster: "television", "radio", both, or none where it is no broadcaster or not known.
    `row` is where it stands in the tables ("media.csv:41").
    """

    name: str
    aliases: tuple[str, ...]
    kind: MediumKind
    country: str | None
    state_controlled: bool
    channels: tuple[str, ...]
    domains: tuple[str, ...]
    wikidata: str | None
    row: str


@cached
def media() -> Mapping[str, Medium]:
    """Every medium by its canonical name ("Reuters", "KCNA", "AFP")."""
    named: dict[str, Medium] = {}
    for where, row in rows("media"):
        medium = _medium(where, row)
        if medium.name in named:
            raise TableError(f"{where}: {medium.name} is listed twice; keep one row")
        named[medium.name] = medium
    return MappingProxyType(named)


@cached
def media_forms() -> Mapping[str, Medium]:
    """Every spelling, as it stands in text ("KCNA", "Korean Central News Agency", "The Associated Press")."""
    return MappingProxyType({form: medium for medium in media().values() for form in (*medium.aliases, medium.name)})


def medium_named(form: str) -> Medium | None:
    """The medium that goes by `form`, whatever its case, with or without an article; None if the table has none."""
    plain = _plain(form)
    return _by_plain_form().get(plain) or _by_plain_form().get(plain.removeprefix("the "))


def spelled(name: str) -> str:
    """The canonical name of the medium that goes by `name`; the name itself where the table has none."""
    medium = medium_named(name)
    return medium.name if medium else name


def medium_at(url: str) -> Medium | None:
    """The medium at the domain of `url` or at a parent of it ("https://edition.cnn.com/…" is CNN); else None."""
    host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").rstrip(".")
    labels = host.split(".")
    parents = (".".join(labels[n:]) for n in range(len(labels) - 1))
    return next((medium for parent in parents if (medium := _by_domain().get(parent))), None)


def state_medium(country: str, *, kind: MediumKind, channel: str | None = None) -> Medium | None:
    """The one outlet that the state of an alpha-3 code controls: its news agency, its "television" or its "radio".

    None where the table has none or several of that sort: "state television" is then anybody's guess.
    """
    fit = [
        medium
        for medium in media().values()
        if (medium.country, medium.kind, medium.state_controlled) == (country, kind, True)
        and (channel is None or channel in medium.channels)
    ]
    return fit[0] if len(fit) == 1 else None


@cached
def _by_plain_form() -> Mapping[str, Medium]:
    return {_plain(form): medium for form, medium in media_forms().items()}


@cached
def _by_domain() -> Mapping[str, Medium]:
    return {domain: medium for medium in media().values() for domain in medium.domains}


def _plain(form: str) -> str:
    return " ".join(form.replace("’", "'").lower().split())


def _medium(where: str, row: Mapping[str, str]) -> Medium:
    kind: MediumKind = "news_agency" if row["kind"] == "news_agency" else "media"
    if row["kind"] != kind:
        raise TableError(f"{where}: kind {row['kind']!r} is unknown; write news_agency or media")
    if row["state_controlled"] not in ("true", "false"):
        raise TableError(f"{where}: state_controlled is {row['state_controlled']!r}; write true or false")
    if row["country"] and len(row["country"]) != 3:
        raise TableError(f"{where}: country {row['country']!r} is not alpha-3; write PRK, not KP")
    return Medium(
        name=row["name"],
        aliases=several(row["aliases"]),
        kind=kind,
        country=row["country"] or None,
        state_controlled=row["state_controlled"] == "true",
        channels=several(row["channels"]),
        domains=several(row["domains"]),
        wikidata=row["wikidata"] or None,
        row=where,
    )
