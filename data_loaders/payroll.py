"""Payroll: a monthly list of posts and pay by department and grade, in the columns of raw.payroll."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from data_loaders.profile_parts import PAYROLL
from data_loaders.raw import exact

SCHEMA = pa.schema(
    [("load_id", pa.string()), ("sheet", pa.int32()), ("line", pa.int64()), ("level", pa.int8())]
    + [(field, pa.string()) for field in PAYROLL]
)


def payroll(fields: dict[str, pa.Array], of, levels: pa.Array) -> pa.Table:
    """The lines of a list with the totals it states (level above 0); `of` is a mapped sheet."""
    given = {"load_id": of.load_id, "sheet": of.sheet.number, "line": of.sheet.lines, "level": levels}
    return exact(SCHEMA, fields | given, len(levels)).filter(pc.is_valid(levels))
