import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.inputs import Failure, Page, Skipped
from dateline.sources import holds_many, pages_at, spread


def archive(*pages, packed):
    """A web archive with a page and an image for each of `pages`."""
    records = [
        record(f"https://example.org/{number}{ending}", kind, body)
        for number, page in enumerate(pages)
        for kind, ending, body in (("text/html; charset=utf-8", "", page), ("image/png", ".png", b"\x89PNG" * 900))
    ]
    return b"".join(gzip.compress(record) if packed else record for record in records)


def record(url, kind, body):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (kind.encode(), len(body)) + body
    return (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2025-07-13T10:00:00Z\r\n"
        b"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (url.encode(), len(http), http)
    )


def test_a_folder_gives_its_pages_at_any_depth_by_name_and_says_what_it_leaves_out(tmp_path):
    for name in ("b.html", "a.txt", "deep/er/c.html.gz", ".hidden.html", ".git/d.html", "style.css", "deep/logo.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"<p>words")

    found = list(spread([str(tmp_path)]))

    names = [place.removeprefix(f"{tmp_path}") for place in found if isinstance(place, str)]
    assert [name.replace("\\", "/") for name in names] == ["/a.txt", "/b.html", "/deep/er/c.html.gz"]
    assert [skipped.reason for skipped in found if isinstance(skipped, Skipped)] == [
        "left out files that are no pages (2 .css); name one by itself to read it anyway"
    ]


def test_pdfs_are_pages_in_folders_and_in_archives(tmp_path):
    (tmp_path / "talks.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "crawl.warc").write_bytes(record("https://example.org/talks", "application/pdf", b"%PDF-1.7"))

    pages = [page for place in spread([str(tmp_path)]) for page in pages_at(place)]

    assert [(page.url, page.data) for page in pages] == [
        ("https://example.org/talks", b"%PDF-1.7"),
        (None, b"%PDF-1.7"),
    ]


def test_a_record_whose_date_is_none_gives_its_page_without_one(tmp_path):
    whole = record("https://example.org/1", "text/plain", b"Words.")
    (tmp_path / "crawl.warc").write_bytes(whole + whole.replace(b"2025-07-13T10:00:00Z", b"0000-00-00"))

    assert [page.fetched_at for page in pages_at(str(tmp_path / "crawl.warc"))] == ["2025-07-13T10:00:00Z", None]


def test_a_folder_without_pages_is_a_failure(tmp_path):
    (failure,) = spread([str(tmp_path)])

    assert isinstance(failure, Failure)
    assert "no pages in this folder" in failure.reason


def test_a_missing_file_is_a_failure_and_another_is_read(tmp_path):
    (tmp_path / "page.txt").write_text("words")

    (missing,) = pages_at(str(tmp_path / "none.txt"))
    (page,) = pages_at(str(tmp_path / "page.txt"))

    assert missing == Failure(str(tmp_path / "none.txt"), "no such file or folder; check the name")
    assert isinstance(page, Page)
    assert page.data == b"words"


def test_a_name_that_no_file_can_have_is_a_failure():
    (failure,) = pages_at("a\0b.html")

    assert isinstance(failure, Failure)


def test_any_named_file_is_read_whatever_its_ending_and_gzip_is_left_to_the_page_reader(tmp_path):
    data = gzip.compress(b"<p>words")
    (tmp_path / "page.dump").write_bytes(data)

    (page,) = pages_at(str(tmp_path / "page.dump"))

    assert isinstance(page, Page)
    assert page.data == data


def test_a_file_beyond_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("dateline.sources.MAX_BYTES", 10)
    (tmp_path / "page.txt").write_bytes(b"x" * 11)

    (failure,) = pages_at(str(tmp_path / "page.txt"))

    assert isinstance(failure, Failure)
    assert "larger than" in failure.reason


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_gives_its_html_responses_with_their_addresses(tmp_path, packed):
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(archive(b"<p>one", b"<p>two", packed=packed))

    one, two = pages_at(str(path))

    assert isinstance(one, Page)
    assert isinstance(two, Page)
    assert (one.data, two.data) == (b"<p>one", b"<p>two")
    assert one.url == "https://example.org/0"
    assert one.headers["content-type"] == "text/html; charset=utf-8"
    assert one.fetched_at == "2025-07-13T10:00:00Z"


def test_an_archive_packed_as_one_gzip_member_is_read_too(tmp_path):
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(archive(b"<p>one", b"<p>two", packed=False)))

    assert [page.data for page in pages_at(str(path)) if isinstance(page, Page)] == [b"<p>one", b"<p>two"]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("part", [0.3, 0.55, 0.8, 0.97])
def test_of_a_truncated_archive_what_stands_in_it_whole_is_read_and_the_rest_is_a_failure(tmp_path, packed, part):
    whole = archive(*(b"<p>%d" % number * 3000 for number in range(3)), packed=packed)
    path = tmp_path / "cut.warc"
    path.write_bytes(whole[: int(len(whole) * part)])

    *read, last = pages_at(str(path))

    assert isinstance(last, Failure)
    assert f"breaks off after {len(read)} pages" in last.reason
    assert [page.data for page in read if isinstance(page, Page)] == [
        b"<p>%d" % number * 3000 for number in range(len(read))
    ]


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_called_an_archive_give_pages_or_failures(tmp_path_factory, data, packed):
    path = tmp_path_factory.mktemp("archive") / "any.warc"
    path.write_bytes(gzip.compress(data) if packed else data)

    assert all(isinstance(found, Page | Failure) for found in pages_at(str(path)))


def test_a_url_of_another_scheme_is_not_taken_for_a_file():
    (failure,) = pages_at("ftp://example.org/page.html")

    assert isinstance(failure, Failure)
    assert "expected an http or https URL" in failure.reason


def test_no_message_repeats_a_password():
    (failure,) = pages_at("https://jo:word@example.org/page.html?at=1@2")

    assert failure.name == "https://example.org/page.html?at=1@2"
    assert "carries a name or password" in failure.reason
    assert "word@" not in failure.reason


def test_folders_and_archives_may_hold_many_pages(tmp_path):
    assert holds_many(str(tmp_path))
    assert holds_many("crawl.WARC.gz")
    assert not holds_many("page.html.gz")
    assert not holds_many("https://example.org/crawl.warc.gz")
