"""Anomaly marts: what a scan found, in the columns that the store keeps."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa

from analytics.anomaly_scan import Progress, scan
from data_loaders.store import Store

TEXT, MONEY = pa.string(), pa.decimal128(20, 2)
FLAG = {
    "flag": TEXT, "rule": TEXT, "office": TEXT, "department": TEXT, "fiscal_year": TEXT, "month": pa.date32(),
    "payee": TEXT, "lines": pa.int32(), "amount": MONEY, "rank": pa.int32(), "reason": TEXT, "comparison": TEXT,
}  # fmt: skip
ENTRY = {"flag": TEXT, "load_id": TEXT, "sheet": pa.int32(), "line": pa.int64(), "cell": pa.int32()}
RULE = {
    "rule": TEXT, "ran": pa.bool_(), "why_not": TEXT, "lines": pa.int64(), "flags": pa.int32(), "left_out": pa.int32(),
    "limits": TEXT, "source": TEXT, "basis": TEXT, "made_at": pa.timestamp("us"),
}  # fmt: skip


def marts(store: Store, made_at: datetime, seed: int, progress: Progress) -> dict[str, pa.Table]:
    """The marts of flags by name; none where nothing is paid."""
    basis = store.payments_basis()
    if not basis:
        return {}
    found = scan(store, seed, progress)
    told = [rule | {"basis": basis, "made_at": made_at} for rule in found.rules]
    return {
        "flag": pa.Table.from_pylist(found.flags, pa.schema(FLAG)),
        "flag_entry": pa.Table.from_pylist(found.entries, pa.schema(ENTRY)),
        "flag_rule": pa.Table.from_pylist(told, pa.schema(RULE)),
    }
