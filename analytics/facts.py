"""Facts: what must be known to use the figures of an answer, wherever they are taken."""

from __future__ import annotations

from analytics.answer import Answer


def about(answer: Answer) -> list[tuple[str, str]]:
    """Title, sentence, ribbon, units, filters, date, sources, version and notes, as far as there are any."""
    facts = [
        ("Title", answer.title),
        ("What it says", answer.sentence),
        ("Please note", answer.ribbon),
        ("Units", ", ".join(f"{heading(column)}: {unit}" for column, unit in answer.units.items())),
        ("Filters", "; ".join(f"{name}: {said}" for name, said in answer.filters.items()) or "none"),
        ("As of", answer.as_of.isoformat() if answer.as_of else ""),
        ("Sources", ", ".join(answer.sources)),
        ("Version of the store", answer.version),
        *(("Note", note) for note in answer.notes),
    ]
    return [(name, " ".join(said.split())) for name, said in facts if said]


def heading(column: str, unit: str | None = None) -> str:
    """A column's name as printed, with its unit.

    >>> heading("share_of_budget"), heading("actual", "PKR")
    ('Share of budget', 'Actual (PKR)')
    """
    return column.replace("_", " ").capitalize() + (f" ({unit})" if unit else "")
