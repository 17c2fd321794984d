"""Imports: a page that shows plain sums does not wait for the libraries of regressions and clusters."""

import subprocess
import sys

import pytest

SLOW = ("statsmodels", "sklearn", "scipy")


@pytest.mark.parametrize("module", ["revenue", "position", "seasonality", "contribution", "concentration", "real_terms",
                                    "collection_gap", "transfers", "effort"])  # fmt: skip
def test_a_question_without_a_regression_is_imported_without_one(module):
    code = f"import sys, analytics.{module}; print(*(name for name in {SLOW} if name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
