"""What the documents show and list, taken from the code: `python -m tools.docs` brings all of it up to date."""
