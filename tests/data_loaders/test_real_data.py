"""Real files with their real faults: control totals to the rupee, and every line accounted for."""

import json
import os
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from data_loaders.detection import detect
from data_loaders.publish import publish
from data_loaders.readers.sheet import Unreadable
from data_loaders.shelf import shipped
from data_loaders.store import Government, Store
from data_loaders.verify import verify

pytest_plugins = "tests.data_loaders.place"

REAL = Path(os.environ.get("KHAZANA_REAL_DATA") or "no folder is named")
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="KHAZANA_REAL_DATA does not name the folder of real files")

MAJOR = "left(function_major, 4)"
BY_FLOW = {
    "spending_majors_2_to_5": f"flow = 'expenditure' and {MAJOR} between '2000' and '5999'",
    "spending_loans_6xxx_7xxx": f"flow = 'expenditure' and {MAJOR} >= '6000'",
    "financing_6003": "flow = 'financing'",
    "remittance_8xxx": "flow = 'remittance'",
    "of_which_8782_8009_8658": f"{MAJOR} in ('8782', '8009', '8658')",
    "march_2018_majors_2_to_5": f"month = date '2018-03-01' and {MAJOR} between '2000' and '5999'",
}
RECEIPTS_BY_FLOW = {
    "majors_0_1": "head[1] in ('0', '1') and flow = 'receipt'",
    "majors_4_6_7": "head[1] in ('4', '6', '7') and flow in ('receipt', 'financing')",
    "remittance_8xxx": "flow = 'remittance'",
}


@cache
def expected(part: str) -> dict:
    return json.loads((REAL / "EXPECTED_TOTALS.json").read_text())[part]


@pytest.fixture(scope="session")
def store_of(tmp_path_factory):
    """The report and the store of some files, published once."""

    @cache
    def published(*patterns: str):
        home = tmp_path_factory.mktemp("real")
        report = publish([REAL / pattern for pattern in patterns], home)
        assert verify(home) == []
        return report, Store.open(home)

    return published


@pytest.fixture(scope="session")
def treasury(store_of):
    return store_of("hp_treasury/*.parquet")[1]


@pytest.fixture(scope="session")
def books(store_of):
    return store_of("pak_federal_budget/*.xlsx")


def number(store, sql: str):
    return store.ask(sql).iloc[0, 0]


def by_month(store, sql: str) -> dict:
    frame = store.ask(f"select strftime(month, '%Y-%m') as month, sum(amount) as amount {sql} group by 1 order by 1")
    return dict(zip(frame.month, frame.amount, strict=True))


def test_vouchers_are_the_sums_of_their_file(treasury):
    file = pq.read_table(REAL / "hp_treasury" / "expenditure_vouchers_tidy.parquet")
    assert number(treasury, "select count(*) as n from entry where side = 'payment'") == len(file) == 1_239_284
    sums = treasury.ask(
        "select sum(amount) as a, sum(deductions) as d, sum(net) as n from entry where side = 'payment'"
    )
    deductions = pc.sum(file["ag_deductions"]).as_py() + pc.sum(file["bt_deductions"]).as_py()
    assert [Decimal(value) for value in sums.iloc[0]] == [
        pc.sum(file["gross"]).as_py(),
        deductions,
        pc.sum(file["net_payment"]).as_py(),
    ]
    facts = expected("hp_expenditure")
    assert sums.a[0] == facts["gross"] and deductions == facts["ag_deductions"] + facts["bt_deductions"]
    assert (
        number(treasury, "select min(posted_on)::varchar as d from entry where side = 'payment'") == facts["min_date"]
    )
    assert (
        number(treasury, "select max(posted_on)::varchar as d from entry where side = 'payment'") == facts["max_date"]
    )


def test_vouchers_by_month_and_pensions_by_month(treasury):
    facts = expected("hp_expenditure")
    assert by_month(treasury, "from spending_month") == facts["gross_by_month"]
    assert by_month(treasury, f"from spending_month where {MAJOR} = '2071'") == facts["pension_2071_by_month"]
    year = "select sum(amount) as amount from spending_month where fiscal_year = '2017-18'"
    assert number(treasury, year) == facts["fy2017_18_gross"]


