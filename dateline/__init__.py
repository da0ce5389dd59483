"""Dateline: news pages as a sourced record of international affairs.

    import dateline
    reading = dateline.read(page)          # bytes or text to a Reading; English pages
    article = dateline.read_page(page)     # the Article alone, in any language

The names are loaded when they are first used: the parser's library takes longer to import than most commands run.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.lake import Lake
    from dateline.page import read_page
    from dateline.reader import read

__all__ = ["Lake", "__version__", "read", "read_page"]
__version__ = "1.0.0"

_HOMES = {"Lake": "dateline.lake", "read": "dateline.reader", "read_page": "dateline.page"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
