with found as (
    select pensioner.load_id, pensioner.line, pension as amount
    from pensioner join employee on employee_id = pensioner_id and employee.as_of = pensioner.as_of
    where kind = 'own'
)
select load_id, count(*) || ' of persons who draw pay as well, line ' || string_agg(line, ', ' order by line) filter (place <= 10)
    || case when count(*) > 10 then ' and more' else '' end as what, sum(amount) as amount
from (select *, row_number() over (partition by load_id order by line) as place from found) as numbered
group by load_id
order by load_id;
