"""One cell followed month by month: the steps add up to what the valuation holds, in Python and in the workbook."""

from io import BytesIO

import openpyxl
import pytest

from analytics import pension_steps
from analytics.pension_valued import valued
from data_loaders.store import Store
from models.pension_rules import names
from tests.office import recalculated

WHO = {"sex": "male", "age": 45, "service": 20}


def held(store, rules, answer) -> float:
    """The obligation that the engine holds for the members that the answer names."""
    now = valued(store, rules)
    found = pension_steps._nearest(now, 1, 45 * 12, 20 * 12)
    assert f"{len(found.places)} members" in answer.sentence
    return float(now.scale.obligation[found.row, found.column])


@pytest.mark.parametrize("rules", names())
def test_the_steps_add_up_to_what_the_engine_holds_under_every_rule_set(invented, rules):
    answer = pension_steps.steps(invented, rules=rules, **WHO)
    assert len(answer.table) == pytest.approx((60 - 45) * 12, abs=36) and answer.table["month"].iloc[0] == 1
    assert float(answer.table["value"].astype(float).sum()) == pytest.approx(held(invented, rules, answer), rel=1e-9)
    gone = answer.table[["early", "unfit", "die", "resign"]].sum().sum()
    assert gone <= 1 + 1e-9


def test_the_workbook_recalculates_to_the_valuation(invented, tmp_path):
    made = pension_steps.book(invented, **WHO)
    book = openpyxl.load_workbook(BytesIO(made))
    assert book.sheetnames == ["Cell", "Steps", "Assumptions", "Rules", "About"]
    assert str(book["Steps"]["S4"].value).startswith("=")
    file = BytesIO()
    book.save(file)  # what formulas came to is not kept, so that all must be computed
    (tmp_path / "steps.xlsx").write_bytes(file.getvalue())
    (made,) = recalculated([tmp_path / "steps.xlsx"], tmp_path)
    cells = openpyxl.load_workbook(made, data_only=True)["Cell"]
    figures = {cells.cell(row, 1).value: cells.cell(row, 3).value for row in range(4, 15)}
    assert figures["Obligation"] == pytest.approx(figures["The same in the valuation"], rel=1e-9)
    assert (
        figures["Obligation before minimum pensions"] > 0
        and figures["Added by minimum pensions, member by member"] >= 0
    )
    assert abs(figures["Difference"]) < 0.01


def test_without_a_census_there_is_nothing_to_follow():
    store = Store.of()
    assert pension_steps.steps(store, **WHO).table.empty
    with pytest.raises(ValueError, match="list of employees"):
        pension_steps.book(store, **WHO)
