with scale as (
    select unnest($grades::smallint[]) as grade
)
select load_id,
    'sheet ' || sheet || ', line ' || line || ': grade ' || grade || ' is not on the pay scale (' || department || ', '
    || strftime(month, '%Y-%m') || ')' as what,
    total as amount
from payroll_month
where exists (select 1 from scale) and grade not in (select grade from scale)
order by load_id, sheet, line;
