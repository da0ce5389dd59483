"""From corpora to the model that Dateline ships: `python -m training SHARED OUT`."""
