"""The files of the invented province, all of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from data_loaders.invented.census import FAULTS, write_census
from data_loaders.invented.changes import write_changes
from data_loaders.invented.commitments import write_commitments
from data_loaders.invented.faults import PLANTED as PLANTED_IN_LISTS
from data_loaders.invented.faults import write_faults
from data_loaders.invented.irregular import write_irregular
from data_loaders.invented.loans import write_loans
from data_loaders.invented.offices import vouchers
from data_loaders.invented.payments import write_payments, write_releases
from data_loaders.invented.payroll import write_payroll
from data_loaders.invented.receipts import write_estimates, write_receipts
from data_loaders.invented.spending import spending_of, write_budgets
from data_loaders.invented.totals import totals

PLANTED = (*PLANTED_IN_LISTS, *FAULTS)


def invented_files(folder: str | Path, scale: float = 1, seed: int = 2026) -> list[Path]:
    """The files of the province: budgets, their changes, releases, commitments, payments, receipts, planted faults,
    census, payroll and loans."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    amounts = totals(rng)
    spending = spending_of(amounts, scale, seed, rng)
    return [
        write_budgets(spending, folder),
        write_changes(spending, folder),
        write_releases(spending, folder),
        write_commitments(spending, folder),
        *write_payments(spending, folder, copies=vouchers(scale)),
        write_estimates(amounts, folder),
        write_receipts(amounts, folder, scale, seed),
        *write_faults(folder, seed),
        write_irregular(folder, seed),
        *write_census(spending, folder, scale, seed),
        *write_payroll(folder, scale, seed),
        *write_loans(folder),
    ]


__all__ = ["PLANTED", "invented_files"]
