"""E-mails: a ministry's press service, a newsletter, and what only looks like one."""

from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline.errors import BrokenPageError, DatelineError, EmptyPageError
from dateline.page import read_page
from dateline.page.forms import is_mail

WORDS = (
    "OSLO - Norway will send 20 trucks of medicine to Moldova by the end of September, Foreign Minister Anna Berg said "
    "on Monday.\n\n“We stand by Moldova,” she told reporters after talks with her Moldovan colleague Ion Rusu.\n\n"
    "Mr Rusu said that the first trucks were expected in August.\n"
)
HTML = (
    '<html><body><table width="600"><tr><td><a href="https://mfa.example/v">View in your browser</a></td></tr>'
    "<tr><td><h1>Norway sends trucks to Moldova</h1>"
    + "".join(f"<p>{part}</p>" for part in WORDS.strip().split("\n\n"))
    + '</td></tr><tr><td><a href="https://mfa.example/u">Unsubscribe</a></td></tr></table></body></html>'
)


def mail(
    subject="Norway sends trucks to Moldova", sender="MFA Press Office <press@mfa.example>", *, plain=WORDS, html=None
):
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = sender
    message["To"] = "desk@paper.example"
    message["Date"] = format_datetime(datetime(2026, 7, 13, 9, 30, tzinfo=timezone(timedelta(hours=2))))
    message["Message-ID"] = "<1@mfa.example>"
    if plain is not None:
        message.set_content(plain)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def test_the_headers_tell_title_publisher_and_time():
    article = read_page(mail().as_bytes())

    assert article.title == "Norway sends trucks to Moldova"
    assert article.publisher == "MFA Press Office"
    assert article.published_at == "2026-07-13T09:30:00+02:00"
    assert article.text.startswith("Norway sends trucks to Moldova\n\nOSLO - Norway will send")
    assert article.dateline.place == "Oslo"


def test_a_reading_of_a_mail_has_its_statements_and_its_days():
    reading = dateline.read(mail().as_bytes())

    assert any(event.status == "pledged" for event in reading.events)
    assert {statement.speaker for statement in reading.statements}


def test_the_html_is_read_where_there_is_one_and_its_furniture_is_marked():
    article = read_page(mail(html=HTML).as_bytes())

    kinds = {article.text[block.span.start : block.span.end]: block.kind for block in article.blocks}
    assert kinds["Mr Rusu said that the first trucks were expected in August."] == "paragraph"
    assert not any("Unsubscribe" in words and kind == "paragraph" for words, kind in kinds.items())
    assert article.title == "Norway sends trucks to Moldova"


def test_the_plain_text_is_read_where_the_html_has_no_story():
    article = read_page(mail(html="<html><body><img src='cid:1'></body></html>").as_bytes())

    assert "“We stand by Moldova,”" in article.text


def test_a_known_medium_goes_by_its_name():
    assert read_page(mail(sender="The Associated Press <a@news.example>").as_bytes()).publisher == "Associated Press"
    assert read_page(mail(sender="Morning briefing <a@reuters.com>").as_bytes()).publisher == "Reuters"


def test_what_is_told_from_outside_wins():
    article = read_page(mail().as_bytes(), "https://mfa.example/1", publisher="MFA", published_at="2026-07-12")

    assert (article.id, article.publisher, article.published_at) == ("https://mfa.example/1", "MFA", "2026-07-12")


def test_a_forwarded_mail_does_not_tell_who_wrote_it_and_when():
    article = read_page(mail("Fwd: [press] Norway sends trucks", "Jo Doe <jo@paper.example>").as_bytes())

    assert (article.title, article.publisher, article.published_at) == ("Norway sends trucks", None, None)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "koi8-r"])
def test_parts_are_read_in_their_character_set_and_coding(charset):
    words = WORDS.replace("“", '"').replace("”", '"')
    message = mail(plain=None)
    words += "Отправка колонны ожидается.\n" if charset == "koi8-r" else "Hervé Müller agreed.\n"
    message.set_content(words, charset=charset, cte="base64")

    assert words.strip().splitlines()[-1] in read_page(message.as_bytes()).text


def test_attachments_are_left_aside():
    message = mail()
    message.add_attachment("Norway denied it.", subtype="plain", filename="note.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")

    assert "denied" not in read_page(message.as_bytes()).text


@pytest.mark.parametrize("disposition", ["attachment", "inline", None])
def test_another_message_within_a_mail_is_not_its_story(disposition):
    message = mail()
    other = mail("Spain sends none", "Jo Doe <jo@paper.example>", plain=None)
    other.set_content(HTML.replace("Norway", "Spain"), subtype="html")
    message.add_attachment(other, disposition=disposition or "inline")
    if disposition is None:
        del message.get_payload()[-1]["Content-Disposition"]

    assert "Spain" not in read_page(message.as_bytes()).text


def test_parts_of_what_is_attached_are_left_aside_with_it():
    message = mail()
    message.make_mixed()
    attached = EmailMessage()
    attached.set_content("Norway denied it.")
    attached.add_alternative(HTML.replace("Norway", "Spain"), subtype="html")
    attached["Content-Disposition"] = "attachment"
    message.attach(attached)

    assert "Spain" not in read_page(message.as_bytes()).text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("From", "MFA <press@["),
        ("From", '"'),
        ("From", "(" * 3000),
        ("Date", "Mon, 1 Jan 99999999999999999999 00:00:00 +0000"),
        ("Date", "Mon, 1 Jan 2024 00:00:00 +99999999999999999999"),
        ("Archived-At", "<https://[>"),
    ],
)
def test_a_header_that_nobody_can_read_says_nothing_and_costs_no_page(name, value):
    data = mail("Fwd: Norway sends trucks").as_bytes()
    data = b"".join(line for line in data.splitlines(True) if not line.startswith(name.encode()))
    article = read_page(f"{name}: {value}\n".encode() + data)

    assert "“We stand by Moldova,”" in article.text
    assert (article.url, article.publisher, article.published_at) == (None, None, None)


def test_a_mail_without_a_text_is_refused():
    message = mail(plain=None)
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")

    with pytest.raises(EmptyPageError, match="neither an HTML nor a text part"):
        read_page(message.as_bytes())


def test_text_that_speaks_of_mails_is_no_mail():
    assert not is_mail(WORDS.encode())
    assert not is_mail(b"From: Oslo\nDate: Monday\n\nThe letter said so.")
    assert not is_mail(b"Note: this\nFrom: here\nand on.\nDate: x\nReceived: y\n\n")
    assert is_mail(b"From jo Mon Jul 13\n" + mail().as_bytes())


def test_parts_within_parts_without_end_are_refused_or_read():
    deep = b"From: a@b.example\nDate: Mon, 13 Jul 2026 09:30:00 +0200\nMIME-Version: 1.0\n"
    for level in range(3_000):
        deep += b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (level, level)

    with pytest.raises((BrokenPageError, EmptyPageError)):
        read_page(deep + b"Content-Type: text/plain\n\nNorway said so.\n")


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(0, 900), st.integers(0, 30))
def test_whatever_a_mail_holds_is_an_article_or_an_error_of_ours(noise, at, length):
    whole = mail(html=HTML).as_bytes()

    try:
        article = read_page(whole[:at] + noise + whole[at + length :])
    except DatelineError:
        return
    assert article.text
