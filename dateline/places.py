"""Places: which one a name means on a page, and where the story names one.

One name stands for many places. The one meant is the most populous, but a place in a country that the page is about,
a capital or a place that we list ourselves needs fewer inhabitants to win; a region is meant where the page calls it
one ("Kursk region"), else the city of that name. What holds it ("Kabkabiya, North Darfur", "the Syrian city of Homs")
counts as well, and gives a place that no table has its country.

The parser's entities are not enough to find places: names that it never saw are people or products to it. So the
longest names of the tables are looked up wherever capitals stand, and grammar decides: an entity, a preposition of
place, or a word that says what the place is.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from dateline.countries import by_form
from dateline.countries import countries as all_countries
from dateline.errors import TableError
from dateline.gazetteer import Entry, Gazetteer, country_entry, entries, fold, gazetteer, respelled
from dateline.records import Place, Precision, Span
from dateline.tables import cached, rows
from dateline.timegrammar import words as words_of_time

if TYPE_CHECKING:  # a page's place line is looked up without the parser
    from spacy.tokens import Doc, Token

IN_COUNTRY = 2.0
"""What it counts that the page is about a place's country, in powers of ten of inhabitants: London, Ontario is not
meant on a page about Canada (a capital with 16 times its people), Birmingham, Alabama is on one about the US."""
RANK = 0.1
"""What each more prominent country on the page takes from that."""
CAPITAL = COUNTRY = OWN = 1.0
"""What it counts that news speaks of such places more than of others of their size: as ten times the inhabitants."""
OTHER_NAME = -1.5
"""A spelling that is only one of a place's others is mostly another place's own name."""
REGION = -1.0
"""A region holds its chief town of the same name, so it always has more inhabitants."""
CALLED = 4.0
"""What it counts that the page says what or where the place is: "Kursk region", "Springfield, Illinois"."""

UNPEOPLED = 1_000_000
"""Inhabitants that a sea or a site of our own table counts as: all of them are known far away."""
KNOWN = 100_000
"""Inhabitants from which a name that the parser takes for an organization is the place of that name."""
TOWN = 100_000
"""Inhabitants from which a city is meant by its own name on a page about other countries."""
LARGE = 500_000
"""Inhabitants from which a city is meant by its other names on a page about other countries."""
METROPOLIS = 1_000_000
"""Inhabitants from which a city that a page names says what country it is about."""
LONGEST_NAME = 6
"""Words in the longest names of places: "Great Hall of the People"."""
PLACES = frozenset({"GPE", "LOC", "FAC"})
"""The parser's entities that are places."""
OTHERS = frozenset({"PERSON", "ORG", "NORP", "DATE", "TIME", "MONEY", "PERCENT", "LAW", "EVENT", "LANGUAGE", "ORDINAL"})
"""Its entities that are none; of people and organizations it often errs."""


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A word that says what a place is; `before` where it also stands before the name: "city of Kursk"."""

    precision: Precision
    before: bool


def find_place(name: str, *, countries: Sequence[str] = ()) -> Place | None:
    """The place that a reader of a page about `countries` (alpha-3, most prominent first) would take the name for.

    The name may say what it is ("Kursk region", "city of Wonsan"); `Place.name` is without that, in the page's
    spelling, but a name in capitals ("SEOUL") gets the tables' one. None where no table has it. Gives no span.
    """
    whole = " ".join(name.split())
    core, called = without_place_word(whole)
    return place_named(whole, countries) or (place_named(core, countries, called=called) if called else None)


def find_places(doc: "Doc", countries: Sequence[str] | None = None) -> list[Place]:
    """Every place that the story names, in order, each with its span; states called by a place ("Moscow said") too.

    `countries` (alpha-3, most prominent first) are those that the page is about; taken from the page unless given.
    A span holds the name and the word after it that says what it is ("Kursk region").
    """
    about = _about(doc) if countries is None else countries
    names = list(_names(doc, about))
    places = []
    for name, following in pairwise((*names, None)):
        if name and (place := _read(doc, name, following, about)):
            places.append(place)
    return places


def countries_of(doc: "Doc") -> list[str]:
    """The countries (alpha-3) that a story names, by their people and adjectives as well, the most named first."""
    forms = by_form()
    named = Counter(form[0] for ent in doc.ents if (form := forms.get(ent.text)))
    named.update(form[0] for token in doc if token.tag_ == "JJ" and (form := forms.get(token.text)))
    return [code for code, _ in named.most_common()]


def _about(doc: "Doc") -> list[str]:
    """The countries that a page is about: those that it names, then those of its places that are known far away."""
    named = countries_of(doc)
    homes: Counter[str] = Counter()
    for ent in doc.ents:
        if ent.label_ == "GPE" and ent.text not in by_form():
            known = [e for e in entries(ent.text) if e.population >= METROPOLIS or e.kind in ("capital", "region")]
            if len({entry.country for entry in known}) == 1:
                homes.update(entry.country for entry in known[:1] if entry.country)
    return [*named, *(code for code, _ in homes.most_common() if code not in named)]


@lru_cache(maxsize=20_000)
def _place_named(
    _: Gazetteer, name: str, about: tuple[str, ...], called: Precision | None, region: str
) -> Place | None:
    known = _known(name, about)
    if not known:
        return None
    rank = {code: IN_COUNTRY - RANK * n for n, code in reversed(list(enumerate(about)))}
    best = max(known, key=lambda entry: _weight(entry, name, called, rank, region))
    precision: Precision = "city" if best.kind == "capital" else best.kind
    if called and precision != "country":
        precision = called
    return Place(_shown(name, best), best.country, best.lat, best.lon, precision)


def place_named(
    name: str, countries: Sequence[str] = (), *, called: Precision | None = None, region: str = ""
) -> Place | None:
    """As `find_place`, for a bare name; `called` and `region` are what the page says the place is and lies in."""
    return _place_named(gazetteer(), name, tuple(countries), called, region)


def without_place_word(name: str) -> tuple[str, Precision | None]:
    """The name without the word that says what it is, and what that says: "Kursk region" → "Kursk", "region"."""
    words = name.split()
    if words[:1] in (["the"], ["The"]):
        words = words[1:]
    for n in range(min(3, len(words) - 1), 0, -1):
        if word := place_words().get(" ".join(words[-n:]).lower()):
            return " ".join(words[:-n]), word.precision
        if len(words) > n + 1 and words[n].lower() == "of":
            word = place_words().get(" ".join(words[:n]).lower())
            if word and word.before:
                return " ".join(words[n + 1 :]), word.precision
    return name, None


@cached
def place_words() -> Mapping[str, PlaceWord]:
    """The words that say what a place is, from `tables/place_words.csv`."""
    words = {}
    for where, row in rows("place_words"):
        if row["precision"] not in get_args(Precision) or row["stands"] not in ("after", "both", "never"):
            raise TableError(f"{where}: expected a precision ({', '.join(get_args(Precision))}); after, both or never")
        if row["stands"] != "never":
            words[row["word"]] = PlaceWord(row["precision"], row["stands"] == "both")  # type: ignore[arg-type]  # checked
    return MappingProxyType(words)


def _known(name: str, about: tuple[str, ...]) -> tuple[Entry, ...]:
    """The places of that name; else, in the countries that the page is about, those of another spelling."""
    if country := _country_named(name):
        return (country, *(entry for entry in entries(name) if entry.kind != "country"))
    listed = tuple(entry for entry in entries(name) if _may_be(entry, name, about))
    return listed or tuple(entry for entry in respelled(name) if entry.country in about)


def _may_be(entry: Entry, name: str, about: tuple[str, ...]) -> bool:
    """Whether a page may mean a place: a city of none of its countries only by its own name, and if it is not small."""
    if entry.own or entry.kind == "region" or not about or entry.country in about or entry.population >= LARGE:
        return True
    return fold(entry.names[0]) == fold(name) and (entry.kind != "city" or entry.population >= TOWN)


def _country_named(name: str) -> Entry | None:
    form = by_form().get(name)
    return country_entry(form[0]) if form and form[1] == "name" else None


def _weight(entry: Entry, name: str, called: Precision | None, rank: Mapping[str, float], region: str) -> float:
    """How likely the place is meant, as powers of ten of inhabitants."""
    kind = "city" if entry.kind == "capital" else entry.kind
    inhabitants = entry.population or (UNPEOPLED if entry.own else 1)
    return (
        math.log10(inhabitants)
        + rank.get(entry.country or "", 0.0)
        + CAPITAL * (entry.kind == "capital")
        + COUNTRY * (kind == "country")
        + OWN * entry.own
        + OTHER_NAME * (not entry.own and kind != "country" and fold(entry.names[0]) != fold(name))
        + REGION * (kind == "region" and not entry.own)
        + CALLED * (kind == called)
        + CALLED * bool(region and fold(entry.region) == fold(region))
    )


def _shown(name: str, entry: Entry) -> str:
    """The name as the page has it, but a name in capitals as the tables have it (abbreviations stay: "DMZ")."""
    spelled = entry.name_like(name)
    in_capitals = name.isupper() and len(name) > 3 and fold(spelled) == fold(name)
    return spelled if in_capitals else name


@dataclass(frozen=True, slots=True)
class _Name:
    """Tokens `[start, end)` that name a place, up to `until` with the word for what it is, and what that says."""

    start: int
    end: int
    until: int
    called: Precision | None


def _names(doc: "Doc", about: Sequence[str]) -> Iterator[_Name]:
    start, joined = 0, False
    while start < len(doc):
        name = _name_at(doc, start, about, joined) if _may_begin(doc, start) else None
        if name:
            yield name
        joined = bool(name) or (joined and doc[start].text in (",", "and", "or"))
        start = name.until if name else start + 1


def _may_begin(doc: "Doc", start: int) -> bool:
    token = doc[start]
    if not (token.text[0].isupper() or token.lower_ in ("al", "el")) or token.pos_ in ("SPACE", "PRON", "DET"):
        return False
    if token.tag_ == "JJ" and token.ent_type_ == "NORP":
        return False
    if token.ent_type_ == "DATE" and token.text in _months():
        return False
    if token.ent_type_ in PLACES and token.ent_iob_ == "B":
        return True
    if token.pos_ != "PROPN" and (token.is_sent_start or not token.is_title):
        return False
    before = doc[start - 1] if start and not token.is_sent_start else None
    return before is None or not (
        before.pos_ == "PROPN" and before.text[0].isupper() and before.ent_type_ not in PLACES
    )


def _name_at(doc: "Doc", start: int, about: Sequence[str], joined: bool) -> _Name | None:
    """The longest name of a place that begins at a token, where grammar makes it one; `joined` to one by "and"."""
    run = _run_end(doc, start)
    for end in range(run, start, -1):
        name = doc[start:end].text
        if ("joint", doc[end - 1].text) not in _signs() and (entries(name) or _country_named(name)):
            if _goes_on(doc, end):
                continue
            if name.lower() in _never() or (name in words_of_time()["month"] and "," not in doc[end : end + 1].text):
                return None
            until, called = _called(doc, start, end)
            return _Name(start, end, until, called) if called or _is_told(doc, start, end, about, joined) else None
    return _unlisted(doc, start, run)


def _run_end(doc: "Doc", start: int) -> int:
    """The end of the longest stretch from a token on that could be one name."""
    end = start + 1
    while end < len(doc) and end - start < LONGEST_NAME and not doc[end].is_sent_start:
        is_part = doc[end - 1].text == "-" and len(doc[end]) < LONGEST_NAME and doc[end].is_alpha
        if not (_is_capital(doc[end]) or ("joint", doc[end].text) in _signs() or is_part):
            break
        end += 1
    return end


def _is_capital(token: "Token") -> bool:
    return token.text[0].isupper() and token.pos_ not in ("SPACE", "PRON")


def _goes_on(doc: "Doc", end: int) -> bool:
    """Whether a name goes on after what the tables know of it: "Washington" in "Washington Post"."""
    if end >= len(doc) or doc[end].is_sent_start:
        return False
    before, after = doc[end - 1], doc[end]
    if after.text == "-" and not before.whitespace_:
        return True
    if before.ent_type_ in PLACES and after.ent_iob_ != "I":
        return False
    return _is_capital(after) and after.ent_type_ not in ("DATE", "TIME") and after.lower_ not in place_words()


def _called(doc: "Doc", start: int, end: int) -> tuple[int, Precision | None]:
    """Where a name ends with the word after it that says what it is, and what that or the word before it says."""
    for n in (3, 2, 1):
        word = place_words().get(doc[end : end + n].text.lower()) if end + n <= len(doc) else None
        of_another = word and word.before and end + n < len(doc) and doc[end + n].text == "of"
        if word and not of_another:
            return end + n, word.precision
    if start > 1 and doc[start - 1].lower_ == "of":
        for n in (2, 1):
            words = [token.lower_ for token in doc[max(start - 1 - n, 0) : start - 2]] + [doc[start - 2].lemma_.lower()]
            word = place_words().get(" ".join(words[-n:]))
            if word and word.before:
                return end, word.precision
    of_several = doc[end - 1].head
    if of_several.i > end and of_several.tag_ == "NNS" and (word := place_words().get(of_several.lemma_)):
        return end, word.precision
    return end, None


def _is_told(doc: "Doc", start: int, end: int, about: Sequence[str], joined: bool) -> bool:
    """Whether grammar makes a listed name a place: an entity that is one, or a preposition of place.

    Where the parser takes it for a person or the like, and people could stand there as well, it is a place only if
    it lies in a country that the page is about.
    """
    labels = {token.ent_type_ for token in doc[start:end]}
    name = doc[start:end].text
    listed = entries(name)
    if labels & PLACES:
        return True
    if end - start > 1 and any(entry.own and entry.kind != "site" for entry in listed):
        return True
    sign = _sign(doc, start, end)
    is_possessor = end < len(doc) and doc[end].tag_ == "POS"
    if (sign is None and not joined) or (is_possessor and "PERSON" in labels):
        return False
    if "ORG" in labels:
        return bool(sign) or any(entry.population >= KNOWN and fold(entry.names[0]) == fold(name) for entry in listed)
    return bool(sign) or not labels & OTHERS or any(entry.own or entry.country in about for entry in listed)


def _sign(doc: "Doc", start: int, end: int) -> bool | None:
    """Whether what a name hangs on has hardly anything but places behind it; None where it is no sign of a place.

    That is a preposition, over its article, adjectives, possessor and earlier conjuncts, or the verb of an object.
    """
    at = start - 1
    while at >= 0 and start - at < LONGEST_NAME and doc[at].tag_ in ("DT", "JJ", "JJS", "JJR", "PRP$", "POS", "CC"):
        at -= 2 if doc[at].tag_ == "POS" else 1
    if at >= 0 and (sign := _signs().get(("preposition", doc[at].lower_))) is not None:
        return sign
    first = doc[end - 1]
    while first.dep_ in ("conj", "appos") and first.head.i < first.i:
        first = first.head
    if first.dep_ == "dobj":
        return _signs().get(("verb", first.head.lemma_))
    if first.dep_ != "pobj":
        return None
    if first.head.lower_ == "of" and first.head.head.lemma_ in place_words():
        return True
    return _signs().get(("preposition", first.head.lower_))


def _unlisted(doc: "Doc", start: int, run: int) -> _Name | None:
    """A name that no table has, where the page says what it is or both entity and preposition make it a place."""
    end = start + 1
    while end < run and (_is_capital(doc[end]) or (doc[end].text == "-" and end + 1 < run)):
        end += 1
    if doc[start:end].text.lower() in _never():
        return None
    until, called = _called(doc, start, end)
    if doc[start].pos_ != "PROPN" or doc[start].ent_type_ in ("NORP", "DATE"):
        return None
    if called and until == end:
        return _Name(start, end, end, called)
    if any(token.ent_type_ in OTHERS for token in doc[start:end]):
        return None
    if called and doc[end].text.islower():
        return _Name(start, end, until, called)
    if any(token.ent_type_ in PLACES for token in doc[start:end]) and _sign(doc, start, end):
        return _Name(start, end, end, None)
    return None


def _read(doc: "Doc", name: _Name, following: _Name | None, about: Sequence[str]) -> Place | None:
    """The place that a name stands for, with its span."""
    holder = _holder(doc, name, following, about)
    code = holder.country if holder else _possessor(doc, name.start)
    inside = (code, *about) if code else tuple(about)
    words, whole = doc[name.start : name.end].text, doc[name.start : name.until].text
    region = holder.name if holder and holder.precision == "region" else ""
    place = place_named(words, inside, called=name.called, region=region)
    if whole != words and any(entry.own for entry in entries(whole)):
        place = place_named(whole, inside)
    elif name.called == "site" and place:
        place = replace(place, name=whole)
    if holder and place and place.country != holder.country:
        place = None  # the one of that name in another country
    if place is None:
        kind: Precision | None = name.called or ("site" if doc[name.start].ent_type_ == "FAC" else None)
        place = Place(whole if kind == "site" else words, code, precision=kind)
    last = doc[(name.end if place.precision == "country" else name.until) - 1]
    return replace(place, span=Span(doc[name.start].idx, last.idx + len(last)))


def _holder(doc: "Doc", name: _Name, following: _Name | None, about: Sequence[str]) -> Place | None:
    """The region or country after a name that holds it: "Kabkabiya, North Darfur", "Tawila in Sudan"."""
    if following is None or name.until >= len(doc):
        return None
    between = doc[name.until : following.start]
    comma = len(between) == 1 and between[0].text == "," and _closes(doc, following.until)
    inside = 0 < len(between) <= 4 and between[0].lower_ == "in" and all(t.tag_ in ("DT", "JJ") for t in between[1:])
    if not (comma or inside):
        return None
    holder = place_named(doc[following.start : following.end].text, about, called=following.called)
    return holder if holder and holder.precision in ("region", "country") else None


def _closes(doc: "Doc", end: int) -> bool:
    """Whether what ends here is not one of several: "Paris, France, on Monday", not "Moscow, Ukraine and Poland"."""
    return end >= len(doc) or doc[end].text not in ("and", "or", "'s")


def _possessor(doc: "Doc", start: int) -> str | None:
    """The country of a name by what stands before it: "Russia's Kursk region", "the Syrian city of Homs"."""
    for token in reversed(doc[max(start - LONGEST_NAME, 0) : start]):
        if token.pos_ in ("VERB", "PUNCT", "CCONJ", "SPACE") or (token.pos_ == "ADP" and token.lower_ != "of"):
            return None
        for words in (doc[max(token.i - 1, 0) : token.i + 1].text, token.text):
            code, kind = by_form().get(words, ("", ""))
            if kind == "adjective" or (kind == "name" and doc[token.i + 1].tag_ == "POS"):
                return code
    return None


@cached
def _months() -> frozenset[str]:
    """The names of the months, of which a town may have one: "March" in England."""
    return frozenset(row["form"] for _, row in rows("times") if row["kind"] == "month")


@cached
def _never() -> frozenset[str]:
    """Words in capitals that are no place alone, though one may be called so somewhere: "the North"."""
    shorts = (short.lower() for country in all_countries().values() for short in country.shorts)
    return frozenset((*shorts, *(row["word"] for _, row in rows("place_words") if row["stands"] == "never")))


@cached
def _signs() -> Mapping[tuple[str, str], bool]:
    """The prepositions and verbs that places stand after, and whether hardly anything else does; joints of names."""
    signs = rows("place_signs")
    return MappingProxyType({(row["kind"], row["word"]): row["only_places"] == "yes" for _, row in signs})
