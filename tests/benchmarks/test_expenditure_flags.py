"""What is planted in the invented province is found, and little else is flagged."""

import pytest

from analytics.anomaly_scan import Scan, scan
from benchmarks.expenditure_flags import measured
from data_loaders.demo import demo
from data_loaders.invented.irregular import planted
from data_loaders.store import Store


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    """A small province, with its scan."""
    home = tmp_path_factory.mktemp("province")
    demo(home, scale=0.05)
    store = Store.open(home)
    yield store, scan(store)
    store.close()


def test_nine_of_ten_planted_faults_are_found_and_half_of_the_flags_are_planted(province):
    found = measured(*province)
    assert found.recall >= 0.9, found.missed
    assert found.precision >= 0.5


def test_every_rule_that_has_something_planted_finds_it(province):
    assert {flag["rule"] for flag in province[1].flags} >= {case.rule for case in planted()}


def test_a_scan_that_finds_nothing_finds_nothing_of_what_was_planted(province):
    found = measured(province[0], Scan([], [], []))
    assert (found.recall, found.precision, len(found.missed)) == (0, 0, len(planted()))
