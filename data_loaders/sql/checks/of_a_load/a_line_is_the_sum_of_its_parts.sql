with blocks as (
    select load_id, sheet, cell, heading, line, level, amount,
        count(*) filter (level = 0) over (partition by load_id, sheet, cell order by line) as block
    from staging.line
    where level in (0, -1) and load_id in (select load_id from staging.line where level = -1)
), sums as (
    select load_id, sheet, cell, block, max(heading) as heading, max(line) filter (level = 0) as line,
        max(amount) filter (level = 0) as stated, sum(amount) filter (level = -1) as parts,
        count(*) filter (level = -1) as lines
    from blocks group by all
)
select load_id,
    'sheet ' || sheet || ', line ' || line || ': ' || heading || ' says ' || coalesce(stated, 0) || ', its parts add to '
    || coalesce(parts, 0) as what,
    coalesce(stated, 0) - coalesce(parts, 0) as amount
from sums
where lines > 0 and block > 0 and coalesce(stated, 0) <> coalesce(parts, 0)
order by load_id, sheet, line;
