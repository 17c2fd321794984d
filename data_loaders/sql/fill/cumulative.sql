-- A cumulative list counts as its difference from the list before it; without one it stays cumulative.
create or replace temp table cumulative_line as
select
    e.load_id, sheet, line, cell, l.source, stated, stage, fiscal_year, office, period_to,
    (function, object, fund, grant_number, project, class, department, district, stage)::varchar as what,
    row_number() over (partition by e.load_id, stage, office, what order by sheet, line, cell) as nth
from entry as e join load as l using (load_id)
where stated is not null;

create or replace temp table cumulative_before as
select distinct source, fiscal_year, office, period_to,
    lag(period_to) over (partition by source, fiscal_year, office order by period_to) as before
from (select distinct source, fiscal_year, office, period_to from cumulative_line);

create or replace temp table cumulative_share as
select
    t.load_id, t.sheet, t.line, t.cell, t.stated - coalesce(p.stated, 0) as amount,
    case when b.before is null then (select min(period_from) from entry as e where e.load_id = t.load_id)
        else b.before + 1 end::date as starts
from cumulative_line as t
join cumulative_before as b
    on b.source = t.source and b.fiscal_year = t.fiscal_year and b.period_to = t.period_to
    and b.office is not distinct from t.office
left join cumulative_line as p
    on p.source = t.source and p.fiscal_year = t.fiscal_year and p.what = t.what and p.nth = t.nth
    and p.office is not distinct from t.office and p.period_to = b.before;

update entry set
    amount = c.amount,
    period_from = c.starts,
    month = case when stage not in ('original', 'revised') and date_trunc('month', c.starts) = date_trunc('month', period_to)
        then date_trunc('month', c.starts)::date end,
    cumulative = stage not in ('original', 'revised') and date_trunc('month', c.starts) <> date_trunc('month', period_to)
from cumulative_share as c
where entry.load_id = c.load_id and entry.sheet = c.sheet and entry.line = c.line and entry.cell = c.cell;
