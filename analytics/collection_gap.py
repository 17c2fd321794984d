"""Collection gap: what was collected less the target, split into base, policy and compliance."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analytics import change, elapsed, periods, receipts, target, wording
from analytics.answer import Answer
from analytics.elapsed import Elapsed
from analytics.receipts import Selection
from data_loaders.store import Store
from models.collection_gap import CollectionGap

COLUMNS = ("rank", "code", "name", "actual", "target", "gap", "base", "policy", "compliance", "unexplained")
PARTS = COLUMNS[-4:]
Assumed = tuple[tuple[str, float, float], ...]  # (head, or "" for all; % that came; % that the target assumed)
DEFINITION = (
    "Gap = actual - target = base + policy + compliance, or the known parts + unexplained. Base: the taxed activity "
    "grew otherwise than the target assumed; policy: rates and exemptions changed otherwise; compliance: what both do "
    "not explain once both are known. Each part = L x ln(ratio), L = (actual - target) / ln(actual / target) "
    "(logarithmic mean, Ang 2004); policy and compliance gap: Keen 2013, IMF WP/13/111."
)


def by_head(
    store: Store, fiscal_year: str | None = None, *, base: Assumed = (), policy: Assumed = (),
    heads: tuple[str, ...] = (), agencies: tuple[str, ...] = (), groups: tuple[str, ...] = (),
) -> Answer:  # fmt: skip
    """The gap of each head over the months that have figures, and what it is made of; the parts add up to the gap.

    `base` and `policy` are typed by the reader: growth of the base, or the effect of rates and exemptions on receipts,
    that came and that the target assumed, in %, for a head or for all ("" as head). What is not typed is not known:
    that part is missing and stands under unexplained, never zero. The target of a part of a year is the year's, spread
    as in earlier years of the head. Largest gap first, the total last.
    """
    so_far = elapsed.under_way(store, ("receipt",), fiscal_year)
    selection, title = Selection((), heads, agencies, groups), "Collection gap by head"
    if so_far is None:
        return receipts.answer(store, title, pd.DataFrame(columns=list(COLUMNS)), {}, selection)
    aims, which = target.of_heads(store, so_far.fiscal_year, selection, "head")
    rows = receipts.amounts(store, "head", selection)
    table, spread = _to_date(store, rows, aims, so_far)
    if table.empty:
        said = f"There is no target for {so_far.words} in the store, so there is no gap to it."
        return receipts.answer(store, title, pd.DataFrame(columns=list(COLUMNS)), {}, selection, sentence=said)
    came = {"base": _ratios(base), "policy": _ratios(policy)}
    split = [_parts(row, came) for row in table.itertuples()]
    table = pd.concat([table, pd.DataFrame(split, columns=list(PARTS), dtype=change.MONEY)], axis=1)
    table = _with_total(table.assign(gap=change.difference(table["actual"], table["target"])))
    return receipts.answer(
        store, title, table[list(COLUMNS)], dict.fromkeys(COLUMNS[3:], "money"), selection, as_of=so_far.as_of,
        filters={"fiscal year": so_far.fiscal_year}, sentence=_said(table, so_far), notes=(
            DEFINITION, f"{wording.capital(so_far.words)}. Target: {which}{spread}.", *_assumed("base", base),
            *_assumed("policy", policy), *_left_out(rows, aims, so_far),
        ),
    )  # fmt: skip


def _to_date(store: Store, rows: pd.DataFrame, aims: pd.DataFrame, so_far: Elapsed) -> tuple[pd.DataFrame, str]:
    """code, name, actual and target of each head that has both, and how the target was spread, in words."""
    submitted, year = periods.submitted(store, "receipt", "actual"), so_far.fiscal_year
    whole, run = so_far.whole, so_far.months == tuple(range(1, len(so_far.months) + 1))
    found, hows = [], set()
    for head in aims.itertuples():
        of_head = rows[rows["code"] == head.code]
        now = of_head[(of_head["fiscal_year"] == year) & of_head["fiscal_month"].isin(so_far.now)]["amount"]
        if now.empty or so_far.several or not (whole or (run and so_far.months)):
            continue
        shares, how = ([Decimal(1)], "") if whole else target.pattern(of_head, submitted, year)
        aim = head.amount * (shares[0] if whole else shares[so_far.months[-1] - 1])
        found.append((head.code, head.name, now.sum(), aim.quantize(Decimal("0.01"))))
        hows.add(how)
    table = pd.DataFrame(found, columns=["code", "name", "actual", "target"])
    table = table.astype(dict.fromkeys(("actual", "target"), change.MONEY))
    spread = f", {hows.pop()}" if len(hows) == 1 and hows != {""} else "" if whole else ", spread as each head allows"
    return table, spread


def _ratios(assumed: Assumed) -> dict[str, float]:
    """What happened over what was planned, by head."""
    return {head: (1 + came / 100) / (1 + planned / 100) for head, came, planned in assumed}


def _parts(row, came: dict[str, dict[str, float]]) -> list[Decimal | None]:
    """The four parts of a head's gap to the paisa; the last one that is known takes what rounding leaves."""
    known = {name: ratios.get(row.code, ratios.get("")) for name, ratios in came.items()}
    parts = CollectionGap(float(row.actual), float(row.target), **known).parts()
    rounded = {
        name: None if part is None else Decimal(repr(part)).quantize(Decimal("0.01")) for name, part in parts.items()
    }
    rest = "compliance" if rounded["compliance"] is not None else "unexplained"
    others = sum((part for name, part in rounded.items() if name != rest and part is not None), Decimal(0))
    rounded[rest] = row.actual - row.target - others
    return [rounded[name] for name in PARTS]


