"""Store: what the store, its readers and its first pages must reach."""

from benchmarks import ingest, serving
from benchmarks.figures import Benchmark

LINES, SECONDS, MS = "lines a second", "seconds", "ms"

BENCHMARKS = (
    Benchmark("treasury vouchers (Parquet), published", LINES, ">= 300,000", ingest.vouchers, "DuckDB's read_parquet"),
    Benchmark("SAP list as CSV, published", LINES, ">= 0.6x", ingest.sap_csv, "DuckDB's read_csv"),
    Benchmark("SAP list as CSV, reading alone", LINES, ">= 0.8x", ingest.sap_csv_read, "DuckDB's read_csv"),
    Benchmark("SAP list saved as text, published", LINES, ">= 0.5x", ingest.alv_list, "the same rows as a clean CSV"),
    Benchmark("workbook (XLSX), published", LINES, ">= 4x", ingest.workbook, "openpyxl, reading alone"),
    Benchmark("a page's questions through store.ask, p95", MS, "<= 1.2x", serving.ask, "the same SQL in DuckDB"),
    Benchmark("revenue trend from the mart, processor time", MS, "<= 0.05x", serving.mart, "the same from the ledger"),
    Benchmark("front page, click to drawn, alone, p95", MS, "<= 300", serving.front_page_alone),
    Benchmark("front page, click to drawn, beside 19 others, p95", MS, "<= 600", serving.front_page_in_company),
    Benchmark("memory of the server", "MB", "<= 600", serving.memory),
    Benchmark("one month of ten million lines replaced", SECONDS, "<= 0.2x", serving.month, "publishing all lines"),
)  # fmt: skip
