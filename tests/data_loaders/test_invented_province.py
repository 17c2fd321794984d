"""The invented province looks as the real one was measured: seasons, ratios, codes, refunds and abolished heads."""

import csv
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from data_loaders.invented import reference

YEARS = [f"{year}-{year - 1999:02}" for year in range(2015, 2027)]


def codes(table: str) -> set[str]:
    with open(Path(reference.REFERENCE) / f"{table}.csv", encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file)}


def test_there_are_49_departments_30_districts_and_twelve_years(ask):
    assert ask("select count(distinct department) from line where department <> 'D99'") == [(49,)]
    assert ask("select count(distinct district) from line where side = 'payment'") == [(30,)]
    assert [row[0] for row in ask("select distinct fiscal_year from line order by all")] == YEARS


def test_four_months_of_the_last_year_are_over(ask):
    months = "select distinct month(day) from line where fiscal_year = '2026-27' and stage = 'actual' order by all"
    assert ask(months) == [(7,), (8,), (9,), (10,)]
    assert ask("select count(*) from line where fiscal_year = '2026-27' and stage = 'revised'") == [(0,)]


def test_codes_are_of_the_chart_of_accounts(ask):
    used = ask("select distinct object, function from line where side = 'payment' and object is not null")
    assert {code for code, _ in used} <= codes("chart_of_accounts")
    assert {code for _, code in used} <= codes("functions")
    assert ask("select count(*) from line where not regexp_full_match(office, '[A-Z]{2}[0-9]{4}')") == [(0,)]


def test_services_tax_comes_46_per_cent_by_december_and_14_in_june(ask):
    shares = ask("""
        select fiscal_year, sum(amount) filter (month(day) > 6) / sum(amount),
            sum(amount) filter (month(day) = 6) / sum(amount)
        from line where object = 'R18' and stage = 'actual' and fiscal_year < '2026-27' group by all
    """)
    assert len(shares) == 11
    assert all(0.45 < first_half < 0.47 and 0.13 < june < 0.15 for _, first_half, june in shares)


def test_june_2020_is_as_published_with_its_refund(ask):
    june = dict(
        ask("select object, sum(amount) from line where day between '2020-06-01' and '2020-06-30' group by all")
    )
    assert june["R10"] == Decimal("-264528000")
    assert june["R18"] == Decimal("14851850000")
    assert june["R15"] == Decimal("5899700000")


def test_abolished_heads_have_nothing_from_2025_26_on(ask):
    gone = "object in ('R11', 'R14', 'R16')"
    assert ask(f"select count(*) from line where {gone} and fiscal_year >= '2025-26'") == [(0,)]
    assert ask(f"select min(n) > 0 from (select count(*) as n from line where {gone} group by object)") == [(True,)]


@pytest.mark.parametrize(
    ("what", "years", "least", "most"),
    [  # as DOMAIN measured actual against original, in years in which no actual is published
        ("object = 'R18'", "2021-22 2022-23 2025-26", 0.74, 0.81),
        ("class = 'Board of Revenue taxes'", "2019-20 2021-22 2022-23", 0.42, 0.46),
        ("class = 'excise taxes'", "2019-20 2021-22 2022-23", 0.78, 0.84),
        ("class = 'federal transfers'", "2020-21 2022-23 2025-26", 0.93, 0.97),
        ("class like 'development%'", "2020-21 2022-23 2025-26", 0.72, 0.80),
    ],
)
def test_less_is_collected_and_built_than_estimated(ask, what, years, least, most):
    for year in years.split():
        actual, original = ask(f"""
            select sum(amount) filter (stage = 'actual'), sum(amount) filter (stage = 'original')
            from line where {what} and fiscal_year = '{year}'
        """)[0]
        assert least <= actual / original <= most, year


