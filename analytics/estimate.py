"""Estimate: the year's budget, line by line the revised figure where there is one, else the original."""

from __future__ import annotations

import pandas as pd

STAGES = ("original", "revised")


def chosen(stated: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Of rows with code, stage and amount those that are the year's budget, and in words which estimate that is.

    Where some line does not say its code, nothing can be matched line by line: one stage is taken for the whole year.
    """
    stated = stated.groupby(["code", "name", "stage"], as_index=False)["amount"].sum(min_count=1)
    revised = stated[stated["stage"] == "revised"]
    original = stated[(stated["stage"] == "original") & ~stated["code"].isin(revised["code"])]
    if len(revised) and (stated["code"] == "").any():
        original = original.iloc[:0]
    budget = pd.concat([revised, original], ignore_index=True)
    return budget.drop(columns="stage"), _words(len(original), len(revised))


def _words(original: int, revised: int) -> str:
    """Which estimate a year's budget is.

    >>> _words(3, 0), _words(0, 3), _words(48, 1), _words(0, 0)
    ('original estimate', 'revised estimate', 'revised estimate for 1 of 49, original for the rest', '')
    """
    if original and revised:
        return f"revised estimate for {revised} of {original + revised}, original for the rest"
    return "revised estimate" if revised else "original estimate" if original else ""
