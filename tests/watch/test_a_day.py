"""A day of made-up feeds with every fault: nothing is lost, doubled or wrongly told."""

import subprocess
import sys


def test_of_a_day_with_faults_every_page_is_recorded_or_refused_once():
    command = [sys.executable, "-m", "bench.watching", "--feeds", "5", "--pages", "40", "--seed", "3"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)

    assert "0 pages lost, doubled or wrongly told" in found.stdout, found.stdout
    assert found.returncode == 0