def test_the_ten_largest_heads(treasury):
    frame = treasury.ask(
        f"select {MAJOR} as m, sum(amount) as a from spending_month group by 1 order by a desc limit 10"
    )
    assert dict(zip(frame.m, frame.a, strict=True)) == expected("hp_expenditure")["top10_major_gross"]


@pytest.mark.parametrize("flow", BY_FLOW)
def test_vouchers_by_flow(treasury, flow):
    total = number(treasury, f"select sum(amount) as amount from spending_month where {BY_FLOW[flow]}")
    assert total == expected("hp_expenditure")["by_flow"][flow]


def test_the_vouchers_that_do_not_add_up_are_findings(treasury):
    found = number(treasury, "select count(*) as n from finding where rule = 'gross_is_deductions_and_net'")
    assert found == expected("hp_expenditure")["rows_where_gross!=ded+net"]


def test_offices_and_treasuries(treasury):
    facts = expected("hp_expenditure")
    assert number(treasury, "select count(distinct office) as n from entry where side = 'payment'") == facts["ddos"]
    files = [pq.read_table(path, columns=["treasury"]) for path in (REAL / "hp_treasury").glob("*_tidy.parquet")]
    codes = {name.split("-")[0] for file in files for name in file["treasury"].unique().to_pylist()}
    there = treasury.ask("select code from office where level = 'treasury' order by code")
    assert set(there.code) == codes and len(codes) >= facts["treasuries"]


def test_receipts_and_their_flows(treasury):
    facts = expected("hp_receipts")
    file = pq.read_table(REAL / "hp_treasury" / "receipt_challans_tidy.parquet")
    assert number(treasury, "select count(*) as n from entry where side = 'receipt'") == len(file) == facts["rows"]
    total = number(treasury, "select sum(amount) as amount from receipt_month")
    assert total == facts["net_receipt"] == pc.sum(file["net_receipt"]).as_py()
    for flow, where in RECEIPTS_BY_FLOW.items():
        assert number(treasury, f"select sum(amount) as a from receipt_month where {where}") == facts["by_flow"][flow]
    assert number(treasury, "select count(distinct object) as n from entry where side = 'receipt'") == facts["heads"]


@pytest.mark.parametrize("folder", ["raw_expenditure", "raw_receipts"])
def test_every_total_of_the_raw_reports_adds_up_or_is_a_finding_that_names_the_file(store_of, folder):
    report, _ = store_of(f"hp_treasury/{folder}/*.csv")
    loads = [load for load in report.loads if load["file"][0].isdigit()]
    assert len(loads) == len(list((REAL / "hp_treasury" / folder).glob("*.csv")))
    named = {finding["file"] for finding in report.findings}
    assert None not in named
    for load in loads:
        assert load["stated_total"] is not None
        assert load["stated_total"] == load["computed_total"] or load["file"] in named


def test_the_federal_budget_is_its_first_level(books):
    sql = "select sum(amount) as amount from spending_month where fiscal_year = $year and stage = $stage"
    facts = expected("pak_2022_master")
    original = books[1].ask(sql, year="2022-23", stage="original").amount[0]
    assert original == facts["be_2022_23_level1"] == 34_224_544_577_768
    assert original != facts["be_2022_23_all_levels_WRONG"]
    assert books[1].ask(sql, year="2021-22", stage="revised").amount[0] == facts["re_2021_22_level1"]
    assert (
        number(books[1], "select sum(amount) as a from spending_month where fiscal_year = '2023-24'")
        == (expected("pak_budget_2023_24")["budget_2023"])
    )


