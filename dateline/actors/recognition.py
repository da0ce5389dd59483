"""Who of the known people is meant by a surname or an office alone, on the day of the page.

A page that says "President Macron" and never more, or only "the French president", means somebody whom `people.csv`
and `tenures.csv` know, if it was written while he held that office. Nobody is recognised where two could be meant,
where the tables do not reach to the day, or where the page has somebody else of that name or office.
"""

from collections.abc import Iterable, Sequence

from dateline.actors.figures import Figure
from dateline.actors.known import Known, Tenure, bearers, holding, people, tenures_of
from dateline.actors.spelling import fold_person
from dateline.actors.vocabulary import Office, nouns, offices, organizations

PRIVATE = frozenset({"AGR", "CRM", "CVL", "LAB", "MED", "REF"})
"""Sectors of people in private life: whoever is called a farmer is not the prime minister of that name."""


def recognise(figures: Sequence[Figure], told_at: str | None) -> None:
    """Let figures of the page be known whom a surname or an office means; take back a name that is a namesake's."""
    on = told_at[:10] if told_at else None
    persons = [figure for figure in figures if figure.kind == "person" and not figure.is_plural]
    for person in persons:
        if person.known and is_private(person) and any(tenure.holds(on) for tenure in tenures_of(person.known)):
            person.known = None
    for person in persons:
        if person.known is None and person.is_named and not is_private(person):
            _know(person, _by_surname(person, persons, on), persons)
    for person in persons:
        if person.held:
            _know(person, _by_office(person, persons, on), persons)


def is_private(person: Figure) -> bool:
    """Whether the page calls somebody by what private people are: "the farmer", "her brother"."""
    said = (person.role or "").split()
    noun = nouns().get(said[-1]) if said and person.role not in offices() else None
    return noun is not None and noun.sector in PRIVATE


def _know(person: Figure, found: tuple[Known, str] | None, persons: Iterable[Figure]) -> None:
    if found is None or any(other.known is found[0] for other in persons):
        return
    person.known, why = found
    if person.country is None or person.held:
        person.country = person.known.country
    person.why.setdefault(person.known.row)
    person.why.setdefault(why)


def _by_surname(person: Figure, persons: Iterable[Figure], on: str | None) -> tuple[Known, str] | None:
    """ "Foreign Minister Lavrov": the one bearer of the name with that office; "Putin": whom the name alone says."""
    called = [known for known in bearers(person.name) if person.is_guess or person.country in (None, known.country)]
    if not called or any(_shares_name(person, other) for other in persons):
        return None
    office = _office(person)
    if office:
        held = [
            (known, tenure)
            for known in called
            for tenure in tenures_of(known)
            if tenure.office == office.office and tenure.holds(on)
            if tenure.body is None or not person.bodies or tenure.body in person.bodies
        ]
        if len({known.name for known, _ in held}) == 1 and _is_only_one(held[0][1], on):
            return held[0][0], f"by surname and office: {held[0][1].row}"
    is_of_state = person.role is None or (office is not None and office.sector == "GOV")
    if len(called) > 1 or called[0].alone != "person" or not is_of_state:
        return None
    began = min((tenure.since for tenure in tenures_of(called[0])), default="")
    return (called[0], "by a surname that is only one's") if on is None or began <= on else None


def _is_only_one(tenure: Tenure, on: str | None) -> bool:
    """Whether the table has nobody else in that office then: a senator's surname says little, of so many."""
    owner = tenure.body or tenure.country
    return {each.name for each in holding(tenure.office, on) if owner == (each.body or each.country)} == {tenure.name}


def _office(person: Figure) -> Office | None:
    """The office that the page gives somebody, without the body whose it is: of "NATO secretary-general" the latter."""
    role = person.role or ""
    for key in person.bodies:
        body = organizations().get(key)
        for form in (body.name, *body.aliases) if body else ():
            role = role.removeprefix(form).strip()
    return offices().get(role)


def _by_office(person: Figure, persons: Iterable[Figure], on: str | None) -> tuple[Known, str] | None:
    """ "The French president": who alone held that office on the day of the page."""
    if on is None or person.held is None:
        return None
    rivals = (other for other in persons if other is not person and other.is_named and person.held in other.offices)
    if any(other.country in person.held_for or other.bodies & person.held_for for other in rivals):
        return None
    held = [
        tenure
        for tenure in holding(person.held, on)
        if tenure.is_sure(on) and (tenure.body or tenure.country) in person.held_for
    ]
    if len({tenure.name for tenure in held}) != 1:
        return None
    return people()[held[0].name.lower()], f"by the office held on that day: {held[0].row}"


def _shares_name(person: Figure, other: Figure) -> bool:
    """Whether another of the page bears the surname as well: then nobody knows who "Kim" is."""
    if other is person or not other.is_named:
        return False
    return fold_person(person.name) in fold_person(other.name).split("-")
