with totals as (
    select load_id, sheet, line, fiscal_year, month, stage, class, amount, object
    from staging.line where level = 9 and amount is not null
), of_classes as (
    select load_id, fiscal_year, month, stage, sum(amount) as amount, count(*) as parts
    from totals where class is not null group by all
), without_total as ( -- lines of a class that no total is stated of: the whole has more than its totals
    select distinct l.load_id, l.fiscal_year, l.month, l.stage
    from staging.line as l
    left join totals as t
        on t.load_id = l.load_id and t.fiscal_year is not distinct from l.fiscal_year
        and t.month is not distinct from l.month and t.stage = l.stage and t.class = l.class
    where l.level = 0 and t.load_id is null
)
select t.load_id,
    'sheet ' || t.sheet || ', line ' || t.line || ': ' || coalesce(t.object, 'the total') || ' of '
    || coalesce(strftime(t.month, '%Y-%m'), t.fiscal_year) || ' (' || t.stage || ') says ' || t.amount
    || ', the totals of its classes add to ' || c.amount
    || case when $unit > 1 and abs(t.amount - c.amount) <= 0.5 * $unit * (c.parts + 1)
        then ' (within the rounding of the file)' else '' end as what,
    t.amount - c.amount as amount
from totals as t
join of_classes as c
    on c.load_id = t.load_id and c.fiscal_year is not distinct from t.fiscal_year
    and c.month is not distinct from t.month and c.stage = t.stage
left join without_total as w
    on w.load_id = t.load_id and w.fiscal_year is not distinct from t.fiscal_year
    and w.month is not distinct from t.month and w.stage = t.stage
where t.class is null and w.load_id is null and t.amount <> c.amount
order by t.load_id, t.sheet, t.line, t.fiscal_year, t.stage;
