with found as (
    select load_id, line, pay as amount
    from employee
    where born is null or joined is null or born > as_of or joined > as_of
        or joined < born + interval 15 year or born < as_of - interval 110 year
    union all
    select load_id, line, pension
    from pensioner
    where born is null or born > as_of or retired_on > as_of or retired_on < born or born < as_of - interval 110 year
)
select load_id, count(*) || ' with a date missing or impossible, line ' || string_agg(line, ', ' order by line) filter (place <= 10)
    || case when count(*) > 10 then ' and more' else '' end as what, sum(amount) as amount
from (select *, row_number() over (partition by load_id order by line) as place from found) as numbered
group by load_id
order by load_id;
