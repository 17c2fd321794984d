select load_id,
    'sheet ' || sheet || ', line ' || line || ': ' || filled || ' posts filled and ' || sanctioned || ' sanctioned, '
    || (filled - sanctioned) || ' too many (' || department || ', BPS ' || grade || ', ' || strftime(month, '%Y-%m')
    || ')' as what,
    total as amount
from payroll_month
where filled > sanctioned
order by load_id, sheet, line;
