"""Mortality: the tables that a valuation may take, by sex; published ones with their source."""

from __future__ import annotations

from functools import lru_cache

from models.life_table import LifeTable
from models.published_table import mortality
from models.select_table import SelectTable

CODE, LABEL = "mortality_table", "Mortality table"
RETIRED = 60  # from this age on a table of annuitants or retirees follows one of working lives
CHOICES = (
    "Illustrative, by Makeham's law", "AM92 assured lives, ultimate", "IALM 2006-08 assured lives",
    "IALM 2006-08, from 60 LIC (a) 1996-98 annuitants", "IALM 2006-08, from 60 Pub-2010 general retirees",
)  # fmt: skip
SOURCES = (
    "illustrative mortality by Makeham's law (Bowers et al., Actuarial Mathematics, ch. 3; lighter for women): no "
    "table of the country is public",
    "Continuous Mortality Investigation Report 17 (1999); one table for both sexes",
    "Institute of Actuaries of India and IRDA, 2006-08 investigation (2013); one table for both sexes",
    "the same; from 60 Life Insurance Corporation of India, annuitants 1996-98; one table for both sexes",
    "the same; from 60 Society of Actuaries, public pensions 2010, by sex",
)


@lru_cache(maxsize=len(CHOICES))
def tables(choice: int) -> dict[str, LifeTable]:
    """The table of each sex; the very same object for the same choice."""
    if choice == 0:
        return {
            "female": LifeTable.of_makeham(0.0005, 0.00004, 10**0.0395, first=15, last=110),
            "male": LifeTable.of_makeham(0.0007, 0.00005, 10**0.04, first=15, last=110),
        }
    working = _life("2360" if choice == 1 else "2694")
    later = {3: ("50011", "50011"), 4: ("3399", "3400")}.get(choice)
    if later is None:
        return {"female": working, "male": working}
    return {sex: working.spliced(_life(code), RETIRED) for sex, code in zip(("female", "male"), later, strict=True)}


def _life(code: str) -> LifeTable:
    """A published table; of a select one, its ultimate rates."""
    held = mortality(code)
    return held.ultimate if isinstance(held, SelectTable) else held
