"""The views' rows, kept ready to be shown: one SQLite file beside the lake, made of the views and of nothing else.

A view is asked over the whole record; here each row stands under its keys, so that it comes as quickly from a hundred
thousand readings as from ten. `schema` says what is kept, `keeping` brings it up to date, `asking` reads it. The
folder may be deleted at any time; it is made again.
"""

from dateline.lake.ready.asking import Page, Ready, opened
from dateline.lake.ready.keeping import forget, refresh

__all__ = ["Page", "Ready", "forget", "opened", "refresh"]
