select load_id, sheet, line, currency, abs(original - cancelled - undisbursed - disbursed) as amount,
    'have another amount agreed than what is disbursed, undisbursed and cancelled; the gaps are' as says
from loan
where abs(original - cancelled - undisbursed - disbursed) >= 1
order by load_id, sheet, line;
