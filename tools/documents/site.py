"""The documents as a site, where MkDocs asks: what else it holds than `docs/`, and where links between documents lead.

A document links to files of the checkout as a code host shows them. The site has each file under its name below `docs/`
or, where it lies elsewhere, below the checkout; what a document links to from there is taken into the site.
"""

import os
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from tools.documents.pages import DOCS, FENCE, LINK, ROOT

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ICON = "dateline/web/static/icon.svg"
"""The web application's icon, which is the site's, too."""


def on_files(files: "Files", config: "MkDocsConfig") -> "Files":
    """The files of `docs/`, what they link to elsewhere in the checkout, and what that links to."""
    from mkdocs.structure.files import File

    files.append(File.generated(config, "assets/icon.svg", abs_src_path=str(ROOT / ICON)))
    waiting = [DOCS / file.src_uri for file in files.documentation_pages()]
    while waiting:
        for target in linked(waiting.pop()):
            if target.is_file() and not files.get_file_from_path(place(target)):
                files.append(File.generated(config, place(target), abs_src_path=str(target)))
                if target.suffix == ".md":
                    waiting.append(target)
    return files


def on_page_markdown(markdown: str, page: "Page", config: "MkDocsConfig", files: "Files") -> str:
    """The document with its links as the site has them."""
    source = Path(page.file.abs_src_path or DOCS / page.file.src_uri)

    def renamed(link: re.Match[str]) -> str:
        if not link["path"]:
            return link[0]
        path = posixpath.relpath(place(source.parent / link["path"]), posixpath.dirname(page.file.src_uri) or ".")
        return f"]({path}{'#' + link['part'] if link['part'] else ''})"

    return "".join(part if FENCE.fullmatch(part) else LINK.sub(renamed, part) for part in _parts(markdown))


def linked(document: Path) -> list[Path]:
    """The files that a document links to."""
    text = FENCE.sub("", document.read_text(encoding="utf-8"))
    return [Path(os.path.normpath(document.parent / link["path"])) for link in LINK.finditer(text) if link["path"]]


def place(file: Path) -> str:
    """The name that the site has a file under."""
    path = Path(os.path.normpath(file))
    return path.relative_to(DOCS if path.is_relative_to(DOCS) else ROOT).as_posix()


def _parts(text: str) -> list[str]:
    """A text cut at its fences, which are parts of their own."""
    return re.split(f"({FENCE.pattern})", text, flags=FENCE.flags)
