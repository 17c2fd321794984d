select load_id, sheet, line, currency,
    -(least(coalesce(original, 0), 0) + least(coalesce(cancelled, 0), 0) + least(coalesce(undisbursed, 0), 0)
    + least(coalesce(disbursed, 0), 0) + least(coalesce(repaid, 0), 0) + least(due, 0) + least(coalesce(sold, 0), 0)) as amount,
    'have an amount below zero; these are' as says
from loan
where least(original, cancelled, undisbursed, disbursed, repaid, due, sold) < 0
order by load_id, sheet, line;
