"""Payroll lists of the invented province: posts sanctioned and filled, pay and allowances by department and grade.

Their totals are the vouchers for salaries of current spending, month by month and department by department, to the
rupee; posts filled are the employees of the census, in June 2026 exactly (a census at a smaller scale stands for all).
Salaries of development projects are on no payroll list.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from data_loaders.invented.apportion import apportion
from data_loaders.invented.faults import write

HEADINGS = "month department grade posts_sanctioned posts_filled basic_pay allowances total".split()
PAID, CLASS = "A01", "current revenue"
FIRST, LAST = "employees-2025-06-30.parquet", "employees-2026-06-30.parquet"
YEARS = ("2025-26", "2026-27")  # of the second, the months that are over
VACANT = 0.16  # at most so much of the sanctioned posts is not filled
MANY = 14  # the grade of most posts: of all, where the census has nobody of a department


def write_payroll(folder: Path, scale: float, seed: int) -> list[Path]:
    """The lists of both years, made from the census and the vouchers in the folder."""
    people = [pq.read_table(folder / name).to_pandas() for name in (FIRST, LAST)]
    paid = {year: vouchers(folder / f"payments-{year}.parquet") for year in YEARS}
    posts = filled(people, paid[YEARS[0]], scale)
    vacant = np.random.default_rng((seed, 13)).uniform(0, VACANT, len(posts))
    posts["sanctioned"] = np.ceil(posts[["then", "now"]].max(axis=1) / (1 - vacant)).astype(int)
    basic = float(people[1]["pay"].sum()) / float(people[1]["gross"].sum())
    return [
        write(
            folder / f"payroll-{year}.csv", HEADINGS, [row for month in months for row in listed(posts, month, basic)]
        )
        for year, months in ((year, [*each.groupby("month")]) for year, each in paid.items())
    ]


def vouchers(path: Path) -> pd.DataFrame:
    """Rupees paid as salaries of current spending: month, department, amount."""
    rows = pq.read_table(path, columns=["posted_on", "class", "department", "object", "amount"]).to_pandas()
    rows = rows[(rows["class"] == CLASS) & rows["object"].astype(str).str.startswith(PAID)]
    month = pd.to_datetime(rows["posted_on"]).dt.strftime("%Y-%m")
    return (
        rows["amount"]
        .astype("int64")
        .groupby([month.rename("month"), rows["department"].astype(str)])
        .sum()
        .reset_index()
    )


def filled(people: list[pd.DataFrame], paid: pd.DataFrame, scale: float) -> pd.DataFrame:
    """Posts filled on both days of the census (then, now) by department and grade, and the weight of one in pay."""
    by = ["department", "grade"]
    counts = [each.astype({"department": str, "grade": int}).groupby(by).size() for each in people]
    posts = pd.concat(dict(zip(("then", "now"), counts, strict=True)), axis=1).fillna(0)
    posts = (posts / scale).round().astype(int).reset_index()
    known = set.intersection(*(set(each["department"].astype(str)) for each in people))
    posts = posts[posts["department"].isin(known)]
    mean = people[1].astype({"grade": int, "pay": float}).groupby("grade")["pay"].mean()
    year = paid.groupby("department")["amount"].sum()
    one = year[year.index.isin(known)].sum() / posts["now"].sum()
    others = [(code, MANY, *[max(round(year[code] / one), 1)] * 2) for code in year.index if code not in known]
    posts = pd.concat([posts, pd.DataFrame(others, columns=posts.columns)]).sort_values(by, ignore_index=True)
    return posts.assign(weight=posts["grade"].map(mean))


def listed(posts: pd.DataFrame, of_month: tuple[str, pd.DataFrame], basic: float) -> list[list[str]]:
    """The lines of one month: what was paid in a department, shared among its filled posts by their grade's pay."""
    month, paid = of_month
    year, number = map(int, month.split("-"))
    since = min((year - 2025) * 12 + number - 6, 12)  # months after the first day of the census, at most to the second
    now = np.ceil((posts["then"] * (12 - since) + posts["now"] * since) / 12).astype(int)
    codes, group = np.unique(posts["department"], return_inverse=True)
    totals = paid.set_index("department")["amount"].reindex(codes).to_numpy()
    amounts = apportion(totals, group, (now * posts["weight"]).to_numpy(float))
    pay = np.round(amounts * basic).astype(np.int64)
    columns = (posts["department"], posts["grade"], posts["sanctioned"], now, pay, amounts - pay, amounts)
    return [
        [f"{month}-01", code, f"BPS-{grade:02}", str(most), str(some), *(f"{amount}.00" for amount in money)]
        for code, grade, most, some, *money in zip(*columns, strict=True)
    ]
