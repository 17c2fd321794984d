"""The pensioners of the Florida Retirement System, recomputed from public inputs against an independent model."""

import csv
import json
import os
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from models.life_table import LifeTable, Status

pytestmark = pytest.mark.skipif(
    not os.environ.get("KHAZANA_REAL_DATA"), reason="KHAZANA_REAL_DATA does not name a folder of real files"
)
FOLDER = Path(os.environ.get("KHAZANA_REAL_DATA", "")) / "pension" / "us_frs"
GUIDE = Path(__file__).parents[2] / "docs" / "florida.md"
VALUED, BASE = 2022, 2010  # year of the valuation, year of the mortality tables
CLASSES = ("regular", "special", "admin", "eco", "eso", "judges", "senior_management")


def rows(name: str) -> list[dict[str, str]]:
    with open(FOLDER / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def config() -> dict:
    return json.loads((FOLDER / "config" / "plan_config.json").read_text())


@cache
def improvement() -> dict[tuple[str, int], dict[int, float]]:
    scale = {}
    for row in rows("data/mortality/improvement_scale.csv"):
        scale.setdefault((row["gender"], int(row["age"])), {})[int(row["year"])] = float(row["improvement"])
    return scale


@cache
def rate(table: str, age: int, year: int) -> float:
    """The chance of a pensioner's death, the mean of women and men; the last improvement goes on."""
    if table == "regular":
        return (rate("general", age, year) + rate("teacher", age, year)) / 2
    base = {(row["table"], row["member_type"], row["gender"], int(row["age"])): row["qx"] for row in mortality()}
    found = []
    for gender in ("female", "male"):
        scale = improvement()[gender, age]
        falls = [1 - scale[min(past, max(scale))] for past in range(BASE + 1, year + 1)]
        found.append(float(base[table, "retiree", gender, age]) * float(np.prod(falls)))
    return min(sum(found) / 2, 1.0)


@cache
def mortality() -> tuple[dict[str, str], ...]:
    return tuple(rows("data/mortality/base_rates.csv"))


@cache
def purchase(table: str) -> float:
    """Years' purchase of all pensions: 1 a year at each year's end, first raised before the first payment."""
    economic, cola = config()["economic"], config()["benefit"]["cola"]["current_retire"]
    net = (1 + economic["dr_current"]) / (1 + cola) - 1
    pensions = rows("data/demographics/retiree_distribution.csv")
    values = []
    for row in pensions:
        age = int(row["age"])
        dying = [rate(table, age + ahead, VALUED + ahead) for ahead in range(120 - age)] + [1.0]
        values.append(Status.life(LifeTable(np.array(dying), age), age).annuity(net) - 1)
    weights = [float(row["total_benefit"]) for row in pensions]
    return float(np.average(values, weights=weights))


def liability(name: str) -> float:
    return config()["valuation_inputs"][name]["ben_payment"] * purchase(config()["base_table_map"][name])


@pytest.mark.parametrize("name", CLASSES)
def test_the_liability_for_pensioners_is_that_of_the_independent_model(name):
    stated = rows(f"expected/{name}_liability.csv")[0]
    assert stated["year"] == str(VALUED)
    assert liability(name) == pytest.approx(float(stated["aal_retire_current_est"]), rel=1e-9)


def test_the_guide_shows_what_is_computed():
    table = re.findall(r"^\| (\w+) \| ([\d.]+) \| ([\d,.]+) \|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert tuple(name for name, _, _ in table) == CLASSES
    for name, factor, million in table:
        assert f"{purchase(config()['base_table_map'][name]):.4f}" == factor
        assert f"{liability(name) / 1e6:,.1f}" == million
