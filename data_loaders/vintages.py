"""Vintages: every forecast as it was made, one Parquet file a refresh with its checksum, never changed."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

FOLDER = "vintages"
MONEY = pa.decimal128(20, 2)
SCHEMA = pa.schema(
    [
        ("government", pa.string()),  # whose: a folder may have held invented figures before
        ("vintage", pa.string()),  # the refresh
        ("made_at", pa.timestamp("us")),  # UTC
        ("cut_off", pa.date32()),  # first day of the last month booked
        ("grade", pa.string()),
        ("level", pa.string()),
        ("code", pa.string()),
        ("fiscal_year", pa.string()),
        ("month", pa.date32()),  # null: a figure of the whole year
        *((name, MONEY) for name in ("mean", "lo80", "hi80", "lo95", "hi95")),
        ("booked", MONEY),  # of a year: what was booked of it then
        ("official", MONEY),  # of a year: its target as it stood then; null: none
    ]
)


@dataclass(frozen=True)
class Vintages:
    """All forecasts ever made: the columns of SCHEMA; and a sentence for each file that cannot be believed."""

    table: pd.DataFrame
    damaged: tuple[str, ...] = ()


def append_vintage(home: Path, vintage: str, table: pa.Table) -> Path:
    """Add one refresh's forecasts, on the disk whole or not at all; the checksum is there before the file."""
    folder = home / FOLDER
    folder.mkdir(exist_ok=True)
    path, half = folder / f"{vintage}.parquet", folder / f".{vintage}.half"
    if path.exists():
        raise FileExistsError(f"{path} is there already; a vintage is never written again.")
    pq.write_table(table.cast(SCHEMA), half)
    checksum = path.with_name(f"{path.name}.sha256")
    checksum.write_text(hashlib.sha256(half.read_bytes()).hexdigest() + "\n", encoding="ascii")
    for written in (half, checksum, folder):
        handle = os.open(written, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
    half.replace(path)
    return path


def read_vintages(home: Path | None, government: str) -> Vintages:
    """Every vintage of a government in a store's folder as one frame, oldest first; a damaged one is named."""
    tables, damaged = [SCHEMA.empty_table()], []
    for path in sorted((home / FOLDER).glob("*.parquet")) if home else ():
        wrong = _wrong(path)
        if wrong:
            damaged.append(f"The vintage {path.name} {wrong}: restore {path} from a copy.")
        else:
            tables.append(pq.read_table(path).cast(SCHEMA))
    table = pa.concat_tables(tables).filter(pc.field("government") == government)
    return Vintages(table.to_pandas(types_mapper=pd.ArrowDtype), tuple(damaged))


def _wrong(path: Path) -> str:
    """What is wrong with a file of forecasts; nothing when all is well."""
    checksum = path.with_name(f"{path.name}.sha256")
    if not checksum.exists():
        return "has no checksum beside it"
    if checksum.read_text(encoding="ascii", errors="replace").strip() != hashlib.sha256(path.read_bytes()).hexdigest():
        return "is not as it was written, its checksum differs"
    return ""
