with found as (
    select load_id, line, pay as amount
    from employee
    where born < as_of - interval 60 year and born >= as_of - interval 110 year and joined >= born + interval 15 year
)
select load_id, count(*) || ' of employees past 60, line ' || string_agg(line, ', ' order by line) filter (place <= 10)
    || case when count(*) > 10 then ' and more' else '' end as what, sum(amount) as amount
from (select *, row_number() over (partition by load_id order by line) as place from found) as numbered
group by load_id
order by load_id;
