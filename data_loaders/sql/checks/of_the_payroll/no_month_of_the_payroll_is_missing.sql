with listed as (
    select distinct department, month from payroll_month
), steps as (
    select department, month, lead(month) over (partition by department order by month) as next_month
    from listed
), gaps as (
    select department, month, next_month from steps where next_month > month + interval 1 month
    union all
    select department, month, null from steps
    where next_month is null and month < (select max(month) from payroll_month)
), numbered as (
    select *, row_number() over (partition by month, next_month order by department) as place from gaps
)
select null as load_id,
    count(*) || ' department(s) listed for ' || strftime(month, '%Y-%m') || ' and '
    || coalesce('next for ' || strftime(next_month, '%Y-%m'), 'not since') || ', months are missing: '
    || string_agg(department, ', ' order by department) filter (place <= 10)
    || case when count(*) > 10 then ' and more' else '' end as what,
    null::decimal(20, 2) as amount
from numbered
group by month, next_month
order by what;
