"""Pages in chunks: the longest first, no more at hand than are needed, nothing lost on the way."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from dateline.batch import chunks
from dateline.batch.chunks import longest_first
from dateline.inputs import Failure, Page


def pages_of(sizes):
    return [Page(f"{number}.txt", b"x" * size) for number, size in enumerate(sizes)]


@given(st.lists(st.integers(0, 50), max_size=300), st.integers(1, 5))
def test_every_page_is_in_one_chunk(sizes, n):
    pages = [*pages_of(sizes), Failure("broken", "torn")]

    chunked = [page for chunk in longest_first(pages, n) for page in chunk]

    assert sorted(page.name for page in chunked) == sorted(page.name for page in pages)


def test_the_longest_at_hand_are_read_first_and_the_last_chunks_are_small():
    chunked = list(longest_first(pages_of([*range(500)]), 2))

    sizes = [len(page.data) for chunk in chunked for page in chunk]
    lengths = [len(chunk) for chunk in chunked]
    assert sizes == sorted(sizes, reverse=True)
    assert lengths == sorted(lengths, reverse=True)
    assert max(lengths) == chunks.CHUNK
    assert min(lengths) < chunks.SMALLEST + 1


def test_no_more_pages_are_taken_than_are_held_ready(monkeypatch):
    taken = count()
    endless = (Page(f"{next(taken)}.txt", b"words") for _ in count())

    next(longest_first(endless, 2))

    assert next(taken) <= chunks.AT_HAND + 1


def test_no_more_bytes_are_held_than_memory_takes(monkeypatch):
    monkeypatch.setattr(chunks, "BYTES_AT_HAND", 1_000)
    monkeypatch.setattr(chunks, "CHUNK_BYTES", 250)
    taken = count()
    endless = (Page(f"{next(taken)}.txt", b"x" * 100) for _ in count())

    chunk = next(longest_first(endless, 2))

    assert next(taken) <= 11
    assert len(chunk) == 3


def test_while_pages_are_passed_over_there_are_chunks_without_pages():
    first, second = pages_of([3, 4])

    assert list(longest_first([None, None, first, None, second], 1)) == [(), (), (), [second, first]]


def test_pages_of_one_address_stay_together_in_their_order():
    several = [Page(f"{i}.txt", b"x" * (i % 7), f"https://a.example/{i % 50}") for i in range(300)]

    for chunk in longest_first(several, 2):
        by_url = {}
        for page in chunk:
            by_url.setdefault(page.url, []).append(int(page.name.removesuffix(".txt")))
        assert all(len(numbers) == 6 and numbers == sorted(numbers) for numbers in by_url.values())
