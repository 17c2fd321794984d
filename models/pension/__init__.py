"""Pensions of a civil service, valued: what is owed, when it falls due, and what a change of the rules would save.

Time runs in months from the day of valuation; members keep their age and service in whole months, so nothing is
interpolated. Within a month: the living work or draw, what ends a service does so at the month's end, pensions are paid
at the month's end to those alive then. Pay awards and increases of pensions come once a year, on the fiscal year's
first day. `chances` and `basis` say who lives and what a rupee of pension is worth, `members` holds the people, `value`
what each is owed, `flow` and `paid` the payments of 80 years, `floor` the minimum pension, `valuation` all of it.
"""
