with twice as (
    select lender, number, as_of from loan group by all having count(*) > 1
)
select loan.load_id, loan.sheet, loan.line, loan.currency, loan.due as amount,
    'are named by another line of the same day; due on them are' as says
from loan
join twice on twice.number = loan.number and twice.as_of = loan.as_of and twice.lender is not distinct from loan.lender
order by loan.load_id, loan.sheet, loan.line;
