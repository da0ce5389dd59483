"""What can go wrong, as one tree, so that a caller catches as much of it as they can act on.

    DatelineError
    ├── PageError              this page cannot be read; the others of the batch can
    │   ├── EmptyPageError         nothing in it, or nothing but white space
    │   ├── BinaryPageError        not text: an image, an archive, a PDF that is scanned or locked
    │   ├── BrokenPageError        text that cannot be decoded or unpacked whole
    │   ├── PageTooLargeError      beyond the limits of size, depth or number of elements
    │   ├── NotAnArticleError      a page without a story: a list of headlines, a video, a login wall
    │   └── LanguageError          an article in a language that the reader does not read
    ├── FetchError             a URL that may not be fetched or did not answer as it should
    │   └── NoAnswerError          no answer or half of one: worth another try later
    ├── FeedError              what stands at a feed's address is no feed, or beyond the limits of one
    ├── TableError             a table that is not as its loader expects
    ├── ModelError             a model is missing or does not load
    ├── LakeError              a lake that is missing, damaged, locked, or of another version; what cannot be written
    │   └── NotReadyError          what is made of a lake beside it is not made yet
    ├── QueryError             a search or SQL that is refused or fails, or that takes more time or memory than it may
    └── SpanError              a span or a record that cannot be (also a ValueError)

A message says what was expected, what was found, where, and what to do about it.
"""


class DatelineError(Exception):
    """Anything that Dateline refuses, with a message that says what to do."""


class PageError(DatelineError):
    """A page that cannot be read."""


class EmptyPageError(PageError):
    """A page with nothing in it."""


class BinaryPageError(PageError):
    """Bytes that are not text."""


class BrokenPageError(PageError):
    """Bytes that cannot be unpacked or decoded whole."""


class PageTooLargeError(PageError):
    """A page beyond the limits of size, depth or number of elements."""


class NotAnArticleError(PageError):
    """A page without a story."""


class LanguageError(PageError):
    """An article in a language that the reader does not read."""


class FetchError(DatelineError):
    """A URL that may not be fetched, or did not answer as it should."""


class NoAnswerError(FetchError):
    """A URL that gave no answer or half of one, which may be otherwise later."""


class FeedError(DatelineError):
    """What is no feed, though a feed was expected."""


class TableError(DatelineError):
    """A data table that is not as its loader expects."""


class ModelError(DatelineError):
    """A model is missing or does not load."""


class LakeError(DatelineError):
    """A lake that is missing, damaged, locked or of another version, or that cannot be written."""


class NotReadyError(LakeError):
    """What is made of a lake beside it, as its search index, is not made yet."""


class QueryError(DatelineError):
    """A search or SQL that is refused or fails, or that takes more time or memory than it may."""


class SpanError(DatelineError, ValueError):
    """A span, or a record made of spans, that cannot be."""


def brief(error: object) -> str:
    """What an error of a library says, on one line and no longer than a line; its type where it says nothing."""
    return " ".join(str(error).split())[:160] or type(error).__name__
