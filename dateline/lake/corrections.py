"""What people say of the machine's facts: confirmed, corrected, rejected, and withdrawn again.

A correction is a row of its own, with who made it and why; nothing is overwritten. It holds of a fact by the words that
the fact stands on and the words around them (`anchor`, after the W3C Web Annotation model's TextQuoteSelector), so that
it survives rereading, and a revision that leaves these words alone. The latest one of a fact that is not withdrawn wins
in the views.
"""

import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from dateline.errors import LakeError
from dateline.lake import store
from dateline.lake.asking import query
from dateline.records import EVENT_TYPES, STATUSES, Quotation
from dateline.told import first_day

Target = Literal["statement", "event", "identity", "pledge"]
Verdict = Literal["confirm", "correct", "reject", "withdraw"]
TARGETS: tuple[Target, ...] = get_args(Target)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

FIELDS: Mapping[Target, Sequence[str]] = {
    "statement": ("speaker", "speaker_name", "addressee", "addressee_name", "quotation", "status"),
    "event": (
        *("type", "mode", "status", "actors", "actor_names", "actor_countries"),
        *("recipients", "recipient_names", "recipient_countries"),
        *("place", "place_country", "from", "until", "due"),
    ),
    "identity": ("actor",),
    "pledge": ("relation",),
}
"""What may be corrected of each kind of fact; the names are the views' columns."""
_COUNTRIES = frozenset({"actor_countries", "recipient_countries"})
LISTS = frozenset({"actors", "actor_names", "recipients", "recipient_names"}) | _COUNTRIES
_VALUES: Mapping[str, Sequence[str]] = {
    "status": STATUSES,
    "type": EVENT_TYPES,
    "quotation": get_args(Quotation),
    "relation": ("kept", "partial", "late", "broken"),
}
_FACTS: Mapping[Target, str] = {
    "statement": "SELECT article, anchor, coalesce(cue, content) FROM statements WHERE statement",
    "event": "SELECT article, anchor, trigger FROM events WHERE event",
    "pledge": "SELECT article, outcome, words FROM outcomes WHERE outcome",
}
"""How a fact is found by its key: its article, what tells it in other readings, its words."""
_STATED = ("id", "target", "anchor", "verdict", "who", "recorded_at")
"""What every correction says."""
AHEAD = timedelta(days=1)
"""How far another machine's clock may be ahead."""
_OF_COUNTRY = re.compile(r"[a-z_]+/([A-Z]{3})(?:/|$)")
"""An id that holds in all articles and names a country: "state/RUS", "person/PRK/kim-jong-un"."""
_DAYS = frozenset({"from", "until", "due"})


@dataclass(frozen=True, slots=True)
class Correction:
    """One judgement. `anchor` is the fact's, the actor's id, or the pledge's and its outcome's keys; `article` is None
    where it holds in all articles; `withdraws` is the id of the correction that this one takes back."""

    id: str
    target: Target
    article: str | None
    anchor: str
    quote: str | None
    verdict: Verdict
    changes: Mapping[str, Any] | None
    withdraws: str | None
    who: str
    reason: str | None
    recorded_at: str

    def __post_init__(self) -> None:
        if self.target not in TARGETS:
            raise LakeError(f"target {self.target!r} is none of {', '.join(TARGETS)}")
        if self.verdict not in VERDICTS:
            raise LakeError(f"verdict {self.verdict!r} is none of {', '.join(VERDICTS)}")
        if not self.who.strip():
            raise LakeError("a correction needs a name: say who makes it")
        if (self.verdict == "correct") != bool(self.changes):
            raise LakeError("a correction of verdict correct says what changes, and no other does")
        if (self.verdict == "withdraw") != bool(self.withdraws):
            raise LakeError("a withdrawal names the correction that it takes back, and nothing else does")
        for field, value in (self.changes or {}).items():
            _check(self.target, field, value)


