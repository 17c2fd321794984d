with totals as (
    select load_id, sheet, line, fiscal_year, month, stage, class, amount, object from staging.line where level = 9
), lines as (
    select load_id, fiscal_year, month, stage, class, sum(amount) as amount from staging.line where level = 0 group by all
), sums as (
    select t.load_id, t.sheet, t.line, t.object, t.fiscal_year, t.month, max(t.amount) as stated, sum(l.amount) as computed
    from totals as t
    left join lines as l
        on l.load_id = t.load_id and l.fiscal_year is not distinct from t.fiscal_year
        and l.month is not distinct from t.month and l.stage = t.stage and (t.class is null or l.class = t.class)
    group by all
)
select load_id,
    'sheet ' || sheet || ', line ' || line || ': ' || coalesce(object, 'the total') || ' of '
    || coalesce(strftime(month, '%Y-%m'), fiscal_year) || ' says ' || stated || ', its lines add to '
    || coalesce(computed, 0) as what,
    stated - coalesce(computed, 0) as amount
from sums
where stated is not null and stated <> coalesce(computed, 0)
order by load_id, sheet, line;
