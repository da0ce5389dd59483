"""Names of countries that are parts of other names, or of other places, and so no states.

"New Mexico", "the South China Sea", "Mexico City" and "North America" are places of the gazetteer whose names hold a
country's. A bare name may be a region of the country that the page is told from: to an American agency that does
not say "Georgian" or "Tbilisi", Georgia is a state of the Union. "RT America" is a medium with a country in its name.
"""

from collections.abc import Collection

from dateline.actors.words import Unit, Words
from dateline.places import find_place


def drop_namesakes(words: Words, told_from: Collection[str]) -> None:
    """Take out of `words.units` the countries' names that stand for something else; `told_from` are alpha-3 codes."""
    countries = [unit for token, unit in words.units.items() if unit.start == token and unit.form]
    own = ("adjective", "demonym", "capital")
    own_forms = {unit.form.key for unit in countries if unit.form and unit.form.what in own}
    for unit in countries:
        if unit.form and _is_surname(words, unit, own_forms):
            for token in range(unit.start, unit.end):
                words.units.pop(token, None)
            continue
        if unit.form is None or unit.form.what not in ("name", "adjective", "capital"):
            continue
        before = words.units.get(unit.start - 1)
        if before and before.form and before.form.what == "medium" and words.head[unit.start - 1] == unit.end - 1:
            whole = Unit(before.start, unit.end, before.form)
            words.units.update(dict.fromkeys(range(whole.start, whole.end), whole))
            continue
        is_region = unit.form.what == "name" and unit.form.key not in own_forms and _is_region(unit, told_from)
        if is_region or _is_in_place(words, unit):
            for token in range(unit.start, unit.end):
                words.units.pop(token, None)


def _is_surname(words: Words, unit: Unit, own_forms: Collection[str]) -> bool:
    """Whether a page that has a person of that name, "Jim Jordan" or "Michael Bloomberg", means him by it alone."""
    form = unit.form
    if form is None or form.what not in ("name", "capital", "medium", "organization") or unit.end - unit.start > 1:
        return False
    if words.text[unit.start] not in words.surnames or form.key in own_forms or words.lower[unit.start - 1] == "the":
        return False
    return words.lower[words.head[unit.start]] not in ("in", "from", "to")


def _is_region(unit: Unit, told_from: Collection[str]) -> bool:
    """Whether the name is also that of a region of the country that tells, as Georgia is to an American outlet."""
    if unit.form is None or unit.form.key in told_from:
        return False
    place = find_place(unit.form.words, countries=sorted(told_from)) if told_from else None
    return place is not None and place.precision == "region" and place.country in told_from


def _is_in_place(words: Words, unit: Unit) -> bool:
    """Whether the name is a part of a longer one that the gazetteer has: the words with capitals around it."""
    first, end = unit.start, unit.end
    starts = [first]
    while first and first > unit.start - 2 and words.text[first - 1][:1].isupper() and not words.is_headline[first]:
        first -= 1
        starts.append(first)
    if first == unit.start and first > 1 and words.lower[first - 1] == "of" and words.text[first - 2][:1].isupper():
        starts.append(first - 2)
    ends = [end]
    if (end < len(words) and words.text[end][:1].isupper() and not words.is_headline[end]) or (
        end < len(words) and words.lower[end] == "state" and words.tag[end] == "NN"
    ):
        ends.append(end + 1)
    longer = ((start, after) for start in starts for after in ends if (start, after) != (unit.start, unit.end))
    found = (find_place(words.between(start, after)) for start, after in longer)
    return any(place is not None and place.precision != "country" for place in found)
