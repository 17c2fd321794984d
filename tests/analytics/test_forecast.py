"""Questions about forecasts, on figures worked by hand."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from analytics import forecast, forecast_quality
from analytics.forecast_quality import naive
from data_loaders.desk import Desk, Override
from data_loaders.store import Government, Store
from models.forecast import History

GOVERNMENT = pd.DataFrame([vars(Government("Test Province"))])
CUT_OFF = date(2025, 8, 1)
BASIS = pd.DataFrame([{"vintage": "v", "grade": "quick", "cut_off": CUT_OFF, "origins": 1}])
LIMITS = {"lo80": 1100, "hi80": 1300, "lo95": 1050, "hi95": 1350}
YEAR = {
    "level": "total", "code": "total", "fiscal_year": "2025-26", "months_booked": 2, "booked": 200,
    "remaining": 1000, "total": 1200, "cut_off": CUT_OFF, "vintage": "v",
} | LIMITS  # fmt: skip


def month(number: int, start: int = 2024) -> str:
    return f"{start + (number > 6)}-{(number + 5) % 12 + 1:02d}"


def years(ledger, target=1500):
    """100 a month in 2023-24 and 2024-25 with 220 in June, 100 in two months of 2025-26; budgets of each year."""
    rows = [
        ("receipt", f"{start}-{start + 1 - 2000}", month(number, start), "T1", "220.00" if number == 12 else "100.00")
        for start in (2023, 2024)
        for number in range(1, 13)
    ]
    rows += [("receipt", "2025-26", month(number, 2025), "T1", "100.00") for number in (1, 2)]
    aims = {"2023-24": "1650.00", "2024-25": "1584.00", "2025-26": f"{target}.00"}
    return ledger(*rows, *(("receipt", year, None, "T1", aim, "original") for year, aim in aims.items()))


def errors() -> pd.DataFrame:
    """As of August 2024: 110 for each month to June 2025."""
    return pd.DataFrame(
        {
            "level": "total", "code": "total", "origin": date(2024, 8, 1), "horizon": number - 2, "mean": 110,
            "month": date.fromisoformat(month(number) + "-01"), "actual": 220 if number == 12 else 100, "scale": 10.0,
            "grade": "quick",
        }
        for number in range(3, 13)
    )  # fmt: skip


@pytest.fixture
def store(ledger, heads) -> Store:
    ahead = [
        {"level": "total", "code": "total", "month": date(2025, 9 + at, 1), "mean": 100, "lo80": 90, "hi80": 110,
         "lo95": 80, "hi95": 120}
        for at in range(2)
    ]  # fmt: skip
    return Store.of(
        government=GOVERNMENT, head=heads, entry=years(ledger), forecast=pd.DataFrame(ahead), forecast_basis=BASIS,
        forecast_year=pd.DataFrame([YEAR]), forecast_error=errors(),
        forecast_weight=pd.DataFrame([{"level": "total", "code": "total", "member": "Theta", "weight": 1,
                                       "flags": "a month missing"}]),
    )  # fmt: skip


@pytest.fixture
def desk(tmp_path):
    opened = Desk.open(tmp_path)
    yield opened
    opened.close()


def row(answer) -> dict:
    (one,) = answer.table.to_dict("records")
    return one


def test_the_outlook_is_what_is_booked_and_then_what_is_forecast(store, column):
    answer = forecast.outlook(store)
    assert column(answer, "month", "booked", "forecast", "lo80")[-3:] == [
        (date(2025, 8, 1), Decimal("100.00"), None, None),
        (date(2025, 9, 1), None, Decimal("100.00"), Decimal("90.00")),
        (date(2025, 10, 1), None, Decimal("100.00"), Decimal("90.00")),
    ]
    assert answer.as_of == date(2025, 8, 31)
    assert answer.notes == ("Grade quick; the books end with August 2025.", "A month missing.")


def test_the_year_end_is_booked_and_remaining_against_target_and_last_year(store):
    found = row(forecast.year_end(store))
    assert {name: found[name] for name in ("booked", "remaining", "total", "target", "gap", "last_year")} == {
        "booked": 200, "remaining": 1000, "total": 1200, "target": 1500, "gap": -300, "last_year": 1320,
    }  # fmt: skip
    assert found["growth"] == pytest.approx(-100 / 11)
    assert (found["expected_a_month"], found["needed_a_month"]) == (100, 130)


@pytest.mark.parametrize(("target", "reached"), [(1200, 50), (1300, 10), (1350, 2.5), (1100, 90)])
def test_the_chance_of_a_target_is_that_of_the_limits(ledger, heads, target, reached):
    store = Store.of(
        government=GOVERNMENT, head=heads, entry=years(ledger, target), forecast_basis=BASIS,
        forecast_year=pd.DataFrame([YEAR]),
    )  # fmt: skip
    assert row(forecast.year_end(store))["chance"] == pytest.approx(reached)


def test_a_year_end_is_explained_in_two_sentences_of_its_figures(store):
    assert forecast.year_end(store).sentence == (
        "2 months are booked, 16.7 % of the total expected at the year's end, 9.1 % below the year before; "
        "in 80 of 100 cases within 8.3 % of it. That is 20.0 % below the target (original estimate), "
        "which is reached in 0 of 100 cases and takes 30.0 % more a month than expected."
    )


def put(desk, **changes) -> Override:
    made = {
        "government": "Test Province", "level": "total", "code": "total", "fiscal_year": "2025-26", "who": "Ayesha",
        "why": "a rate was cut", "before": "1200", "after": "1150", "version": "v1", "cut_off": CUT_OFF,
        "booked": "200",
    }  # fmt: skip
    return desk.override(Override(**made | changes))


def test_an_override_is_the_figure_and_is_told_on_every_answer(store, desk):
    put(desk)
    answer = forecast.year_end(store, desk)
    found = row(answer)
    assert (found["figure"], found["before"], found["after"], found["moved"]) == (1150, 1200, 1150, "")
    assert found["total"] == 1200
    for told in (answer.notes, forecast.outlook(store, desk).notes):
        assert [note for note in told if "Overridden by Ayesha" in note and "a rate was cut" in note]


def test_an_override_that_was_undone_no_longer_counts(store, desk):
    desk.undo(put(desk), "Bilal", "mistaken")
    found = row(forecast.year_end(store, desk))
    assert (found["figure"], found["who"]) == (1200, "")


@pytest.mark.parametrize(
    ("then", "moved"),
    [({"cut_off": date(2025, 7, 1)}, "books now end with August 2025"), ({"booked": "190"}, "another sum")],
)
def test_an_override_is_flagged_when_the_data_under_it_moved(store, desk, then, moved):
    put(desk, **then)
    answer = forecast.year_end(store, desk)
    assert moved in row(answer)["moved"]
    assert any("look at it again" in note for note in answer.notes)


def test_an_override_of_another_government_is_not_shown(store, desk):
    put(desk, government="Another Province")
    assert row(forecast.year_end(store, desk))["figure"] == 1200


def test_three_reckonings_stand_beside_each_other_with_the_errors_of_the_same_years(store, column):
    """2024-25 ended with 1,320: budget 1,584 (20 % above), run rate 1,200 (9.1 % below), model 1,300 (1.5 % below)."""
    rows = column(forecast.side_by_side(store), "source", "figure", "past_error", "years")
    assert rows == [
        ("official", Decimal("1500.00"), pytest.approx(20), 1),
        ("run rate", Decimal("1200.00"), pytest.approx(100 / 11), 1),
        ("model", Decimal("1200.00"), pytest.approx(100 / 66), 1),
        ("combination", Decimal("1324.23"), pytest.approx(100 * (1442 / 1320 - 1)), 1),
    ]  # past: half and half, 1,442; now: the year says 264 / 284 of the model, four years of a half: 0.5859 x 300 less


def test_nothing_is_recommended_without_a_track_record(ledger, heads):
    store = Store.of(
        government=GOVERNMENT, head=heads, entry=years(ledger), forecast_basis=BASIS,
        forecast_year=pd.DataFrame([YEAR]),
    )  # fmt: skip
    answer = forecast.side_by_side(store)
    assert list(answer.table["source"]) == ["official", "run rate", "model"]
    assert "none is recommended" in answer.sentence


QUESTIONS = [
    forecast.outlook, forecast.year_end, forecast.side_by_side, forecast_quality.by_horizon, forecast_quality.by_head,
    forecast_quality.coverage, forecast_quality.against_official,
]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_what_is_not_computed_says_so_and_what_to_do(question, two_years):
    answer = question(two_years)
    assert len(answer.table) == 0
    assert "not computed yet" in answer.sentence.lower() and "python -m analytics refresh" in answer.sentence


def test_a_naive_forecast_is_the_same_month_of_the_last_year_then_known():
    history = History(
        ("head:A",), pd.Timestamp("2020-01-01").to_datetime64().astype("datetime64[M]"), [list(range(36))]
    )
    history = History(history.series, history.first, pd.DataFrame(history.values).to_numpy(float))
    origin = pd.Series([date(2021, 12, 1)] * 3)
    month = pd.Series([date(2022, 1, 1), date(2022, 12, 1), date(2023, 3, 1)])
    assert naive(history, pd.Series(["head:A"] * 3), origin, month).tolist() == [12, 23, 14]


def test_skill_against_last_years_months_is_said_also_where_it_is_negative(store):
    """Ten months off by 10 or 110 of 1,120; last year's months were exactly right."""
    made = forecast_quality.by_head(store, "total")
    assert made.table[["error", "naive_error"]].values.tolist() == [[pytest.approx(200 / 1120 * 100), 0]]
    assert forecast_quality.by_horizon(store, "total").table["forecasts"].tolist() == [1] * 10


def test_the_model_is_set_against_the_official_figure(store):
    answer = forecast_quality.against_official(store)
    found = row(answer)
    assert (found["fiscal_year"], found["months_booked"]) == ("2024-25", 2)
    assert (found["forecast"], found["official"], found["actual"]) == (1300, 1584, 1320)
    assert answer.sentence == (  # 20 off against 264
        "The errors together are 92.4 % smaller than those of the original estimates (1 forecast)."
    )


@pytest.mark.parametrize(("origins", "measured"), [(0, False), (1, True)])
def test_limits_that_were_never_tried_out_are_said_to_be_a_rule_of_thumb(ledger, heads, origins, measured):
    store = Store.of(
        government=GOVERNMENT, head=heads, entry=years(ledger), forecast_basis=BASIS.assign(origins=origins),
        forecast_year=pd.DataFrame([YEAR]),
    )  # fmt: skip
    said = forecast.year_end(store)
    assert any("rule of thumb" in note for note in said.notes) is not measured
    assert said.sentence.endswith("the limits are a rule of thumb, not measured.") is not measured
