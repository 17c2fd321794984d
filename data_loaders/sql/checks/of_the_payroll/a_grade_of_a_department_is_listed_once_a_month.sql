select max(load_id) as load_id,
    department || ', BPS ' || grade || ', ' || strftime(month, '%Y-%m') || ' stands on ' || count(*) || ' lines of '
    || count(distinct load_id) || ' file(s) (lines ' || string_agg(line, ', ' order by load_id, sheet, line)
    || '): withdraw a file, or put the lines together' as what,
    sum(total) - max(total) as amount
from payroll_month
group by month, department, grade
having count(*) > 1
order by load_id, what;
