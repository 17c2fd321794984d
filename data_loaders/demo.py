"""The invented province: files of invented detail that add up to Sindh's published totals, published like any others.

Every figure of `reference/fiscal_totals.csv` for Sindh, 2015-16 to 2026-27, at the stages BE, RE and Actual holds to
the rupee (`invented.published.targets`); a total that its published items do not reach has a line "Rounding and
unexplained in the source". What nobody published is carried on by growth and shared by invented weights
(`reference/invented_*.csv`). The planted faults (`PLANTED`) stand in October 2026, for which nothing is published.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from data_loaders.invented.cells import cells, years_of_cells
from data_loaders.invented.faults import PLANTED, write_faults
from data_loaders.invented.offices import budget_lines
from data_loaders.invented.payments import write_commitments, write_payments, write_releases
from data_loaders.invented.receipts import write_estimates, write_receipts
from data_loaders.invented.reference import REFERENCE
from data_loaders.invented.spending import Spending, write_budgets
from data_loaders.invented.totals import totals
from data_loaders.publish import Report, publish
from data_loaders.store import Government, home_of

GOVERNMENT = Government(
    "Sindh (invented detail)", "PKR", 7, "NAM", invented=True, note="invented detail, published totals"
)
LISTS = ("departments", "districts", "revenue_heads", "chart_of_accounts", "functions")


def demo(home: str | Path | None = None, scale: float = 1, seed: int = 2026, progress=None) -> Report:
    """Make the invented province and publish it; scale 1 has about 1.5 million lines, the same seed the same lines."""
    place = home_of(home)
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place, prefix="invented-") as folder:
        files = invented_files(folder, scale, seed)
        lists = [REFERENCE / f"{name}.csv" for name in LISTS]
        more = {"progress": progress} if progress else {}
        return publish([*lists, *files], place, government=GOVERNMENT, **more)


def invented_files(folder: str | Path, scale: float = 1, seed: int = 2026) -> list[Path]:
    """The files of the province: budgets, releases, commitments, payments, receipts, and those with planted faults."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    amounts = totals(rng)
    filled = years_of_cells(amounts, rng)
    spending = Spending(cells(), budget_lines(cells(), scale, rng), filled, amounts, seed)
    return [
        write_budgets(spending, folder),
        write_releases(spending, folder),
        write_commitments(spending, folder),
        *write_payments(spending, folder, copies=max(1, round(scale))),
        write_estimates(amounts, folder),
        write_receipts(amounts, folder, scale, seed),
        *write_faults(folder, seed),
    ]


__all__ = ["GOVERNMENT", "PLANTED", "demo", "invented_files"]
