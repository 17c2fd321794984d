"""Fiscal year: its label, its months, and the year before it."""

from __future__ import annotations

from datetime import date, timedelta


def label(day: date, first_month: int) -> str:
    """The fiscal year a day belongs to, as "2025-26"; "2025" where years start in January.

    >>> label(date(2025, 7, 1), 7), label(date(2026, 6, 30), 7), label(date(2025, 3, 1), 1)
    ('2025-26', '2025-26', '2025')
    """
    year = day.year - (day.month < first_month)
    return str(year) if first_month == 1 else f"{year}-{(year + 1) % 100:02d}"


def first_year(fiscal_year: str) -> int:
    """The calendar year in which a fiscal year starts.

    >>> first_year("2025-26")
    2025
    """
    start = fiscal_year[:4]
    if not (start.isascii() and start.isdigit() and len(start) == 4):
        raise ValueError(
            f"'{fiscal_year}' is not a fiscal year; write it as 2025-26, or as 2025 where years start in January."
        )
    return int(start)


def previous(fiscal_year: str) -> str:
    """The fiscal year before.

    >>> previous("2000-01"), previous("2025")
    ('1999-00', '2024')
    """
    year = first_year(fiscal_year) - 1
    return str(year) if len(fiscal_year) == 4 else f"{year}-{(year + 1) % 100:02d}"


def months(fiscal_year: str, first_month: int) -> tuple[date, ...]:
    """The first days of its twelve months, in order.

    >>> [f"{month:%b %y}" for month in months("2025-26", 7)][::11]
    ['Jul 25', 'Jun 26']
    """
    year = first_year(fiscal_year)
    return tuple(date(year + (at > 11), at % 12 + 1, 1) for at in range(first_month - 1, first_month + 11))


def fiscal_month(day: date, first_month: int) -> int:
    """1 for the first month of the fiscal year ... 12 for the last.

    >>> fiscal_month(date(2025, 7, 31), 7), fiscal_month(date(2026, 6, 1), 7)
    (1, 12)
    """
    return (day.month - first_month) % 12 + 1


def quarter(day: date, first_month: int) -> int:
    """1 to 4: with years from July, July to September is quarter 1.

    >>> quarter(date(2025, 9, 30), 7), quarter(date(2025, 10, 1), 7)
    (1, 2)
    """
    return (fiscal_month(day, first_month) + 2) // 3


def last_day(month: date) -> date:
    """The last day of the month that starts on a day.

    >>> last_day(date(2024, 2, 1))
    datetime.date(2024, 2, 29)
    """
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def span(numbers: tuple[int, ...], fiscal_year: str, first_month: int) -> str:
    """Months of a fiscal year in words, from their numbers.

    >>> span((1, 2, 3, 4), "2025-26", 7)
    'July to October 2025-26'
    >>> span((1, 2, 4), "2025-26", 7)
    'July to August and October 2025-26'
    >>> span(tuple(range(1, 13)), "2025-26", 7), span((), "2025-26", 7)
    ('the whole of 2025-26', '2025-26')
    """
    if numbers == tuple(range(1, 13)):
        return f"the whole of {fiscal_year}"
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    names = [f"{day:%B}" for day in months(fiscal_year, first_month)]
    said = [names[run[0] - 1] + (f" to {names[run[-1] - 1]}" if len(run) > 1 else "") for run in runs]
    listed = " and ".join((", ".join(said[:-1]), said[-1])) if len(said) > 1 else "".join(said)
    return f"{listed} {fiscal_year}".strip()
