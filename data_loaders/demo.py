"""The invented province: files of invented detail that add up to Sindh's published totals, published like any others.

Every figure of `reference/fiscal_totals.csv` for Sindh, 2015-16 to 2026-27, at the stages BE, RE and Actual holds to
the rupee (`invented.published.targets`); a total that its published items do not reach has a line "Rounding and
unexplained in the source". What nobody published is carried on by growth and shared by invented weights
(`reference/invented_*.csv`). The planted faults (`PLANTED`) stand in October 2026, for which nothing is published.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from data_loaders.invented.province import PLANTED, invented_files
from data_loaders.invented.reference import REFERENCE
from data_loaders.publish import Report, publish
from data_loaders.store import Government, home_of

GOVERNMENT = Government(
    "Sindh (invented detail)", "PKR", 7, "NAM", invented=True, note="invented detail, published totals"
)
LISTS = ("departments", "districts", "revenue_heads", "chart_of_accounts", "functions")


def demo(home: str | Path | None = None, scale: float = 1, seed: int = 2026, progress=None) -> Report:
    """Make the invented province and publish it; scale 1 has about 1.5 million lines, the same seed the same lines."""
    place = home_of(home)
    with tempfile.TemporaryDirectory(prefix="khazana-invented-") as folder:
        files = invented_files(folder, scale, seed)
        lists = [REFERENCE / f"{name}.csv" for name in LISTS]
        more = {"progress": progress} if progress else {}
        return publish([*lists, *files], place, government=GOVERNMENT, afresh=True, **more)


__all__ = ["GOVERNMENT", "PLANTED", "demo", "invented_files"]
