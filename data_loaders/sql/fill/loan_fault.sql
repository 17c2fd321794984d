-- One finding a file and currency with the loans that a check found; money of another currency stands in the words alone.
insert into finding
with numbered as (
    select *, row_number() over (partition by load_id, currency order by sheet, line) as place from found
)
select $rule as rule, load_id,
    count(*) || ' of the loans in ' || currency || ' ' || min(says) || ' ' || currency || ' ' || sum(amount) || ' in all, line '
    || string_agg(line, ', ' order by place) filter (place <= 10) || case when count(*) > 10 then ' and more' else '' end as what,
    case when currency = (select currency from government) then sum(amount) end as amount
from numbered
group by load_id, currency
order by load_id, currency;
