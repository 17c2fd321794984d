"""Ink: the colours of charts, by what they mean, on light and on dark paper."""

from __future__ import annotations

from dataclasses import dataclass, replace


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
    on_screen: bool = True

    def variables(self) -> str:
        """The colours under the names that look.css uses."""
        named = {
            "actual": self.actual,
            "then": self.last_year,
            "better": self.better,
            "worse": self.worse,
            "soft": self.grey,
            "rule": self.rule,
            "accent": self.accent,
        }
        return ":root {" + "".join(f"--{name}: {colour};" for name, colour in named.items()) + "}"


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

PAPER = replace(LIGHT, paper="#ffffff", on_screen=False)  # for files taken away


def of_theme(kind: str | None) -> Ink:
    """The colours for a light or a dark screen.

    >>> of_theme("dark") is DARK, of_theme(None) is LIGHT
    (True, True)
    """
    return DARK if kind == "dark" else LIGHT
