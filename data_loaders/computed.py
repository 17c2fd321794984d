"""Computed: what models made of a version becomes its marts, published as the next version by the same protocol."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from data_loaders.build import LIMITS, Progress, silent
from data_loaders.store import create_marts, home_of, stale
from data_loaders.version import Refused, Report, alone, clean, install, next_name, pointed_at, room, sound
from data_loaders.vintages import append_vintage

MOVED = "Nothing was published: other files were published meanwhile. Run the refresh again."


def publish_computed(
    marts: Mapping[str, pa.Table], vintage: pa.Table | None, home: str | Path | None = None, progress: Progress = silent
) -> Report:
    """The current version with its computed marts replaced by these becomes the next version; Refused if it cannot.

    `marts` holds a table for each name of COMPUTED, FLAGS, OUTTURN or several; `vintage` is kept for ever by the name
    that the mart forecast_basis gives it. Refused too if what the marts rest on is no longer what is current.
    """
    place = home_of(home)
    with alone(place, progress), room(place):
        clean(place, but=place)
        old = pointed_at(place)
        if old is None:
            raise Refused(f"There is no store in {place} yet.")
        sound(old)
        progress("Publishing", 0, 0)
        path = place / f"build-{(name := next_name(place))}"
        kept = None
        try:
            shutil.copyfile(old, path)
            _fill(path, marts)
            if vintage is not None:
                kept = append_vintage(place, marts["forecast_basis"]["vintage"][0].as_py(), vintage)
            install(place, path, name)
        except BaseException:
            if kept and pointed_at(place) == old:  # a forecast that nobody can have seen
                kept.unlink()
                kept.with_name(f"{kept.name}.sha256").unlink()
            raise
        finally:
            for leftover in place.glob(f"build-{name}*"):
                leftover.unlink()
    return Report(version=name.removesuffix(".duckdb"), sentence=f"Published {name.removesuffix('.duckdb')}.")


def _fill(path: Path, marts: Mapping[str, pa.Table]) -> None:
    connection = duckdb.connect(str(path), config=LIMITS)
    try:
        connection.execute("set python_enable_replacements = false")
        create_marts(connection)
        for mart in marts:
            connection.execute(f"delete from {mart}")
            connection.register("handed_over", marts[mart])
            connection.execute(f"insert into {mart} by name select * from handed_over")
            connection.unregister("handed_over")
        if stale(connection):
            raise Refused(MOVED)
        connection.execute("checkpoint")
    finally:
        connection.close()
