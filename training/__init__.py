"""From a corpus of attributions to the model that Dateline ships: `python -m training POLNEAR OUT`."""
