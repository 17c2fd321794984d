"""Catalogue: the pages there are, read from the section folders; a list says only which come first."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from pages.ui import roles

PAGES_FOLDER = Path(__file__).parents[1]

SECTIONS = {  # folder: its heading in the menu, and what a visitor must be allowed to do
    "today": ("Today", roles.SEE),
    "resources": ("Resources", roles.SEE),
    "spending": ("Spending", roles.SEE),
    "obligations": ("Obligations", roles.SEE),
    "planning": ("Planning", roles.SEE),
    "oversight": ("Oversight", roles.SEE),
    "explore": ("Explore", roles.TRACE),
    "learning": ("Learning", roles.SEE),
    "public": ("Public", roles.SEE),
    "data": ("Data", roles.SEE),
}
ORDER = (  # others come after
    "revenue", "revenue_drivers", "revenue_capacity", "revenue_forecast", "forecast_quality",
    "expenditure", "year_end", "commitments", "budget_changes", "year_end_rush", "unusual", "execution_report", "pefa",
    "pension_liability", "pension_reform", "pensions", "debt", "scenarios", "ceilings", "kept_scenarios", "presenting",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """One screen: its menu entry, the question it answers, its file and its address."""

    title: str
    question: str
    path: str  # of the file, from the root of the repository
    url: str  # "" is the front page
    section: str
    action: str  # what a visitor must be allowed to do


def page(path: Path) -> Page:
    """What a screen's file says of itself in its docstring, `Title: question?`"""
    said = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").splitlines()
    title, colon, question = (said[0] if said else "").partition(": ")
    if not colon or not question.endswith("?"):
        raise ValueError(f"{path.name} must begin with a docstring such as 'Revenue: what came in?'.")
    heading, action = SECTIONS[path.parent.name]
    question = question[0].upper() + question[1:]
    return Page(title, question, path.relative_to(PAGES_FOLDER.parent).as_posix(), path.stem, heading, action)


def pages() -> tuple[Page, ...]:
    """Every screen in the order of the menu; the first one is the front page."""
    found = [
        page(path)
        for section in SECTIONS
        for path in sorted((PAGES_FOLDER / section).glob("*.py"), key=_place)
        if path.name != "__init__.py"
    ]
    front, *others = found
    return (Page(front.title, front.question, front.path, "", front.section, front.action), *others)


def _place(path: Path) -> tuple[int, str]:
    """Where a screen stands in its section.

    >>> sorted(map(Path, ("audit.py", "revenue_forecast.py", "revenue.py")), key=_place)[0].stem
    'revenue'
    """
    return (ORDER.index(path.stem) if path.stem in ORDER else len(ORDER)), path.stem


PAGES = pages()
