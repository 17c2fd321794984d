"""The worked stories: every figure of docs/stories is recomputed, and the main effect of each worked by hand."""

import re
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import pandas as pd
import pytest

from analytics import pension_reform, scenarios
from data_loaders.store import Store

FOLDER = Path(__file__).parent.parent / "docs/stories"
STORIES = {  # page: what it moves, and the lines that its table must have
    "pay_award": ((("pay_award", 10.0),), ("Salaries", "Balance")),
    "pension_reform": ((("pension_reform", 100.0),), ("Pensions and commutation", "Balance")),
    "flood_year": ((("flood", 30.0), ("relief", 50.0)), ("Own revenue", "Grants and subsidies", "Balance")),
}
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
BILLION = 10**9
RUPEES = 5  # what whole rupees, rounded line by line, may differ by


@pytest.fixture(scope="module")
def store(small_province):
    store = Store.open(small_province)
    yield store
    store.close()


def page(name: str) -> str:
    """A page's text, its minus signs as a computer writes them."""
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8").replace("−", "-")


def block(text: str, language: str) -> str:
    """The one fenced block of a language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)
    return found


def table(text: str) -> pd.DataFrame:
    """The page's table of billions, as printed."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:2] == "| "]
    return pd.DataFrame(rows[1:], columns=rows[0]).set_index("")


def rupees(answer) -> pd.DataFrame:
    """A column a line of the framework, a row a fiscal year, in whole rupees."""
    return answer.table.set_index("name").drop(columns="part").T.map(int)


def both(store, name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The framework before and after what a story moves."""
    return rupees(scenarios.table(store)), rupees(scenarios.table(store, moved=STORIES[name][0]))


def billions(amount: int, decimals: int) -> str:
    """As the pages print an amount."""
    made = (Decimal(amount) / BILLION).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)
    return f"{made + 0:,}"


def test_there_is_a_page_a_story():
    assert {path.stem for path in FOLDER.glob("*.md")} == set(STORIES)


@pytest.mark.parametrize("name", STORIES)
def test_every_figure_of_the_table_is_recomputed(store, name):
    before, after = both(store, name)
    made = {
        f"{line}, {which}": [billions(amount, 2) for amount in amounts]
        for line in STORIES[name][1]
        for which, amounts in (
            ("baseline", before[line]),
            ("story", after[line]),
            ("difference", after[line] - before[line]),
        )
    }
    printed = table(page(name))
    assert list(printed.columns) == list(before.index)
    assert {line: list(row) for line, row in printed.iterrows()} == made


@pytest.mark.parametrize("name", STORIES)
def test_what_is_said_to_the_minister_is_in_the_figures(store, name):
    before, after = both(store, name)
    lines = list(STORIES[name][1])
    amounts = [abs(each) for made in (before, after, after - before) for each in made[lines].to_numpy().ravel()]
    said = re.search(r"\*\*What to say to the minister\.\*\* (.*)", page(name))[1]
    figures = re.findall(r"Rs ([\d,]+\.\d)\b", said)
    assert len(figures) >= 2
    assert [figure for figure in figures if figure not in {billions(amount, 1) for amount in amounts}] == []


@pytest.mark.parametrize("name", STORIES)
def test_the_call_of_the_page_prints_what_stands_under_it(small_province, monkeypatch, capsys, name):
    monkeypatch.setenv("KHAZANA_HOME", str(small_province))
    code, under = block(page(name), "python"), block(page(name), "text")
    exec(compile(code, name, "exec"), {"__name__": "example"})
    printed = capsys.readouterr().out
    assert NUMBER.sub("#", printed).split() == NUMBER.sub("#", under).split()
    one, other = ([float(each.replace(",", "")) for each in NUMBER.findall(text)] for text in (printed, under))
    assert one == pytest.approx(other, abs=RUPEES)
    assert repr(STORIES[name][0]).replace("'", '"') in code


def test_a_pay_award_by_hand(store):
    """A year of October's posts, 1 % more each year: salaries × (1.10/1.08 − 1) more, and so much less balance.

    A post is paid the average of its grade from July to October, for twelve months.
    """
    before, after = both(store, "pay_award")
    paid = store.ask("select * from payroll_month where month >= '2026-07-01' order by month, department, grade")
    one = paid.groupby("grade")["total"].sum().astype(float) / paid.groupby("grade")["filled"].sum()
    last = paid[paid["month"] == paid["month"].max()].groupby("grade")["filled"].sum()
    start = float((12 * one * last).sum())
    assert before.loc["2026-27", "Salaries"] != pytest.approx(start, rel=0.05)
    assert f"{billions(round(start), 2)} × 1.08 × 1.01" in page("pay_award")
    more = after["Salaries"] - before["Salaries"]
    assert more["2026-27"] == 0
    assert more["2027-28"] == pytest.approx(start * 1.01 * 0.02, abs=RUPEES)
    assert more["2027-28"] == pytest.approx(before.loc["2027-28", "Salaries"] * (1.10 / 1.08 - 1), abs=RUPEES)
    assert more["2031-32"] == pytest.approx(start * 1.01**5 * (1.10**5 - 1.08**5), abs=RUPEES)
    assert (after["Balance"] - before["Balance"]).equals(-more)
    assert set(before.columns[(before != after).any()]) == {
        "Salaries", "Current revenue spending", "Spending", "Revenue balance", "Balance", "Cash left, or taken",
        "Primary balance",
    }  # fmt: skip


def test_a_flood_year_by_hand(store):
    """Own lines grow by buoyancy times 10.745 % (3.5 % real, 7 % prices); 30 % of them are lost in 2027-28 alone."""
    before, after = both(store, "flood_year")
    buoyancy = {
        "Sales tax on services": 1.2, "Infrastructure cess": 1.0, "Stamp duties and taxes on property": 1.0,
        "Other own taxes": 0.9, "Own non-tax receipts": 0.8,
    }  # fmt: skip
    own = sum(before.loc["2026-27", line] * (1 + each * 0.10745) for line, each in buoyancy.items())
    change = after - before
    assert change.loc["2027-28", "Own revenue"] == pytest.approx(-0.3 * own, abs=RUPEES)
    assert change.loc["2027-28", "Balance"] == pytest.approx(-0.3 * own - 50 * BILLION, abs=RUPEES)
    assert change.loc["2027-28", "Share of the divisible pool"] == 0
    assert not change.drop(index="2027-28").to_numpy().any()


def test_the_pension_reforms_by_hand(store):
    """The saving of each year is its line times the part that the page *Pension reform* finds for that year."""
    before, after = both(store, "pension_reform")
    saved = before["Pensions and commutation"] - after["Pensions and commutation"]
    years = pension_reform.by_year(store, old="Sindh", new="Cabinet study of 2021", years=6).table
    years = years.set_index("fiscal_year").astype(float)
    part = (years["saved"] / years["before"]).to_numpy()[1:]  # of those in service today alone
    expected = before["Pensions and commutation"].to_numpy()[1:] * part
    assert saved["2026-27"] == 0 and (saved.iloc[1:] > 0).all()
    assert saved.to_numpy()[1:] == pytest.approx(expected, rel=0.01)
    assert f"{saved['2027-28'] / before.loc['2027-28', 'Pensions and commutation']:.1%}" == "1.5%"
    assert (after["Balance"] - before["Balance"]).equals(saved)
