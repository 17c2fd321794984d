-- The lines of a census that a check found, and one finding a file with how many they stand for.
delete from census_fault where rule = $rule;

insert into census_fault by name select * exclude (says), $rule as rule from found;

insert into finding
with lines as (
    select load_id, sheet, line, sum(members) as members, sum(amount) as amount, min(says) as says
    from found group by load_id, sheet, line
), numbered as (
    select *, row_number() over (partition by load_id order by sheet, line) as place from lines
)
select $rule as rule, load_id,
    sum(members) || ' ' || min(says) || ', line ' || string_agg(line, ', ' order by place) filter (place <= 10)
    || case when count(*) > 10 then ' and more' else '' end as what, sum(amount) as amount
from numbered
group by load_id
order by load_id;
