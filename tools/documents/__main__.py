"""Bring the documents up to date: examples' output, reference, picture. Review what changed as a diff.

python -m tools.documents
"""

from tools.documents import examples, picture, reference
from tools.documents.pages import documents


def main() -> None:
    """Rewrite what is out of date, and say what that was."""
    for document in documents():
        text = document.read_text(encoding="utf-8")
        renewed = examples.renewed(reference.renewed(text))
        if examples.changes(text, renewed):
            document.write_text(renewed, encoding="utf-8")
            print(document.name)
    if picture.renew():
        print(picture.PICTURE.name)


if __name__ == "__main__":
    main()
