from click.testing import CliRunner

from dateline import doctor
from dateline.cli import main
from dateline.errors import ModelError


def test_everything_that_is_installed_here_works():
    checks = {check.name: check for check in doctor.examine()}

    assert [check for check in checks.values() if check.fault] == []
    assert checks["media.csv"].found.endswith("rows")
    assert "statements" in checks["an example"].found
    assert checks["an HTML page"].found == "read, with 2 paragraphs"
    assert checks["model"].seconds is not None


def test_a_fault_is_told_with_what_to_do_and_the_rest_is_still_looked_at(monkeypatch):
    def missing():
        raise ModelError("the English model is missing; install it")

    monkeypatch.setattr(doctor, "_model", missing)

    result = CliRunner().invoke(main, ["doctor"])

    assert result.exit_code == 1
    assert "the English model is missing; install it" in result.stdout
    assert "media.csv" in result.stdout
    assert "1 of these need attention." in result.stdout


def test_a_package_that_only_html_needs_is_missed(monkeypatch):
    def lacks_a_package(data):
        raise ImportError("lxml.html.clean module is now a separate project lxml_html_clean.")

    monkeypatch.setattr("dateline.page.read_page", lacks_a_package)

    check = doctor._timed("an HTML page", doctor._html_example)

    assert check.fault
    assert "lxml_html_clean" in check.fault
    assert "install dateline again" in check.fault
