select load_id,
    'sheet ' || sheet || ', line ' || line || ': ' || case when filled = 0
        then 'no post is filled, yet pay is ' || pay || ' and the total ' || total
        else filled || ' posts are filled, yet pay is ' || pay end
    || ' (' || department || ', BPS ' || grade || ', ' || strftime(month, '%Y-%m') || ')' as what,
    total as amount
from payroll_month
where (filled = 0 and (pay <> 0 or total <> 0)) or (filled > 0 and pay <= 0)
order by load_id, sheet, line;