def judge(
    folder: Path,
    fact: str,
    verdict: Verdict,
    *,
    who: str,
    reason: str | None = None,
    changes: Mapping[str, Any] | None = None,
) -> Correction:
    """Confirm, correct or reject a statement, an event or a pledge's outcome by its key in the views.

    Returns the correction, recorded.
    """
    for field, value in (changes or {}).items():
        if value is None and field in _VALUES:
            raise LakeError(f"{field}: every fact has one; write one of {', '.join(_VALUES[field])}")
    for target, sql in _FACTS.items():
        for article, anchor, quote in _asked(folder, f"{sql} = {store.literal(fact)}"):
            named = _named(folder, changes) if changes else None
            made = _new(target=target, article=article, anchor=anchor, quote=quote, verdict=verdict, changes=named)
            return _recorded(folder, made, who, reason)
    raise LakeError(
        f"{folder} shows no statement, event or outcome {fact!r}; keys are in the views' columns of these names"
    )


def same_actor(folder: Path, actor: str, as_actor: str, *, who: str, reason: str | None = None) -> Correction:
    """Say that one actor's id and another's are one actor; the views show the second for both."""
    if actor == as_actor:
        raise LakeError(f"{actor!r} is one already; give the ids of two")
    for one in (actor, as_actor):
        if not _asked(folder, f"SELECT 1 FROM actors WHERE actor = {store.literal(one)} LIMIT 1"):
            raise LakeError(f"{folder} knows no actor {one!r}; `SELECT DISTINCT actor, name FROM actors` lists them")
    made = _new(
        target="identity", article=None, anchor=actor, quote=None, verdict="correct", changes={"actor": as_actor}
    )
    return _recorded(folder, made, who, reason)


def withdraw(folder: Path, correction: str, *, who: str, reason: str | None = None) -> Correction:
    """Take a correction back; the views show again what they showed before it."""
    found = _asked(
        folder,
        f"SELECT target, article, anchor, quote FROM corrections WHERE id = {store.literal(correction)} "
        "AND verdict <> 'withdraw'",
    )
    for target, article, anchor, quote in found:
        made = _new(
            target=target, article=article, anchor=anchor, quote=quote, verdict="withdraw", withdraws=correction
        )
        return _recorded(folder, made, who, reason)
    raise LakeError(f"{folder} holds no correction {correction!r}; `SELECT id, quote, who FROM corrections` lists them")


def exported(folder: Path) -> Iterator[Correction]:
    """All corrections, in the order in which they were made."""
    rows = _asked(
        folder,
        "SELECT id, target, article, anchor, quote, verdict, CAST(changes AS VARCHAR), withdraws, who, reason, "
        "strftime(recorded_at, '%Y-%m-%dT%H:%M:%S.%f+00:00') FROM corrections ORDER BY recorded_at, id",
    )
    for key, target, article, anchor, quote, verdict, changes, *rest in rows:
        changed = json.loads(changes) if changes else None
        yield Correction(key, target, article, anchor, quote, verdict, changed, *rest)


def imported(folder: Path, lines: Iterable[str | bytes]) -> tuple[int, int, list[str]]:
    """Record corrections from JSON lines as `exported` gives them; returns how many are new and how many were known,
    and a message for each line that is none. A correction of a known id changes nothing."""
    given: list[Correction] = []
    faults: list[str] = []
    for number, line in enumerate(lines, start=1):
        try:
            given += [_stated(line)] if line.strip() else []
        except LakeError as error:
            faults.append(f"line {number}: {error}")
    with store.locked(folder):
        known = {correction.id for correction in exported(folder)}
        new: dict[str, Correction] = {}
        for correction in given:
            if correction.id not in known:
                new.setdefault(correction.id, correction)
        store.append(folder, "corrections", [_row(correction) for correction in new.values()])
    return len(new), len(given) - len(new), faults


