with scale as (
    select unnest($grades::smallint[]) as grade, unnest($minimums::decimal(20, 2)[]) as minimum,
        unnest($increments::decimal(20, 2)[]) as increment, unnest($maximums::decimal(20, 2)[]) as maximum
), found as (
    select load_id, line, pay as amount
    from employee join scale using (grade)
    where members = 1 and (pay < minimum or pay > maximum or (pay - minimum) % increment <> 0)
)
select load_id, count(*) || ' with pay off the scale of the grade, line ' || string_agg(line, ', ' order by line) filter (place <= 10)
    || case when count(*) > 10 then ' and more' else '' end as what, sum(amount) as amount
from (select *, row_number() over (partition by load_id order by line) as place from found) as numbered
group by load_id
order by load_id;
