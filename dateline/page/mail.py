"""E-mails as pages: a newsletter or a press service's message, saved as .eml (RFC 5322, MIME).

The story is the message's HTML, or its plain text where that gives no story; attachments, and messages within the
message, are left aside. The subject is the title, the sender the publisher, by the name that `tables/media.csv` has if
it is there, and `Date`, when it was sent, fills in where the story states no time. Of a forwarded message the sender
and the time are those of whoever forwarded it, so they are left out.
"""

import email
import email.policy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses, parsedate_to_datetime
from itertools import islice
from typing import Protocol

from dateline.errors import BrokenPageError, EmptyPageError, NotAnArticleError
from dateline.media import medium_at, medium_named
from dateline.page.addresses import absolute
from dateline.page.charset import decode_unpacked
from dateline.page.plain import with_title
from dateline.records import Article, article_id

MOST_PARTS = 200
"""Parts of a message that are looked at; a newsletter has two, and its pictures."""
_FORWARDED = re.compile(r"^\s*(?:fwd?|wg|tr|rv|vs|i)\s*:", re.IGNORECASE)
_PREFIXES = re.compile(r"^(?:\s*(?:\[[^\]]{1,40}\]|(?:re|aw|fwd?|wg|tr|rv|vs)\s*:))+\s*", re.IGNORECASE)


class ReadPart(Protocol):
    """Reads a part of a message, as `dateline.page.read_page` does a page."""

    def __call__(
        self,
        data: bytes | str,
        url: str | None,
        *,
        publisher: str | None,
        published_at: str | None,
        headers: Mapping[str, str],
    ) -> Article:
        """Its Article."""


@dataclass(frozen=True, slots=True)
class _Envelope:
    title: str | None
    publisher: str | None
    sent_at: str | None
    url: str | None


def read_mail(
    data: bytes, url: str | None, publisher: str | None, published_at: str | None, read_part: ReadPart
) -> Article:
    """The Article of an e-mail; what is given from outside wins over what its headers say.

    Raises BrokenPageError where it cannot be taken apart, else what reading its parts raises.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        envelope = _envelope(message)
        parts = list(_parts(message))
    except Exception as error:  # the standard library's parser has many ways to fail on what is no mail
        raise BrokenPageError(f"the e-mail cannot be taken apart ({error!r}); save it again") from error
    if not parts:
        raise EmptyPageError(
            "the e-mail has neither an HTML nor a text part of its own; give the page that it links to, or save the "
            "message that is attached to it"
        )
    refusal: NotAnArticleError | EmptyPageError | None = None
    for content_type, body in parts:
        part: bytes | str = body
        headers = {"content-type": content_type}
        if content_type.startswith("text/plain"):
            part = with_title(envelope.title or "", decode_unpacked(body, headers).text)
        try:
            article = read_part(
                part,
                url or envelope.url,
                publisher=publisher or envelope.publisher,
                published_at=published_at or envelope.sent_at,
                headers=headers,
            )
        except (NotAnArticleError, EmptyPageError) as error:
            refusal = refusal or error
        else:
            return _titled(article, envelope)
    assert refusal
    raise refusal


def _titled(article: Article, envelope: _Envelope) -> Article:
    if not envelope.title:
        return article
    article = replace(article, title=envelope.title, why=(*article.why, "title: subject of the e-mail"))
    parts = (article.url, article.publisher, article.title, article.published_at, article.text)
    return replace(article, id=article_id(*parts))


def _envelope(message: EmailMessage) -> _Envelope:
    subject = " ".join(_header(message, "Subject").split())
    title = _PREFIXES.sub("", subject) or None
    archived = re.search(r"https?://[^\s<>]+", _header(message, "Archived-At"))
    url = absolute("", archived[0]) if archived else None
    if _FORWARDED.match(subject):
        return _Envelope(title, None, None, url)
    return _Envelope(title, _sender(message), _sent_at(message), url)


def _header(message: EmailMessage, name: str) -> str:
    """What a header says; "" where it is not there, or is none that the standard library can read."""
    try:
        return str(message.get(name, ""))
    except Exception:  # noqa: BLE001 - of its many ways to fail none is worth a page
        return ""


def _sender(message: EmailMessage) -> str | None:
    """Who sent it: the medium of that name or at that address, else the name that is shown."""
    listed = getaddresses([_header(message, "From")])
    if not listed:
        return None
    name, address = " ".join(listed[0][0].split()), listed[0][1]
    medium = medium_named(name) or medium_at(f"https://{address.rpartition('@')[2]}/")
    return medium.name if medium else name or None


def _sent_at(message: EmailMessage) -> str | None:
    """The time of `Date`, with its offset where it states one: "-0000" says that it does not."""
    try:
        return parsedate_to_datetime(_header(message, "Date")).isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _parts(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """The HTML parts, and then the plain ones, with their Content-Type."""
    found: dict[str, list[tuple[str, bytes]]] = {"text/html": [], "text/plain": []}
    for part in islice(_own(message), MOST_PARTS):
        kind = part.get_content_type()
        if kind in found:
            body = part.get_payload(decode=True)
            charset = part.get_content_charset()
            if isinstance(body, bytes) and body.strip():
                found[kind].append((f"{kind}; charset={charset}" if charset else kind, body))
    yield from found["text/html"]
    yield from found["text/plain"]


def _own(part: MIMEPart) -> Iterator[MIMEPart]:
    """A part and those in it, in order, without what is attached and without the parts of other messages."""
    if part.get_content_disposition() != "attachment":
        yield part
        if part.get_content_maintype() == "multipart":
            for inner in part.iter_parts():
                yield from _own(inner)
