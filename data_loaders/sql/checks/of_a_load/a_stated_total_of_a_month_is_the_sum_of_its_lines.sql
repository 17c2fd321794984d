with totals as (
    select load_id, sheet, line, fiscal_year, month, stage, class, amount, object from staging.line where level = 9
), lines as (
    select load_id, fiscal_year, month, stage, class, sum(amount) as amount, count(*) as lines
    from staging.line where level = 0 group by all
), sums as (
    select
        t.load_id, t.sheet, t.line, t.object, t.fiscal_year, t.month, t.stage,
        max(t.amount) as stated, coalesce(sum(l.amount), 0) as computed, coalesce(sum(l.lines), 0) as lines
    from totals as t
    left join lines as l
        on l.load_id = t.load_id and l.fiscal_year is not distinct from t.fiscal_year
        and l.month is not distinct from t.month and l.stage = t.stage and (t.class is null or l.class = t.class)
    group by all
), differences as (
    select *, abs(stated - computed) <= 0.5 * $unit * (lines + 1) and $unit > 1 as rounding
    from sums where stated is not null and stated <> computed
)
select load_id,
    'sheet ' || sheet || ', line ' || line || ': ' || coalesce(object, 'the total') || ' of '
    || coalesce(strftime(month, '%Y-%m'), fiscal_year) || ' (' || stage || ') says ' || stated
    || ', its lines add to ' || computed as what,
    stated - computed as amount
from differences where not rounding
union all
select load_id,
    count(*) || ' totals of ' || coalesce(object, 'all heads') || ' differ from their lines by the rounding of the file, '
    || max(abs(stated - computed)) || ' at most, ' || sum(stated - computed) || ' together' as what,
    sum(stated - computed) as amount
from differences where rounding
group by load_id, object
order by load_id, what;
