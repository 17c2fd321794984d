"""Ink: the colours of charts, by what they mean, on light and on dark paper."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True)
class Ink:
    """One set of colours; better and worse differ for colour-blind readers too."""

    paper: str
    text: str
    grey: str  # words of lesser weight
    rule: str  # lines of the grid
    actual: str
    last_year: str  # areas
    last_year_line: str
    better: str
    worse: str
    series: tuple[str, ...]
    accent: str
    on_screen: bool = False


LIGHT = Ink(
    paper="#fdfcfa",
    text="#1c2b30",
    grey="#5b686c",
    rule="#e6e2d9",
    actual="#1f3d47",
    last_year="#c4c8c6",
    last_year_line="#969e9e",
    better="#0b7a75",
    worse="#b8500c",
    series=("#1f3d47", "#0b7a75", "#b8500c", "#6a4c93", "#8a6d00", "#a3386c", "#3f6fb0", "#6b7478"),
    accent="#0b5f66",
)
DARK = Ink(
    paper="#11181b",
    text="#e9e6df",
    grey="#a3adaf",
    rule="#263136",
    actual="#d5e3e4",
    last_year="#56646a",
    last_year_line="#7d8a8f",
    better="#4fc4b8",
    worse="#f0a04b",
    series=("#d5e3e4", "#4fc4b8", "#f0a04b", "#c3b0f0", "#e2c94b", "#f29ac0", "#8fb6ee", "#9aa5a8"),
    accent="#5cc4bd",
)
PAPER = replace(LIGHT, paper="#ffffff")  # for files taken away


def named(ink: Ink) -> dict[str, str]:
    """Each colour under the name that style sheets and charts use."""
    single = {
        field.name.replace("_", "-"): getattr(ink, field.name)
        for field in fields(ink)
        if field.name not in ("series", "on_screen")
    }
    return single | {f"series-{at}": colour for at, colour in enumerate(ink.series, start=1)}


def _screen() -> Ink:
    """Colours by name: the browser knows whether its reader chose light or dark, the server need not."""
    single = {field.name: f"var(--{field.name.replace('_', '-')})" for field in fields(Ink)}
    series = tuple(f"var(--series-{at})" for at in range(1, len(LIGHT.series) + 1))
    return Ink(**single | {"series": series, "on_screen": True})


SCREEN = _screen()


def variables() -> str:
    """The colours behind the names: light ones, and dark ones where the page is dark.

    >>> "--actual: light-dark(#1f3d47, #d5e3e4)" in variables()
    True
    """
    light, dark = named(LIGHT), named(DARK)
    plain = " ".join(f"--{name}: {colour};" for name, colour in light.items())
    both = " ".join(f"--{name}: light-dark({colour}, {dark[name]});" for name, colour in light.items())
    return f":root {{ {plain} }}\n@supports (color: light-dark(red, red)) {{ :root {{ {both} }} }}\n"