@pytest.mark.parametrize(
    ("group", "percent"), [("A01", 88), ("A03", 80), ("A05", 91), ("A07", 51), ("A09", 38), ("A13", 75)]
)
def test_spending_stands_where_it_stood_against_release_on_10_june(ask, group, percent):
    """brecorder.com/news/40103096: spending by 10 June 2021 over releases."""
    spent, released = ask(f"""
        select sum(amount) filter (stage = 'actual' and day <= '2021-06-10'), sum(amount) filter (stage = 'released')
        from line where object like '{group}%' and fiscal_year = '2020-21'
    """)[0]
    assert float(spent / released) * 100 == pytest.approx(percent, abs=5)


def test_the_last_month_is_about_two_and_a_half_normal_ones(ask):
    spikes = ask("""
        select sum(amount) filter (month(day) = 6) / (sum(amount) filter (month(day) <> 6) / 11) from line
        where side = 'payment' and stage = 'actual' and fiscal_year < '2026-27' group by fiscal_year
    """)
    assert all(2.0 < spike < 3.0 for (spike,) in spikes)


def test_nothing_is_spent_that_was_not_released(ask):
    left = ask("""
        select sum(case stage when 'released' then amount else -amount end) from line
        where side = 'payment' and stage in ('released', 'committed', 'actual') and fiscal_year < '2026-27'
        group by fiscal_year
    """)
    assert all(available > 0 for (available,) in left)


def test_what_is_released_by_december_does_not_give_the_year_away(ask):
    """Where it did, a forecast from releases would be right by construction."""
    (strays,) = ask("""
        with half as (
            select department, fiscal_year, sum(amount) filter (month(day) in (7, 10)) / sum(amount) as share
            from line where stage = 'released' and fiscal_year < '2026-27' group by department, fiscal_year
        )
        select stddev(share) from half
    """)[0]
    assert 0.03 < strays < 0.15


def test_money_held_back_and_paid_out_is_the_amount(province):
    wrong = f"select count(*) from read_parquet('{province}/payments-*.parquet') where amount <> deductions + net"
    assert duckdb.sql(wrong).fetchall() == [(0,)]


def test_the_outlay_grows_from_year_to_year(ask):
    outlay = ask("select sum(amount) from line where side = 'payment' and stage = 'actual' and fiscal_year < '2026-27' "
                 "group by fiscal_year order by fiscal_year")  # fmt: skip
    assert all(later > earlier for (earlier,), (later,) in pairwise(outlay))


def test_scale_1_has_about_one_and_a_half_million_lines(ask, province):
    whole = len(list(province.glob("payments-*.parquet"))) == 12 and ask("select count(*) from line")[0][0]
    assert 1_450_000 < whole < 1_600_000 or whole < 250_000


def test_what_a_reappropriation_takes_from_one_line_it_gives_to_another_of_the_same_grant(ask):
    moved = "from line where stage = 'reappropriation'"
    assert ask(f"select count(distinct fiscal_year) {moved}") == [(12,)]
    orders = f"select sum(amount), count(*), count(distinct grant_number), min(amount) < 0 {moved} group by document"
    assert ask(f"select distinct * from ({orders})") == [(Decimal(0), 2, 1, True)]


def test_the_revised_estimate_is_the_original_and_its_changes_or_the_published_one_within_2_per_cent(ask):
    changed = "'original', 'supplementary', 'reappropriation', 'surrender'"
    differs = ask(f"""
        select fiscal_year, sum(case when stage = 'revised' then amount else -amount end)
            / sum(amount) filter (stage = 'revised')
        from line where side = 'payment' and stage in ('revised', {changed}) and fiscal_year < '2026-27'
        group by all order by all
    """)
    assert [share for _, share in differs[:3]] == [0, 0, 0]
    assert all(abs(share) < 0.02 for _, share in differs)


def test_orders_are_billed_and_paid_and_few_bills_are_never_paid(ask):
    ended = "select sum(amount) as open, max(kind) filter (kind = 'bill') as billed from line"
    whole = f"{ended} where stage = 'committed' and fiscal_year < '2026-27' group by fiscal_year, document"
    few, below, unbilled = ask(f"""
        select avg((open > 0)::integer), count(*) filter (open < 0), count(*) filter (open <> 0 and billed is null)
        from ({whole})
    """)[0]
    assert 0.005 < few < 0.03
    assert (below, unbilled) == (0, 0)