def test_the_parts_that_differ_from_their_line_and_the_two_books_are_findings(books):
    parts = "select count(*) as n from finding where rule = 'a_line_is_the_sum_of_its_parts' and what like $column"
    assert books[1].ask(parts, column="%budget_2022_revised says%").n[0] == 812
    (between,) = [f for f in books[0].findings if f["rule"] == "two_sources_state_one_figure"]
    restated = Decimal(expected("pak_budget_2023_24")["budget_2022"])
    assert between["amount"] == Decimal(34_224_544_577_768) - restated
    assert round(between["amount"] / 10**9, 1) == Decimal("732.4")


def test_cells_of_posts_that_hold_money_are_refused_and_the_amounts_kept(books):
    sheet = CalamineWorkbook.from_path(REAL / "pak_federal_budget" / "budget_2022_master.xlsx").get_sheet_by_index(0)
    rows = enumerate(sheet.iter_rows(), start=1)
    _, names = next(rows)
    wrong, lines = 0, set()
    for line, row in ((line, dict(zip(names, row, strict=True))) for line, row in rows):
        posts = [row[name] for name in ("posts_2022", "posts_2022_revised") if row[name] != ""]
        paid = "A01" in str(row["ID6"])
        bad = [value for value in posts if not (paid and float(value).is_integer() and 0 <= float(value) <= 5000)]
        wrong += len(bad)
        if bad and str(row["level"]).removesuffix(".0") == "1":
            lines.add(line)
    refused = books[1].ask("select distinct line from reject where \"column\" like 'posts%' order by line")
    assert number(books[1], "select count(*) as n from reject where \"column\" like 'posts%'") == wrong
    assert 7_200 <= wrong <= 7_400 and lines <= set(refused.line)
    kept = books[1].ask("select distinct line from entry where fiscal_year in ('2021-22', '2022-23') order by line")
    assert lines <= set(kept.line)


def physical_lines(path: Path) -> int:
    """Lines of text, rows of a workbook, of Parquet or of JSON, counted by other means than the readers."""
    if path.suffix == ".parquet":
        return pq.ParquetFile(path).metadata.num_rows
    if path.suffix in (".xlsx", ".xls"):
        book = CalamineWorkbook.from_path(path)
        ends = [book.get_sheet_by_name(name).end for name in book.sheet_names]
        return sum(end[0] + 1 for end in ends if end)
    content = path.read_bytes()
    return len(json.loads(content)) if path.suffix == ".json" else content.count(b"\n") + (content[-1:] != b"\n")


def fits() -> dict[Path, str]:
    """What detection says of every real file: a profile, or a sentence."""
    known, said = shipped(), {}
    for path in sorted(path for path in REAL.rglob("*") if path.is_file()):
        try:
            said[path] = detect(path, path.name, known.values()).name
        except Unreadable as error:
            said[path] = str(error)
    return said


def test_every_line_of_every_file_is_kept_refused_or_ignored(tmp_path):
    said, known, counted = fits(), shipped(), 0
    homes: dict[tuple, list[Path]] = {}
    for path, profile in said.items():
        if profile not in known:
            assert profile.endswith((".", ")")) and len(profile) > 40, (path, profile)
            continue
        whose = known[profile].government
        homes.setdefault((whose.name if whose else None, path.parent.name.startswith("raw")), []).append(path)
    for number_, ((whose, _), paths) in enumerate(sorted(homes.items(), key=str)):
        report = publish(paths, tmp_path / str(number_), government=None if whose else Government(chart="own"))
        loads = {load["file"]: load for load in report.loads}
        for path in paths:
            load = loads[path.name]
            assert load["lines_read"] == load["kept"] + load["refused"] + load["ignored"] == physical_lines(path), path
            counted += 1
    assert counted >= 50


def test_a_raw_report_beside_the_tidy_table_is_a_finding(store_of):
    raw = "hp_treasury/raw_receipts/*HMR02-STO_NADAUN_204*.csv"
    report, _ = store_of("hp_treasury/receipt_challans_tidy.parquet", raw)
    assert [f["rule"] for f in report.findings if "HMR02" in f["what"]] == ["no_line_stands_in_two_files"]
