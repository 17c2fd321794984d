"""Anomaly rules: the payments that each rule takes out of the ledger, a row a payment, those of one flag together."""

from __future__ import annotations

THERE = """
select count(*) as lines, count(payee) as payee, count(document) as document, count(posted_on) as posted_on,
    count(office) as office, count(month) as month, count(case when payee is null then bill end) as bill,
    count(case when list_contains(cast($days as integer[]), isodow(posted_on)) then 1 end) as resting,
    count(case when date_diff('day', last_day(month), posted_on) > $late then 1 end) as late,
    count(case when amount < 0 then 1 end) as below_zero, min(posted_on) as begins, max(posted_on) as ends
from entry where side = 'payment' and stage = 'actual' and flow = 'expenditure' and counted
"""
DUPLICATE = """
with paid as (
    select *, coalesce(payee, concat_ws('|', office, function, object, bill)) as whom
    from entry
    where side = 'payment' and stage = 'actual' and flow = 'expenditure' and counted and amount >= $least
        and document is not null and posted_on is not null and (payee is not null or bill is not null)
), same as (
    select whom, amount, count(*) as times from paid group by whom, amount
    having count(distinct document) > 1 and count(*) <= $most
), candidate as (
    select paid.* from paid join same on same.whom = paid.whom and same.amount = paid.amount
), doubled as (
    select one.load_id, one.sheet, one.line, one.cell,
        min(abs(date_diff('day', one.posted_on, other.posted_on))) as apart,
        max(case when one.bill = other.bill then 1 else 0 end) as same_bill
    from candidate as one
    join candidate as other on one.whom = other.whom and one.amount = other.amount and one.document <> other.document
        and abs(date_diff('day', one.posted_on, other.posted_on))
            <= case when one.bill = other.bill then cast($days as integer) else cast($near as integer) end
    group by one.load_id, one.sheet, one.line, one.cell
)
select concat_ws('|', candidate.whom, candidate.amount) as together, candidate.load_id, candidate.sheet,
    candidate.line, candidate.cell, candidate.office, candidate.department, candidate.fiscal_year, candidate.month,
    candidate.posted_on, candidate.payee, candidate.document, candidate.bill, candidate.object, candidate.amount,
    doubled.same_bill as one_thing, doubled.apart as another
from candidate
join doubled on doubled.load_id = candidate.load_id and doubled.sheet = candidate.sheet
    and doubled.line = candidate.line and doubled.cell = candidate.cell
order by together, candidate.posted_on, candidate.load_id, candidate.sheet, candidate.line, candidate.cell
"""
SPLIT = """
with just_under as (
    select *, lag(posted_on) over (partition by office, payee order by posted_on, load_id, sheet, line, cell) as before
    from entry
    where side = 'payment' and stage = 'actual' and flow = 'expenditure' and counted and payee is not null
        and office is not null and posted_on is not null
        and amount >= cast($share as decimal(6, 4)) * cast($sanction as decimal(20, 2))
        and amount < cast($sanction as decimal(20, 2))
), numbered as (
    select *, sum(case when before is null or date_diff('day', before, posted_on) > $days then 1 else 0 end)
        over (partition by office, payee order by posted_on, load_id, sheet, line, cell) as run
    from just_under
), sized as (
    select *, count(*) over (partition by office, payee, run) as times,
        sum(amount) over (partition by office, payee, run) as paid
    from numbered
)
select concat_ws('|', office, payee, run) as together, load_id, sheet, line, cell, office, department, fiscal_year,
    month, posted_on, payee, document, bill, object, amount, cast($sanction as decimal(20, 2)) as one_thing,
    paid as another
from sized where times >= $least
order by together, posted_on, load_id, sheet, line, cell
"""
ROUND = """
with large as (
    select * from entry
    where side = 'payment' and stage = 'actual' and flow = 'expenditure' and counted and amount >= $least
), usual as (
    select object, count(*) as lines,
        count(case when amount % cast($unit as decimal(20, 2)) = 0 then 1 end) as rounds
    from large group by object
)
select concat_ws('-', load_id, sheet, line, cell) as together, load_id, sheet, line, cell, office, department,
    fiscal_year, month, posted_on, payee, document, bill, large.object, amount, usual.rounds as one_thing,
    usual.lines as another
from large join usual on coalesce(usual.object, '') = coalesce(large.object, '')
where amount % cast($unit as decimal(20, 2)) = 0 and usual.lines >= cast($lines as integer)
    and usual.rounds <= cast($share as decimal(6, 4)) * usual.lines
order by amount desc, load_id, sheet, line, cell
"""
WEEKEND = """
select concat_ws('|', office, posted_on) as together, load_id, sheet, line, cell, office, department, fiscal_year,
    month, posted_on, payee, document, bill, object, amount, isodow(posted_on) as one_thing, 0 as another
from entry
where side = 'payment' and stage = 'actual' and flow = 'expenditure' and counted and office is not null
    and list_contains(cast($days as integer[]), isodow(posted_on))
order by together, load_id, sheet, line, cell
"""
LATE = """
select concat_ws('|', office, month, posted_on) as together, load_id, sheet, line, cell, office, department,
    fiscal_year, month, posted_on, payee, document, bill, object, amount,
    date_diff('day', last_day(month), posted_on) as one_thing, 0 as another
from entry
where side = 'payment' and stage = 'actual' and flow = 'expenditure' and counted and office is not null
    and date_diff('day', last_day(month), posted_on)
        > cast(case when month(month) % 12 + 1 = $first_month then $year_days else $days end as integer)
order by together, load_id, sheet, line, cell
"""
NEW_PAYEE = """
with paid as (
    select *, min(posted_on) over () as begins, min(posted_on) over (partition by payee) as first_day
    from entry
    where side = 'payment' and stage = 'actual' and flow = 'expenditure' and counted and payee is not null
        and posted_on is not null
), early as (
    select *, sum(amount) over (partition by payee) as paid, count(*) over (partition by payee) as times from paid
    where date_diff('day', first_day, posted_on) < $days and date_diff('day', begins, first_day) >= $history
), of_months as (
    select payee, month, sum(amount) as amount from paid group by payee, month
), usual as (
    select cast(median(amount) as decimal(20, 2)) as amount from of_months
)
select payee as together, load_id, sheet, line, cell, office, department, fiscal_year, month, posted_on, payee,
    document, bill, object, early.amount, early.paid as one_thing, usual.amount as another
from early cross join usual where early.paid >= cast($large as decimal(20, 2))
order by together, posted_on, load_id, sheet, line, cell
"""
REVERSED = """
with usual as (
    select object, count(*) as lines, count(case when amount < 0 then 1 end) as negatives from entry
    where side = 'payment' and stage = 'actual' and flow = 'expenditure' and counted group by object
), negative as (
    select * from entry
    where side = 'payment' and stage = 'actual' and flow = 'expenditure' and counted and amount < 0
), paid_before as (
    select distinct negative.load_id, negative.sheet, negative.line, negative.cell
    from negative join entry as paid on paid.amount = -negative.amount
        and coalesce(paid.office, '') = coalesce(negative.office, '')
    where paid.side = 'payment' and paid.stage = 'actual' and paid.flow = 'expenditure' and paid.counted
)
select concat_ws('-', negative.load_id, negative.sheet, negative.line, negative.cell) as together, negative.load_id,
    negative.sheet, negative.line, negative.cell, office, department, fiscal_year, month, posted_on, payee, document,
    bill, negative.object, amount, usual.negatives as one_thing, usual.lines as another
from negative
join usual on coalesce(usual.object, '') = coalesce(negative.object, '')
left join paid_before on paid_before.load_id = negative.load_id and paid_before.sheet = negative.sheet
    and paid_before.line = negative.line and paid_before.cell = negative.cell
where paid_before.load_id is null and usual.negatives <= cast($share as decimal(6, 4)) * usual.lines
order by amount, negative.load_id, negative.sheet, negative.line, negative.cell
"""
OFFICES = """
with paid as (
    select * from entry
    where side = 'payment' and stage = 'actual' and flow = 'expenditure' and counted and payee is not null
        and month is not null
), of_months as (
    select payee, month, count(distinct office) as offices from paid group by payee, month
), begun as (
    select min(month) as begins from paid
), beside as (
    select payee, month, offices, avg(offices) over (
        partition by payee order by month rows between 12 preceding and 1 preceding) as usual
    from of_months
)
select concat_ws('|', paid.payee, paid.month) as together, load_id, sheet, line, cell, office, department,
    fiscal_year, paid.month, posted_on, paid.payee, document, bill, object, amount, beside.offices as one_thing,
    coalesce(beside.usual, 0) as another
from paid join beside on beside.payee = paid.payee and beside.month = paid.month cross join begun
where beside.offices >= $least and beside.offices >= cast($times as decimal(6, 2)) * coalesce(beside.usual, 1)
    and beside.offices >= coalesce(beside.usual, 0) + cast($far as decimal(6, 2)) * sqrt(coalesce(beside.usual, 0))
    and date_diff('month', begun.begins, paid.month) >= $history
order by together, posted_on, load_id, sheet, line, cell
"""
DIGITS = """
with digit as (
    select office, max(department) as department, fiscal_year, left(cast(abs(amount) as varchar), 1) as digit,
        count(*) as lines, min(abs(amount)) as least, max(abs(amount)) as most, sum(amount) as amount
    from entry
    where side = 'payment' and stage = 'actual' and flow = 'expenditure' and counted and office is not null
        and abs(amount) >= 1
    group by office, fiscal_year, left(cast(abs(amount) as varchar), 1)
)
select office, department, fiscal_year, cast(digit as integer) as digit, lines, amount from (
    select *, sum(lines) over (partition by office, fiscal_year) as every,
        max(most) over (partition by office, fiscal_year) as highest,
        min(least) over (partition by office, fiscal_year) as lowest
    from digit
) as judged
where every >= cast($lines as integer) and highest >= lowest * power(10, cast($orders as integer))
order by office, fiscal_year, digit
"""
PROFILE = """
with of_days as (
    select office, max(department) as department, month, posted_on, count(*) as lines, sum(amount) as amount,
        max(amount) as largest, count(distinct payee) as payees
    from entry
    where side = 'payment' and stage = 'actual' and flow = 'expenditure' and counted and office is not null
        and month is not null
    group by office, month, posted_on
)
select office, max(department) as department, month, cast(sum(lines) as bigint) as lines,
    cast(sum(amount) as decimal(20, 2)) as amount, max(largest) as largest, max(lines) as busiest
from of_days group by office, month
order by office, month
"""
