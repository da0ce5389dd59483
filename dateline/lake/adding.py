"""Pages into the lake: read, told apart from what is known, and committed a batch at a time.

A page is known by its article's id and its text's revision. What is new or changed is read and becomes a row; what is
known changes nothing; what cannot be read becomes a refusal with its reason. Pages are committed before their
readings: a reading's row is what says that a page is recorded.
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from dateline.guarded import Here, Steps
from dateline.inputs import Failure, Given, Page, Skipped, size_of
from dateline.lake import derived, store
from dateline.lake.revisions import Standing, revision_standing, seen_at
from dateline.records import Article, Reading, to_dict

BATCH = 100
"""Pages in a commit, at most: ten seconds' reading, which is what a killed process loses."""
BATCH_BYTES = 64 * 1024 * 1024

Outcome = Literal["new", "revised", "known", "refused"]
Taken = tuple[Page | Failure, Reading | Article | Failure]
"""A page and what was made of it; an Article alone where the lake knows its text."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one page: `id` and `revision` of its article, or the reason why there is none."""

    name: str
    outcome: Outcome
    id: str | None = None
    revision: str | None = None
    reason: str | None = None


def add(
    folder: Path, pages: Iterable[Page | Failure | Skipped], given: Given, steps: Steps | None = None
) -> Iterator[Recorded]:
    """Record pages; yields what became of each only when that is on disk.

    `steps` read them, in this process unless told. What a place did not give (`Failure`) is refused, and recorded as
    such; `Skipped` is passed over. Raises LakeError where nothing can be written; what was yielded before is recorded.
    """
    store.create(folder)
    steps = steps or Here()
    for batch in batches(pages, BATCH, BATCH_BYTES):
        yield from commit(folder, read_pages(folder, batch, given, steps), given)
        derived.refresh(folder, wait=False)


def batches(pages: Iterable[Page | Failure | Skipped], most: int, most_bytes: int) -> Iterator[list[Page | Failure]]:
    """Pages in lists of so many, or fewer where they have so many bytes; what was left out is left out."""
    batch: list[Page | Failure] = []
    n_bytes = 0
    for page in pages:
        if isinstance(page, Skipped):
            continue
        batch.append(page)
        n_bytes += size_of(page)
        if len(batch) == most or n_bytes >= most_bytes:
            yield batch
            batch, n_bytes = [], 0
    if batch:
        yield batch


def read_pages(folder: Path, pages: Sequence[Page | Failure], given: Given, steps: Steps) -> list[Taken]:
    """What is made of each page: its Reading, or why there is none; of what the lake knows the Article alone."""
    opened = [(page, steps.article(page, given) if isinstance(page, Page) else page) for page in pages]
    known = _known(opened, revision_standing(folder, _ids(opened)))
    return [
        (page, found if index in known or isinstance(found, Failure) else steps.reading(page.name, found))
        for index, (page, found) in enumerate(opened)
    ]


def commit(folder: Path, taken: Sequence[Taken], given: Given) -> list[Recorded]:
    """Record what was made of pages, all of it or nothing. Raises LakeError where that cannot be done."""
    with store.locked(folder):
        outcomes, rows = _outcomes(taken, revision_standing(folder, _ids(taken)), given)
        store.append(folder, "pages", rows["pages"])
        store.append(folder, "refusals", rows["refusals"])
        store.append(folder, "readings", rows["readings"])
    return outcomes


def _ids(taken: Sequence[Taken]) -> list[str]:
    return [_article(found).id for _, found in taken if not isinstance(found, Failure)]


def _article(found: Article | Reading) -> Article:
    return found.article if isinstance(found, Reading) else found


def _known(opened: Sequence[tuple[Page | Failure, Article | Failure]], standing: Mapping[str, Standing]) -> set[int]:
    return {
        index
        for index, (page, found) in enumerate(opened)
        if isinstance(found, Article)
        and isinstance(page, Page)
        and found.id in standing
        and not standing[found.id].is_changed_by(found, page_hash(page))
    }


def _outcomes(
    taken: Sequence[Taken], standing: dict[str, Standing], given: Given
) -> tuple[list[Recorded], dict[str, list[Row]]]:
    """What is to be said of each page, and the rows that make it true; `standing` is kept up to date on the way."""
    outcomes: list[Recorded] = []
    rows: dict[str, list[Row]] = {"pages": [], "readings": [], "refusals": []}
    at = store.now()
    for page, result in taken:
        if isinstance(result, Failure):
            kept = page_row(page, given, at) if isinstance(page, Page) else None
            rows["pages"] += [kept] if kept else []
            rows["refusals"].append(refusal_row(result, kept, at))
            outcomes.append(Recorded(page.name, "refused", reason=result.reason))
            continue
        article = _article(result)
        stands = standing.get(article.id)
        assert isinstance(page, Page)
        if isinstance(result, Article) or (stands and not stands.is_changed_by(article, page_hash(page))):
            outcomes.append(Recorded(page.name, "known", article.id, article.revision))
            continue
        kept = page_row(page, given, at)
        rows["pages"].append(kept)
        rows["readings"].append(reading_row(result, kept["page"], seen_at(article) or at, at))
        standing[article.id] = (stands or Standing()).after(article, kept["hash"], at)
        outcomes.append(Recorded(page.name, "revised" if stands else "new", article.id, article.revision))
    return outcomes, rows


def page_hash(page: Page) -> str:
    """The SHA-256 of a page's bytes."""
    return hashlib.sha256(page.data).hexdigest()


def page_row(page: Page, given: Given, at: str) -> Row:
    """A page as it came, with what reading it again needs."""
    given = given.over(page.told)
    headers = json.dumps(dict(page.headers), ensure_ascii=False)
    told = json.dumps({"url": given.url, "publisher": given.publisher, "published_at": given.published_at})
    digest = page_hash(page)
    parts = "\n".join((digest, page.name, page.url or "", headers, told, page.fetched_at or ""))
    return {
        "page": hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:24],
        "hash": digest,
        "data": page.data,
        "name": page.name,
        "url": page.url,
        "headers": headers,
        "given": told,
        "fetched_at": page.fetched_at,
        "recorded_at": at,
    }


def reading_row(reading: Reading, page: str | None, seen: str, at: str) -> Row:
    """A reading as a row of its own key."""
    return {
        "row": uuid.uuid4().hex[:16],
        "page": page,
        "id": reading.article.id,
        "revision": reading.article.revision,
        "seen_at": seen,
        "recorded_at": at,
        **to_dict(reading),
    }


def refusal_row(failure: Failure, kept: Row | None, at: str) -> Row:
    """Why a page could not be read."""
    return {"name": failure.name, "page": kept and kept["page"], "reason": failure.reason, "recorded_at": at}
