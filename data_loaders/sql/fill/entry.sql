-- The lines that can be defended enter the ledger, in the order in which they will be asked for.
insert into entry by name
select
    s.load_id, sheet, line, cell, posted_day as posted_on,
    coalesce(from_month, month) as period_from,
    last_day(coalesce(to_month, month)) as period_to,
    false as cumulative,
    case when to_month is null or stage in ('original', 'revised') then month end as month,
    fiscal_year, stage, coalesce(flow, 'expenditure') as flow, side, class,
    office, coalesce(d.code, department) as department, district,
    function, function_major, object, object_minor, fund, grant_number, project, document, bill, kind, payee,
    amount,
    case when deducted is not null or deducted_2 is not null
        then coalesce(deducted, 0) + coalesce(deducted_2, 0) end as deductions,
    net,
    case when $cumulative then amount end as stated,
    restated, true as counted
from staging.line as s
left join (select lower(name) as spelling, min(code) as code from department where level is not null group by all) as d
    on lower(s.department) = d.spelling
where level = 0 and amount is not null and wrong_field is null;
