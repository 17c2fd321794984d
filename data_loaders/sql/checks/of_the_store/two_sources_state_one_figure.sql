with stated as (
    select fiscal_year, stage, side, restated, l.source, sum(amount) as amount
    from entry join load as l using (load_id)
    where month is null and stage <> 'actual'
    group by all
)
select null as load_id,
    a.stage || ' estimates of ' || a.fiscal_year || ' (' || a.side || 's): ' || a.source || ' says ' || a.amount || ', '
    || b.source || ' says ' || b.amount || '; the first is counted' as what,
    a.amount - b.amount as amount
from stated as a
join stated as b on b.fiscal_year = a.fiscal_year and b.stage = a.stage and b.side = a.side
where b.restated and not a.restated and a.amount <> b.amount
order by what;
