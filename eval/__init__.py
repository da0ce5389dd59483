"""Measuring each part of Dateline against gold data: one runnable module a part."""
