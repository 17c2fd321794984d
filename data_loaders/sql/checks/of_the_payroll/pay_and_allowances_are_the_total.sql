select load_id,
    'sheet ' || sheet || ', line ' || line || ': pay ' || pay || ' and allowances ' || allowances
    || ' are not the total ' || total || ' (' || department || ', BPS ' || grade || ', ' || strftime(month, '%Y-%m')
    || ')' as what,
    total - pay - allowances as amount
from payroll_month
where abs(total - pay - allowances) >= 1
order by load_id, sheet, line;
