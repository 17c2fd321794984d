with twice as (
    select employee_id as person, as_of from employee group by all having count(*) > 1
), found as (
    select load_id, line, pay as amount
    from employee join twice on twice.person = employee_id and twice.as_of = employee.as_of
    union all
    select load_id, line, pension
    from pensioner join (
        select pensioner_id as person, as_of from pensioner group by all having count(*) > 1
    ) as again on again.person = pensioner_id and again.as_of = pensioner.as_of
)
select load_id, count(*) || ' of persons listed more than once, line ' || string_agg(line, ', ' order by line) filter (place <= 10)
    || case when count(*) > 10 then ' and more' else '' end as what, sum(amount) as amount
from (select *, row_number() over (partition by load_id order by line) as place from found) as numbered
group by load_id
order by load_id;