def _with_total(table: pd.DataFrame) -> pd.DataFrame:
    """The heads, the largest gap first, and their total."""
    size = table["gap"].astype(change.PER_CENT).abs()
    table = table.assign(size=size).sort_values(["size", "code"], ascending=[False, True], ignore_index=True)
    sums = table[list(COLUMNS[3:])].sum(min_count=1)
    total = pd.DataFrame([{"code": "", "name": "Total"} | sums.to_dict()]).astype(
        dict.fromkeys(COLUMNS[3:], change.MONEY)
    )
    return pd.concat([table, total], ignore_index=True).assign(rank=range(1, len(table) + 2))


def _assumed(part: str, assumed: Assumed) -> tuple[str, ...]:
    """What the reader typed of a part, or that it is not known."""
    if not assumed:
        return (f"{wording.capital(part)} is not known, so it stands under unexplained together with compliance.",)
    said = [f"{head or 'all heads'} {came:g} % against {planned:g} % assumed" for head, came, planned in assumed]
    return (f"{wording.capital(part)}, typed by the reader: {'; '.join(said)}.",)


def _left_out(rows: pd.DataFrame, aims: pd.DataFrame, so_far: Elapsed) -> tuple[str, ...]:
    """Which heads have a target or receipts alone."""
    there = rows[(rows["fiscal_year"] == so_far.fiscal_year) & rows["fiscal_month"].isin(so_far.now)]
    without = [aims[~aims["code"].isin(there["code"])]["name"], there[~there["code"].isin(aims["code"])]["name"]]
    said = ("Left out, a target but no receipts", "Left out, receipts but no target")
    return tuple(
        f"{what}: {wording.listed(sorted(set(names)))}."
        for what, names in zip(said, without, strict=True)
        if len(names)
    )


def _said(table: pd.DataFrame, so_far: Elapsed) -> str:
    """The total gap, the head with the largest, and how much of it is unexplained."""
    total, first = table.iloc[-1], table.iloc[0]
    ratio = change.growth(pd.Series([total.actual]), pd.Series([total.target])).iloc[0]
    if pd.isna(ratio):
        return ""
    said = (
        f"Receipts of {so_far.words} are {wording.compared(ratio)} their target; the largest gap is in {first['name']}"
    )
    sizes = table.iloc[:-1][list(PARTS)].astype(change.PER_CENT).abs().sum()
    if sizes["unexplained"] == sizes.sum() > 0:
        said += "; base and policy are not known, so all of the gap is unexplained"
    elif sizes["unexplained"] > 0:
        said += f"; {sizes['unexplained'] / sizes.sum() * 100:.0f} % of the size of all parts is unexplained"
    return f"{said}."
