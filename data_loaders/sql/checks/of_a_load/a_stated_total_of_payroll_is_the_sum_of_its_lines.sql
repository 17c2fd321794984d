with wide as (
    select distinct load_id, level as n from staging.payroll where level > 0
), blocks as (
    select p.load_id, p.sheet, p.line, p.level, p.filled, p.total, w.n,
        count(*) filter (p.level >= w.n) over (partition by p.load_id, p.sheet, w.n order by -p.line) as block
    from staging.payroll as p
    join wide as w on w.load_id = p.load_id
    where p.wrong_field is null
), sums as (
    select load_id, sheet, n, block, max(line) filter (level = n) as line,
        max(total) filter (level = n) as stated, coalesce(sum(total) filter (level = 0), 0) as computed,
        max(filled) filter (level = n) as stated_posts, coalesce(sum(filled) filter (level = 0), 0) as posts
    from blocks
    group by load_id, sheet, n, block
)
select load_id,
    'sheet ' || sheet || ', line ' || line || ': the total says ' || coalesce(stated || ', its lines add to ' || computed, '')
    || coalesce('; ' || stated_posts || ' posts filled, its lines have ' || posts, '') as what,
    stated - computed as amount
from sums
where stated <> computed or stated_posts <> posts
order by load_id, sheet, line;
