"""Meanings: what each measure is and how it is worked out, in one sentence."""

MEANINGS = {
    "actual": "Actual: what was booked in the months named.",
    "amount": "Amount: what was booked, or budgeted, in the period of the row.",
    "last_year": "Last year: what was booked in the same months of the year before.",
    "growth": "Growth: (this year − last year) ÷ last year, over the same months; a dash where there is no last year.",
    "change": "Change: this year less last year, over the same months.",
    "budget": "Budget: the estimate of the whole year, revised where there is one, else original.",
    "target": "Target: the year's estimate, spread over the months as earlier years were.",
    "gap": "Gap: actual less target up to the same month.",
    "share": "Share: the part of the total, in per cent.",
    "share_of_budget": "Share of budget: actual ÷ the estimate of the whole year.",
    "share_of_target": "Share of target: actual ÷ the estimate of the whole year.",
    "adjusted": "Adjusted: original budget × total actual ÷ total budget, as if all heads had moved as the total did.",
    "deviation": "Deviation: actual less adjusted budget.",
    "moved": "Moved: the least that keeps the letter when booked under heads below their adjusted budgets.",
    "lo80": "Lo80, hi80: in 80 of 100 cases the figure lies between them, by the errors made in earlier years.",
    "chance": "Chance: in how many of 100 cases the figure comes out above the budget, or reaches the target.",
    "pattern": "Pattern: how the money of earlier years went: steady, uneven, or at the year's end.",
    "lapses": "Lapses: the budget less what is expected at the year's end.",
    "overruns": "Overruns: what is expected at the year's end less the budget.",
    "held": "Held: in how many of 100 cases the limits of 80 held.",
    "run_rate_error": "Run rate error: the error of the year so far taken on in a straight line.",
    "last_year_error": "Last year error: the error of the year so far by its share of last year.",
    "lines": "Lines: how many lines of the ledger are behind the figure.",
    "undisbursed": "Undisbursed: agreed, and neither drawn nor cancelled.",
    "owed_in_national_currency": "Owed in national currency: at the dated exchange rate; a dash where there is none.",
    "months_late": "Months late: from the last month with figures to the latest month that anyone submitted.",
    "difference": "Difference: the sum of the lines less the total that the file prints.",
}


def of(columns) -> list[str]:
    """What these columns mean, those that are measures.

    >>> of(["name", "gap"])
    ['Gap: actual less target up to the same month.']
    """
    return [MEANINGS[column] for column in columns if column in MEANINGS]
