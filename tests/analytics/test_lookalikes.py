"""Look-alikes: heads of one season stand together, and short histories are told so."""

import pytest

from analytics import lookalikes
from data_loaders.store import Store

JUNE, JANUARY = [1.0] * 11 + [9], [1.0] * 6 + [9] + [1.0] * 5


def test_heads_of_one_season_stand_together(by_months, column):
    figures = {
        f"{name}{at}": [round(1000 * (at + 1) * share * 1.1**year, 2) for year in range(3) for share in season]
        for name, season, many in (("June", JUNE, 3), ("January", JANUARY, 2)) for at in range(many)
    }  # fmt: skip
    answer = lookalikes.of_heads(Store.of(entry=by_months(**figures)))
    clusters = dict(column(answer, "code", "cluster"))
    assert {clusters[f"June{at}"] for at in range(3)} == {1}
    assert {clusters[f"January{at}"] for at in range(2)} == {2}
    row = answer.table.set_index("code").loc["January0"]
    assert (row.peak, row.years, row.nearest) == ("January", 3, "January1")
    assert (row.growth, row.peak_share) == pytest.approx((10, 45), rel=1e-3)
    assert row.said == "January0 is most like January1: both peak in January, and they grew 10.0 and 10.0 % a year."
    assert answer.sentence.startswith("5 series fall into 2 clusters that stand clearly apart; the largest has 3,")


def test_a_year_of_refunds_is_not_compared(by_months):
    figures = {f"H{at}": JUNE * 3 for at in range(4)} | {"Odd": JUNE + [-1.0] * 12 + JUNE}
    answer = lookalikes.of_heads(Store.of(entry=by_months(**figures)))
    assert "Odd" not in set(answer.table["code"])
    assert "Left out for want of 2 complete years: Odd." in answer.notes


def test_one_year_is_too_little(by_months):
    answer = lookalikes.of_heads(Store.of(entry=by_months(**{f"H{at}": JUNE for at in range(6)})))
    assert answer.sentence == (
        "Look-alikes take at least 4 head codes with figures in all months of 2 years in a row; here: 0."
    )
