"""A year's weights are learnt from the years before it alone."""

import numpy as np
import pytest

from benchmarks.forecast_states import Beside, combination

TOLD = Beside(
    years=np.array([2001, 2002, 2003]),
    official=np.array([100.0, 100, 100]),
    ours=np.array([110.0, 110, 110]),
    actual=np.array([110.0, 100, 100]),
)


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (1, [np.nan, 100 + 10 * (1 + 2) / 5, 100 + 10 * (2 * 0 + 2) / 6]),  # 2001: all of ours; with 2002: none of it
        (2, [np.nan, np.nan, 100 + 10 * (1 + 2) / 5]),
    ],
)
def test_nothing_of_the_year_itself_or_after_teaches(ahead, said):
    made, weights = combination(TOLD, ahead)
    assert made == pytest.approx(said, nan_ok=True)
    assert len(weights) == np.isfinite(said).sum()
