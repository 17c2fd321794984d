select load_id, sheet, line, currency, abs(disbursed - repaid - coalesce(sold, 0) - due) as amount,
    'have another sum due than what is disbursed less what is repaid and sold; the gaps are' as says
from loan
where abs(disbursed - repaid - coalesce(sold, 0) - due) >= 1
order by load_id, sheet, line;
