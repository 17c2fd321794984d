with lists as (
    select e.load_id, l.source, e.fiscal_year, e.office, e.period_to, e.stage,
        (e.function, e.object, e.fund, e.grant_number, e.project, e.class, e.department, e.district)::varchar as what,
        e.stated
    from entry as e join load as l using (load_id)
    where e.stated is not null
), steps as (
    select distinct source, fiscal_year, office, period_to,
        lead(period_to) over (partition by source, fiscal_year, office order by period_to) as next_to
    from (select distinct source, fiscal_year, office, period_to from lists)
)
select min(a.load_id) as load_id,
    count(*) || ' lines of office ' || coalesce(a.office, '-') || ' in the list to ' || a.period_to
    || ' are missing from the list to ' || s.next_to as what,
    sum(a.stated) as amount
from lists as a
join steps as s
    on s.source = a.source and s.fiscal_year = a.fiscal_year and s.period_to = a.period_to
    and s.office is not distinct from a.office
left join lists as b
    on b.source = a.source and b.fiscal_year = a.fiscal_year and b.office is not distinct from a.office
    and b.what = a.what and b.stage = a.stage and b.period_to = s.next_to
where s.next_to is not null and b.what is null
group by a.office, a.period_to, s.next_to
order by what;
