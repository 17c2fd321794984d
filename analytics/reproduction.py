"""Reproduction: a script that prints the figures of a scenario again, from the same version of the store."""

from __future__ import annotations

import pandas as pd

from analytics.answer import Answer
from analytics.budget_baseline import Put
from analytics.scenarios import Moved
from data_loaders.store import Store
from models.budget.edition import edition
from models.budget.levers import settings

SCRIPT = '''"""The figures of a scenario, printed again. Store {version}, arithmetic {edition}.

KHAZANA_HOME names the folder of the store; run it where Khazana is installed.
"""

from analytics import scenarios
from data_loaders.store import Store

MOVED = {moved}
PUT = {put}

store = Store.open(version="{version}.duckdb")
measures = scenarios.measures(store, moved=MOVED, put=PUT)
print(measures.title)
for row in measures.table.itertuples():
    print(f"{{row.name}}: {{row.amount}}")
'''


def script(store: Store, *, moved: Moved = (), put: Put = ()) -> Answer:
    """The script, a row a line: line."""
    start = settings()
    changed = tuple((name, value) for name, value in settings(dict(moved)).items() if value != start[name])
    text = SCRIPT.format(
        version=store.version, edition=edition(), moved=_written(changed), put=_written(tuple(map(tuple, put)))
    )
    return Answer("Reproduce in Python", pd.DataFrame({"line": text.splitlines()}), {}, (), version=store.version)


def _written(rows: tuple) -> str:
    """A tuple of tuples as Python reads it, a row a line."""
    return "(" + "".join(f"\n    {row!r}," for row in rows) + ("\n)" if rows else ")")
