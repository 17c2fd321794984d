-- What a check found, ten thousand a file at most; what is more stands in one row with its sum.
insert into finding
with numbered as (
    select load_id, what, amount, row_number() over (partition by load_id) as nth from found
)
select $rule as rule, load_id, what, amount from numbered where nth <= 10000
union all
select $rule, load_id, count(*) || ' more of this kind' as what, sum(amount) as amount
from numbered where nth > 10000
group by load_id;
