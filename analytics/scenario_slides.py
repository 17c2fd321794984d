"""Scenario slides: a scenario as a presentation whose charts can be edited where they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analytics import budget_baseline, scenarios, slide
from analytics.answer import Answer
from analytics.billions import BILLION, said
from analytics.budget_baseline import NO_BUDGET, Put
from analytics.scenarios import Moved
from analytics.slide import BETTER, COOL, EDGE, GREY, INK, MATTER, WIDE, WORSE, Deck, Words
from analytics.wording import listed, plain
from data_loaders.store import Store
from models.budget.edition import edition
from models.budget.levers import LEVERS, Lever, settings
from models.budget.lines import LINES, PLACE

TILES = {"Balance": 1, "Own revenue": 1, "Debt": -1, "Development": 0}  # whether more is better, worse, or neither
LIMITS = {"hi80": "Upper limit of 80 in 100 paths", "middle": "Middle", "lo80": "Lower limit of 80 in 100 paths"}
ENDS = {"low": "The lever lower", "high": "The lever higher"}
STRONG = ("Spending", "Balance", "Foreign debt at the year's end")


def slides(
    store: Store, *, moved: Moved = (), put: Put = (), before: Moved = (), of: str = "Balance",
    title: str = "Pre-budget scenario",
) -> bytes:  # fmt: skip
    """Title, headline figures, framework, what is likely, what each lever did, what moves most, what it stands on."""
    base = budget_baseline.base(store)
    if base is None:
        raise ValueError(NO_BUDGET)
    asked, unit = {"moved": moved, "put": put}, f"{store.government.currency} billion"
    deck = Deck(title, f"{store.government.name} · version {store.version}", store.government.note)
    _title(deck, title, store.government.name, scenarios.measures(store, before=before, **asked), moved)
    _headline(
        deck, scenarios.measures(store, before=before, **asked), unit, "scenario before" if before else "baseline"
    )
    _framework(deck, scenarios.table(store, **asked), unit)
    _fan(deck, scenarios.fan(store, of=of, **asked), unit)
    _shares(deck, scenarios.why(store, before=before, of=of, **asked), unit, TILES.get(of, 1))
    _tornado(deck, scenarios.tornado(store, of=of, **asked), unit)
    _grounds(deck, base.notes, moved, put, store.version)
    return deck.bytes()


def _title(deck: Deck, title: str, whose: str, measures: Answer, moved: Moved) -> None:
    """What this is, whose it is, and which levers are moved."""
    at = settings(dict(moved))
    told = [f"{lever.label} {_value(lever, at)}" for lever in LEVERS if at[lever.name] != lever.start]
    words = f"Levers moved: {listed(told, most=6)}." if told else measures.sentence
    deck.cover(title, [Words(whose, 32), Words(measures.title, 22, GREY), Words("", 22), Words(words, 22)])


def _headline(deck: Deck, measures: Answer, unit: str, other: str) -> None:
    """Four figures of the coming year, each with its difference."""
    made = deck.slide(measures.title, f"{unit}, and the difference to the {other}")
    rows, width = measures.table.set_index("name"), (WIDE - 2 * EDGE) / len(TILES)
    for at, (name, better) in enumerate(TILES.items()):
        amount, then, gap = (rows.at[name, column] for column in ("amount", "before", "difference"))
        colour = GREY if not gap or not better else BETTER if gap * better > 0 else WORSE
        arrow = "= " if not gap else "▲ " if gap > 0 else "▼ "
        figures = [
            Words(name, 24, GREY), Words(said(amount), 44, bold=True),
            Words(arrow + said(gap, signed=True), 30, colour), Words(f"{other} {said(then)}", 18, GREY),
        ]  # fmt: skip
        slide.text(made, (EDGE + at * width, 2.3, width, 3.2), figures)


def _framework(deck: Deck, framework: Answer, unit: str) -> None:
    """Totals by year."""
    rows = framework.table[framework.table["part"].isin(["total", "stock"])].drop(columns="part")
    years = list(rows.columns[1:])
    words = [[Words("", 16), *(Words(year, 16, GREY) for year in years)]]
    for name, *amounts in rows.itertuples(index=False):
        figures = (Words(said(amount), 16, bold=name in STRONG) for amount in amounts)
        words.append([Words(name, 16, bold=name in STRONG), *figures])
    made = deck.slide(framework.title, f"{unit}, totals by year")
    slide.table(made, MATTER, words, (4.0, *[1.35] * len(years)), texts=(0,))


def _fan(deck: Deck, fan: Answer, unit: str) -> None:
    """What is likely: the middle and the limits of 80 in 100 paths."""
    series = {words: _billions(fan.table[column]) for column, words in LIMITS.items()}
    made = deck.slide(fan.title, f"{fan.sentence} {unit}.")
    slide.lines(made, fan.sentence, list(fan.table["fiscal_year"]), series, LIMITS["middle"])


def _shares(deck: Deck, why: Answer, unit: str, better: int) -> None:
    """What each lever did; a sentence where none did or too many."""
    if why.table.empty:
        made = deck.slide(why.title)
        slide.text(made, MATTER, [Words(why.sentence or "No lever is moved: this is the baseline.", 22)])
        return
    *_, total = why.table["amount"]
    parts = why.table.iloc[:-1].sort_values("amount", key=abs, ascending=False, kind="stable")
    amounts = _billions(parts["amount"])
    told = f"All levers together: {said(total, signed=True)} {unit}."
    made = deck.slide(why.title, told)
    colours = [COOL if not better else BETTER if amount * better > 0 else WORSE for amount in amounts]
    slide.bars(made, told, list(parts["name"]), {"Difference": amounts}, [colours])


def _tornado(deck: Deck, tornado: Answer, unit: str) -> None:
    """Each lever one standard deviation of its own past down and up."""
    made = deck.slide(tornado.title, f"Each lever one standard deviation of its own past down and up. {unit}.")
    series = {words: _billions(tornado.table[column]) for column, words in ENDS.items()}
    names, count = list(tornado.table["name"]), len(tornado.table)
    slide.bars(made, f"Widest: {names[0]}.", names, series, [[COOL] * count, [INK] * count])


def _grounds(deck: Deck, notes: Sequence[str], moved: Moved, put: Put, version: str) -> None:
    """Baseline, all assumptions, version and sources."""
    at = settings(dict(moved))
    cells = [
        [Words(each, 13, bold=at[lever.name] != lever.start) for each in (lever.label, _value(lever, at))]
        for lever in LEVERS
    ]  # fmt: skip
    half = (len(cells) + 1) // 2
    empty = [Words("", 13)] * 2
    pairs = zip(cells[:half], [*cells[half:], *[empty] * (2 * half - len(cells))], strict=True)
    rows = [[Words(head, 13, GREY) for head in ("Assumption", "Value") * 2], *([*one, *two] for one, two in pairs)]
    made = deck.slide("What this stands on")
    slide.table(made, (EDGE, 1.2, WIDE - 2 * EDGE, 3.5), rows, (3.5, 2.0, 4.0, 2.3), texts=(0, 1, 2, 3))
    figures = [f"{LINES[PLACE[code]].name} {when}" for code, when, *_ in put]
    told = [f"Put in by hand: {listed(figures, most=4)}."] if put else []
    last = f"Sources: {', '.join(scenarios.SOURCES)}, version {version}; arithmetic, edition {edition()}."
    words = [Words(note, 13, GREY) for note in (*notes, *told, last)]
    slide.text(made, (EDGE, 4.85, WIDE - 2 * EDGE, 2.0), words)


def _value(lever: Lever, at: Mapping[str, float]) -> str:
    """A lever's value with its unit, as printed."""
    return f"{plain(at[lever.name])} {lever.unit}"


def _billions(amounts) -> list[float]:
    return [float(amount) / BILLION for amount in amounts]
