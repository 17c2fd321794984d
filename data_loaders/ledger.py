"""The ledger: lines enter it as they are cast, while others are read."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from data_loaders.beside import Beside
from data_loaders.store import run


class Ledger:
    """The mart `entry` of the version that is being made: lines enter in the order in which they are given."""

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        self.connection = connection.cursor()  # of its own: it works beside the one that casts
        run(self.connection, "staging", "macros")
        self.beside = Beside()

    def enter(self, lines: pa.Table, **values) -> None:
        """Lines that were cast; those that can be defended enter."""
        self.beside.do(self._enter, lines, values)

    def _enter(self, lines: pa.Table, values: dict) -> None:
        self.connection.register("cast_line", lines)
        run(self.connection, "fill", "entry", **values)
        self.connection.unregister("cast_line")

    def settle(self) -> None:
        """Wait until all have entered."""
        self.beside.settle()

    def close(self) -> None:
        """Let go."""
        self.beside.close()
        self.connection.close()
