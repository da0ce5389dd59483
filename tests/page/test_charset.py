"""Bytes to text: character sets, gzip, and what is not text."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import BinaryPageError, BrokenPageError, EmptyPageError, PageError, PageTooLargeError
from dateline.page import read_page
from dateline.page.charset import MAX_BYTES, decode

RUSSIAN = "Министр иностранных дел прибыл в Вонсан, где встретится с руководством страны, сообщает агентство. " * 4
KOREAN = "외무장관이 원산에서 전략대화를 열었다고 조선중앙통신이 일요일 보도했다. " * 8
JAPANESE = "両国の外相は元山で戦略対話を開き、協力の拡大を確認したと通信社が伝えた。" * 8
CHINESE = "两国外长举行了第二次战略对话，双方就加强合作交换了意见，新华社星期日报道。" * 8
POLISH = "Minister powiedział w poniedziałek, że rząd poprze dalsze rozmowy o zawieszeniu broni na Ukrainie. " * 4
FRENCH = "Le ministre a déclaré à l’Assemblée que la réunion « prévue » de longue date aurait bien lieu. " * 4


def page(text: str, charset: str | None = None) -> str:
    return f"<html><head>{f'<meta charset={charset}>' if charset else ''}</head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "declared", "encoded"),
    [
        (RUSSIAN, "windows-1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, None, "cp1251"),
        (RUSSIAN, "utf-8", "cp1251"),
        (RUSSIAN, "iso-8859-1", "cp1251"),
        (RUSSIAN, "windows-1251", "utf-8"),
        (RUSSIAN, None, "utf-16"),
        (RUSSIAN, None, "utf-16-le"),
        (FRENCH, None, "utf-16-be"),
        (KOREAN, "euc-kr", "cp949"),
        (KOREAN, "utf-8", "cp949"),
        (KOREAN, None, "cp949"),
        (JAPANESE, "shift_jis", "cp932"),
        (JAPANESE, "euc-jp", "euc_jp"),
        (CHINESE, "gb2312", "gb18030"),
        (FRENCH, "iso-8859-1", "cp1252"),
        (FRENCH, None, "cp1252"),
        (POLISH, "iso-8859-2", "iso8859-2"),
        (POLISH, None, "cp1250"),
    ],
)
def test_pages_are_read_in_the_character_set_that_they_are_in(text: str, declared: str | None, encoded: str) -> None:
    markup = page(text, declared)
    assert decode(markup.encode(encoded)).text == markup


def test_the_header_of_http_counts_more_than_the_meta_tag() -> None:
    markup = page(RUSSIAN, "koi8-r")
    decoded = decode(markup.encode("cp1251"), {"content-type": "text/html; charset=windows-1251"})
    assert decoded.text == markup
    assert "HTTP header" in decoded.why


def test_what_decided_is_said_where_the_page_is_wrong_about_itself() -> None:
    assert "though the meta tag says koi8-r" in decode(page(RUSSIAN, "koi8-r").encode()).why


def test_a_few_broken_bytes_are_shown_as_replacement_characters() -> None:
    data = page(FRENCH).encode().replace("’".encode(), b"\xe2\x80", 1)
    assert decode(data).text.count("\ufffd") == 1


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_short_page_of_utf_8_with_bytes_of_another_set_in_it_is_utf_8(mark: bytes) -> None:
    words = "“Wir reden,” sagte er. " * 9
    decoded = decode(mark + words.encode().replace(b"sagte", b"s\xe4gte"))

    assert decoded.charset == "utf-8"
    assert decoded.text == words.replace("sagte", "s\ufffdgte")


def test_text_that_is_broken_throughout_is_refused() -> None:
    with pytest.raises(BrokenPageError, match="save the page as UTF-8"):
        decode(page(FRENCH.replace("e", "é")).encode().replace(b"\xc3\xa9", b"\xc3"))


def test_gzip_is_unpacked_also_twice() -> None:
    markup = page(FRENCH)
    assert decode(gzip.compress(gzip.compress(markup.encode()))).text == markup


def test_a_million_gzip_members_cost_no_more_than_their_bytes() -> None:
    assert decode(gzip.compress(b"") * 900_000 + gzip.compress(b"Talks")).text == "Talks"
    assert decode(gzip.compress(b"Talks ") + gzip.compress(b"open") + b"\0" * 9).text == "Talks open"


def test_a_page_is_unpacked_no_oftener_than_its_bytes() -> None:
    packed = gzip.compress(gzip.compress(gzip.compress(b"Norway and Moldova met in Oslo on Monday.")))

    with pytest.raises(BinaryPageError):
        read_page(packed)


@pytest.mark.parametrize("cut", [12, 40, -9])
def test_truncated_gzip_is_refused(cut: int) -> None:
    data = gzip.compress("".join(map(chr, range(32, 2000))).encode())
    with pytest.raises(BrokenPageError, match="gzip"):
        decode(data[:cut])


def test_gzip_is_not_unpacked_beyond_the_limit() -> None:
    with pytest.raises(PageTooLargeError, match=f"{MAX_BYTES:,}"):
        decode(gzip.compress(b"a" * (MAX_BYTES + 10)))


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"PK\x03\x04", b"\0\0\0 ftypmp42", b"\0\1\2\3" * 100],
)
def test_files_that_are_not_text_are_refused(data: bytes) -> None:
    with pytest.raises(BinaryPageError):
        decode(data)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", gzip.compress(b" ", mtime=0)])
def test_nothing_is_refused_as_empty(data: bytes) -> None:
    with pytest.raises(EmptyPageError):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_page_error(data: bytes) -> None:
    try:
        decoded = decode(data)
    except PageError:
        return
    assert decoded.text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(f"<p>{text}".encode()).text == f"<p>{text}"
