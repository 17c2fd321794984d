"""Files: what departments send, made up in any size: an SAP list as CSV and as ALV text, a workbook, a ledger."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import xlsxwriter
from pyarrow import csv

COLUMNS = (
    "DDO",
    "Object",
    "Function",
    "Posting Date",
    "Document",
    "Bill",
    "Class",
    "Fund",
    "Gross",
    "Deductions",
    "Net",
)
DDO_LIST = ("DDO", "Object", "Description", "Final Budget", "Released", "Expenditure")
PAGE = 60  # lines of a page of an ALV list
RULE = "-" * 99
TITLE = (
    "13.11.2026                     Dynamic List Display                           {page}\n\n"
    "Government of Sindh - DDO wise expenditure     Fiscal year 2026   Period 001-004\n"
)


def pick(names: list[str], lines: int, chance: np.random.Generator) -> pa.Array:
    """So many names, at random."""
    return pa.array(names).take(pa.array(chance.integers(0, len(names), lines)))


def paisa(lines: int, chance: np.random.Generator) -> np.ndarray:
    """Amounts of all sizes, one in twenty of them money that flows back."""
    return np.abs(chance.normal(5e6, 2e7, lines)).astype(np.int64) * np.where(chance.random(lines) < 0.05, -1, 1)


def printed(amounts: np.ndarray) -> pa.Array:
    """Amounts as SAP prints them: 1,234.50, and 18,750.00- for money that flows back."""
    size = np.abs(amounts)
    rupees = pc.cast(pa.array(size // 100), pa.string())
    grouped = pc.replace_substring_regex(rupees, r"(\d)(\d{3})$", r"\1,\2")
    grouped = pc.replace_substring_regex(grouped, r"(\d)(\d{3}),", r"\1,\2,")
    rest = pc.utf8_lpad(pc.cast(pa.array(size % 100), pa.string()), 2, "0")
    return pc.binary_join_element_wise(grouped, ".", rest, pc.if_else(pa.array(amounts < 0), "-", ""), "")


def days(lines: int, chance: np.random.Generator) -> pa.Array:
    """Days of the fiscal year 2025-26, as 31.12.2025."""
    first = np.datetime64("2025-07-01")
    return pick([f"{day:%d.%m.%Y}" for day in (first + np.arange(365)).astype(object)], lines, chance)


def sap_rows(lines: int, seed: int = 1) -> pa.Table:
    """Postings as an SAP list has them, all text."""
    chance = np.random.default_rng(seed)
    deductions, net = paisa(lines, chance), paisa(lines, chance)
    columns = [
        pick([f"HB{number:04}" for number in range(5000)], lines, chance),
        pick([f"A{number:05}" for number in range(1101, 1401)], lines, chance),
        pick([f"09{number:04}" for number in range(100)], lines, chance),
        days(lines, chance),
        pc.cast(pa.array(np.arange(lines) + 1_900_000_000), pa.string()),
        pc.cast(pa.array(chance.integers(0, 10**9, lines)), pa.string()),
        pick(["current revenue", "current capital", "development"], lines, chance),
        pick(["voted", "charged"], lines, chance),
        *map(printed, (deductions + net, deductions, net)),
    ]
    return pa.table(columns, names=list(COLUMNS))


def sap_csv(path: Path, lines: int) -> Path:
    """The postings with semicolons between them; one line in a thousand has an amount that is none."""
    rows = sap_rows(lines)
    broken = pa.array(np.arange(lines) % 1000 == 999)
    rows = rows.set_column(8, "Gross", pc.if_else(broken, "n/a", rows["Gross"].combine_chunks()))
    csv.write_csv(rows, path, csv.WriteOptions(delimiter=";", quoting_style="none"))
    return path


def ddo_rows(lines: int) -> pa.Table:
    """Lines of the FMIS list of spending by drawing and disbursing officer."""
    chance = np.random.default_rng(2)
    officers = pa.array([f"HB{number:04}" for number in range(10_000)]).take(pa.array(np.arange(lines) // 300 % 10_000))
    objects = pa.array([f"A{number:05}" for number in range(1101, 1401)]).take(pa.array(np.arange(lines) % 300))
    words = pick(["Basic Pay", "Electricity", "House Rent Allowance", "Stationery"], lines, chance)
    return pa.table(
        [officers, objects, words, *(printed(paisa(lines, chance)) for _ in range(3))], names=list(DDO_LIST)
    )


def alv_list(path: Path, lines: int) -> Path:
    """The list saved as text: title and heading again on every page, rules, minus at the end."""
    widths = (6, 6, 24, 18, 18, 18)
    heading = "| |" + "|".join(name.ljust(width) for name, width in zip(DDO_LIST, widths, strict=True)) + "|"
    cells = [
        (pc.utf8_lpad if width == 18 else pc.utf8_rpad)(column.combine_chunks(), width)
        for column, width in zip(ddo_rows(lines).columns, widths, strict=True)
    ]
    rows = pc.binary_join_element_wise("| ", *cells, "", "|").to_pylist()
    with path.open("w", encoding="latin-1") as file:
        for page, first in enumerate(range(0, lines, PAGE), start=1):
            body = "\n".join(rows[first : first + PAGE])
            file.write(f"{TITLE.format(page=page)}{RULE}\n{heading}\n{RULE}\n{body}\n{RULE}\n")
    return path


def ddo_csv(path: Path, lines: int) -> Path:
    """The same lines as a clean CSV."""
    csv.write_csv(ddo_rows(lines), path)
    return path


def workbook(path: Path, lines: int) -> Path:
    """The same columns as the plain ledger, as XLSX with typed cells."""
    chance = np.random.default_rng(3)
    names = [
        "posted_on",
        "office",
        "object",
        "function",
        "fund",
        "document",
        "bill",
        "class",
        "amount",
        "deductions",
        "net",
    ]
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, names)
    deductions, net = paisa(lines, chance), paisa(lines, chance)
    amounts = np.stack([deductions + net, deductions, net], axis=1) / 100
    posted = (np.datetime64("2025-07-01") + chance.integers(0, 365, lines)).astype(object)
    for line in range(lines):
        sheet.write_datetime(line + 1, 0, posted[line], day)
        office, thing = f"HB{line % 5000:04}", f"A{1101 + line % 300:05}"
        sheet.write_row(line + 1, 1, [office, thing, "091101", "voted", f"{line:09}", f"{line:07}", "current revenue"])
        sheet.write_row(line + 1, 8, amounts[line])
    book.close()
    return path


def office_month(path: Path, lines: int, seed: int) -> Path:
    """One office's ledger of one month, as Parquet; another seed is the corrected one."""
    chance = np.random.default_rng(seed)
    paisa = pa.array(chance.integers(1, 10**8, lines)).cast(pa.decimal128(20, 0))
    columns = {
        "posted_on": pa.array(np.datetime64("2026-10-01") + chance.integers(0, 31, lines)).cast(pa.date32()),
        "office": pa.array(["ZZ0001"] * lines).dictionary_encode(),
        "object": pick([f"A{number:05}" for number in range(1101, 1401)], lines, chance).dictionary_encode(),
        "document": pc.cast(pa.array(np.arange(lines)), pa.string()),
        "amount": pc.divide(paisa, pa.scalar(100, pa.decimal128(3, 0))).cast(pa.decimal128(20, 2)),
    }
    pq.write_table(pa.table(columns), path)
    return path
