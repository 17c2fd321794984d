"""Fetch: departments' files become one DuckDB store of marts."""
