select load_id, sheet, line, currency, due as amount,
    'have something due without a rate, without days of repayment or past the last of them; it is' as says
from loan
where due > 0 and (rate is null or first_repayment is null or last_repayment is null or last_repayment < as_of)
order by load_id, sheet, line;
