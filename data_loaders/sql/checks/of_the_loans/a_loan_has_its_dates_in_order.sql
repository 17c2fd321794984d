select load_id, sheet, line, currency, due as amount,
    'have dates out of order (approved, agreed, in force, closed; first and last repayment; last drawn); due on them are' as says
from loan
where last_repayment < first_repayment or agreed_on < approved_on or effective_on < agreed_on or closed_on < effective_on
    or first_repayment < agreed_on or disbursed_on > as_of
order by load_id, sheet, line;
