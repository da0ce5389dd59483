"""What the documents show and list, taken from the code: `python -m tools.documents` brings all of it up to date."""
