"""Dateline: news pages as a sourced record of international affairs."""

from dateline.page import read_page
from dateline.reader import read

__all__ = ["read", "read_page"]
