"""Imports: a page that shows plain sums does not wait for the libraries of regressions and clusters."""

import subprocess
import sys

SLOW = ("statsmodels", "sklearn", "scipy")
PLAIN = "revenue position seasonality contribution concentration real_terms collection_gap transfers effort"


def test_questions_without_a_regression_are_imported_without_one():
    modules = ", ".join(f"analytics.{name}" for name in PLAIN.split())
    code = f"import sys, {modules}; print(*(name for name in {SLOW} if name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