def _stated(line: str | bytes) -> Correction:
    """The correction that a line of JSON states; LakeError where it states none."""
    try:
        stated = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LakeError(f"expected a JSON object in UTF-8, found what is none ({error})") from error
    names = [part.name for part in fields(Correction)]
    if not isinstance(stated, dict) or stated.keys() != set(names):
        raise LakeError(f"expected an object with {', '.join(names)}; `dateline review export` gives such lines")
    for name, value in stated.items():
        if name == "changes":
            is_right, expected = isinstance(value, dict | None), "an object"
        else:
            is_right, expected = isinstance(value, str | None), "a text"
        if not is_right or (value is None and name in _STATED):
            raise LakeError(f"{name}: expected {expected}, found {value!r}")
    return Correction(**{**stated, "recorded_at": _moment(stated["recorded_at"]).isoformat()})


def _moment(stated: str) -> datetime:
    try:
        moment = datetime.fromisoformat(stated)
        if moment.tzinfo is None:
            raise ValueError
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise LakeError(f"recorded_at: {stated!r} is no time with its zone; write 2025-05-03T10:00:00+00:00") from None
    if moment > datetime.now(UTC) + AHEAD:
        raise LakeError(f"recorded_at: {stated} is still to come, and would win over what people say until then")
    return moment


def _check(target: Target, field: str, value: Any) -> None:
    if field not in FIELDS[target]:
        raise LakeError(f"a {target} has no field {field!r} to correct; it has {', '.join(FIELDS[target])}")
    if field in LISTS:
        kinds = str | None if field in _COUNTRIES else str  # of who has no country
        if not (isinstance(value, list) and all(isinstance(item, kinds) for item in value)):
            raise LakeError(f"{field}: expected a list of texts, found {value!r}")
    elif not isinstance(value, str | None):
        raise LakeError(f"{field}: expected a text, found {value!r}")
    elif value is not None and value not in _VALUES.get(field, (value,)):
        raise LakeError(f"{field}: {value!r} is none of {', '.join(_VALUES[field])}")
    elif field in _DAYS and value and first_day(value) is None:
        raise LakeError(f"{field}: {value!r} is no day; write 2025, 2025-07 or 2025-07-13")


def _named(folder: Path, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes with the names and countries of actors that are given by id alone."""
    named = dict(changes)
    for field, names, countries in (
        ("actors", "actor_names", "actor_countries"),
        ("recipients", "recipient_names", "recipient_countries"),
    ):
        if isinstance(ids := named.get(field), list):
            known = [_known(folder, str(one)) for one in ids]
            named.setdefault(names, [name for name, _ in known])
            named.setdefault(countries, [country for _, country in known])
    for field in ("speaker", "addressee"):
        if field in named and f"{field}_name" not in named:
            named[f"{field}_name"] = _known(folder, str(named[field]))[0] if named[field] else None
    return named


def _known(folder: Path, actor: str) -> tuple[str, str | None]:
    """The name and country of an actor as most articles have them; an id that none has says what it says."""
    sql = f"SELECT mode(name), mode(country) FROM actors WHERE actor = {store.literal(actor)}"
    ((name, country),) = _asked(folder, sql)
    stated = _OF_COUNTRY.match(actor)
    return str(name or actor), country or (stated[1] if stated else None)


def _new(**values: Any) -> dict[str, Any]:
    return {"changes": None, "withdraws": None, **values}


def _recorded(folder: Path, made: Mapping[str, Any], who: str, reason: str | None) -> Correction:
    correction = Correction(id=uuid.uuid4().hex[:16], who=who, reason=reason, recorded_at=store.now(), **made)
    with store.locked(folder):
        store.append(folder, "corrections", [_row(correction)])
    return correction


def _row(correction: Correction) -> dict[str, Any]:
    changes = correction.changes and json.dumps(dict(correction.changes), ensure_ascii=False)
    return {**asdict(correction), "changes": changes}


def _asked(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with query(folder, sql) as answer:
        return answer.fetchall()
