"""Checks: queries that should find nothing; what one finds is a finding under its name."""

from __future__ import annotations

import duckdb

from data_loaders.store import SQL, run

FILLS = {"of_the_census": "census_fault", "of_the_loans": "loan_fault"}  # how what is found is told; others: a row each


def check(connection: duckdb.DuckDBPyConnection, folder: str, **values) -> None:
    """Run every check of a kind."""
    for path in sorted((SQL / "checks" / folder).glob("*.sql")):
        if folder != "of_a_load":
            connection.execute("delete from finding where rule = ?", [path.stem])
        text = path.read_text(encoding="utf-8")
        asked = connection.extract_statements(text)[0].named_parameters
        named = {key: value for key, value in values.items() if key in asked}
        found = connection.sql(text, params=named or None).to_arrow_table()
        if len(found) or folder == "of_the_census":
            connection.register("found", found)
            run(connection, "fill", FILLS.get(folder, "finding"), rule=path.stem)
            connection.unregister("found")
