select load_id,
    'sheet ' || sheet || ', line ' || line || ': gross ' || amount || ' is not deductions '
    || (coalesce(deducted, 0) + coalesce(deducted_2, 0)) || ' and net ' || net as what,
    amount - coalesce(deducted, 0) - coalesce(deducted_2, 0) - net as amount
from staging.line
where level = 0 and net is not null and amount <> coalesce(deducted, 0) + coalesce(deducted_2, 0) + net
order by load_id, sheet, line;
